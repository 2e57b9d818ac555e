"""Named persons of incidents: entered, changed, merged, moved, and released for publication one by one.

A name is never published by itself, and a list of names is never added to a toll. An entry goes with the claims of its
incident when that is merged or split.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from recount.desk.asking import incident_named
from recount.desk.judged import incident_target
from recount.errors import RecordError
from recount.judging import Ground
from recount.model import Incident, Target
from recount.model.judgement import Kind
from recount.publishing.content import PublicVictim
from recount.store import SqlStore, opened
from recount.store.blocking import BLOCK
from recount.store.victims import REMOVED, Deed, Victim, VictimFilter

STATUSES = ("killed", "wounded", "missing", "detained", "survived")
"""What became of a person."""
AGE_GROUPS = ("child", "adult")
SEXES = ("female", "male")
HOWS = {"claims": "claims of reports", "source": "a source taken by hand", "family": "the family"}
"""How a name came to be known."""
_OF_AGE = 18
_OLDEST = 125
_NAME, _NOTE, _WHY, _ORIGIN = 200, 2000, 1000, 200
_MOST_SPELLINGS = 30
_PAGE = 100
ALL = 1_000_000
"""More persons than a record has: all of them."""
_AHEAD = timedelta(hours=14)  # how far the earliest of the world's clocks is ahead
_AGES = re.compile(r"(\d{1,3})(?:\s*(?:-|–|to)\s*(\d{1,3}))?")


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says of a person, as it stands in a form: spellings one a line, age "14" or "13-15".

    `claims` are those of the incident that tell of the person; without any, all of them do.
    """

    name: str
    spellings: str = ""
    age: str = ""
    age_group: str = ""
    sex: str = ""
    status: str = "killed"
    since: str = ""
    how: str = "claims"
    origin: str = ""
    note: str = ""
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A person in a list, with the incident that has them; None where its claims are read no more."""

    victim: Victim
    incident: Incident | None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the list of named persons, and how many there are in all."""

    lines: tuple[Line, ...]
    total: int
    page: int
    pages: int


def enter(record: Path, incident: str, told: Told, by: str) -> tuple[Victim, int]:
    """A person entered with an incident, and what undoes it. RecordError where a value is none for its field."""
    with closing(opened(record)) as store:
        target = _target(store, incident_named(store, incident), told.claims)
        one = _from(told, Victim(f"v{secrets.token_hex(6)}", "", target, who=_who(by), made=_now()))
        _refuse_erased(store, one)
        return one, store.put_victim(one, "entered", by, _now())


def change(record: Path, victim: str, told: Told, by: str, why: str = "") -> int:
    """Other values for a person. A released name goes out no more where the name itself is another now: what was
    agreed to was the former. RecordError where a value is none for its field."""
    with closing(opened(record)) as store:
        former = _standing(store, victim)
        one = _from(told, former)
        _refuse_erased(store, one)
        if former.name != one.name:
            one = replace(one, released=False)
        return store.put_victim(one, "changed", _who(by), _now(), _why(why))


def merge(record: Path, keep: str, other: str, by: str, why: str = "") -> int:
    """That two entries are one person: the first takes the spellings of the other, and what it lacks itself. It is
    released only where both were."""
    with closing(opened(record)) as store:
        one, two = _standing(store, keep), _standing(store, other)
        if one.id == two.id:
            raise RecordError(f"person {keep[:40]}", "can't be merged with itself", "Choose another entry.")
        words = _why(why)
        anchors = {anchor.claim: anchor for anchor in (*two.target.anchors, *one.target.anchors)}
        spellings = tuple(name for name in dict.fromkeys((*one.names, *two.names)) if name != one.name)
        if len(spellings) > _MOST_SPELLINGS:
            raise _too_many()
        known = {
            name: getattr(one, name) or getattr(two, name) for name in ("age_group", "sex", "since", "origin", "note")
        }
        ages = (one.age_low, one.age_high) if one.age_low is not None else (two.age_low, two.age_high)
        same_home = len(set(store.homes_of([one.id, two.id]).values())) < 2
        target = replace(one.target, anchors=tuple(anchors.values())) if same_home else one.target
        kept = replace(
            one, target=target, spellings=spellings, age_low=ages[0], age_high=ages[1],
            released=one.released and two.released, **known,
        )  # fmt: skip
        store.put_victim(replace(two, gone=one.id, released=False), "merged away", _who(by), _now(), words)
        return store.put_victim(kept, "merged", _who(by), _now(), words)


