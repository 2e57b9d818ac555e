"""Reports recounted without a record: nothing is kept, the answer is in memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from recount.desk.coding import Workshop, coded_each, jobs_for
from recount.desk.running import RunOptions, Unwatched, Watch, about_how_many
from recount.desk.tools import Settings, tools_of
from recount.export.jsonl import claims_text, incidents_text
from recount.export.names import Names, report_names
from recount.model import Document, Problem, Record
from recount.pipeline import Coded, record_of
from recount.reading import IntakeOptions, documents_in


@dataclass(frozen=True, slots=True)
class Recounted:
    """What reports tell, and what they are called: a report that came in twice has two names."""

    record: Record
    names: Names

    def claims_jsonl(self) -> str:
        """The claims as lines of the interchange contract."""
        return claims_text(self.record, self.names)

    def incidents_jsonl(self) -> str:
        """The incidents as lines of the interchange contract."""
        return incidents_text(self.record, self.names)


@dataclass
class _Intake:
    echoes: dict[str, list[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def distinct(self, paths: Sequence[Path], options: IntakeOptions) -> Iterable[Document]:
        """Each report once; the names it came in under again, and what can't be read, are noted."""
        for found in documents_in(paths, options):
            if isinstance(found, Problem):
                self.problems.append(found)
            elif found.document.id in self.echoes:
                self.echoes[found.document.id].append(found.document.name)
            else:
                self.echoes[found.document.id] = []
                yield found.document


def recounted(
    paths: Sequence[Path], settings: Settings, options: RunOptions | None = None, watch: Watch | None = None
) -> Recounted:
    """What the reports in files and folders tell, without a record."""
    chosen, looker = options or RunOptions(), watch or Unwatched()
    workshop = Workshop(tools_of(chosen.rules, settings, looker.say), chosen.rules, settings)
    intake = _Intake()
    total = about_how_many(paths)
    read: list[Coded] = []
    documents = intake.distinct(paths, IntakeOptions(chosen.outlet, chosen.published))
    for portion in coded_each(documents, workshop, jobs_for(total, chosen.jobs)):
        for _, result in portion:
            if isinstance(result, Problem):
                intake.problems.append(result)
            else:
                read.append(result)
        looker.progress(len(read) + len(intake.problems), max(total, len(read) + len(intake.problems)))
    looker.say("Bringing the claims together …")
    record = record_of(read, intake.problems, workshop.tools)
    return Recounted(record, report_names(record.documents, intake.echoes))
