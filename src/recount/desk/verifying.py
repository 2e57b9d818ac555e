"""A record made again from its reports' bytes and compared with what it holds."""

from __future__ import annotations

import dataclasses
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from recount.codec import plain
from recount.desk.byhand import checked_files
from recount.desk.coding import Workshop, coded_each, jobs_for
from recount.desk.kept_rules import with_kept
from recount.desk.manifest import Manifest, everything_in, kept_manifest, manifest_from
from recount.desk.running import Unwatched, Watch
from recount.desk.tools import BUILT_IN, Rules, Settings, marks_of, tools_of
from recount.desk.uploads import inside_uploads
from recount.errors import RecountError
from recount.export.canonical import Everything
from recount.judging.adding import is_added
from recount.model import Claim, Document, Incident, Problem
from recount.pipeline import Coded, judged_incidents_of
from recount.reading import IntakeOptions, documents_in
from recount.reading.html import PageReader
from recount.reading.intake import received_again
from recount.store import RecordStore, opened
from recount.store.takedown import Removal
from recount.version import VERSION, program_mark

_NAMED = 3  # differences of one kind that are named; the rest is counted


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was compared: what, whether it is the same, and where not, the first differences."""

    name: str
    same: bool
    said: str
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verified:
    """What verifying found. `changed` are the tools that are not those the record was made with."""

    checks: tuple[Check, ...]
    changed: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether the record is what its reports, rules and judgements make."""
        return all(check.same for check in self.checks)


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class VerifyOptions:
    """How a record is made again: by which rules (those kept with it where none are given), on how many cores, and
    from which files instead of the stored bytes."""

    rules: Rules = BUILT_IN
    jobs: int | None = None
    reports: tuple[Path, ...] = ()


def verify(
    record: Path, settings: Settings, options: VerifyOptions | None = None, watch: Watch | None = None
) -> Verified:
    """Read the bytes of a record's reports again, bring the claims together from nothing, and compare.

    The record is not touched. What differs is named: damaged bytes, rows that were changed or removed since the last
    run, and where the tools of now make something else. RecordError where there is no record.
    """
    chosen, looker = options or VerifyOptions(), watch or Unwatched()
    with closing(opened(record)) as store, tempfile.TemporaryDirectory() as folder:
        held, kept = everything_in(store), kept_manifest(store)
        rules = with_kept(chosen.rules, store, Path(folder), settings.cache)
        workshop = Workshop(tools_of(rules, settings, looker.say), rules, settings)
        marks = {**dict(marks_of(workshop.tools)), "program": program_mark()}
        checks = [_bytes(store, held), *_manifest(store, held, kept)]
        if chosen.reports:
            checks.append(_files(chosen.reports, held, store))
        blocked, removals = store.blocked_reports(), store.removals()
        readable = [document for document in held.documents if document.id not in blocked]
        again, lost = _documents_again(store, readable)
        checks.append(_reports(readable, again, lost))
        checks += _kept_files(record, any(one.kind == "person" for one in removals))
        if removals:
            checks.append(Check("removals", True, _removed_words(removals, len(blocked))))
        coded, failed = _coded_again(again, workshop, chosen.jobs, looker)
        machine = {document.id for document in again}
        checks.append(_claims(held, [c for one in coded for c in one.claims], machine, failed))
        looker.say("Bringing the claims together …")
        actors, judgements = workshop.tools.actors, held.judgements
        merging = workshop.tools.codebook.merging
        incidents = judged_incidents_of(held.documents, held.claims, actors, judgements, merging)
        checks.append(_incidents(held.incidents, incidents))
        return Verified(tuple(checks), _changed(kept, marks))


def _removed_words(removals: Sequence[Removal], blocked: int) -> str:
    """What was removed on request: how much, never what."""
    kinds = Counter(one.kind for one in removals)
    told = ", ".join(f"{number} of a {kind}" for kind, number in sorted(kinds.items()))
    return f"{len(removals)} on request ({told}); {blocked} reports with words taken out are not read again"


def _bytes(store: RecordStore, held: Everything) -> Check:
    damaged = []
    for document in held.documents:
        try:
            store.raw(document.id)
        except RecountError as error:
            damaged.append(f"report {document.name}: {error.what}")
    return _check("stored bytes", damaged, f"{len(held.documents)} reports are the bytes that were received")