def remove(record: Path, victim: str, by: str, why: str) -> int:
    """Take an entry out of the list; it stays in the history, and undoing brings it back. What has to be gone for good
    is erased (`desk.takedown`)."""
    with closing(opened(record)) as store:
        one = _standing(store, victim)
        return store.put_victim(replace(one, gone=REMOVED, released=False), "removed", _who(by), _now(), _needed(why))


def move(record: Path, victim: str, incident: str, by: str, why: str = "") -> int:
    """Put a person on another incident."""
    with closing(opened(record)) as store:
        one = replace(_standing(store, victim), target=_target(store, incident_named(store, incident), ()))
        return store.put_victim(one, "moved", _who(by), _now(), _why(why))


def release(record: Path, victim: str, by: str, why: str) -> int:
    """Let a name be published from the next release on. RecordError where no reason is given, such as who agreed."""
    return _released(record, victim, by, why, True)


def take_back(record: Path, victim: str, by: str, why: str = "") -> int:
    """Publish a name no more: it leaves all releases that are given out at once."""
    return _released(record, victim, by, why, False)


def undo(record: Path, position: int, by: str) -> Victim:
    """Undo what was done last to an entry, named by its place in the log; the entry as it was. What undoes a merge
    brings the other entry back, too. A name that was taken back is not released again by undoing."""
    with closing(opened(record)) as store:
        deed = store.victim_deed(position)
        if deed is None or store.victim_log(deed.victim)[0].position != position:
            what = "is not the last thing that was done to the entry"
            raise RecordError(f"change {position}", what, "Look at the entry's history.")
        now = store.victim(deed.victim)
        before = deed.before or replace(now, gone=REMOVED, released=False)
        if before.released and not now.released:
            before = replace(before, released=False)
        store.put_victim(before, "undone", _who(by), _now(), f"undoes: {deed.deed}")
        if deed.deed == "merged":
            _bring_back(store, before.id, deed, by)
        return store.victim(deed.victim)


def of_deed(record: Path, position: int) -> Victim | None:
    """The entry that something was done to, named by its place in the log; None where there is no such place."""
    with closing(opened(record)) as store:
        deed = store.victim_deed(position)
        return store.victim(deed.victim) if deed is not None else None


def _bring_back(store: SqlStore, kept: str, deed: Deed, by: str) -> None:
    other = store.victim_deed(deed.position - 1)
    if other is not None and other.deed == "merged away" and store.victim(other.victim).gone == kept and other.before:
        store.put_victim(replace(other.before, released=False), "undone", by, _now(), "undoes: merged away")


def named(record: Path, victim: str) -> tuple[Victim, Incident | None, tuple[Deed, ...]]:
    """A person with their incident and all that was done to the entry, the last first."""
    with closing(opened(record)) as store:
        one = store.victim(victim)
        home = store.homes_of([one.id]).get(one.id)
        return one, store.incident(home) if home else None, store.victim_log(one.id)


def named_in(record: Path, incident: str) -> tuple[Victim, ...]:
    """The named persons of an incident, by its whole id; for who may see them."""
    with closing(opened(record)) as store:
        return store.victims_of([incident]).get(incident, ())


def counted(record: Path, incident: str) -> tuple[int, int]:
    """How many persons of an incident are named, and how many of these names are released; nothing of who they are."""
    with closing(opened(record)) as store:
        found = store.victims_of([incident]).get(incident, ())
    return len(found), sum(one.released for one in found)


