"""Which parties and origins are private persons: known as a named person who was not released, or by a name that is
nobody else's as far as it tells. Who holds an office and acts in it is none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import count, islice
from pathlib import Path

from recount.codebook.actors import actors_over, name_key
from recount.codebook.nameless import classed
from recount.desk.publishing_choices import names_allowed
from recount.desk.victims import ALL
from recount.export.private import NAMED, OFFICES, may_be_private
from recount.model import Document, OriginKind
from recount.publishing.known import Known
from recount.publishing.names import private_names
from recount.publishing.plain_words import HIGH_OFFICES
from recount.publishing.unreleased import name_parts, says_unreleased, whole_names
from recount.publishing.vocabulary import is_of_the_language
from recount.publishing.well_known import heads_called
from recount.store import Filters, SqlStore, opened
from recount.store.victims import Victim, VictimFilter

PERSONS_SPEAK = frozenset({OriginKind.UNKNOWN, OriginKind.WITNESS, None})
"""The kinds of origins that may be private persons; None where the kind is not told."""

MOST_READ = 8
"""Reports in which it is looked for whether a person holds an office."""
_KEPT = 50_000  # names of which it is held whether they may be persons'
_BEFORE, _BEHIND = 90, 70  # characters around a name in which the office stands
_JOINS = frozenset(["of", "for", "the", "to", "and", "s"])
_DETERMINERS = frozenset(["a", "an", "the", "its", "their", "his", "her"])
_CLAUSES = frozenset(["who", "whom", "whose", "which", "that", "and"])
_WORD = re.compile(r"[^\W\d_]+")
_APPOSED = re.compile(r"\s*,\s+(?P<words>[^,.;:!?]{1,60})")


@dataclass
class Mention:
    """A name that stands in a value: in which incidents and reports, and what kinds of origins it is, if of any."""

    incidents: dict[str, None] = field(default_factory=dict)
    reports: dict[str, None] = field(default_factory=dict)
    kinds: set[OriginKind | None] = field(default_factory=set)


Mentions = dict[str, Mention]


@dataclass(frozen=True)
class Secret:
    """What stands in place of names: everywhere, and within some incidents."""

    everywhere: Mapping[str, str]
    own: Mapping[str, Mapping[str, str]]

    def __bool__(self) -> bool:
        return bool(self.everywhere or self.own)

    def name(self, name: str, scope: Iterable[str]) -> str:
        """What stands in place of a name, itself where it is no secret."""
        if (said := self.everywhere.get(name)) is not None:
            return said
        return next((self.own[key][name] for key in scope if name in self.own.get(key, ())), name)

    def words(self, words: str, scope: Iterable[str]) -> str:
        """Words of the desk without the names in them."""
        for names in (self.everywhere, *(self.own[key] for key in scope if key in self.own)):
            for name, said in names.items():
                if name in words:
                    words = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", said, words)
        return words


def named_among(record: Path, names: Iterable[str], own: Path | None = None, *, speak: bool = False) -> frozenset[str]:
    """Those of some parties' names, or with `speak` of origins', that are a private person's."""
    asked = {name: Mention(kinds={None} if speak else set()) for name in names}
    return frozenset(secret_among(record, asked, own).everywhere)


def secret_among(record: Path, names: Mapping[str, Mention], own: Path | None) -> Secret:
    """What stands in place of those of some names that are private persons'; two who speak are told apart."""
    parties = named_parties(record, {key for one in names.values() for key in one.incidents}, own)
    doubtful = {name for name, one in names.items() if _may_be(name, one, parties)}
    doubtful -= _in_public(record, {name: names[name] for name in doubtful}) if doubtful else set()
    everywhere: dict[str, str] = {}
    inside: dict[str, dict[str, str]] = defaultdict(dict)
    numbers = count(1)
    for name, one in names.items():
        within = [key for key in one.incidents if key in parties.own and parties.is_unreleased(name, [key])]
        whole = name in doubtful or parties.is_unreleased(name)
        if not (whole or within):
            continue
        number = next(numbers) if one.kinds else 1
        said = f"{NAMED} ({number})" if number > 1 else NAMED
        if whole:
            everywhere[name] = said
        for key in within:
            inside[key][name] = said
    return Secret(everywhere, inside)


