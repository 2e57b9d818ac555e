"""Sources taken by hand: taken into a record with their claims, their files hashed, their custody kept."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

from recount.byhand import Form, Taken, form_in, taken
from recount.codebook import conflict_codebook, load_codebook
from recount.desk.days import checked_event, checked_taking
from recount.desk.exporting import EXPORTS, write_exports, write_manifest
from recount.desk.judged import Change, actors_of_record
from recount.desk.judging import types_of
from recount.desk.locating import located_in
from recount.desk.resolving import brought_up
from recount.desk.tools import BY_HAND, Rules, Say, Settings, gazetteer_of
from recount.errors import RecordError, ReportError
from recount.model import Document, Place, Verdict
from recount.model.judgement import Kind
from recount.model.source import Source, SourceFile, Step
from recount.store import Entry, RecordStore, opened, opened_or_made
from recount.store.addresses import holds_record
from recount.store.restricting import Restriction

_PIECE = 1 << 20
_WORD = re.compile(r"\w+")
_ALIKE = 0.6
"""The share of their words that two notes have in common where one is the other corrected."""
MOST_FILES = 1_000
"""The most files that a source may have."""


@dataclass(frozen=True, slots=True)
class Added:
    """A source that was taken in; `known` where the record had it already, which adds nothing."""

    document: Document
    claims: int
    files: tuple[SourceFile, ...]
    known: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Attached:
    """Files that were attached to a source; `known` are those of which it had the bytes already, which add nothing."""

    document: Document
    files: tuple[SourceFile, ...]
    known: tuple[SourceFile, ...]


@dataclass(frozen=True, slots=True)
class FileCheck:
    """A file of a source as it is now: "unchanged", "changed" or "missing"; `found` is the hash it has now, None where
    it is missing, and `file` says which it had as it came."""

    source: Source
    file: SourceFile
    state: str
    found: str | None


def take_source(
    path: Path,
    record: Path,
    who: str,
    rules: Rules,
    settings: Settings,
    say: Say,
    *,
    exports: bool = True,
    restrict: str = "",
) -> Added:
    """A form taken into a record, made where there is none. ReportError, with the line, where something is wrong, or
    where the source is there already and told otherwise, by its claims or in notes that were corrected.

    `who` takes it in. The files that it names are hashed where they lie; the record keeps their hashes, not the files.
    `exports` says whether the files among the record's exports are written anew at once. With `restrict`, a reason, it
    is shown to reviewers and admins alone from the start, or from now on where it is there already.
    """
    if not who.strip():
        raise RecordError("the source", "nobody is named who takes it in", "Give --who, or set $RECOUNT_WHO.")
    form = form_in(path)
    checked_taking("the day", form.day)
    for step in form.steps:
        checked_taking("a step of the custody", step.when.date())
    raw = path.read_bytes()

    def located(words: str) -> Place:
        return located_in(gazetteer_of(rules, settings, say), None)(words)

    types = _types(record, rules.codebook)
    found = taken(form, hashlib.sha256(raw).hexdigest(), str(path), types, located)
    for claim in found.claims:
        checked_event(claim.time.value if claim.time else None, claim.status.value, (), "")
    files = tuple(_hashed(name, given, path) for name, given in form.files)
    with closing(opened_or_made(record)) as store:
        former = store.documents([found.document.id])
        known = bool(former)
        if known and former[0].sha256 != found.document.sha256:
            remedy = (
                "Correct its claims with `recount judge correct`, which keeps both, or give another day. "
                "A file that came later is added with `recount source attach`."
            )
            raise ReportError(path.name, "is in the record already, and told otherwise there", remedy)
        if not known and (like := _told_before(store, found, form)):
            what = f"seems to be {like.name}, which is in the record already with other notes ({like.id[:8]})"
            remedy = (
                "Where it takes its place set that one aside first; where it is another give it a title of its own."
            )
            raise ReportError(path.name, what, remedy)
        if restrict and found.document.id not in store.restricted():
            one = Restriction(found.document.id, datetime.now(UTC), who.strip(), restrict)
            store.note_restriction(one, found.document.sha256)
        if not known:
            _keep(store, found, form, files, raw, who.strip())
        changes = brought_up(store, actors_of_record(store, rules.actors))
        if exports:
            write_exports(store, record / EXPORTS)
    return Added(found.document, len(found.claims), files, known, changes)


def _told_before(store: RecordStore, found: Taken, form: Form) -> Document | None:
    """The source of the same day, from and by the same people, under the same title, of which these notes repeat most
    words: a form that was corrected would stand beside it as another voice. None of those that were set aside."""
    told = (form.kind, form.by, form.day, form.origin)
    alike = {one.document for one in store.sources() if (one.kind, one.by, one.day, one.origin) == told}
    if not alike:
        return None
    aside = (one for one in store.judgements_with(Verdict.SET_ASIDE) if one.withdrawn is None)
    alike -= {one.on.id for one in aside if one.on.kind is Kind.REPORT}
    words = set(_WORD.findall(form.notes.casefold()))
    for document in store.documents(sorted(alike)):
        before = set(_WORD.findall(document.text.casefold()))
        if document.title == found.document.title and len(words & before) >= _ALIKE * len(words | before):
            return document
    return None


def _types(record: Path, own: Path | None) -> tuple[str, ...]:
    if own is not None or not holds_record(record):
        return tuple((load_codebook(own) if own else conflict_codebook()).types)
    with closing(opened(record)) as store:
        return types_of(store, None)


def _keep(store: RecordStore, found: Taken, form: Form, files: tuple[SourceFile, ...], raw: bytes, who: str) -> None:
    hashed = f", {len(files)} file{'s' if len(files) > 1 else ''} hashed" if files else ""
    intake = Step(datetime.now(UTC), who, f"taken into the record{hashed}")
    held = Source(found.document.id, form.kind, form.by, form.day, form.origin, files, (*form.steps, intake))
    store.note_source(held)
    store.add([Entry(found.document, raw, found.sentences, found.claims)], BY_HAND)


def _hashed(name: str, given: str, form: Path) -> SourceFile:
    path = form.parent / name
    digest = _digest(path)
    if digest is None:
        raise ReportError(form.name, f"the file {name} can't be read", "Look at its path, from the form on.")
    if given and digest[0] != given:
        what = f"the file {name} is not the one whose SHA-256 was taken down"
        raise ReportError(form.name, what, "Find the file as it was, or say in `custody` what became of it.")
    return SourceFile(str(path.resolve()), *digest)


def _digest(path: Path) -> tuple[str, int] | None:
    """The SHA-256 and the size of a file; None where it can't be read."""
    digest, size = hashlib.sha256(), 0
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
                size += len(piece)
    except OSError:
        return None
    return digest.hexdigest(), size


