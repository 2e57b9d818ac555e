"""Saved views, and alerts: what changed in the views that somebody watches since they were last looked at.

A view is a filter with a name. Whatever writes incidents notes which it touched; only these are looked at again.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from recount.desk.accounts import folded
from recount.desk.embargoing import embargoed_claims, embargoed_reports
from recount.desk.finding import asking
from recount.desk.row_words import Worded, worded
from recount.desk.shown import untouched
from recount.errors import RecordError
from recount.export.countries import country_name
from recount.export.wording import days_words, type_words
from recount.store import Filters, opened
from recount.store.desk_work_views import Alert, View
from recount.store.finding_rows import Figure, Row

__all__ = ["Alert", "Reading", "View"]

Reading = Callable[[str], Filters]
"""Reads what a view asks from its query, as it stands in an address."""

_NAME = 80
_LONGEST = 4000
_MOST_VIEWS = 200
_MOST_UNREAD = 1000
_TOLD = ("killed", "status", "grade")
_COUNTED = {"killed": "counted"}  # in numbers alone, as former states have it
_KINDS = {"killed": "toll", "status": "status", "grade": "grade"}


@dataclass(frozen=True, slots=True)
class Told:
    """Alerts of somebody, each with the name of its view; how many of them are not read."""

    alerts: tuple[tuple[Alert, str], ...]
    unread: int


def views(record: Path, who: str) -> tuple[View, ...]:
    """The views that somebody may use: their own, and those that are shared."""
    with closing(opened(record)) as store:
        return store.views(who)


def first_view(record: Path, who: str) -> View | None:
    """The view that somebody begins with; None where they chose none."""
    return next((one for one in views(record, who) if one.first), None)


def save(record: Path, name: str, query: str, who: str, shared: bool = False) -> View:
    """Keep a filter under a name; one of the same name and owner is replaced, and its watchers stay."""
    words = _named(name)
    if len(query) > _LONGEST:
        raise RecordError(f"view {words}", "asks for too much", "Leave some filters out.")
    with closing(opened(record)) as store:
        held = store.views(who)
        former = next((one for one in held if one.owner == who and one.name.casefold() == words.casefold()), None)
        if former is None and len(held) >= _MOST_VIEWS:
            raise RecordError("the desk", f"has {_MOST_VIEWS} views", "Delete some that nobody uses.")
        made = _now()
        key = former.id if former else hashlib.sha256(f"{words} {who} {made}".encode()).hexdigest()[:16]
        token = former.token if former else secrets.token_urlsafe(32)
        position = former.position if former else len(held)
        view = View(key, words, query, who, shared, position, made, token)
        store.put_view(view)
    return view


def change(
    record: Path, view: str, who: str, all_of_them: bool = False, name: str | None = None, shared: bool | None = None
) -> View:
    """Another name, or whether others may use it; only its owner may, and who may change `all_of_them`."""
    with closing(opened(record)) as store:
        one = _own(store.views(who), view, who, all_of_them)
        changed = replace(one, name=one.name if name is None else _named(name))
        changed = replace(changed, shared=one.shared if shared is None else shared)
        store.put_view(changed)
    return changed


def new_token(record: Path, view: str, who: str, all_of_them: bool = False) -> View:
    """Another address for a view's feed: the old one shows nothing any more."""
    with closing(opened(record)) as store:
        one = replace(_own(store.views(who), view, who, all_of_them), token=secrets.token_urlsafe(32))
        store.put_view(one)
    return one


def drop(record: Path, view: str, who: str, all_of_them: bool = False) -> View:
    """Delete a view, with its alerts."""
    with closing(opened(record)) as store:
        one = _own(store.views(who), view, who, all_of_them)
        store.drop_view(view)
    return one


def move(record: Path, view: str, who: str, by: int) -> None:
    """Put a view so many places further down (up: less than 0)."""
    with closing(opened(record)) as store:
        ids = [one.id for one in store.views(who)]
        if view not in ids:
            raise _none(view)
        at = ids.index(view)
        ids.insert(max(0, at + by), ids.pop(at))
        store.place_views(ids)


def begin_with(record: Path, view: str, who: str, chosen: bool = True) -> None:
    """Somebody's overview begins with a view, or with all incidents again."""
    with closing(opened(record)) as store:
        if view not in {one.id for one in store.views(who)}:
            raise _none(view)
        store.choose_view(view, who, "first", chosen)


