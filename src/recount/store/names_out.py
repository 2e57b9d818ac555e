"""Names taken out of all that a record holds: texts and bytes of reports, what was coded from them, what people judged
of that, releases, and every other text of every other table."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from recount.codec import packed, unpacked
from recount.model import Claim, Incident
from recount.store.blocking import BLOCK, Found, Sought, blocked, found_in, hashed
from recount.store.coded_without import WithoutNames
from recount.store.erased_names import ErasedNames
from recount.store.erasing import Changes
from recount.store.index_tables import PENDING
from recount.store.judging_tables import CUSTODY, JUDGEMENTS, OPTIONS, SOURCES
from recount.store.manifest_tables import RULE_FILES
from recount.store.port import Entry
from recount.store.release_tables import RELEASED_FROM
from recount.store.rows import claim_row
from recount.store.sweeping import ByReport, sweep
from recount.store.tables import CLAIMS, INCIDENT_CLAIMS, INCIDENTS, METADATA, REPORTS
from recount.store.taken_out import nameless, names_taken_from_releases
from recount.store.victims_tables import BLOCKED, REMOVED, VICTIMS

_POLICY = "publishing"  # the option that holds what a desk says of itself in public
_STEP = "words were removed on request (removal {}): the text that is left is not the text that was taken in"


@dataclass(frozen=True, slots=True)
class Removing:
    """A removal at work: the names, its number, the salt of the record's hashes, who does it and when."""

    names: ErasedNames
    number: int
    salt: str
    who: str
    made: str


def names_taken_out(changes: Changes, removing: Removing, left: Collection[str]) -> Counter[str]:
    """Take names out of a record, but for the tables that are `left`; how much of what. Tables must be free to be
    changed, unless it is only tried."""
    connection = changes.connection
    counts: Counter[str] = Counter()
    reports: dict[str, WithoutNames] = {}
    for row, found in _reports_with(connection, removing.names):
        wanted = removing.names.within(found)
        reports[row["id"]] = WithoutNames(row["text"], found_in(row["text"], wanted), wanted, removing.names.letters)
        _block_report(changes, row, wanted, removing)
        counts["reports"] += 1
        counts["report " + row["id"]] = 1
    _claims_without(changes, reports)
    _judgements_without(changes, reports)
    _custody_told(changes, reports, removing)
    by_report = ByReport(removing.names.names, _within(connection, reports), tuple(reports))
    counts += names_taken_from_releases(changes, by_report)
    _policy_without(changes, removing.names.names)
    for table in METADATA.sorted_tables:
        if table.name not in left and not (changes.tried and table is REPORTS):
            changed = sweep(changes, table, by_report)
            counts["texts in other tables"] += changed if table is not REPORTS else 0
    blocks = VICTIMS.c.name.contains(BLOCK)  # what is left of a name is nobody's who agreed to it
    changes.write(update(VICTIMS).where(blocks).values(released=0))
    counts["rule files"] += _rule_files(changes, removing.names.names)
    return counts


def _reports_with(connection: Connection, names: ErasedNames) -> Iterator[tuple[RowMapping, list[Found]]]:
    columns = (REPORTS.c.id, REPORTS.c.text, REPORTS.c.title, REPORTS.c.raw, REPORTS.c.sha256)
    for report in connection.execute(select(REPORTS.c.id).order_by(REPORTS.c.id)).scalars().all():
        row = connection.execute(select(*columns).where(REPORTS.c.id == report)).mappings().one()
        told = (row["text"], row["title"] or "", _read(row["raw"]))
        found = [one for words in told for one in found_in(words, names.names)]
        if found:
            yield row, found


def _block_report(changes: Changes, row: RowMapping, wanted: Sought, removing: Removing) -> None:
    if changes.tried:
        return
    content = blocked(row["text"], wanted).encode()
    now = {"raw": zlib.compress(content, 6), "sha256": hashlib.sha256(content).hexdigest()}
    changes.put(REPORTS, (row["id"],), now)
    changes.write(update(RELEASED_FROM).where(RELEASED_FROM.c.report == row["id"]).values(sha256=now["sha256"]))
    note_blocked(changes.connection, row["id"], now["sha256"], removing.number, hashed(removing.salt, row["sha256"]))


def note_blocked(connection: Connection, report: str, sha256: Any, number: int, mark: str) -> None:
    """Note that words were taken out of a report, and that its former bytes are not taken again."""
    connection.execute(delete(BLOCKED).where(BLOCKED.c.report == report))
    connection.execute(insert(BLOCKED).values(report=report, sha256=sha256, removal=number))
    connection.execute(delete(PENDING).where(PENDING.c.report == report))
    connection.execute(insert(PENDING).values(report=report))
    held = select(REMOVED.c.hash).where(REMOVED.c.kind == "bytes", REMOVED.c.hash == mark)
    if connection.execute(held).first() is None:
        connection.execute(insert(REMOVED).values(removal=number, kind="bytes", hash=mark, words=0))


def _read(raw: bytes) -> str:
    """Bytes as text that names can be found in: of a page without its escapes."""
    try:
        return unescape(zlib.decompress(raw).decode("utf-8", "replace"))
    except zlib.error:
        return ""


