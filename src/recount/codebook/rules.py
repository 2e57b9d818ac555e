"""What a codebook is once it is read: event types, the words that tell them, and cases that show how to code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from recount.codebook.merging import Merging


class Role(StrEnum):
    """What a trigger's words tell of an event.

    `cause` names the deed itself ("air strike", "shelled"). `result` names what came of it ("killed", "fled",
    "death toll") and leaves the deed to other words of the sentence or of the report. `mention` refers to a deed
    without saying which ("the attack", "the incident"). `echo` words only answer to a deed told before or beside
    ("denied responsibility", "blamed the army"): without one they tell nothing.
    """

    CAUSE = "cause"
    RESULT = "result"
    MENTION = "mention"
    ECHO = "echo"


@dataclass(frozen=True, slots=True)
class Condition:
    """Words that must (or must not) stand somewhere near a trigger.

    `where` is one of clause, sentence, subject, object, of, modifier, cause, doer, above, words (directly before or
    after); `lemmas` are single lower-case lemmas, `classes` names of word classes or of the kinds `place`, `toll`.
    """

    where: str
    lemmas: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that tell an event of one type, with where its agent, target and place stand in the sentence.

    `rule` is what claims cite: the type and the number of the trigger in its file. `words` are the lemmas in a row.
    `finite` verbs tell an event only as a predicate: "backed by" and "besieged" before a noun merely describe.
    `by_means` leaves the type to the means named in the clause ("killed by a car bomb"); the trigger's own type is
    what holds where no means is named. `line` is where it stands in the file of its type.
    """

    rule: str
    type: str
    words: tuple[str, ...]
    verb: bool
    role: Role = Role.CAUSE
    agent: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    needs: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    by_means: bool = False
    finite: bool = False
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Example:
    """A case of the codebook: a text of its own and how it is coded; none where a careless coder would code it.

    `known_failure` says why it is not coded so yet. `line` is where it stands in the file of its type.
    """

    id: str
    text: str
    claims: tuple[Mapping[str, object], ...]
    because: str | None = None
    known_failure: str | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Turn:
    """What makes an event of one type one of another, or nothing (`type` is then NOTHING).

    `when` says it in words. `given` are words any of which decides it wherever a trigger of the type stands;
    without them other rules of the codebook do what the words say.
    """

    type: str
    when: str
    given: tuple[Condition, ...] = ()


NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class SameAs:
    """What other schemes call a type: ACLED event types with their sub-event types, PLOVER types with their modes,
    UCDP types of violence, those that hold where nothing else decides first; `note` says what decides."""

    acled: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    plover: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ucdp: tuple[str, ...] = ()
    note: str = ""

    @property
    def sub_event(self) -> str | None:
        """The ACLED sub-event type that holds where nothing else decides; None where ACLED has none."""
        return next((sub for subs in self.acled.values() for sub in subs), None)


class Shift(StrEnum):
    """What an event says of who holds a place.

    `taken`: the agents hold it from then on, the targets did before; `gained`: the agents hold more of its ground;
    `entered`: the agents are in it; `lost`: the agents hold it no longer, who stands after "to" does; `left`: they
    went; `besieged`: the agents shut it in; `attacked`: the agents are after it. The last three name no new holder.
    `fought` says that it is fought over, whoever was said to have taken it.
    """

    TAKEN = "taken"
    GAINED = "gained"
    ENTERED = "entered"
    LOST = "lost"
    LEFT = "left"
    BESIEGED = "besieged"
    ATTACKED = "attacked"
    FOUGHT = "fought"


@dataclass(frozen=True, slots=True)
class Control:
    """What the trigger words of a type say of who holds a place; `otherwise` holds for words not listed, None: nothing.

    `part` are words, as written, by which only a part of a place is meant: "half", "outskirts"; `part_before` mean so
    directly before its name only: "eastern Aleppo".
    """

    shifts: Mapping[str, Shift] = field(default_factory=dict)
    otherwise: Shift | None = None
    part: frozenset[str] = frozenset()
    part_before: frozenset[str] = frozenset()

    def shift(self, words: str) -> Shift | None:
        """What a trigger's words say, "take control"; None where they say nothing of who holds the place."""
        return self.shifts.get(words, self.otherwise)


@dataclass(frozen=True, slots=True)
class EventType:
    """One page of the codebook: what counts as this type and why, and what other schemes call it.

    `family` gathers types that may tell one happening, `gravity` orders types by the harm they mean when a report's
    main event is chosen (higher is graver). `roles` says in words who and what belongs to such an event; `file` is
    the name of its file.
    """

    name: str
    title: str
    code_when: str
    because: str
    family: str
    gravity: int
    same_as: SameAs = SameAs()
    roles: Mapping[str, str] = field(default_factory=dict)
    becomes: tuple[Turn, ...] = ()
    means: frozenset[str] = frozenset()
    means_rank: int = 0
    control: Control = Control()
    triggers: tuple[Trigger, ...] = ()
    examples: tuple[Example, ...] = ()
    file: str = ""


@dataclass(frozen=True, slots=True)
class Codebook:
    """All event types, compiled: looking a word up costs the same however long the codebook grows.

    `version` is the hash of the files' content: two records coded by the same version were coded by the same rules.
    """

    version: str
    types: Mapping[str, EventType]
    classes: Mapping[str, frozenset[str]]
    merging: Merging
    starting_with: Mapping[str, tuple[Trigger, ...]] = field(default_factory=dict)
    means: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]] = field(default_factory=dict)

    def examples(self) -> Iterator[tuple[EventType, Example]]:
        """Every case of every type, in the files' order."""
        for event_type in self.types.values():
            for example in event_type.examples:
                yield event_type, example
