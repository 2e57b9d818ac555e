"""Coded values without erased names: what was read from a name's words goes with it, and the person still counts.

Each word of a name becomes letters of its own between blocks. So two people whose names were erased stay two, one who
is told by a part of a name stays one, and figures go on being compared by whom they count.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from recount.codec import packed, unpacked
from recount.model import Cited, Claim, Span, Toll, Verdict
from recount.store.blocking import BLOCK, Found, Sought, blocked, found_in, letters, pieces_of

_LINKS = frozenset({"al", "el", "bin", "ibn", "bint", "abu", "umm", "abd", "de", "van", "von", "s"})
"""Words that names share with what is no name: they go only beside a word of the name."""
_NAMED = frozenset({"agents", "targets", "places", "origin", "via"})


@dataclass
class WithoutNames:
    """What is taken out of the values that were read from one report: its text as it was, the names `found` in it, and
    what is looked for there. `letters` stand for the words of names, `renamed` grows: for each claim the values that
    became others."""

    text: str
    found: Sequence[Found]
    wanted: Sought
    letters: Mapping[str, str] = field(default_factory=dict)
    renamed: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.letters = letters_of((one.token, one.words) for one in self.found) | dict(self.letters)

    def claim(self, claim: Claim, speaks_for: str = "") -> Claim:
        """A claim without the names. `speaks_for` is the body whose word it was taken for ("" for none): where the name
        of who spoke for it goes, the body stays."""
        origin = self._cited(claim.origin)
        if speaks_for and len(origin) == 1 and BLOCK in origin[0].value and BLOCK not in speaks_for:
            origin = (replace(origin[0], value=speaks_for),)
        misread = claim.place is not None and self._is_name(claim.place_from or next(iter(claim.places), None))
        made = replace(
            claim,
            agents=self._cited(claim.agents),
            targets=self._cited(claim.targets),
            places=self._cited(tuple(one for one in claim.places if not self._is_name(one))),
            place=None if misread else claim.place,
            place_from=None if misread else claim.place_from,
            time=claim.time and replace(claim.time, value=self._when(claim.time.value)),
            tolls=tuple(replace(one, value=self._toll(one)) for one in claim.tolls),
            origin=origin,
            via=self._cited(claim.via),
        )
        self._note(claim, made)
        return made

    def judgement(self, told: dict[str, Any]) -> dict[str, Any]:
        """A judgement, as JSON, on a claim of the report, with its values without the names."""
        value, was = str(told.get("value", "")), str(told.get("was", ""))
        anchors = told["on"].get("anchors", ())
        if told["verdict"] == Verdict.ADD and value:
            return told | {"value": packed(self.claim(unpacked(Claim, value)))}
        if told["verdict"] != Verdict.CORRECT or not anchors:
            return told
        for old, new in self.renamed.get(anchors[0]["claim"], {}).items():
            was = was.replace(old, new)
        clause = Span(*anchors[0]["clause"])
        name, _, part = str(told.get("field", "")).partition(".")
        if name in _NAMED:
            value = json.dumps([self.words(str(one), clause) for one in json.loads(value)], ensure_ascii=False)
        elif part.endswith("who"):
            value = self.words(value, clause)
        return told | {"value": value, "was": self.words(was, clause)} if was else told | {"value": value}

    def words(self, value: str, span: Span) -> str:
        """A value without the names' words, given where it was read: of names that stand there, and of others of the
        report where its words don't stand there themselves."""
        near = [one for one in self.found if one.start < span.end and span.start < one.end]
        there = pieces_of(span.of(self.text))
        apart = {key for start, end, key in there if not _covered(span.start + start, span.start + end, near)}
        if near and there and not apart and value != value.lower():  # a name, in whatever spelling
            return _run(self.letters[word] for word in near[0].words)
        words = {word for one in near for word in one.words}
        words |= {word for one in self.found for word in one.words if word not in apart}
        return self._without(value, words)

    def _without(self, value: str, words: Collection[str]) -> str:
        """A value without whole names and some words of names."""
        pieces = pieces_of(value)
        whole = found_in(value, self.wanted)
        goes = [
            _covered(start, end, whole) or (key in words and key not in _LINKS and len(key) > 1)
            for start, end, key in pieces
        ]
        beside = [any(goes[max(0, n - 1) : n + 2]) for n in range(len(goes))]
        told = zip(goes, beside, pieces, strict=True)
        goes = [own or (near and key in words and key != "s") for own, near, (*_, key) in told]
        out, at = [], 0
        for gone, some in groupby(zip(goes, pieces, strict=True), key=lambda one: one[0]):
            run = [piece for _, piece in some]
            if gone:
                known = letters_of((one.token, one.words) for one in whole) | dict(self.letters)
                out += [value[at : run[0][0]], _run(known.get(key, "") for _, _, key in run)]
                at = run[-1][1]
        return "".join([*out, value[at:]])

    def _cited(self, given: tuple[Cited[str], ...]) -> tuple[Cited[str], ...]:
        return tuple(replace(one, value=self.words(one.value, one.span)) for one in given)

    def _toll(self, cited: Cited[Toll]) -> Toll:
        toll = cited.value
        by = tuple(self.words(name, cited.span) for name in toll.by)
        return replace(toll, who=self.words(toll.who, cited.span), by=by)

    def _when(self, when: Any) -> Any:
        return replace(when, words=blocked(when.words, self.wanted))

    def _is_name(self, cited: Cited[str] | None) -> bool:
        """Whether a value was read from nothing but the words of a name."""
        if cited is None:
            return False
        there = pieces_of(cited.span.of(self.text))
        at = cited.span.start
        return bool(there) and all(_covered(at + start, at + end, self.found) for start, end, _ in there)

    def _note(self, was: Claim, now: Claim) -> None:
        told = self.renamed.setdefault(was.id, {})
        for a, b in zip(was.tolls, now.tolls, strict=True):
            if a.value.who != b.value.who:
                told[a.value.who] = b.value.who
        for name in ("agents", "targets", "origin", "via"):
            for old, new in zip(getattr(was, name), getattr(now, name), strict=True):
                if old.value != new.value:
                    told[old.value] = new.value


def _covered(start: int, end: int, found: Sequence[Found]) -> bool:
    return any(one.start <= start and end <= one.end for one in found)


def letters_of(names: Iterable[tuple[str, Sequence[str]]]) -> dict[str, str]:
    """The letters for the words of names, each given with its own: those of the first name that has the word."""
    told: dict[str, str] = {}
    for token, words in sorted(names):
        for n, word in enumerate(words, 1):
            told.setdefault(word, token and token + letters(n))
    return told


def _run(told: Iterable[str]) -> str:
    """What stands for words of names in a value."""
    return BLOCK + "".join(f"{one or BLOCK}{BLOCK}" for one in told)