def _claims_without(changes: Changes, reports: Mapping[str, WithoutNames]) -> None:
    """The claims of reports without the names that were read in them."""
    columns = (CLAIMS.c.id, CLAIMS.c.position, CLAIMS.c.claim)
    for report, without in reports.items():
        bodies = _bodies(changes.connection, report)
        for row in changes.connection.execute(select(*columns).where(CLAIMS.c.report == report)).all():
            was = unpacked(Claim, row.claim)
            now = without.claim(was, bodies.get(was.id, ""))
            if now != was:
                changes.put(CLAIMS, (row.id,), claim_row(now, row.position))


def _bodies(connection: Connection, report: str) -> Mapping[str, str]:
    """For claims of a report whose word is one speaker's, which origin that was taken for: of who speaks for a body,
    the body."""
    incidents = (
        select(INCIDENTS.c.incident)
        .join(INCIDENT_CLAIMS, INCIDENT_CLAIMS.c.incident == INCIDENTS.c.id)
        .join(CLAIMS, CLAIMS.c.id == INCIDENT_CLAIMS.c.claim)
        .where(CLAIMS.c.report == report)
        .distinct()
    )
    told: dict[str, set[str]] = defaultdict(set)
    for line in connection.execute(incidents).scalars().all():
        for origin in unpacked(Incident, line).origins:
            for claim in origin.claims:
                told[claim].add(origin.name if origin.named else "")
    return {claim: names.pop() for claim, names in told.items() if len(names) == 1}


def _judgements_without(changes: Changes, reports: Mapping[str, WithoutNames]) -> None:
    """What people judged of claims of reports, without the names: in corrections, and in claims that they added."""
    for row in changes.connection.execute(select(JUDGEMENTS.c.id, JUDGEMENTS.c.judgement)).all():
        told = json.loads(row.judgement)
        anchors = told["on"].get("anchors", ())
        without = reports.get(anchors[0]["report"]) if anchors else None
        if without is not None and (now := without.judgement(told)) != told:
            changes.put(JUDGEMENTS, (row.id,), {"judgement": packed(now)})


def _custody_told(changes: Changes, reports: Collection[str], removing: Removing) -> None:
    """The chain of custody of sources taken by hand says what was done with them."""
    connection = changes.connection
    for report in reports:
        if connection.execute(select(SOURCES.c.report).where(SOURCES.c.report == report)).first() is None:
            continue
        steps = connection.execute(select(CUSTODY.c.position).where(CUSTODY.c.report == report)).scalars().all()
        row = {"report": report, "position": max(steps, default=-1) + 1, "made": removing.made, "who": removing.who}
        changes.write(insert(CUSTODY).values(**row, what=_STEP.format(removing.number)))


def _within(connection: Connection, reports: Mapping[str, WithoutNames]) -> Mapping[str, Sought]:
    """What is looked for in whatever is of a report: by its id, those of its claims, of their incidents and of what
    releases hold of them."""
    found: dict[str, Sought] = {}
    for report, without in reports.items():
        claims = connection.execute(select(CLAIMS.c.id).where(CLAIMS.c.report == report)).scalars().all()
        held = select(INCIDENT_CLAIMS.c.incident).where(INCIDENT_CLAIMS.c.claim.in_(claims))
        told = select(RELEASED_FROM.c.content).where(RELEASED_FROM.c.report == report)
        ids = (report, *claims, *(key for query in (held, told) for key in connection.execute(query).scalars()))
        found |= dict.fromkeys(ids, without.wanted)
    return found


def _policy_without(changes: Changes, wanted: Sought) -> None:
    """What the desk says of itself in public goes out as it stands: without blocks, which tell how long a name was."""
    line = changes.connection.execute(select(OPTIONS.c.value).where(OPTIONS.c.name == _POLICY)).scalar()
    if line and (now := nameless(line, wanted)) != line:
        changes.put(OPTIONS, (_POLICY,), {"value": now})


def _rule_files(changes: Changes, wanted: Sought) -> int:
    many = 0
    for row in changes.connection.execute(select(RULE_FILES)).all():
        words = zlib.decompress(row.content).decode("utf-8", "replace")
        now = blocked(words, wanted)
        if now != words:
            own = (RULE_FILES.c.kind == row.kind) & (RULE_FILES.c.name == row.name)
            content = now.encode()
            values = {"content": zlib.compress(content), "sha256": hashlib.sha256(content).hexdigest()}
            changes.write(update(RULE_FILES).where(own).values(**values))
            many += 1
    return many


def entry_without(connection: Connection, entry: Entry, names: ErasedNames, mark: str) -> Entry:
    """An entry with blocks where erased names stood; that its bytes are not taken again is noted."""
    document = entry.document
    page = unescape(entry.raw.decode("utf-8", "replace"))
    told = (document.text, document.title or "", page)
    found = [one for words in told for one in found_in(words, names.names)]
    if not found:
        return entry
    wanted = names.within(found)
    text = blocked(document.text, wanted)
    content = text.encode()
    digest = hashlib.sha256(content).hexdigest()
    last = select(REMOVED.c.removal).where(REMOVED.c.kind == "words").order_by(REMOVED.c.removal.desc())
    note_blocked(connection, document.id, digest, connection.execute(last.limit(1)).scalar() or 0, mark)
    made = replace(
        document,
        text=text,
        title=blocked(document.title, wanted) if document.title else document.title,
        sha256=digest,
        url=blocked(document.url, wanted) if document.url else document.url,
        name=blocked(document.name, wanted),
    )
    without = WithoutNames(document.text, found_in(document.text, wanted), wanted)
    return replace(entry, document=made, raw=content, claims=tuple(without.claim(one) for one in entry.claims))