def sources(record: Path) -> tuple[tuple[Source, Document], ...]:
    """The sources of a record that were taken by hand, by the day they were taken."""
    with closing(opened(record)) as store:
        held = store.sources()
        documents = {document.id: document for document in store.documents([one.document for one in held])}
    found = [(one, documents[one.document]) for one in held if one.document in documents]
    return tuple(sorted(found, key=lambda pair: (pair[0].day, pair[1].name, pair[0].document)))


def source_named(record: Path, name: str) -> tuple[Source, Document]:
    """The source that goes by a name or an id, or how that begins; RecordError where there is none, or several."""
    held = sources(record)
    exact = [pair for pair in held if name in (pair[1].name, pair[1].id)]
    found = exact or [pair for pair in held if name and pair[1].id.startswith(name)]
    if len(found) != 1:
        what = "may be several" if found else "was not taken by hand into this record"
        raise RecordError(f"source {name}", what, "`recount source list` shows those that were.")
    return found[0]


def attach_files(
    record: Path, name: str, files: Sequence[Path], origin: str, who: str, exports: bool = True
) -> Attached:
    """Files that came after a source was taken in, added to it with the step of custody that tells of each: attached by
    whom, when, from whom (`origin`, a code name for a private person), with which hash.

    They are hashed where they lie; the record keeps their hashes, not the files. `exports` says whether the manifest
    among the record's exports is written anew at once.
    """
    for said, words, remedy in (
        ("who attaches them", who, "Give --who, or set $RECOUNT_WHO."),
        ("from whom they are", origin, "Give a code name for a private person, never the real one."),
    ):
        if not words.strip() or len(words) > 200 or not words.isprintable():
            raise RecordError("the files", f"lack one line of words that says {said}", remedy)
    if not files:
        raise RecordError("the files", "are none", "Name at least one.")
    source, document = source_named(record, name)
    if len(source.files) + len(files) > MOST_FILES:
        remedy = "Take the others in with a source of their own."
        raise RecordError(f"source {document.name}", f"would have more than {MOST_FILES:,} files", remedy)
    now, given = datetime.now(UTC), []
    for path in files:
        digest = _digest(path)
        if digest is None:
            raise RecordError(f"the file {path.name}", "can't be read", "Look at its path.")
        given.append(SourceFile(str(path.resolve()), *digest, now, who.strip(), origin.strip()))
    with closing(opened(record)) as store:
        new = store.attach(document.id, [(file, _attaching(file, now)) for file in given])
        if exports and new:
            write_manifest(store, record / EXPORTS)
    return Attached(document, new, tuple(file for file in given if file not in new))


def _attaching(file: SourceFile, when: datetime) -> Step:
    name = "".join(one if one.isprintable() else "-" for one in Path(file.path).name)[:120]
    return Step(when, file.who, f"attached the file {name} from {file.origin}, SHA-256 {file.sha256}")


def add_step(record: Path, name: str, what: str, who: str, exports: bool = True) -> Step:
    """One more step in a source's chain of custody, which only grows.

    `exports` says whether the manifest among the record's exports is written anew at once.
    """
    for said, words in (("who", who), ("what", what)):
        if not words.strip() or len(words) > 500 or not words.isprintable():
            raise RecordError("the step", f"{said} is not one line of words", "Give --who NAME and what was done.")
    _, document = source_named(record, name)
    step = Step(datetime.now(UTC), who.strip(), what.strip())
    with closing(opened(record)) as store:
        store.note_step(document.id, step)
        if exports:
            write_manifest(store, record / EXPORTS)
    return step


def checked_files(record: Path) -> Sequence[FileCheck]:
    """The files of all sources by hand, hashed again: which are as they came."""
    found = []
    for source, _ in sources(record):
        for file in source.files:
            now = _digest(Path(file.path))
            state = "missing" if now is None else "unchanged" if now[0] == file.sha256 else "changed"
            found.append(FileCheck(source, file, state, now[0] if now is not None else None))
    return found


def form_schema() -> str:
    """The JSON Schema of a form, for editors."""
    return (resources.files("recount") / "codebooks" / "source.schema.json").read_text(encoding="utf-8")


def empty_form() -> str:
    """A form to fill in, which says in each place what belongs there."""
    return (resources.files("recount") / "codebooks" / "new-source.yaml.txt").read_text(encoding="utf-8")
