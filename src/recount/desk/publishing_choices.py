"""What a desk chooses for its publications: the policy, names that may be published, incidents held back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from recount.codebook.actors import name_key
from recount.codec import packed, unpacked
from recount.desk.asking import incident_named
from recount.desk.embargoing import embargoed_claims
from recount.desk.judging import grades_of
from recount.desk.own_words import kept_names_said, refuse_names, words_of_rules
from recount.errors import RecordError
from recount.model.judgement import DEFAULT_GRADES
from recount.publishing.policy import ESTABLISHED, Coarse, Policy
from recount.store import SqlStore, opened
from recount.store.releases import HeldRow, NameRow
from recount.tolls.headlines import RULES

_OPTION = "publishing"
_LONGEST = {"title": 120, "about": 4000, "licence": 300, "contact": 300, "address": 300}
_MOST_QUOTED, _MOST_QUOTES, _MOST_ORIGINS = 600, 20, 20
_SHORTEST, _LONGEST_NAME, _LONGEST_WHY = 2, 200, 1000


def policy_in(store: SqlStore) -> Policy:
    """The policy of a record; the default one where none was chosen."""
    line = store.option(_OPTION)
    return unpacked(Policy, line) if line else Policy()


def policy_of(record: Path) -> Policy:
    """The policy that the next release goes by."""
    with closing(opened(record)) as store:
        return policy_in(store)


def choose_policy(record: Path, policy: Policy) -> Policy:
    """Publish by another policy from the next release on, and show the last one to everybody, or not, at once.
    RecordError where a value is none for its field."""
    with closing(opened(record)) as store:
        checked = _checked(policy, grades_of(store))
        refuse_names(kept_names_said(store, words_of_rules(checked)))
        store.choose(_OPTION, packed(checked))
    return checked


def policy_from(given: Mapping[str, str], grades: Iterable[str], before: Policy) -> Policy:
    """A policy from the words of a form; what is not given stays as it was `before`, but for what is ticked or not."""
    words = {field.name: given[field.name].strip() for field in fields(Policy) if field.name in given}
    numbers = {name: _number(name, words.pop(name)) for name in _BOUNDS if name in words}
    ticked = {name: name in words for name in ("signed", "served")}
    for name in ticked:
        words.pop(name, None)
    try:
        coarse = Coarse(words.pop("coarse", before.coarse.value))
    except ValueError:
        known = ", ".join(one.value for one in Coarse)
        raise RecordError("the precision of places", "is not known", f"Choose one of {known}.") from None
    words.pop("grades", None)
    texts = {name: words[name] for name in (*_LONGEST, "rule") if name in words}
    return replace(before, **texts, **numbers, **ticked, coarse=coarse, grades=tuple(grades))  # type: ignore[arg-type]


_BOUNDS = {"min_origins": (1, _MOST_ORIGINS), "quote_length": (0, _MOST_QUOTED), "quotes_a_report": (0, _MOST_QUOTES)}


def _number(name: str, words: str) -> int:
    low, high = _BOUNDS[name]
    if not words.isdecimal() or not low <= int(words[:6]) <= high:
        raise RecordError(name.replace("_", " "), "is no such number", f"Give one from {low} to {high}.")
    return int(words)


def _checked(policy: Policy, grades: tuple[str, ...]) -> Policy:
    for name, longest in _LONGEST.items():
        words = getattr(policy, name)
        if len(words) > longest or not words.replace("\n", " ").replace("\r", " ").isprintable():
            what = f"is longer than {longest} characters, or holds some that can't be shown"
            raise RecordError(f"the {name}", what, "Write it shorter, in plain words.")
    if not policy.title.strip():
        raise RecordError("the title", "is empty", "Give the publication a name.")
    for name, (low, high) in _BOUNDS.items():
        if not low <= getattr(policy, name) <= high:
            raise RecordError(name.replace("_", " "), "is out of bounds", f"Give a number from {low} to {high}.")
    if unknown := [grade for grade in policy.grades if grade not in grades]:
        raise RecordError(f"grade {unknown[0]}", "is no grade of this record", f"Choose among {', '.join(grades)}.")
    if policy.rule not in RULES:
        raise RecordError(f"rule {policy.rule}", "is not known", f"Choose one of {', '.join(RULES)}.")
    if policy.address:
        _check_address(policy.address)
        return replace(policy, address=policy.address.rstrip("/") + "/")
    return policy


def _check_address(address: str) -> None:
    try:
        parts = urlsplit(address)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment)
    except ValueError:
        good = False
    if not good or not re.fullmatch(r"[!-~]+", address):
        raise RecordError("the address", "is none on the web", "Write it as https://example.org/incidents/.")


def grades_published(store: SqlStore, policy: Policy) -> tuple[str, ...]:
    """The grades of incidents that go out."""
    return policy.grades or ESTABLISHED.get(store.option("grades") or DEFAULT_GRADES, grades_of(store)[:1])


def grades_going_out(record: Path) -> tuple[str, ...]:
    """The same of a record: those chosen, or where none are, those that its set of grades calls established."""
    with closing(opened(record)) as store:
        return grades_published(store, policy_in(store))


def names_allowed(store: SqlStore) -> frozenset[str]:
    """The keys of names that may be published: the last decision on each counts."""
    last = {row.key: row.allowed for row in store.names_decided()}
    return frozenset(key for key, allowed in last.items() if allowed)


def names_taken_back(store: SqlStore) -> tuple[str, ...]:
    """Names that were published once and may be no longer."""
    last = {row.key: row for row in store.names_decided()}
    return tuple(row.name for row in last.values() if not row.allowed)


def decided_names(record: Path) -> tuple[NameRow, ...]:
    """The last decision on each name, by name."""
    with closing(opened(record)) as store:
        last = {row.key: row for row in store.names_decided()}
    return tuple(sorted(last.values(), key=lambda row: row.key))


def decide_name(record: Path, name: str, allowed: bool, who: str, why: str = "") -> NameRow:
    """Let a name be published from the next release on, or no longer. It stands for itself alone: not for others who
    share a part of it. RecordError for words that are no name."""
    words = " ".join(name.split())
    key = name_key(words)
    if not _SHORTEST <= len(words) <= _LONGEST_NAME or not words.isprintable() or not key:
        raise RecordError("the name", "is empty, or too long", "Give one name as it stands in the list.")
    row = NameRow(key, words, allowed, datetime.now(UTC), _who(who), _why(why))
    with closing(opened(record)) as store:
        store.note_name(row)
    return row


def hold_back(record: Path, incident: str, held: bool, who: str, why: str = "") -> HeldRow:
    """Keep an incident out of releases from the next one on, whatever its grade, or no longer. It is found again by its
    claims."""
    with closing(opened(record)) as store:
        one = incident_named(store, incident)
        row = HeldRow(one.id, one.claims, held, datetime.now(UTC), _who(who), _why(why))
        store.note_held(row)
    return row


def claims_held(store: SqlStore) -> Mapping[str, HeldRow]:
    """The claims of incidents that are held back now, each with the decision."""
    last: dict[str, HeldRow] = {}
    for row in store.held_back():
        last |= dict.fromkeys(row.claims, row)
    return {**{claim: row for claim, row in last.items() if row.held}, **embargoed_claims(store)}


def _who(who: str) -> str:
    if not who.strip():
        raise RecordError("the decision", "nobody is named for it", "Give your name.")
    return who.strip()[:100]


def _why(why: str) -> str:
    words = " ".join(why.split())
    if len(words) > _LONGEST_WHY or not words.isprintable():
        raise RecordError("the reason", f"is longer than {_LONGEST_WHY} characters", "Write a few plain words.")
    return words
