"""Taking down on request: a person's name, or a report, out of all that a record holds; what stays is a tombstone that
says that something was removed, never what.

Each deed is tried first: `what_person` and `what_report` say what would go, and keep nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from recount.desk.exporting import EXPORTS, write_exports
from recount.desk.holding_together import held_as_they_were
from recount.desk.judged import actors_of_record
from recount.desk.likeness import ALIKE, likeness
from recount.desk.name_forms import alone, other_forms, tells_a_part
from recount.desk.report_page import report_named
from recount.desk.resolving import brought_up
from recount.desk.running import UPLOADS
from recount.desk.victims import Line
from recount.desk.withholding import Outing, outings_in
from recount.errors import RecordError
from recount.model import Document
from recount.model.source import Source
from recount.store import SqlStore, opened
from recount.store.blocking import Sought, blocked, sought, words_of
from recount.store.takedown import LISTED, Removal
from recount.store.victims import keys_of

_SHORTEST = 5  # letters of a name: a shorter one would be found in too much
_MOST_NAMES, _LONGEST = 30, 200
_REQUEST = 80
_MOST_ALIKE = 30
_MOST_READ = 2000  # reports that are looked through for other spellings


@dataclass(frozen=True, slots=True)
class Spelled:
    """A spelling, or another form, that is not among the names to erase and may be the same person's: in how many
    reports it stands, how many entries of persons are called so, and in how many texts of the desk's own it stands."""

    name: str
    reports: int = 0
    entries: int = 0
    written: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What erasing would take out: how much of what, in which reports, how many files of the record's folder, and what
    of which releases.

    Of a person, too, the `names` that are looked for, the `entries` that go with them, and spellings that are `alike`
    and stay: in the reports of the same incidents, in what the desk wrote, and of other entries. `parts` of the names
    are looked for in what is of the reports alone; `alone` are those that stand there by themselves, and stay.
    """

    counts: Mapping[str, int]
    reports: tuple[Document, ...]
    files: int
    published: tuple[Outing, ...] = ()
    names: tuple[str, ...] = ()
    entries: tuple[Line, ...] = ()
    alike: tuple[Spelled, ...] = ()
    parts: tuple[str, ...] = ()
    alone: tuple[Spelled, ...] = ()


def removals(record: Path) -> tuple[Removal, ...]:
    """All tombstones, the last first."""
    with closing(opened(record)) as store:
        return tuple(reversed(store.removals()))


def names_to_erase(record: Path, victim: str, more: str) -> tuple[str, ...]:
    """The names that a person is erased by: those that are given one a line, those of an entry, and all spellings of
    the entries that are called so. RecordError where there are none, or where one is so short that it would be found in
    too much."""
    given = [" ".join(line.split()) for line in more[: _MOST_NAMES * _LONGEST].splitlines()]
    for name in filter(None, given):
        if _is_short(name) or len(name) > _LONGEST:
            what = f"has fewer than {_SHORTEST} letters, or too many"
            raise RecordError("one of the names", what, "Write the whole name: a part of it is found in too much.")
    with closing(opened(record)) as store:
        own = [name for name in store.victim(victim).names if not _is_short(name)] if victim else []
        names = dict.fromkeys(name for name in (*own, *given) if name)
        while more_names := [name for name in _names_of(store, names) if name not in names]:
            names |= dict.fromkeys(more_names)
    if not names or len(names) > _MOST_NAMES:
        what = "are missing, or too short" if not names else f"are more than {_MOST_NAMES}"
        raise RecordError("the names", what, "Write the name and its spellings, one a line.")
    return tuple(names)


def _is_short(name: str) -> bool:
    return len("".join(words_of(name))) < _SHORTEST


def _names_of(store: SqlStore, names: Collection[str]) -> Iterator[str]:
    """The spellings of all entries that are called by one of these names; short ones would be found in too much."""
    for key in store.entries_called(names):
        yield from (name for name in store.victim(key).names if not _is_short(name))


def parts_to_erase(names: Collection[str], more: str) -> tuple[str, ...]:
    """The parts of names that are erased only in what is of reports with a whole name, given one a line. RecordError
    where one is a word of none of the names."""
    known = {word for name in names for word in words_of(name)}
    given = dict.fromkeys(filter(None, (line.strip() for line in more[: _MOST_NAMES * _LONGEST].splitlines())))
    for part in given:
        if len(words_of(part)) != 1 or words_of(part)[0] not in known:
            remedy = "Give one word of a name; other spellings go among the names."
            raise RecordError("one of the parts", "is no word of the names", remedy)
    return tuple(given)[:_MOST_NAMES]


def what_person(record: Path, names: Iterable[str], victim: str = "", parts: Collection[str] = ()) -> Plan:
    """What erasing a person would take out; nothing is kept."""
    found = tuple(names)
    with closing(opened(record)) as store:
        removal = _removal("person", "", "")
        counts = store.erase_names(found, [victim] if victim else [], removal, tried=True, parts=parts)
        reports = store.documents([key[7:] for key in counts if key.startswith("report ")])
        entries = tuple(dict.fromkeys([*([victim] if victim else []), *store.entries_called(found)]))
        homes = store.homes_of(entries)
        lines = tuple(Line(store.victim(key), store.incident(homes[key]) if key in homes else None) for key in entries)
        alike = _alike(store, found, [document.id for document in reports], lines)
    alone = _alone(found, reports, parts)
    files = len(_files_with(record, sought(found)))
    return Plan(_told(counts), reports, files, _outings(counts), found, lines, alike, tuple(parts), alone)


def _alike(
    store: SqlStore, names: Sequence[str], reports: Collection[str], entries: Collection[Line]
) -> tuple[Spelled, ...]:
    """Other spellings and forms that may be the person's: of other entries, in the reports of the incidents that tell
    of them, and in what the desk wrote, the most frequent first."""
    around = {one.incident.id: one.incident for one in entries if one.incident is not None}
    around |= {one.id: one for one in store.holding([claim.id for claim in store.claims_in(reports)])}
    told = dict.fromkeys([*reports, *(key for one in around.values() for key in one.documents)])
    wanted, keys = sought(names), [words_of(name) for name in names]

    def others_in(text: str) -> set[str]:
        found = {" ".join(words.split()) for words in other_forms(text, keys)}
        return {words for words in found if blocked(words, wanted) == words and not _is_short(words)}

    in_reports = Counter(
        words
        for document in store.documents(list(told)[:_MOST_READ])
        for words in others_in(f"{document.title or ''}\n\n{document.text}")
    )
    written = Counter(words for text in store.written_by_people() for words in others_in(text))
    called: Counter[str] = Counter()
    own = keys_of(names).splitlines()
    gone = {one.victim.id for one in entries}
    for key, spellings, _, _ in store.victim_names():
        if key not in gone and any(likeness(a, b) >= ALIKE for a in own for b in spellings.splitlines()):
            called[store.victim(key).name] += 1
    every = dict.fromkeys([*called, *in_reports, *written])
    found = [Spelled(name, in_reports[name], called[name], written[name]) for name in every]
    return tuple(sorted(found, key=lambda one: (-one.entries, -one.reports, one.name))[:_MOST_ALIKE])


def _alone(names: Sequence[str], reports: Iterable[Document], parts: Collection[str]) -> tuple[Spelled, ...]:
    """The single names that reports of the person have by themselves, but for those that were chosen."""
    wanted, keys = sought(names), [words_of(name) for name in names]
    chosen = {words_of(part) for part in parts}
    told: Counter[str] = Counter()
    for document in reports:
        left = blocked(f"{document.title or ''}\n\n{document.text}", wanted)
        told.update(set(alone(left, keys)))
    found = (Spelled(name, number) for name, number in told.items() if words_of(name) not in chosen)
    return tuple(sorted(found, key=lambda one: (-one.reports, one.name))[:_MOST_ALIKE])


def erase_person(
    record: Path, names: Iterable[str], request: str, by: str, victim: str = "", parts: Collection[str] = ()
) -> Removal:
    """Put blocks in the place of a person's names in all that the record holds, and of `parts` of them in whatever is
    of a report that has one; take out the entries of who is called so, and keep the names from coming back. The person
    still counts wherever they counted. It can't be undone."""
    found = tuple(names)
    wanted = sought(found)
    checked_request(record, request, found)
    removal = _removal("person", _request(request), _who(by))
    with closing(opened(record)) as store:
        store.erase_names(found, [victim] if victim else [], removal, tried=False, parts=parts)
        for path in _files_with(record, wanted):
            path.unlink(missing_ok=True)
        actors = actors_of_record(store, None)
        if store.judge(held_as_they_were(store, brought_up(store, actors), removal)):
            brought_up(store, actors)
        return _settled(store, record)


