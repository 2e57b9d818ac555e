"""A change of the codebook, drafted in a record, tried, and adopted or thrown away.

A draft is a whole codebook in a folder of the record's own. Adopted, it becomes the record's codebook: reports are read
by it from then on, and the former one is kept beside it.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from recount.codebook import Codebook, load_codebook
from recount.codebook.checks import Finding, Level, findings_in
from recount.codebook.schema import built_in_folder
from recount.desk.codebooks import checked, content_of, copied
from recount.desk.jobs import Result
from recount.desk.lines.codebooks import case_line, recoded_line
from recount.desk.recoding import recoded
from recount.desk.running import RunOptions, Watch, run
from recount.desk.tools import ADOPTED, Rules, Settings, rules_of
from recount.desk.trying import tried
from recount.errors import CodebookError

DRAFT, FORMER = "codebook-draft", "codebook-former"
LONGEST = 500_000  # characters of a file
_FILE = re.compile(r"[a-z_][a-z0-9_]{0,60}\.yaml")


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A file of a draft: its text, and whether it is another than the present codebook's."""

    name: str
    text: str
    changed: bool


def codebook_in_use(record: Path, rules: Rules) -> Codebook:
    """The codebook that a record's reports are read by."""
    folder = rules_of(record, rules).codebook or built_in_folder()
    return _codebook_in(folder, content_of(folder))


@lru_cache(maxsize=4)
def _codebook_in(folder: Path, _content: str) -> Codebook:
    """A codebook as its files say it now: to read them takes longer than a page may."""
    return load_codebook(folder)


def draft_in(record: Path) -> Path | None:
    """The folder of the draft; None where nothing is drafted."""
    folder = record / DRAFT
    return folder if folder.is_dir() else None


def begin(record: Path, rules: Rules) -> Path:
    """A draft that says what the present codebook says; the one that is there stays as it is."""
    if (there := draft_in(record)) is not None:
        return there
    present = rules_of(record, rules).codebook
    if present is None:
        return copied(record / DRAFT)
    return Path(shutil.copytree(present, record / DRAFT))


def throw_away(record: Path) -> None:
    """No draft from now on."""
    shutil.rmtree(record / DRAFT, ignore_errors=True)


def draft_file(record: Path, rules: Rules, name: str) -> DraftFile:
    """A file of the draft. CodebookError where it has none of that name."""
    folder, text = draft_in(record), None
    if folder is not None and _FILE.fullmatch(name) and (folder / name).is_file():
        text = (folder / name).read_text(encoding="utf-8")
    if text is None:
        raise CodebookError(name, "is no file of the draft", "Choose one from the codebook's page.")
    return DraftFile(name, text, text != _present_text(record, rules, name))


def changed_files(record: Path, rules: Rules) -> tuple[str, ...]:
    """The files in which a draft differs from the present codebook."""
    folder = draft_in(record)
    names = sorted(path.name for path in folder.glob("*.yaml")) if folder else []
    return tuple(name for name in names if draft_file(record, rules, name).changed)


def found_in(record: Path, name: str) -> tuple[Finding, ...]:
    """What is to be said of a file of the draft, mistakes first."""
    folder = draft_in(record)
    found = findings_in(folder) if folder is not None else ()
    return tuple(one for one in found if one.source.partition(":")[0] == name)


def save(record: Path, name: str, text: str) -> None:
    """Another text for a file of the draft; it is kept even where it holds mistakes.

    CodebookError for a file that the draft lacks, or a text too long.
    """
    folder = draft_in(record)
    if folder is None or not _FILE.fullmatch(name) or not (folder / name).is_file():
        raise CodebookError(name, "is no file of the draft", "Begin a draft first.")
    if len(text) > LONGEST:
        raise CodebookError(name, f"is longer than {LONGEST:,} characters", "Split the type in two.")
    (folder / name).write_text(text.replace("\r\n", "\n"), encoding="utf-8")


def tested(folder: Path | None, types: tuple[str, ...], settings: Settings, rules: Rules, watch: Watch) -> Result:
    """The examples of a codebook, of all types or of some, each with what came out."""
    trial = tried(folder, types, settings, rules.actors, watch)
    return {"cases": [case_line(case) for case in trial.cases], "types": list(types)}


def effect(record: Path, settings: Settings, rules: Rules, watch: Watch) -> Result:
    """What the draft would do to the record: claims, incidents and totals that appear, vanish or are told otherwise."""
    draft = _sound_draft(record)
    present = rules_of(record, rules).codebook or built_in_folder()
    return recoded_line(recoded(present, draft, record, settings, rules, watch))


def adopt(record: Path, settings: Settings, rules: Rules, watch: Watch) -> Result:
    """The draft becomes the record's codebook, and all reports are read anew by it; judgements stay.

    CodebookError where the draft holds mistakes, or where the desk was started with a codebook of its own.
    """
    if rules.codebook is not None:
        remedy = f"Change the files in {rules.codebook}, or start the desk without --codebook."
        raise CodebookError(str(rules.codebook), "is the codebook that this desk was started with", remedy)
    draft = _sound_draft(record)
    own = record / ADOPTED
    if own.is_dir():
        own.rename(record / f"{FORMER}-{datetime.now(UTC):%Y%m%dT%H%M%S}")
    draft.rename(own)
    report = run([], record, settings, RunOptions(rules=rules_of(record, rules), reread=True), watch)
    return {"read_anew": report.read_anew, "incidents": report.in_all, "version": load_codebook(own).version}


def _sound_draft(record: Path) -> Path:
    draft = draft_in(record)
    if draft is None:
        raise CodebookError("the draft", "there is none", "Begin one on the codebook's page.")
    if wrong := [one for one in checked(str(draft)) if one.level is Level.ERROR]:
        raise CodebookError(wrong[0].source, wrong[0].what, wrong[0].remedy)
    return draft


def _present_text(record: Path, rules: Rules, name: str) -> str:
    path = (rules_of(record, rules).codebook or built_in_folder()) / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""
