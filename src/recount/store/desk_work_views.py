"""Saved views in a record's database, who watches them, and what changed in them."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Connection, bindparam, delete, false, func, insert, or_, select, update

from recount.store.databases import Database
from recount.store.desk_work_tables import ALERTS, ALERTS_READ, TOUCHED, VIEW_MEMBERS, VIEW_WATCHERS, VIEWS
from recount.store.people_tables import PEOPLE
from recount.store.together import held_of, remembered

T = TypeVar("T")
_AT_ONCE = 500  # ids in one statement; SQLite took no more than 999 values for long
MOST_ALERTS = 1000
"""Alerts of a view that are kept; of older ones the record itself still tells."""


@dataclass(frozen=True, slots=True)
class View:
    """A filter with a name: `query` as it stands in an address. `shared` ones are everybody's to use; `token` opens its
    feed. `watched` and `first` say, of who asked, that they get its alerts, and that it is the one they begin with."""

    id: str
    name: str
    query: str
    owner: str
    shared: bool
    position: int
    made: str
    token: str
    watched: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class Alert:
    """What changed in a view: an incident is new, gone or merged, or its toll, status or grade is another (`was`,
    `now`, in words). `line` is the incident in a line, as it was then."""

    id: str
    view: str
    made: str
    incident: str
    kind: str
    was: str = ""
    now: str = ""
    line: str = ""
    read: bool = False


class ViewTables:
    """The part of a store that keeps saved views and alerts."""

    _database: Database | None

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def views(self, who: str) -> tuple[View, ...]:
        """The views that somebody may use: their own and those that are shared, in order."""

        def read(_: Iterable[str]) -> dict[str, tuple[View, ...]]:
            with self._reading() as connection:
                return {who: _views_of(connection, _OF_SOMEBODY, who, {"whose": who})}

        return remembered(held_of(self._database), "views", [who], read)[who]

    def view_with_token(self, token: str) -> View | None:
        """The view whose feed a token opens; None where there is none."""
        with self._reading() as connection:
            return next(iter(_views_of(connection, select(VIEWS).where(VIEWS.c.token == token), "")), None)

    def put_view(self, view: View) -> None:
        """Keep a view in the place of the one with its id."""
        row = {name: getattr(view, name) for name in View.__slots__ if name not in ("watched", "first")}
        with self._writing() as connection:
            connection.execute(delete(VIEWS).where(VIEWS.c.id == view.id))
            connection.execute(insert(VIEWS).values(**row | {"shared": int(view.shared)}))

    def drop_view(self, view: str) -> None:
        """Forget a view with its watchers and alerts."""
        with self._writing() as connection:
            read = select(ALERTS.c.id).where(ALERTS.c.view == view)
            connection.execute(delete(ALERTS_READ).where(ALERTS_READ.c.alert.in_(read)))
            for table in (ALERTS, VIEW_MEMBERS, VIEW_WATCHERS):
                connection.execute(delete(table).where(table.c.view == view))
            connection.execute(delete(VIEWS).where(VIEWS.c.id == view))

    def place_views(self, ids: Sequence[str]) -> None:
        """Put views in this order."""
        with self._writing() as connection:
            for n, key in enumerate(ids):
                connection.execute(update(VIEWS).where(VIEWS.c.id == key).values(position=n))

    def choose_view(self, view: str, who: str, how: str, chosen: bool) -> None:
        """Somebody watches a view (`how` is "watch"), or begins with it ("first", which is one view), or no more."""
        with self._writing() as connection:
            own = (VIEW_WATCHERS.c.who == who) & (VIEW_WATCHERS.c.how == how)
            gone = own if how == "first" else own & (VIEW_WATCHERS.c.view == view)
            connection.execute(delete(VIEW_WATCHERS).where(gone))
            if chosen:
                connection.execute(insert(VIEW_WATCHERS).values(view=view, who=who, how=how))

    def watched_views(self) -> tuple[View, ...]:
        """The views that anybody watches."""
        watched = select(VIEW_WATCHERS.c.view).where(VIEW_WATCHERS.c.how == "watch")
        with self._reading() as connection:
            return _views_of(connection, select(VIEWS).where(VIEWS.c.id.in_(watched)).order_by(VIEWS.c.id), "")

    def touched(self) -> tuple[str, ...]:
        """Incidents that came, went or changed since watched views were last looked at."""
        with self._reading() as connection:
            return tuple(connection.execute(_TOUCHED).scalars())

    def members(self, view: str, among: Iterable[str] | None = None) -> Mapping[str, Mapping[str, str]]:
        """What was known of a view's incidents (of these of them) when it was last looked at."""
        asked = select(VIEW_MEMBERS.c.incident, VIEW_MEMBERS.c.state).where(VIEW_MEMBERS.c.view == view)
        with self._reading() as connection:
            if among is None:
                return {row.incident: json.loads(row.state) for row in connection.execute(asked)}
            some = (connection.execute(asked.where(VIEW_MEMBERS.c.incident.in_(ids))) for ids in _portions(among))
            return {row.incident: json.loads(row.state) for rows in some for row in rows}

    def put_members(self, view: str, states: Mapping[str, Mapping[str, str]]) -> None:
        """Keep what is known of all of a view's incidents, as when somebody begins to watch it."""
        with self._writing() as connection:
            connection.execute(delete(VIEW_MEMBERS).where(VIEW_MEMBERS.c.view == view))
            _insert_members(connection, view, states)

    def looked_again(
        self, touched: Sequence[str], states: Mapping[str, Mapping[str, Mapping[str, str]]], alerts: Iterable[Alert]
    ) -> int:
        """Keep what is known of touched incidents now (by view), and the alerts that came of it; how many came.

        Nothing is kept where somebody else did it first.
        """
        made = list(alerts)
        with self._writing() as connection:
            done = 0
            for some in _portions(touched):
                done += connection.execute(delete(TOUCHED).where(TOUCHED.c.incident.in_(some))).rowcount
            if done < len(touched):
                connection.rollback()
                return 0
            for view, now in states.items():
                for some in _portions(touched):
                    gone = (VIEW_MEMBERS.c.view == view) & VIEW_MEMBERS.c.incident.in_(some)
                    connection.execute(delete(VIEW_MEMBERS).where(gone))
                _insert_members(connection, view, now)
            for alert in made:
                told = json.dumps({"was": alert.was, "now": alert.now, "line": alert.line})
                row = {"id": alert.id, "view": alert.view, "made": alert.made, "incident": alert.incident}
                connection.execute(insert(ALERTS).values(**row, kind=alert.kind, told=told))
            for view in states:
                _forget_old(connection, view)
        return len(made)

    def alerts(self, who: str, view: str = "", most: int = 200, unread: bool = False) -> tuple[Alert, ...]:
        """Alerts of the views that somebody watches, or of one view, the newest first."""
        watched = select(VIEW_WATCHERS.c.view).where(VIEW_WATCHERS.c.who == who, VIEW_WATCHERS.c.how == "watch")
        read = select(ALERTS_READ.c.alert).where(ALERTS_READ.c.who == who, ALERTS_READ.c.alert == ALERTS.c.id).exists()
        which = ALERTS.c.view == view if view else ALERTS.c.view.in_(watched)
        asked = select(ALERTS, read.label("seen")).where(which)
        if unread:
            asked = asked.where(~read)
        with self._reading() as connection:
            rows = connection.execute(asked.order_by(ALERTS.c.made.desc(), ALERTS.c.id).limit(most))
            return tuple(_alert_of(row) for row in rows)

    def unread(self, who: str) -> int:
        """How many alerts somebody has not read."""
        with self._reading() as connection:
            return connection.execute(_UNREAD, {"whose": who}).scalar() or 0

    def read_alerts(self, who: str, ids: Iterable[str], read: bool = True) -> None:
        """Somebody has read these alerts, or not after all."""
        with self._writing() as connection:
            for some in _portions(dict.fromkeys(ids)):
                own = (ALERTS_READ.c.who == who) & ALERTS_READ.c.alert.in_(some)
                connection.execute(delete(ALERTS_READ).where(own))
                there = set(connection.execute(select(ALERTS.c.id).where(ALERTS.c.id.in_(some))).scalars())
                if read and there:
                    connection.execute(insert(ALERTS_READ), [{"who": who, "alert": key} for key in sorted(there)])


