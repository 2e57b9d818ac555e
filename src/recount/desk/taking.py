"""A source that is no report, taken in on a page: its notes, files and chain of custody become a form, which is kept
beside the files, and the form is taken into the record as any other."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from recount.byhand.form import LONGEST_NOTES
from recount.desk.adding import FieldRefusedError
from recount.desk.byhand import Added, Attached, attach_files, take_source
from recount.desk.days import checked_taking
from recount.desk.restricting import checked_reason
from recount.desk.tools import Rules, Say, Settings
from recount.desk.uploads import Handed, kept_attachments, label_of, new_folder
from recount.errors import RecordError, RecountError, ReportError
from recount.model.source import SOURCE_KINDS

_MOST_STEPS = 20
_LONGEST_LINE = 500
_WHEN = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class StepTold:
    """A step of custody before the source came to the desk: when (a day, or a day and a time), who, what."""

    when: str
    who: str
    what: str

    @property
    def empty(self) -> bool:
        """Whether nothing was filled in."""
        return not (self.when.strip() or self.who.strip() or self.what.strip())


@dataclass(frozen=True, slots=True)
class SourceTold:
    """A source as somebody describes it: what it is, who took it when and from whom (a private person by a code name),
    what was said or seen. `restrict` is why it is shown to reviewers and admins alone, "" where everybody may see it.
    """

    kind: str
    by: str
    day: str
    origin: str
    title: str
    notes: str
    steps: tuple[StepTold, ...] = ()
    restrict: str = ""


def take_in(
    record: Path,
    told: SourceTold,
    files: Iterable[Handed],
    who: str,
    rules: Rules,
    settings: Settings,
    say: Say = print,
) -> Added:
    """A source taken into the record by `who`, its files kept and hashed. FieldRefusedError for a field that is missing
    or wrong, RecordError for all else; nothing is kept of it then but its files. The same source again adds nothing."""
    _checked(told)
    kept = kept_attachments(record, files)
    folder = kept.folder if kept.files else new_folder(record)
    name = label_of(told.title or f"{told.kind}-{told.day}").replace(".", "-")[:60]
    path = folder / f"{name}.yaml"
    form = {
        "kind": told.kind,
        "by": told.by.strip(),
        "day": told.day.strip(),
        "from": told.origin.strip(),
        **({"title": told.title.strip()} if told.title.strip() else {}),
        "notes": told.notes.replace("\r\n", "\n").strip(),
        "files": [{"path": one.name} for one in kept.files],
        "custody": [
            {"when": one.when.strip().replace(" ", "T"), "who": one.who.strip(), "what": one.what.strip()}
            for one in told.steps
            if not one.empty
        ],
        "claims": [],
    }
    path.write_text(json.dumps(form, ensure_ascii=False, indent=1), encoding="utf-8")
    try:
        return take_source(path, record, who, rules, settings, say, exports=False, restrict=_one_line(told.restrict))
    except ReportError as refused:  # it names the desk's own file, which nobody has seen
        raise RecordError("the source", refused.what, refused.remedy) from refused


def attach(record: Path, source: str, files: Iterable[Handed], origin: str, who: str) -> Attached:
    """Files that came later, kept and attached to a source by `who`. Of what is refused, and of bytes that the source
    has already, nothing is kept."""
    kept = kept_attachments(record, files)
    try:
        added = attach_files(record, source, kept.files, origin, who, exports=False)
    except RecountError:
        shutil.rmtree(kept.folder, ignore_errors=True)
        raise
    for file in added.known:
        Path(file.path).unlink(missing_ok=True)
    if not added.files:
        shutil.rmtree(kept.folder, ignore_errors=True)
    return added


def _checked(told: SourceTold) -> None:
    if told.kind not in SOURCE_KINDS:
        raise FieldRefusedError(
            "kind", "the source", "is of no known kind", f"Choose one of {', '.join(SOURCE_KINDS)}."
        )
    asked = (
        ("by", "who took it", told.by, "Give a name."),
        ("origin", "from whom", told.origin, "Give a code name for a private person, never the real one."),
        ("notes", "the notes", told.notes, "Write down what was said or seen: every claim quotes these words."),
    )
    for field, name, words, remedy in asked:
        if not words.strip():
            raise FieldRefusedError(field, name, "is not filled in", remedy)
    lines = (("by", "who took it", told.by), ("origin", "from whom", told.origin), ("title", "its name", told.title))
    for field, name, words in lines:
        _in_one_line(field, name, words)
    if len(told.notes) > LONGEST_NOTES or not all(one.isprintable() or one in "\r\n\t" for one in told.notes):
        what = f"are more than {LONGEST_NOTES:,} characters, or hold some that can't be shown"
        raise FieldRefusedError("notes", "the notes", what, "Write plain text.")
    try:
        day = date.fromisoformat(told.day.strip())
    except ValueError:
        raise FieldRefusedError("day", "the day", f"is no day: “{told.day[:20]}”", "Write it as 2017-06-04.") from None
    _reached("day", "the day", day)
    if len([one for one in told.steps if not one.empty]) > _MOST_STEPS:
        raise RecordError("the custody", f"has more than {_MOST_STEPS} steps", "Add the others on the source's page.")
    for n, step in enumerate(told.steps, 1):
        if not step.empty:
            _checked_step(f"steps.{n}", step)
    if told.restrict.strip():
        with _at("restrict"):
            checked_reason(told.restrict)


def _checked_step(place: str, step: StepTold) -> None:
    """FieldRefusedError where a step of the custody can't be taken; `place` is what its fields' names begin with."""
    for field, name, words in (("when", "when it was", step.when), ("who", "who did it", step.who),
                               ("what", "what was done", step.what)):  # fmt: skip
        if not words.strip():
            remedy = "Say of each step when it was, who did it, and what was done."
            raise FieldRefusedError(f"{place}.{field}", name, "is missing: the step is filled in by half", remedy)
    when = step.when.strip()
    try:
        moment = datetime.fromisoformat(when) if _WHEN.fullmatch(when) else None
    except ValueError:
        moment = None
    if moment is None:
        remedy = "Write 2017-06-04, or with the time 2017-06-04T10:30."
        raise FieldRefusedError(f"{place}.when", "when it was", f"is no day or time: “{when[:30]}”", remedy)
    _reached(f"{place}.when", "when it was", moment.date())
    _in_one_line(f"{place}.who", "who did it", step.who)
    _in_one_line(f"{place}.what", "what was done", step.what)


def _reached(field: str, name: str, day: date) -> None:
    with _at(field):
        checked_taking(name, day)


def _in_one_line(field: str, name: str, words: str) -> None:
    if len(words.strip()) > _LONGEST_LINE or not words.strip().isprintable():
        what = f"is not one line of at most {_LONGEST_LINE} characters"
        raise FieldRefusedError(field, name, what, "Write it on one line, without characters that can't be shown.")


@contextmanager
def _at(field: str) -> Iterator[None]:
    """What is refused here is refused of a field."""
    try:
        yield
    except RecordError as refused:
        raise FieldRefusedError(field, refused.source, refused.what, refused.remedy) from refused


def _one_line(words: str) -> str:
    return " ".join(words.split())
