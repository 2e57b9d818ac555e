"""A source that is no report, taken in on a page: its notes, files and chain of custody become a form, which is kept
beside the files, and the form is taken into the record as any other."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from recount.desk.byhand import Added, take_source
from recount.desk.days import checked_taking
from recount.desk.tools import Rules, Say, Settings
from recount.desk.uploads import Handed, kept_attachments, label_of, new_folder
from recount.errors import RecordError
from recount.model.source import SOURCE_KINDS

_MOST_STEPS = 20


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
    what was said or seen."""

    kind: str
    by: str
    day: str
    origin: str
    title: str
    notes: str
    steps: tuple[StepTold, ...] = ()


def take_in(
    record: Path,
    told: SourceTold,
    files: Iterable[Handed],
    who: str,
    rules: Rules,
    settings: Settings,
    say: Say = print,
) -> Added:
    """A source taken into the record by `who`, its files kept and hashed. RecordError that names the field for one that
    is missing or wrong; nothing is kept of it then but its files. The same source again adds nothing."""
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
        "custody": [_step(one) for one in told.steps if not one.empty],
        "claims": [],
    }
    path.write_text(json.dumps(form, ensure_ascii=False, indent=1), encoding="utf-8")
    return take_source(path, record, who, rules, settings, say, exports=False)


def _checked(told: SourceTold) -> None:
    if told.kind not in SOURCE_KINDS:
        raise RecordError("the source", "is of no known kind", f"Choose one of {', '.join(SOURCE_KINDS)}.")
    asked = (
        ("who took it", told.by, "Give a name."),
        ("from whom", told.origin, "Give a code name for a private person, never the real one."),
        ("the notes", told.notes, "Write down what was said or seen: every claim quotes these words."),
    )
    for name, words, remedy in asked:
        if not words.strip():
            raise RecordError(name, "is not filled in", remedy)
    try:
        day = date.fromisoformat(told.day.strip())
    except ValueError:
        raise RecordError("the day", f"“{told.day[:20]}” is none", "Write it as 2017-06-04.") from None
    checked_taking("the day", day)
    if len([one for one in told.steps if not one.empty]) > _MOST_STEPS:
        raise RecordError("the custody", f"has more than {_MOST_STEPS} steps", "Add the others on the source's page.")


def _step(told: StepTold) -> dict[str, str]:
    if not (told.when.strip() and told.who.strip() and told.what.strip()):
        what = "has a step that is filled in by half"
        raise RecordError("the custody", what, "Say of each step when it was, who did it, and what was done.")
    return {"when": told.when.strip(), "who": told.who.strip(), "what": told.what.strip()}