def _manifest(store: RecordStore, held: Everything, kept: Manifest | None) -> Iterator[Check]:
    """What is stored against the hashes kept last; what was done at the desk since and left its writing to the next run
    (docs/exports.md) is no difference, and named."""
    if kept is None:
        said = "the record has no manifest; the next run makes one"
        yield Check("manifest", True, said)
        return
    now = manifest_from(held, kept.version, kept.tools)
    differing = [part for part, digest in kept.hashes.items() if part != "canonical" and now.hashes.get(part) != digest]
    grown = _grown_since(store, held, kept, now) if differing else frozenset()
    found = [
        f"{part}: {now.hashes[part][:16]} is not {kept.hashes[part][:16]}{_fewer(kept, now, part)}"
        for part in differing
        if part not in grown
    ]
    said = f"what is stored is what was stored last: {kept.hashes['canonical'][:16]}"
    if differing:
        said += f", and what came since at the desk ({', '.join(differing)}); the next run writes a new one"
    yield _check("manifest", found, said)


def _grown_since(store: RecordStore, held: Everything, kept: Manifest, now: Manifest) -> frozenset[str]:
    """The parts of a record that may differ from its manifest, by what was noted after it was kept: a run of a large
    record and what people do on pages leave the writing of a new one to a later run."""
    if kept.kept is None:
        return frozenset()
    ran = max((run.finished or run.started for run in store.runs()), default=kept.kept)
    judged = [one.withdrawn.when if one.withdrawn else one.when for one in held.judgements]
    custody = [step.when for source in held.sources for step in source.steps]
    grown: set[str] = set()
    if ran > kept.kept:
        grown |= set(kept.hashes)
    if max(judged, default=kept.kept) > kept.kept:
        grown |= {"judgements", "claims", "incidents"}  # claims that people added
    if max(custody, default=kept.kept) > kept.kept:
        taken = now.counts["sources"] > kept.counts.get("sources", 0)
        grown |= {"sources", "bytes", "reports", "claims", "incidents"} if taken else {"sources"}
    return frozenset(grown)


def _fewer(kept: Manifest, now: Manifest, part: str) -> str:
    before, after = kept.counts.get(part), now.counts.get(part)
    return f" ({before} then, {after} now)" if before != after else ""


def _files(paths: Sequence[Path], held: Everything, store: RecordStore) -> Check:
    """Whether files hold the reports of the record, no more and no fewer."""
    given = store.given() or {("", "")}
    there: dict[str, str] = {}
    for outlet, published in sorted(given):
        for one in documents_in(paths, IntakeOptions(outlet or None, published or None)):
            if not isinstance(one, Problem):
                there.setdefault(one.document.id, one.document.source)
    reports = {document.id: document for document in held.documents if document.kind == "report"}
    found = [f"report {d.name} is in none of the files" for key, d in sorted(reports.items()) if key not in there]
    if len(given) == 1:
        aside = {problem.source for problem in store.problems()}
        new = sorted(source for key, source in there.items() if key not in reports and source not in aside)
        found += [f"{source} is not in the record" for source in new]
    return _check("files", found, f"{len(reports)} reports are in the files, and no others")


def _kept_files(record: Path, removed: bool) -> Iterator[Check]:
    """Whether the files of sources that the desk keeps are as they came; those that lie elsewhere are looked at by
    `recount source check`. Where persons were `removed`, files that had their names are gone."""
    kept = [one for one in checked_files(record) if inside_uploads(Path(one.file.path), record)]
    if not kept:
        return
    gone = [one for one in kept if one.state == "missing"] if removed else []
    found = [
        f"file {Path(one.file.path).name} of source {one.source.document}: {one.state}"
        for one in kept
        if one.state != "unchanged" and one not in gone
    ]
    said = f"{len(kept) - len(gone)} that the desk keeps are as they came"
    yield _check(
        "files of sources", found, f"{said}; {len(gone)} are gone, as what was removed may be" if gone else said
    )