def watch(record: Path, view: str, who: str, reading: Reading, chosen: bool = True, own: Path | None = None) -> None:
    """Somebody is told what changes in a view from now on, or no more."""
    views_changed(record, reading, own)
    with closing(opened(record)) as store:
        one = next((one for one in store.views(who) if one.id == view), None)
        if one is None:
            raise _none(view)
        new = chosen and view not in {other.id for other in store.watched_views()}
        store.choose_view(view, who, "watch", chosen)
    if new:
        states = _states(record, reading(one.query), own)
        with closing(opened(record)) as store:
            store.put_members(view, states)


def views_changed(record: Path, reading: Reading, own: Path | None = None) -> int:
    """Look at watched views again, as far as incidents were touched; how many alerts came of it.

    What can't be read of a view any more is no reason not to look at the others.
    """
    with closing(opened(record)) as store:
        touched = store.touched()
        watched = store.watched_views() if touched else ()
    if not touched:
        return 0
    states: dict[str, Mapping[str, Mapping[str, str]]] = {}
    alerts: list[Alert] = []
    made = _now()
    for view in watched:
        try:
            now = _states(record, replace(reading(view.query), ids=touched), own)
        except RecordError:
            continue
        states[view.id] = now
        with closing(opened(record)) as store:
            before = store.members(view.id, touched)
            follow = {old: _now_in(store.holding([old[1:]])) for old in before.keys() - now.keys()}
        alerts += _compared(view.id, before, now, follow, made)
    with closing(opened(record)) as store:
        return store.looked_again(touched, states, alerts)


def told(record: Path, who: str, most: int = 200, unread: bool = False, hidden: frozenset[str] = frozenset()) -> Told:
    """What changed in the views that somebody watches, the newest first; nothing of incidents that reports in `hidden`
    tell of, which they may not see."""
    with closing(opened(record)) as store:
        names = {one.id: one.name for one in store.views(who)}
        found = store.alerts(who, most=most, unread=unread)
    number = unread_by(record, who, hidden)
    seen = untouched(record, (one.incident for one in found), hidden)
    found = tuple(one for one in found if one.incident in seen)
    return Told(tuple((one, names.get(one.view, "a view that is not shared any more")) for one in found), number)


def unread_by(record: Path, who: str, hidden: frozenset[str] = frozenset()) -> int:
    """How many alerts somebody has not read, of those that they are told."""
    with closing(opened(record)) as store:
        if not hidden:
            return store.unread(who)
        found = [one.incident for one in store.alerts(who, most=_MOST_UNREAD, unread=True)]
    seen = untouched(record, found, hidden)
    return sum(one in seen for one in found)


def waiting_alerts(
    record: Path, who: str, reading: Reading, own: Path | None = None, hidden: frozenset[str] = frozenset()
) -> int:
    """How many alerts somebody has not read, watched views looked at first; nothing is read anew where nobody watches
    any."""
    views_changed(record, reading, own)
    return unread_by(record, who, hidden)


def read(record: Path, who: str, ids: Iterable[str] | None = None, done: bool = True) -> None:
    """Somebody has read these alerts, without ids all, or not after all."""
    with closing(opened(record)) as store:
        chosen = [one.id for one in store.alerts(who, most=100_000, unread=done)] if ids is None else list(ids)
        store.read_alerts(who, chosen, done)


def feed(record: Path, token: str, reading: Reading, own: Path | None = None) -> tuple[View, tuple[Alert, ...]]:
    """The alerts of the view that a token opens; RecordError where it opens none, also
    as its owner's account is closed."""
    with closing(opened(record)) as store:
        view = store.view_with_token(token) if 20 <= len(token) <= 64 else None
        owner = store.person_called(folded(view.owner)) if view is not None else None
    if view is None or (owner is not None and owner.disabled is not None):
        raise RecordError("this address", "is not in the record", "The page of saved views shows each feed's address.")
    views_changed(record, reading, own)
    with closing(opened(record)) as store:
        found = store.alerts("", view=view.id, most=100)
        held = frozenset(one.id for one in store.holding(embargoed_claims(store)))
        hidden = frozenset(store.restricted()) | embargoed_reports(store)
    # whoever has the address reads it, so nothing is told of what is not public now
    seen = untouched(record, (one.incident for one in found), hidden | held) - held
    return view, tuple(one for one in found if one.incident in seen)


