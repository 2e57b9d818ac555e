"""Embargoes: what is not shown publicly until a day, or until somebody lifts it. At the desk it is seen as before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from recount.desk.judged import target_of
from recount.errors import RecordError
from recount.model.judgement import Kind
from recount.store import SqlStore, opened
from recount.store.releases import HeldRow
from recount.store.takedown import Embargo

_WHY = 500
_KINDS = (Kind.INCIDENT, Kind.REPORT)


@dataclass(frozen=True, slots=True)
class Standing:
    """An embargo, and whether it holds today."""

    embargo: Embargo
    holds: bool


def embargo(record: Path, name: str, until: str, by: str, why: str) -> int:
    """Show a report or an incident publicly no sooner than a day, or, where that is "", than somebody lifts it.

    It holds for the incident's claims and for the report's bytes, and takes back what releases gave out. RecordError
    where there is no such thing, no reason, or where the day is none or past.
    """
    words = _why(why)
    day = _until(until)
    with closing(opened(record)) as store:
        target = target_of(store, name[:60], _KINDS)
        claims = tuple(anchor.claim for anchor in target.anchors) if target.kind is Kind.INCIDENT else ()
        sha256 = store.documents([target.id])[0].sha256 if target.kind is Kind.REPORT else ""
        one = Embargo(0, target.kind.value, target.id, sha256, claims, day, False, _now(), _who(by), words)
        return store.note_embargo(one)


def lift(record: Path, position: int, by: str, why: str = "") -> int:
    """Let what an embargo holds be shown publicly again. RecordError where it does not hold."""
    with closing(opened(record)) as store:
        one = next((held for held in _holding(store) if held.position == position), None)
        if one is None:
            raise RecordError("the embargo", "does not hold any more", "Look at the list again.")
        return store.note_embargo(replace(one, lifted=True, made=_now(), who=_who(by), why=_why(why, needed=False)))


def embargoes(record: Path) -> tuple[Standing, ...]:
    """All embargoes that were ever placed, the last first, and whether each holds."""
    with closing(opened(record)) as store:
        held = {one.position for one in _holding(store)}
        return tuple(Standing(one, one.position in held) for one in reversed(store.embargoes()))


def embargo_of(record: Path, name: str) -> Embargo | None:
    """The embargo that holds a report or an incident, by its id, back now."""
    with closing(opened(record)) as store:
        return next((one for one in _holding(store) if one.of == name), None)


def embargoed_reports(store: SqlStore) -> frozenset[str]:
    """The reports of which nothing is published today."""
    held = [one for one in _holding(store) if one.kind == Kind.REPORT.value]
    if not held:
        return frozenset()
    same = store.received_as({one.sha256 for one in held}, ())
    return frozenset({one.of for one in held} | set(same))


def report_embargoes(store: SqlStore) -> tuple[tuple[str, str, bool], ...]:
    """All embargoes on reports and what lifted them, oldest first: the report's id, the hash of its bytes, and whether
    it may be shown today as far as that goes."""
    today = _today()
    return tuple(
        (one.of, one.sha256, one.lifted or bool(one.until and one.until <= today))
        for one in store.embargoes()
        if one.kind == Kind.REPORT.value
    )


def ended_since(record: Path, day: str) -> tuple[Embargo, ...]:
    """Embargoes that ended on a day or later, by themselves or as somebody lifted them, each once: what they held back
    may go out with the next release."""
    with closing(opened(record)) as store:
        last = {(one.kind, one.of): one for one in store.embargoes()}
        held = {(one.kind, one.of) for one in _holding(store)}
    return tuple(
        one for key, one in last.items() if key not in held and (one.made[:10] if one.lifted else one.until) >= day
    )


def embargoed_claims(store: SqlStore) -> Mapping[str, HeldRow]:
    """The claims of incidents of which nothing is published today, as what holds them back."""
    found: dict[str, HeldRow] = {}
    for one in _holding(store):
        if one.kind == Kind.INCIDENT.value:
            until = f"embargo until {one.until}" if one.until else "embargo until it is lifted"
            made = datetime.fromisoformat(one.made)
            row = HeldRow(one.of, one.claims, True, made, one.who, f"{until}: {one.why}")
            found |= dict.fromkeys(one.claims, row)
    return found


def _holding(store: SqlStore) -> Iterator[Embargo]:
    last: dict[tuple[str, str], Embargo] = {(one.kind, one.of): one for one in store.embargoes()}
    today = _today()
    return (one for one in last.values() if not one.lifted and (not one.until or one.until > today))


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _until(words: str) -> str:
    if not words.strip():
        return ""
    try:
        day = date.fromisoformat(words.strip())
    except ValueError:
        raise RecordError("the day", f"“{words.strip()[:20]}” is none", "Write it as 2027-06-05.") from None
    if day <= datetime.now(UTC).date():
        raise RecordError("the day", "is not in the future", "Give the first day on which it may be shown.")
    return day.isoformat()


def _why(why: str, needed: bool = True) -> str:
    words = " ".join(why.split())
    if (needed and not words) or len(words) > _WHY or not words.isprintable():
        what = "is empty" if not words else f"is longer than {_WHY} characters, or holds some that can't be shown"
        raise RecordError("the reason", what, "Write a few plain words.")
    return words


def _who(by: str) -> str:
    if not by.strip():
        raise RecordError("the embargo", "nobody is named for it", "Sign in, or give your name.")
    return by.strip()[:100]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