def _may_be(name: str, one: Mention, parties: NamedParties) -> bool:
    return one.kinds <= PERSONS_SPEAK and not name.startswith(NAMED) and parties.may_be_person(name, bool(one.kinds))


def _in_public(record: Path, names: Mapping[str, Mention]) -> set[str]:
    """Those of some names that are a newsroom's, or of who holds an office, by the reports that name them."""
    found = set()
    with closing(opened(record)) as store:
        for name, one in names.items():
            documents = store.documents(_reports_of(store, name, one))
            if in_office(name, documents) or any(name == document.outlet for document in documents):
                found.add(name)
    return found


def _reports_of(store: SqlStore, name: str, one: Mention) -> list[str]:
    """Some reports that name a party or an origin."""
    reports = list(one.reports)
    if not reports:
        asked = (
            Filters(ids=tuple(one.incidents)[:MOST_READ])
            if one.incidents
            else Filters(told_by=(name,))
            if one.kinds
            else Filters(actors=(name,))
        )
        with store.finding() as finding:
            reports = [key for told in islice(finding.incidents(asked), MOST_READ) for key in told.documents]
    return list(dict.fromkeys(reports))[:MOST_READ]


@dataclass(frozen=True)
class NamedParties:
    """What tells whether a party is such a person: `everywhere` what is known of names in the whole record, `own`, by
    the id of an incident with named persons who were not released, what is known in it; `parts` are those of the names
    of all who were not."""

    everywhere: Known
    own: Mapping[str, Known] = field(default_factory=dict)
    parts: frozenset[str] = frozenset()
    _told: dict[tuple[str, bool], bool] = field(default_factory=dict, init=False, compare=False, repr=False)

    def is_unreleased(self, name: str, incidents: Iterable[str] = ()) -> bool:
        """Whether a name is that of a named person who was not released, in these incidents also by a part of it."""
        known = [self.everywhere] if self.everywhere.unreleased else []
        if name.islower() and known and self._is_of_parts(name):
            return True
        return any(_is_called(name, one) for one in (*known, *(self.own[key] for key in incidents if key in self.own)))

    def _is_of_parts(self, name: str) -> bool:
        """Whether a name in small letters is nothing but parts of such names, and no word: "zarqub"."""
        parts = name_parts(name)
        return bool(parts) and self.parts.issuperset(parts) and not any(map(is_of_the_language, parts))

    def may_be_person(self, name: str, speaks: bool) -> bool:
        """Whether a name may be a private person's as far as its words tell."""
        said, joint, _ = name.removesuffix(")").rpartition(" (")  # "witnesses (Harbour Post)": by whom they are told of
        name = said if joint and speaks else name
        if name.islower():
            return False
        found = self._told.get((name, speaks))
        if found is None:
            if len(self._told) >= _KEPT:
                self._told.clear()
            found = self._told[name, speaks] = _may_be_person(name, self.everywhere, speaks)
        return found


def named_parties(record: Path, incidents: Collection[str], own: Path | None = None) -> NamedParties:
    """What tells it in a record, and in some of its incidents; `own` is a desk's alias file."""
    with closing(opened(record)) as store:
        mark, found = store.giving_out_mark(), store.victims_of(incidents) if incidents else {}
    base = _everywhere(record, mark, own, actors_over(own).version)
    return replace(base, own=_own_of(found, base.everywhere)) if found else base


def names_mark(record: Path) -> str:
    """What changes whenever a person is entered, or a name may be told or may not."""
    with closing(opened(record)) as store:
        return store.giving_out_mark()


