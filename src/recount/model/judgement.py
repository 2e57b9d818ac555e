"""What people decide on what a machine read: who, when, on which words, why; kept for ever, never edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from recount.model.values import Span


class Verdict(StrEnum):
    """What a judgement decides.

    `same` and `different` bind claims to one incident or keep them apart; `correct` puts another value in a field;
    `set aside` takes claims out of all views and totals; `add` puts in a claim that the machine missed; `confirm`
    grades an incident; `publish` mints its public id.
    `unsure` and `note` change nothing: they wait for review, or remark.
    """

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    CORRECT = "correct"
    SET_ASIDE = "set aside"
    ADD = "add"
    CONFIRM = "confirm"
    PUBLISH = "publish"
    NOTE = "note"


class Kind(StrEnum):
    """What a judgement is made on."""

    CLAIM = "claim"
    INCIDENT = "incident"
    REPORT = "report"


GRADES: Mapping[str, tuple[str, ...]] = {
    "every-casualty": ("confirmed", "no conclusion", "rejected"),
    "airwars": ("confirmed", "fair", "weak", "contested", "discounted"),
}
"""The closed sets of grades that a desk can confirm with: the outcomes of the Standards for Casualty Recording (Every
Casualty Counts), or the grades of Airwars."""

GRADES_OF: Mapping[str, str] = {
    "every-casualty": "the outcomes of the Standards for Casualty Recording (Every Casualty Counts)",
    "airwars": "the grades of Airwars",
}
"""Whose grades a set holds."""

DEFAULT_GRADES = "every-casualty"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A claim as it stood when it was judged, so that it is found again after its report was read anew.

    `report` is the document's id, `name` and `sha256` the report's name and the hash of its bytes; `trigger` and
    `clause` where the claim's words lay, `quote` the words of the clause.
    """

    claim: str
    report: str
    name: str
    sha256: str
    trigger: Span
    clause: Span
    quote: str
    type: str


@dataclass(frozen=True, slots=True)
class Target:
    """A claim, an incident or a report that was judged: its id then, and its claims then (of a claim: itself)."""

    kind: Kind
    id: str
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class Rest:
    """What was left of an incident when claims of it were set aside: its id then, and the claims that stayed."""

    incident: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That a judgement no longer holds; both stay in the history."""

    when: datetime
    who: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision; `why` is what was given as the reason.

    `other` is the second side of `same`, `different` and `unsure`. A correction names its `field` ("killed", "time"),
    the new `value` in its stored form, and in `was` what the machine read then, in words. `grade` is that of a
    `confirm`; of a `publish`, `value` is the public id; of an `add`, the claim in its stored form; of a `set aside`,
    `rests` are what was left then of the incidents that the claims stood in.
    """

    id: str
    who: str
    when: datetime
    verdict: Verdict
    on: Target
    other: Target | None = None
    field: str = ""
    value: str = ""
    was: str = ""
    grade: str = ""
    why: str = ""
    withdrawn: Withdrawal | None = None
    rests: tuple[Rest, ...] = ()

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """All claims that it was made on, of both sides."""
        return (*self.on.anchors, *(self.other.anchors if self.other else ()))