def _insert_members(connection: Connection, view: str, states: Mapping[str, Mapping[str, str]]) -> None:
    for some in _portions(states.items(), 5000):
        rows = [{"view": view, "incident": key, "state": json.dumps(dict(state))} for key, state in some]
        connection.execute(insert(VIEW_MEMBERS), rows)


def _forget_old(connection: Connection, view: str) -> None:
    old = select(ALERTS.c.id).where(ALERTS.c.view == view).order_by(ALERTS.c.made.desc(), ALERTS.c.id)
    gone = connection.execute(old.offset(MOST_ALERTS).limit(_AT_ONCE * 20)).scalars().all()
    for some in _portions(gone):
        connection.execute(delete(ALERTS_READ).where(ALERTS_READ.c.alert.in_(some)))
        connection.execute(delete(ALERTS).where(ALERTS.c.id.in_(some)))


# statements that every page asks, made once
_WHO: BindParameter[str] = bindparam("whose")
_TOUCHED = select(TOUCHED.c.incident).order_by(TOUCHED.c.incident)
_CHOSEN = select(VIEW_WATCHERS.c.view, VIEW_WATCHERS.c.how).where(VIEW_WATCHERS.c.who == _WHO)
_OF_SOMEBODY = (
    select(VIEWS)
    .where(or_(VIEWS.c.owner == _WHO, VIEWS.c.shared == 1))
    .order_by(VIEWS.c.position, VIEWS.c.name, VIEWS.c.id)
)
_UNREAD = (
    select(func.count())
    .select_from(ALERTS)
    .where(
        ALERTS.c.view.in_(
            select(VIEW_WATCHERS.c.view).where(VIEW_WATCHERS.c.who == _WHO, VIEW_WATCHERS.c.how == "watch")
        ),
        ~select(ALERTS_READ.c.alert).where(ALERTS_READ.c.who == _WHO, ALERTS_READ.c.alert == ALERTS.c.id).exists(),
    )
)