def watched(record: Path) -> frozenset[str]:
    """The ids of the views that anybody watches; nothing is noted of the others, nor told by their feeds."""
    with closing(opened(record)) as store:
        return frozenset(one.id for one in store.watched_views())


def _states(record: Path, filters: Filters, own: Path | None) -> dict[str, dict[str, str]]:
    """What alerts can be about, by incident, of the incidents that filters keep."""
    with asking(record, filters, own) as (finding, asked):
        numbers = finding.columns.numbers[np.flatnonzero(finding.flags(asked))].tolist()
        rows = finding.rows(numbers)
        return {row.id: _state(row, said) for row, said in zip(rows, worded(finding, rows), strict=True)}


def _state(row: Row, said: Row) -> dict[str, str]:
    """What alerts can be about of a line; `said` is the same with the words of its figures."""
    told = {"status": row.status.value, "grade": row.grade, "killed": _figure(said.killed), "line": _line(row)}
    return told | {"counted": _figure(row.killed)}


def _figure(figure: Figure | None) -> str:
    if figure is None:
        return "not stated"
    if isinstance(figure, Worded):
        return figure.words
    low, high = figure.low, figure.high
    if high is None:
        return f"{low or 0:,} to {figure.most:,} or more" if figure.most > (low or 0) else f"{low or 0:,} or more"
    return f"{high:,}" if low == high else f"up to {high:,}" if low is None else f"{low:,}–{high:,}"


def _line(row: Row) -> str:
    kind = type_words(row.type)
    place = row.place_names[0] if row.place_names else row.place
    country = country_name(row.country) if row.country else ""
    where = ", ".join(dict.fromkeys(part for part in (place, country) if part)) or "place not stated"
    when = days_words(row.first, row.last) if row.first and row.last else row.day_words or "date not stated"
    return f"{kind[:1].upper()}{kind[1:]}, {where}, {when}"


def _now_in(holding: Iterable[object]) -> str:
    found = [str(getattr(one, "id", "")) for one in holding]
    return found[0] if len(found) == 1 else ""


def _compared(
    view: str,
    before: Mapping[str, Mapping[str, str]],
    now: Mapping[str, Mapping[str, str]],
    follow: Mapping[str, str],
    made: str,
) -> Iterator[Alert]:
    """What changed. An incident that is found under another id by its claims is the same, or was merged."""
    known = {key for key in now if key in before}
    merged: dict[str, str] = {}
    for old, new in follow.items():
        if new in now and new not in before and new not in merged.values():
            merged[old] = new
    pairs = [(key, key) for key in sorted(known)] + sorted(merged.items())
    for old, new in pairs:
        for name in _TOLD:
            if before[old][name] not in (now[new][name], now[new][_COUNTED.get(name, name)]):
                yield _alert(view, new, _KINDS[name], made, now[new], before[old][name], now[new][name])
    for key in sorted(now.keys() - known - set(merged.values())):
        yield _alert(view, key, "new", made, now[key])
    for key in sorted(before.keys() - known - merged.keys()):
        if follow.get(key) in now:
            yield _alert(view, follow[key], "merged", made, now[follow[key]], before[key]["line"])
        else:
            yield _alert(view, follow.get(key) or key, "gone", made, before[key])


def _alert(
    view: str, incident: str, kind: str, made: str, state: Mapping[str, str], was: str = "", now: str = ""
) -> Alert:
    key = hashlib.sha256(f"{view} {incident} {kind} {was} {now} {made}".encode()).hexdigest()[:24]
    return Alert(key, view, made, incident, kind, was, now, state["line"])


def _own(held: Iterable[View], view: str, who: str, all_of_them: bool) -> View:
    found = next((one for one in held if one.id == view), None)
    if found is None:
        raise _none(view)
    if found.owner != who and not all_of_them:
        raise RecordError(f"view {found.name}", f"belongs to {found.owner}", "Save one of your own.")
    return found


def _named(name: str) -> str:
    words = " ".join(name.split())
    if not words or len(words) > _NAME or not words.isprintable():
        raise RecordError("the view", f"needs a name of up to {_NAME} characters", "Name it in a few plain words.")
    return words


def _none(view: str) -> RecordError:
    return RecordError(f"view {view[:40]}", "is not in the record", "The page of saved views lists yours.")


def _now() -> str:
    return datetime.now(UTC).isoformat()