@lru_cache(maxsize=8)
def _everywhere(record: Path, _mark: str, own: Path | None, _version: str) -> NamedParties:
    with closing(opened(record)) as store:
        unreleased = store.victims(VictimFilter(released="no"), ALL)[1]
        released = store.victims(VictimFilter(released="yes"), ALL)[1]
        allowed = names_allowed(store)
    free = allowed | {name_key(one.name) for one in released}
    names = _names(unreleased)
    parts = frozenset(part for name in names for part in name_parts(name))
    return NamedParties(Known(actors_over(own), released=free, unreleased=whole_names(names)), parts=parts)


def _own_of(found: Mapping[str, Iterable[Victim]], base: Known) -> dict[str, Known]:
    """For each incident with named persons who were not released, what is known of their names."""
    named = {key: _names(one for one in some if not one.released) for key, some in found.items()}
    return {
        key: Known(base.actors, unreleased=whole_names(names)).with_named(
            frozenset(part for name in names for part in name_parts(name))
        )
        for key, names in named.items()
        if names
    }


def _names(victims: Iterable[Victim]) -> list[str]:
    return [name for one in victims for name in one.names]


def _is_called(name: str, known: Known) -> bool:
    """Whether a party is such a person; written in small letters, too, where it is nothing but the name."""
    bare = " ".join(name_parts(name))
    return bare in known.unreleased or bare in known.named or says_unreleased(name, known)


def _may_be_person(name: str, known: Known, speaks: bool) -> bool:
    key = name_key(name)
    if not key or key in known.released or known.actors.canonical(name) or known.actors.spoken_for_by(name):
        return False
    parts = key.split()
    if classed(name) or _is_head(parts) or not HIGH_OFFICES.isdisjoint(parts) or _is_plural(parts):
        return False
    return may_be_private(name, known.actors, speaks=speaks) and bool(private_names(name, known))


def _is_head(parts: list[str]) -> bool:
    """Whether a name is that of a head of a state or a government, also where its apostrophe was lost: "Assads"."""
    heads = heads_called()
    return any(
        " ".join(some) in heads
        for at in range(len(parts))
        if all(one in OFFICES for one in parts[:at])
        for some in (parts[at:], [*parts[at:-1], parts[-1].removesuffix("s")])
    )


def _is_plural(parts: list[str]) -> bool:
    """Whether one word is a word of the language for several: "Terrorists"."""
    return len(parts) == 1 and parts[0].endswith("s") and is_of_the_language(parts[0])


def in_office(name: str, documents: Iterable[Document]) -> bool:
    """Whether one of some reports says that who is called so holds an office: "Health Minister Kamal Sarrout", "Kamal
    Sarrout, a spokesman for the army,"."""
    for document in list(documents)[:MOST_READ]:
        text = document.text
        at = text.find(name)
        while at >= 0:
            before, behind = text[max(0, at - _BEFORE) : at], text[at + len(name) : at + len(name) + _BEHIND]
            if _stands_behind_office(before) or _is_apposed_office(behind):
                return True
            at = text.find(name, at + 1)
    return False


def _stands_behind_office(before: str) -> bool:
    """Whether an office stands right before a name, with whose it is between them: "Secretary of State"."""
    if not before.endswith(" "):
        return False
    for word in reversed(_WORD.findall(re.split(r"[,.;:!?\n\"“”]\s", before)[-1])):
        if word.casefold() in HIGH_OFFICES:
            return True
        if not (word[:1].isupper() or word in _JOINS):
            return False
    return False


def _is_apposed_office(behind: str) -> bool:
    """Whether what is said behind a name is its office: ", the country's foreign minister,"."""
    found = _APPOSED.match(behind)
    words = [word.casefold() for word in _WORD.findall(found["words"])] if found else []
    head = next((n for n, word in enumerate(words) if word in ("of", "for", "to", "at", "in", "from")), len(words))
    said = words[:head]
    begins = len(said) == 1 or "s" in said or not _DETERMINERS.isdisjoint(said[:1])
    return bool(said) and begins and said[-1] in HIGH_OFFICES and _CLAUSES.isdisjoint(said)
