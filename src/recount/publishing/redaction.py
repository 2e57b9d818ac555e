"""What may not be published is taken out here: names, ways to reach people, exact positions, more words than quoted.

Everything public goes through a `Redactor`. What it withheld, and why, is listed for the desk and never published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import unquote, urlsplit, urlunsplit

from recount.codebook.actors import name_key
from recount.codebook.nameless import classed
from recount.export.contract import place_name
from recount.export.private import A_PERSON, PARTICLES, may_be_private
from recount.model import Incident, Origin, OriginKind, Place, PlacePrecision, Span
from recount.publishing.addresses import addresses, is_address
from recount.publishing.content import PART_OF_NAME, SHARED, WITHIN_NAME, PublicPlace, Withheld
from recount.publishing.known import Known, parts_of
from recount.publishing.names import is_shouted, private_names
from recount.publishing.outlets import ANYBODYS, is_newsroom, says_outlet, without_file
from recount.publishing.plain_words import HIGH_OFFICES, words_of
from recount.publishing.policy import Coarse, Policy
from recount.publishing.positions import middle_of_cell, radius_of, widened
from recount.publishing.said_here import AT_A_PLACE, SaidHere, said_here, words_apart
from recount.publishing.shortening import apart, clean, shortened
from recount.publishing.unreleased import name_parts, says_unreleased
from recount.publishing.vocabulary import is_of_the_language, looks_like_a_handle
from recount.resolution.chains import outlet_called

_WHY = {
    "name": "may be a private person's: stands in a quotation",
    "place": "may be a private person's, or a place: stands in a quotation",
    "contact": "an address or a position",
}
NAME = "[name withheld]"
CONTACT = "[withheld]"
_MARKUP = re.compile(r"[<>{}|\\=\[\]`~^]")
_NUMBER_BEFORE = re.compile(r"(?<![\w.,])(?:[Nn]o\.?\s*)?\d{1,3}[a-zA-Z]?,?\s+$")
_ERASED = re.compile("█(?:█|X[A-Z]*)*")
"""What stands at the desk in the place of a name that was removed on request, a block for each letter, and among them
the letters that tell it from other such names."""
_LETTERS = re.compile(r"[^\W\d_]+")
_SLUG_ID = re.compile(r"^id[A-Z0-9]")
_SHORTEST = 3
_AROUND = 200  # characters shown to the desk around something withheld
_KINDS = {
    OriginKind.PARTY: "an official",
    OriginKind.AUTHORITY: "an official",
    OriginKind.MONITOR: "a monitor",
    OriginKind.RELIEF: "a relief worker",
    OriginKind.BODY: "an official of an organisation",
    OriginKind.WITNESS: "a witness",
    OriginKind.AGENCY: "a reporter",
    OriginKind.OUTLET: "a reporter",
    OriginKind.UNNAMED: "somebody unnamed",
    OriginKind.UNKNOWN: A_PERSON,
}
_IN_OFFICE = frozenset({OriginKind.PARTY, OriginKind.AUTHORITY, OriginKind.BODY, OriginKind.UNKNOWN})
_NEWSROOMS = frozenset({OriginKind.AGENCY, OriginKind.OUTLET, OriginKind.BODY, OriginKind.UNNAMED})


@dataclass
class Redactor:
    """Takes out of one publication what may not be published, by a desk's policy and what is known of names.

    `withheld` grows as it works; `incident` is the one it works on, and `sentences` tell of it, for that list.
    """

    policy: Policy
    known: Known
    withheld: list[Withheld] = field(default_factory=list)
    incident: str = ""
    sentences: tuple[str, ...] = ()
    _here: SaidHere = field(default_factory=SaidHere)
    _quoted: dict[str, int] = field(default_factory=dict)

    def turn_to(self, incident: str, sentences: tuple[str, ...], named: Iterable[str] = ()) -> None:
        """Go on to another incident: its id at the desk, the sentences that tell of it, and the names of its named
        persons that were not released."""
        self.incident, self.sentences = incident, sentences
        self.known = self.known.with_named(frozenset(part for name in named for part in name_parts(name)))
        self._here = said_here(sentences, self.known)

    def note(self, what: str, words: str, why: str) -> None:
        """List something that is withheld."""
        found = Withheld(what, words, why, self.incident, self._beside(words))
        if found not in self.withheld[-50:]:
            self.withheld.append(found)

    def _beside(self, words: str) -> str:
        """The first of the incident's sentences that holds these words, around them."""
        for sentence in self.sentences:
            at = sentence.find(words) if words else -1
            if at >= 0 and len(words) < len(sentence):
                return shortened(sentence, _AROUND + len(words), at)
        return ""

    def is_private(self, name: str) -> bool:
        """Whether a value may name a private person: by its words, or by a name within it."""
        if _ERASED.search(name) or says_unreleased(name, self.known):
            return True
        key = name_key(name)
        if key in self.known.released or self.known.actors.spoken_for_by(name):
            return False
        if key in self.known.private:
            return True
        if self.known.actors.canonical(name):
            return False
        if looks_like_a_handle(name) or self.known.unknown_words(name) or self._is_bare(name):
            return True
        if self._here.names(name, self.known):
            return True
        if classed(name) and not private_names(name, self.known):
            return False
        return may_be_private(name, self.known.actors) or bool(private_names(name, self.known))

    def _is_bare(self, name: str) -> bool:
        """Whether nothing is left of a name but particles and initials: "al", "bin K."."""
        parts = parts_of(name)
        return bool(parts) and all(part in PARTICLES or len(part) == 1 for part in parts)

    def parties(self, names: Iterable[str]) -> tuple[str, ...]:
        """Agents or targets, private persons among them without their names."""
        return tuple(dict.fromkeys(self._party(name) for name in names))

    def _party(self, name: str) -> str:
        if not self.is_private(name):
            return self._without_address(name)
        self.note("name", name, "may be a private person's: stands as agent or target")
        return A_PERSON

    def counted(self, who: str) -> str:
        """Whom a figure counts; "" where the words name somebody."""
        if not who or not self.is_private(who):
            return self._without_address(who)
        self.note("name", who, "may be a private person's: stands with a figure")
        return ""

    def _without_address(self, words: str) -> str:
        """Words of a value, with what tells a house in them withheld."""
        bare, kept = clean(words), ""
        at = 0
        for start, end, _ in apart((start, end, "contact") for start, end in addresses(bare, streets=False)):
            self.note("contact", bare[start:end], _WHY["contact"])
            kept, at = f"{kept}{bare[at:start]}{CONTACT}", end
        return kept + bare[at:]

    def is_private_voice(self, origin: Origin) -> bool:
        """Whether an origin may be a private person: newsrooms, bodies and actors of the alias file are none."""
        if _ERASED.search(origin.name) or says_unreleased(origin.name, self.known):
            return True
        if self.known.actors.canonical(origin.name):
            return self.is_known_private(origin.name)
        if name_key(origin.name) in self.known.released:
            return False
        if looks_like_a_handle(origin.name) or self._is_bare(origin.name):
            return True
        if self._is_site(origin.name) and not self.is_known_private(origin.name):
            return False
        if self.known.unknown_words(origin.name):
            return True
        if is_newsroom(origin):
            return not self.is_outlet(origin.name)
        if not origin.named or origin.kind in _NEWSROOMS:
            said, _, _outlet = origin.name.rpartition(" (")
            return self.is_known_private(origin.name) or bool(said and private_names(said, self.known))
        if origin.kind in _IN_OFFICE and HIGH_OFFICES.intersection(parts_of(origin.name)):
            return self.is_known_private(origin.name)
        return self.is_private(origin.name)

    def is_known_private(self, name: str) -> bool:
        """Whether a name has a part that is withheld everywhere."""
        return bool(self.known.private_parts.intersection(parts_of(name))) or name_key(name) in self.known.private

    def voices(self, origins: Iterable[Origin]) -> dict[str, str]:
        """What each origin is called in public: private persons become what they are, told apart by number."""
        called: dict[str, str] = {}
        for origin in origins:
            if (said := without_file(origin.name)) is not None:
                called[origin.name] = self._by_file(origin.name, said, called)
                continue
            if not self.is_private_voice(origin):
                called[origin.name] = self._without_outlet(origin, called)
                continue
            self.note("origin", origin.name, "may be a private person's: speaks")
            if _MARKUP.search(origin.name):
                called[origin.name] = self._numbered("an origin", called)
                continue
            said = f"a member of {origin.side}" if origin.side and not self.is_private(origin.side) else ""
            kind = said or ("an outlet" if is_newsroom(origin) and not origin.named else _KINDS[origin.kind])
            called[origin.name] = self._numbered(kind, called)
        return called

    def _by_file(self, name: str, said: str, called: Mapping[str, str]) -> str:
        """A voice that goes by its report's file: no name of a file goes out, whatever it says."""
        self.note("origin", name, "the name of a file, as its report tells no outlet: speaks")
        if said and not private_names(said, self.known) and not self.known.unknown_words(said):
            return self._numbered(f"{clean(said)} (an outlet)", called)
        return self._numbered("somebody unnamed" if said else "an outlet", called)

    def _without_outlet(self, origin: Origin, called: Mapping[str, str]) -> str:
        """A voice that its report leaves unnamed goes by its outlet: "medics (Harbour Post)"."""
        said, joint, outlet = clean(origin.name).removesuffix(")").rpartition(" (")
        if not joint or origin.named or self.is_outlet(outlet):
            return self._without_address(origin.name)
        self.note("name", outlet, "may be a private person's: stands as outlet")
        return self._numbered(f"{said} (an outlet)", called)

    @staticmethod
    def _numbered(kind: str, called: Mapping[str, str]) -> str:
        number = sum(name == kind or name.startswith(f"{kind} (") for name in called.values())
        return f"{kind} ({number + 1})" if number else kind

    def text(self, words: str) -> str:
        """Words without names of private persons and without ways to reach somebody."""
        bare = _ERASED.sub(NAME, clean(words))  # how many letters it had would tell of it
        spans = [self._around(bare, span) for span in private_names(bare, self.known)]
        found = addresses(bare, streets=self.hides_streets)
        spans += [(*at, "contact") for at in found if name_key(bare[slice(*at)]) not in self.known.released]
        parts, at = [], 0
        for start, end, what in apart(spans):
            self.note("contact" if what == "contact" else "name", bare[start:end], _WHY[what])
            parts += [bare[at:start], NAME if what == "name" else CONTACT]
            at = end
        joined = "".join([*parts, bare[at:]])
        joined = re.sub(rf"({re.escape(CONTACT)})(?:[\s,]*{re.escape(CONTACT)})+", r"\1", joined)
        return re.sub(rf"({re.escape(NAME)})(?:[\s,]*(?:and\s)?{re.escape(NAME)})+", r"\1", joined)

    @property
    def hides_streets(self) -> bool:
        """Whether a street is nearer than places are shown."""
        return self.policy.coarse is not Coarse.TOWN

    def _around(self, bare: str, span: Span) -> tuple[int, int, str]:
        """A name, and what it may be: with the number of a house before it an address, behind "in" or "near" a place,
        of which readers are not told that it is a name."""
        number = _NUMBER_BEFORE.search(bare, max(0, span.start - 12), span.start)
        if number is not None and AT_A_PLACE.search(bare, max(0, number.start() - 24), number.start()):
            return number.start(), span.end, "contact"
        placed = AT_A_PLACE.search(bare, max(0, span.start - 24), span.start)
        told = self.known.private_parts.intersection(parts_of(bare[span.start : span.end]))
        return span.start, span.end, "place" if placed and not told else "name"

    def quote(self, words: str, around: int, report: str, figure: tuple[int, int] = (0, 0)) -> str:
        """Words of a report within the limits, from the place `around` on, and if that is too far from the `figure`,
        around that; "" where no more of it may be quoted, or where names would leave little of it."""
        limit = self.policy.quote_length
        if not limit or self._quoted.get(report, 0) >= self.policy.quotes_a_report:
            self.note("quotation", clean(words)[:80], "over the limit of quotations of its report")
            return ""
        if not any(c.isupper() for c in words) or is_shouted(words):
            how = "in capitals" if is_shouted(words) else "in small letters"
            self.note("quotation", clean(words)[:80], f"written {how} throughout, which tells no names apart")
            return ""
        after = self.text(words)
        if 2 * sum(len(part) for part in re.findall(r"\[(?:name )?withheld\]", after)) > len(after):
            self.note("quotation", clean(words)[:80], "little of it is left without the names")
            return ""
        self._quoted[report] = self._quoted.get(report, 0) + 1
        if len(after) <= limit:
            return after
        place, start, end = (min(len(self.text(words[:at])), len(after)) for at in (around, *figure))
        return shortened(after, limit, start if end > place + limit // 2 else place)

    def url(self, address: str | None) -> str:
        """Where a report can be read, if that is on the web; without its path where words in it may name somebody."""
        try:
            parts = urlsplit((address or "").strip())
            host, port = parts.hostname or "", parts.port
        except ValueError:
            return ""
        if parts.scheme not in ("http", "https") or not host or not host.isascii():
            return ""
        place = f"{host}:{port}" if port else host
        rest = unquote(unquote(f"{parts.path} {parts.query}"))
        doubtful = [word for word in _LETTERS.findall(rest) if self._may_name(word)]
        if any(part in host.casefold() for part in self.known.private_parts if len(part) > _SHORTEST):
            self.note("address", address or "", "the site's name may be a private person's")
            return ""
        if doubtful or not rest.isascii():
            self.note("address", address or "", f"may name somebody ({', '.join(doubtful[:3]) or 'not ASCII'})")
            return urlunsplit((parts.scheme, place, "/", "", ""))
        return urlunsplit((parts.scheme, place, parts.path, parts.query, ""))

    def _may_name(self, word: str) -> bool:
        small = name_key(word)
        if len(small) < _SHORTEST or _SLUG_ID.match(word) or small in _ON_THE_WEB:
            return False
        if small in self.known.private_parts or small in self.known.named:
            return True
        return not (self.known.is_plain(small) or small in self.known.public_words)

    def outlet(self, name: str | None) -> str:
        """Who published a report, as the alias file calls it; a name that is withheld elsewhere is withheld here."""
        if not name:
            return "outlet not stated"
        if not self.is_outlet(name):
            self.note("name", name, "may be a private person's: stands as outlet")
            return "an outlet"
        return clean(outlet_called(name, self.known.actors))

    def is_outlet(self, name: str) -> bool:
        """Whether what a report calls its outlet is one: a name that a site bears, that is known, or that says so.
        Who writes on a site where anybody may is a person as often, and so is who goes by one word, or by a letter."""
        key = name_key(name)
        if _ERASED.search(name) or " ".join(name_parts(name)) in self.known.unreleased:
            return False
        if key in self.known.released or outlet_called(name, self.known.actors) != name:
            return True
        if self.known.actors.canonical(name):
            return True
        if self.is_known_private(name) or looks_like_a_handle(name):
            return False
        words = [word for word in _LETTERS.findall(name) if len(word) > 1]
        if self._is_site(name) or says_outlet(name):
            return True
        if self.known.unknown_words(name) or len(words) < 2:
            return False
        return all(is_of_the_language(name_key(word)) or name_key(word) in self.known.public_words for word in words)

    def _is_site(self, name: str) -> bool:
        """Whether a site that reports were read on bears a name: "The Daily Hill", dailyhill.example."""
        key = "".join(parts_of(name))
        spellings = {key, key.removeprefix("the"), key.removeprefix("al")} - {""}
        return any(one in host and len(one) >= _SHORTEST for one in spellings for host in self.known.hosts - ANYBODYS)

    def without_streets(self, incident: Incident) -> Incident:
        """An incident without a street or a house as its place: it goes by another of its places, else by what the
        gazetteer says it lies in. The same where streets are not nearer than places are shown."""
        called = place_name(incident)
        if name_key(called) in self.known.released or not is_address(called, streets=self.hides_streets):
            return incident
        place = incident.place
        wider = [name for name in incident.place_names if not is_address(name, streets=self.hides_streets)]
        if place is not None:
            own = [name for name in (place.name, place.admin2, place.admin1) if name and not is_address(name)]
            wider += own
            place = replace(place, name=next(iter(own), ""))
        wider.sort(key=lambda name: name_key(name) not in self.known.places)
        self.note("place", called, "a street or a house is nearer than places are shown")
        return replace(incident, place=place, place_names=tuple(wider[:1]))

    def without_shared(self, incident: Incident, *, given: bool = False) -> tuple[Incident, bool]:
        """An incident without a place that shares a word with a name that is withheld in it, and whether it had one. A
        place that its reports tell of, or that somebody at the desk has `given`, leaves the region that it lies in; a
        word that is nothing but somebody's name leaves none."""
        place, called = incident.place, place_name(incident)
        words = words_apart(called) | words_apart(place.name if place else "")
        shared = words & (self.known.named | self._here.alone)
        if place is None or not shared or name_key(called) in self.known.released:
            return incident, False  # what has no position is no place that is known
        self.note("place", called, SHARED)
        unnamed = said_here(self.sentences, self.known.with_named(frozenset())) if self.known.named else self._here
        told = given or not shared & unnamed.alone
        return (widened(incident, shared) if told else replace(incident, place=None, place_names=(NAME,))), True

    def place(self, name: str, words: str, place: Place | None, within: str = "") -> PublicPlace:
        """Where it happened: `name` and the longer `words` of the desk, coarsened as the policy says.

        A place that stands in a name of a person (`within` it, or a part of it is withheld elsewhere) is withheld with
        its position.
        """
        key = name_key(name)
        if _ERASED.search(name + words) or name == NAME:
            return PublicPlace(NAME, NAME, PlacePrecision.UNKNOWN.value)
        if within and name_key(within) not in self.known.released:
            self.note("place", within, WITHIN_NAME)
            return PublicPlace(NAME, NAME, PlacePrecision.UNKNOWN.value)
        if key not in self.known.released and self.is_known_private(name) and private_names(name, self.known):
            self.note("place", name, PART_OF_NAME)
            return PublicPlace(NAME, NAME, PlacePrecision.UNKNOWN.value)
        if name and (key in self.known.private or (key not in self.known.places and self.is_private(name))):
            self.note("place", name, "may name a private person")
            if place is None:
                return PublicPlace(CONTACT, CONTACT, PlacePrecision.UNKNOWN.value)  # stated, and not told
            name = words = place.name
        shown, longer = clean(name) or "not stated", clean(words) or "not stated"
        if place is None or place.precision is PlacePrecision.UNKNOWN:
            return PublicPlace(longer, shown, PlacePrecision.UNKNOWN.value)
        coarse = self.policy.coarse
        if not coarse.step:
            return PublicPlace(longer, shown, place.precision.value)
        lat, lon = middle_of_cell(place, coarse)
        if (lat, lon) != (place.lat, place.lon):
            self.note("position", f"{place.lat:.4f}, {place.lon:.4f}", f"moved to {lat}, {lon}: {coarse.value}")
        return PublicPlace(longer, shown, place.precision.value, lat + 0.0, lon + 0.0, radius_of(place, coarse))


_ON_THE_WEB = words_of(
    "www com org net html htm php aspx asp news article articles story stories world region regions post posts amp "
    "index archive archives page pages section id en english utm"
)