def what_report(record: Path, report: str) -> Plan:
    """What erasing a report would take out; nothing is kept."""
    with closing(opened(record)) as store:
        document = report_named(store, report)
        counts = store.erase_report(document.id, _removal("report", "", ""), tried=True)
        copies = _copies(record, document, store.sources())
    return Plan(_told(counts), (document,), len(copies), _outings(counts))


def _told(counts: Mapping[str, int]) -> Mapping[str, int]:
    return {name: number for name, number in counts.items() if not name.startswith(LISTED)}


def _outings(counts: Mapping[str, int]) -> tuple[Outing, ...]:
    """The published incidents among what would be taken out."""
    rows = [name.split()[1:] for name in counts if name.startswith("published ")]
    return outings_in((int(number), public) for public, number in rows)


def erase_report(record: Path, report: str, confirmed: str, request: str, by: str) -> Removal:
    """Take a report out with its bytes, text and claims, and keep it from coming back. `confirmed` is its id, typed
    again. It can't be undone."""
    with closing(opened(record)) as store:
        document = report_named(store, report)
        if confirmed.strip() not in (document.id, document.id[:8]):
            raise RecordError("the confirmation", "is not the report's id", "Type the id that stands above.")
        _refuse_names(store, request, ())
        removal = _removal("report", _request(request), _who(by))
        copies = _copies(record, document, store.sources())
        store.erase_report(document.id, removal, tried=False)
        for path in copies:
            path.unlink(missing_ok=True)
        return _settled(store, record)