def end_feeds(connection: Connection, person: str) -> int:
    """Give the feeds of a person's views other addresses, an admin's and all that are shared: they are shown to them;
    how many. Who has a former address reads nothing there any more."""
    row = connection.execute(select(PEOPLE.c.name, PEOPLE.c.role).where(PEOPLE.c.id == person)).first()
    if row is None:
        return 0
    theirs = (VIEWS.c.owner == row.name) | ((VIEWS.c.shared == 1) if row.role == "admin" else false())
    views = connection.execute(select(VIEWS.c.id).where(theirs)).scalars().all()
    for view in views:
        connection.execute(update(VIEWS).where(VIEWS.c.id == view).values(token=secrets.token_urlsafe(32)))
    return len(views)


def _views_of(connection: Connection, asked: Any, who: str, given: Mapping[str, str] | None = None) -> tuple[View, ...]:
    chosen = {(row.view, row.how) for row in connection.execute(_CHOSEN, {"whose": who})} if who else set()
    found = []
    for row in connection.execute(asked, given or {}):
        values = {name: getattr(row, name) for name in View.__slots__ if name not in ("watched", "first", "shared")}
        watched, first = (row.id, "watch") in chosen, (row.id, "first") in chosen
        found.append(View(**values, shared=bool(row.shared), watched=watched, first=first))
    return tuple(found)


def _alert_of(row: Any) -> Alert:
    told = json.loads(row.told)
    return Alert(
        row.id, row.view, row.made, row.incident, row.kind, told["was"], told["now"], told["line"], bool(row.seen)
    )


def _portions(items: Iterable[T], size: int = _AT_ONCE) -> Iterator[list[T]]:
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some
