"""What people decided on one incident and on its claims, with what has become of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from recount.desk.asking import incident_named
from recount.desk.judged import bearing_on, judged_around, standings_of
from recount.desk.permitting import shorn_standings
from recount.judging import Standing, State
from recount.model import Incident
from recount.store import RecordStore, opened

_MARK = 8  # characters that stand for a judgement in what a page has seen
_MOST_SEEN = 40_000


def history_of(store: RecordStore, one: Incident) -> tuple[Standing, ...]:
    """All judgements on an incident, its claims, those that were taken out of it, and its reports, the latest first;
    withdrawn ones included."""
    made = store.judgements_on({*one.claims, one.id}, one.documents)
    if not made:
        return ()
    claims, named, asked = set(one.claims), {*one.documents, one.id}, {judgement.id for judgement in made}
    return tuple(
        standing
        for standing in reversed(standings_of(store, bearing_on(store, made)))
        if standing.judgement.id in asked
        and (
            standing.judgement.on.id in named
            or any(anchor.claim in claims for anchor in standing.judgement.anchors)
            or any(not claims.isdisjoint(rest.claims) for rest in standing.judgement.rests)
            or any(where.claim is not None and where.claim.id in claims for where in standing.attached)
        )
    )


def seen_mark(history: Iterable[Standing]) -> str:
    """What stands for some judgements, as a page carries it: which they are, and which are withdrawn."""
    marks = (f"{one.judgement.id[-_MARK:]}{'-' if one.state is State.WITHDRAWN else ''}" for one in history)
    return " ".join(sorted(marks))[:_MOST_SEEN]


def since(history: Sequence[Standing], seen: str) -> tuple[Standing, ...]:
    """The judgements of a history that were made or withdrawn after a page was looked at that carries `seen`."""
    known = frozenset(seen.split())
    return tuple(one for one in history if seen_mark([one]) not in known)


@dataclass(frozen=True, slots=True)
class Gone:
    """An incident that is no more under a name: what people decided on what bore it, the latest first."""

    name: str
    history: tuple[Standing, ...]


def gone(record: Path, name: str, hidden: Collection[str] = ()) -> Gone | None:
    """Why nothing answers to a name any more: the judgements that set aside what did. None where there are none. Of
    those that rest on reports in `hidden` no words are given."""
    asked = name.strip().lower()
    if len(asked) < 4:
        return None
    with closing(opened(record)) as store:
        about = [
            one
            for one in store.judgements()
            if any(target and target.id.lower().startswith(asked) for target in (one.on, one.other))
            or one.value.lower() == asked
            or any(f"i{anchor.claim}".startswith(asked) or anchor.claim.startswith(asked) for anchor in one.anchors)
        ]
        if not about:
            return None
        applied = judged_around(store, about)
        return Gone(name, shorn_standings(reversed(applied.standings), hidden))


def changed_since(record: Path, name: str, seen: str) -> tuple[Standing, ...]:
    """What others decided on an incident since a page of it was looked at; RecordError where none answers to a name."""
    with closing(opened(record)) as store:
        return since(history_of(store, incident_named(store, name)), seen)