def listed(record: Path, asked: VictimFilter, page: int = 1, most: int = _PAGE) -> Page:
    """The named persons that a filter keeps, by name."""
    with closing(opened(record)) as store:
        total, found = store.victims(asked, most, (page - 1) * most)
        homes = store.homes_of([one.id for one in found])
        incidents = {key: store.incident(key) for key in dict.fromkeys(homes.values())}
    lines = tuple(Line(one, incidents.get(homes.get(one.id, ""))) for one in found)
    return Page(lines, total, page, max(1, -(-total // most)))


def victims_released(store: SqlStore, incidents: Iterable[Incident]) -> Mapping[str, tuple[PublicVictim, ...]]:
    """By incident, the named persons whose names were released one by one; nobody else's ever goes out."""
    found = store.victims_of([one.id for one in incidents])
    return {
        key: tuple(PublicVictim(one.name, public_words(one)) for one in some if one.released)
        for key, some in found.items()
    }


def names_unreleased(store: SqlStore, incidents: Iterable[Incident]) -> Mapping[str, tuple[str, ...]]:
    """By incident, the names and spellings of named persons that were not released."""
    found = store.victims_of([one.id for one in incidents])
    return {key: tuple(name for one in some if not one.released for name in one.names) for key, some in found.items()}


def all_unreleased(store: SqlStore) -> tuple[str, ...]:
    """The names and spellings of all named persons of a record that were not released."""
    _, found = store.victims(VictimFilter(released="no"), ALL)
    return tuple(name for one in found for name in one.names)


def public_words(one: Victim) -> str:
    """What goes out beside a released name: age, child or adult, sex, status. Spellings, notes and who said so stay
    at the desk."""
    words = [age_words(one), one.age_group if one.age_low is None else "", one.sex, one.status]
    return ", ".join(word for word in words if word)


def age_words(one: Victim) -> str:
    """An age in years: "14", "13–15"; "" where none is stated."""
    if one.age_low is None:
        return ""
    return str(one.age_low) if one.age_low == one.age_high else f"{one.age_low}–{one.age_high}"


def bring_along(store: SqlStore) -> int:
    """Keep persons whose claims were read anew by the claims that these became; how many persons moved."""
    lost = store.victims_unattached()
    if not lost:
        return 0
    anchors = [anchor for one in lost for anchor in one.target.anchors]
    wanted = {anchor.report for anchor in anchors}
    wanted |= set(store.received_as({a.sha256 for a in anchors}, {a.name for a in anchors}))
    documents = store.documents(wanted)
    ground = Ground(documents, store.claims_in([document.id for document in documents]))
    moved = 0
    for one in lost:
        found: Mapping[str, str] = {
            anchor.claim: claim.id
            for anchor in one.target.anchors
            if (claim := ground.attached(anchor).claim) is not None and claim.id != anchor.claim
        }
        if found:
            store.move_victim(one.id, found)
            moved += 1
    return moved


def _refuse_erased(store: SqlStore, one: Victim) -> None:
    """RecordError where an entry would bring back a name that was erased on request."""
    if store.erased_among([*one.names, one.origin, one.note]):
        remedy = "It stays out of the record; the admins know of the request."
        raise RecordError("a name in the entry", "was removed on request", remedy)


def _released(record: Path, victim: str, by: str, why: str, released: bool) -> int:
    with closing(opened(record)) as store:
        one = _standing(store, victim)
        if one.released is released:
            raise RecordError("the name", "is released already" if released else "is not released", "Look at it again.")
        if released and BLOCK in one.name:
            raise RecordError("the name", "was removed on request", "Nothing of it can be published.")
        words = _needed(why) if released else _why(why)
        return store.put_victim(
            replace(one, released=released), "released" if released else "taken back", _who(by), _now(), words
        )


def _standing(store: SqlStore, victim: str) -> Victim:
    one = store.victim(victim)
    if one.gone:
        what = "was taken out" if one.gone == REMOVED else "was merged into another entry"
        raise RecordError(f"person {one.id}", what, "Its history says when and by whom.")
    return one


def _target(store: SqlStore, incident: Incident, claims: tuple[str, ...]) -> Target:
    whole = incident_target(store, incident)
    own = tuple(anchor for anchor in whole.anchors if anchor.claim in claims)
    return Target(Kind.INCIDENT, incident.id, own or whole.anchors)


def _from(told: Told, former: Victim) -> Victim:
    name = _plain("the name", told.name, _NAME)
    if not name:
        raise RecordError("the name", "is empty", "Write it as it is known, in any script.")
    spellings = dict.fromkeys(_plain("a spelling", line, _NAME) for line in told.spellings[:10_000].splitlines())
    others = tuple(one for one in spellings if one and one != name)
    if len(others) > _MOST_SPELLINGS:
        raise _too_many()
    low, high = ages_in(told.age)
    group = _among("age group", told.age_group, ("", *AGE_GROUPS))
    if low is not None and high is not None and (high < _OF_AGE or low >= _OF_AGE):
        by_age = "child" if high < _OF_AGE else "adult"
        if group and group != by_age:
            raise RecordError("the age group", f"is {group} beside the age {told.age.strip()}", "One of both is wrong.")
        group = by_age
    return replace(
        former,
        name=name,
        spellings=others,
        age_low=low,
        age_high=high,
        age_group=group,
        sex=_among("sex", told.sex, ("", *SEXES)),
        status=_among("status", told.status, STATUSES),
        since=_day(told.since),
        how=_among("how it is known", told.how, tuple(HOWS)),
        origin=_plain("the origin", told.origin, _ORIGIN),
        note=_plain("the note", told.note, _NOTE),
    )


def ages_in(words: str) -> tuple[int | None, int | None]:
    """The ages that "14" or "13-15" means, both None where nothing is stated; RecordError for any other words."""
    if not words.strip():
        return None, None
    found = _AGES.fullmatch(words.strip())
    low, high = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    if not 0 <= low <= high <= _OLDEST:
        raise RecordError("the age", f"“{words.strip()[:20]}” is none", "Write years: 14, or 13-15; 0 below one year.")
    return low, high


def _day(words: str) -> str:
    if not words.strip():
        return ""
    try:
        day = date.fromisoformat(words.strip())
    except ValueError:
        raise RecordError("the day", f"“{words.strip()[:20]}” is none", "Write it as 2017-06-05.") from None
    if day > (datetime.now(UTC) + _AHEAD).date():
        raise RecordError("the day", f"{day.isoformat()} is yet to come", "Give the day since when it is so.")
    return day.isoformat()


def _among(what: str, word: str, choices: tuple[str, ...]) -> str:
    if word.strip() not in choices:
        raise RecordError(
            f"the {what}",
            "is not known" if word.strip() else "is not stated",
            f"Choose one of {', '.join(one for one in choices if one)}.",
        )
    return word.strip()


def _plain(what: str, words: str, longest: int) -> str:
    found = " ".join(words.split())
    if len(found) > longest or not found.isprintable():
        problem = f"is longer than {longest:,} characters, or holds some that can't be shown"
        raise RecordError(what, problem, "Write it shorter, in plain words.")
    return found


def _too_many() -> RecordError:
    return RecordError("the spellings", f"are more than {_MOST_SPELLINGS}", "Keep those that sources use.")


def _needed(why: str) -> str:
    if not why.strip():
        raise RecordError("the reason", "is empty", "Say in a few words why, such as who agreed to it.")
    return _why(why)


def _why(why: str) -> str:
    return _plain("the reason", why, _WHY)


def _who(by: str) -> str:
    if not by.strip():
        raise RecordError("the entry", "nobody is named for it", "Sign in, or give your name.")
    return by.strip()[:100]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