def _settled(store: SqlStore, record: Path) -> Removal:
    """Bring the incidents up to date, write the exports and the manifest anew, and leave nothing in free pages."""
    brought_up(store, actors_of_record(store, None))
    write_exports(store, record / EXPORTS)
    store.compacted()
    return store.removals()[-1]


def _files_with(record: Path, wanted: Sought) -> list[Path]:
    """Files that were handed in to the desk and hold the name."""
    found = []
    for path in _uploads(record):
        words = path.read_bytes().decode("utf-8", "replace")
        if blocked(words, wanted) != words or blocked(path.name, wanted) != path.name:
            found.append(path)
    return found


def _copies(record: Path, document: Document, sources: Iterable[Source]) -> list[Path]:
    """What was handed in to the desk of a report: it itself, and of a source taken by hand its files, but for those
    that are another source's, too."""
    own, others = set[Path](), set[Path]()
    for one in sources:
        (own if one.document == document.id else others).update(Path(file.path).resolve() for file in one.files)
    return [
        path
        for path in _uploads(record)
        if str(path) == document.source or path.name == document.name or path.resolve() in own - others
    ]


def _uploads(record: Path) -> list[Path]:
    return [path for path in sorted((record / UPLOADS).rglob("*")) if path.is_file() and not path.is_symlink()]


def _removal(kind: str, request: str, by: str) -> Removal:
    return Removal(0, kind, request, datetime.now(UTC).isoformat(timespec="seconds"), by, {})


def checked_request(record: Path, request: str, names: Collection[str] = ()) -> None:
    """RecordError where a request has no number, or tells any part of the names that it asks to be erased, or a name
    that was erased before."""
    words = _request(request)
    with closing(opened(record)) as store:
        _refuse_names(store, words, names)


def _refuse_names(store: SqlStore, request: str, names: Collection[str]) -> None:
    remedy = "It stays in the tombstone, for everybody to read: give a number alone."
    if tells_a_part(request, [words_of(name) for name in names]):
        raise RecordError("the request", "holds a part of the name, or a word like one", remedy)
    if store.erased_among([request]):
        raise RecordError("the request", "holds a name that was erased before", remedy)


def _request(request: str) -> str:
    words = " ".join(request.split())
    if not words or len(words) > _REQUEST or not words.isprintable():
        raise RecordError("the request", "has no number", f"Give the number of its file, up to {_REQUEST} characters.")
    return words


def _who(by: str) -> str:
    if not by.strip():
        raise RecordError("the removal", "nobody is named for it", "Sign in, or give your name.")
    return by.strip()[:100]