def _documents_again(store: RecordStore, documents: Iterable[Document]) -> tuple[list[Document], list[str]]:
    """The documents that the stored bytes make now, and what is wrong with those that make none."""
    given = [IntakeOptions(outlet or None, published or None) for outlet, published in sorted(store.given())]
    again, lost = [], []
    with PageReader() as pages:
        for document in documents:
            if document.kind != "report":
                continue  # taken by hand: its words are what a person wrote down
            try:
                unknown = [IntakeOptions(), IntakeOptions(document.outlet)]  # a record of an earlier version
                again.append(_again(store.raw(document.id), document, given or unknown, pages))
            except RecountError as error:
                lost.append(f"report {document.name}: {error.what}")
    return again, lost


def _again(raw: bytes, document: Document, given: Sequence[IntakeOptions], pages: PageReader) -> Document:
    """What the bytes of a report make, with what was given at one run or another: the same report, if any does."""
    made: Document | None = None
    for options in given:
        made = received_again(raw, document, options, pages).document
        if made.id == document.id:
            break
    assert made is not None  # noqa: S101 (there is always one set of options)
    return made


def _reports(held: Iterable[Document], again: Iterable[Document], lost: Sequence[str]) -> Check:
    by_name = {(document.source, document.name): document for document in held if document.kind == "report"}
    found = list(lost)
    for document in again:
        before = by_name[document.source, document.name]
        if document != before:
            found.append(f"report {before.name}: {_first_field(before, document)} is read otherwise")
    return _check("reports", found, f"{len(by_name)} reports are read from their bytes as they were")


def _coded_again(
    documents: Sequence[Document], workshop: Workshop, jobs: int | None, looker: Watch
) -> tuple[list[Coded], list[str]]:
    coded: list[Coded] = []
    failed: list[str] = []
    for portion in coded_each(documents, workshop, jobs_for(len(documents), jobs)):
        for document, result in portion:
            if isinstance(result, Coded):
                coded.append(result)
            else:
                failed.append(f"report {document.name}: {result.what}")
        looker.progress(len(coded) + len(failed), len(documents))
    return coded, failed


def _claims(held: Everything, again: Sequence[Claim], machine: set[str], failed: Sequence[str]) -> Check:
    names = {document.id: document.name for document in held.documents}
    before = [claim for claim in held.claims if claim.document in machine and not is_added(claim)]
    found = list(failed)
    told = {claim.id: claim for claim in (*again, *before)}
    found += (f"report {names[told[key].document]}, {said}" for key, said in _differing("claim", before, again))
    return _check("claims", found, f"{len(before)} claims are coded again as they were")


def _incidents(held: Sequence[Incident], again: Sequence[Incident]) -> Check:
    found = [said for _, said in _differing("incident", held, again)]
    said = f"{len(held)} incidents, brought together from nothing, are those kept"
    return _check("incidents", found, said)


def _differing(kind: str, before: Iterable[_Identified], after: Iterable[_Identified]) -> Iterator[tuple[str, str]]:
    """The ids of values that are not what they were, in order, each with how it differs."""
    was, now = {one.id: one for one in before}, {one.id: one for one in after}
    for key in sorted(was.keys() | now.keys()):
        if key not in now:
            yield key, f"{kind} {key}: kept, but not made again"
        elif key not in was:
            yield key, f"{kind} {key}: made again, but not kept"
        elif was[key] != now[key]:
            yield key, f"{kind} {key}: {_first_field(was[key], now[key])} differs"


def _first_field(a: object, b: object) -> str:
    one, other = plain(a), plain(b)
    fields = [field.name for field in dataclasses.fields(a)]  # type: ignore[arg-type]  # only values come here
    return next((name for name in fields if one.get(name) != other.get(name)), "something")


def _check(name: str, found: Sequence[str], said: str) -> Check:
    if not found:
        return Check(name, True, said)
    more = (f"and {len(found) - _NAMED:,} more",) if len(found) > _NAMED else ()
    return Check(name, False, f"{len(found):,} differ", (*found[:_NAMED], *more))


def _changed(kept: Manifest | None, marks: Mapping[str, str]) -> tuple[str, ...]:
    if kept is None:
        return ()
    changed = [name for name, mark in sorted(marks.items()) if kept.tools.get(name, mark) != mark]
    return (*changed, *(["Recount itself"] if kept.version != VERSION else []))
