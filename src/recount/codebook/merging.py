"""When two accounts are one happening: the weights of reasons and the types that may meet, as a codebook has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cache

from recount.codebook.objects import by_words
from recount.codebook.pages import Block, parsed
from recount.codebook.schema import MERGING, built_in_folder, refusals
from recount.errors import CodebookError

MERGING_FILE = "_merging.yaml"
ANY = "any"


@dataclass(frozen=True, slots=True)
class Merging:
    """The part of a codebook that decides on merges.

    From `threshold` on the weights of the reasons that hold for two accounts make them one happening. `families` are
    those of the codebook's types; a type that it does not have is a family of its own. `meets` are the costs of
    meetings by pairs of types or families, `meets_any` of families that meet all, `kinds` the families of each kind.
    Types that are `vague` say nothing by being the same: those of families that meet all others.
    Incidents of `lasting` families can be operations that hold others. In happenings of the `directed` families one
    side does what another suffers, in those that `change_hands` one takes what another loses. `objects` are kinds of
    objects by the words for them (see `objects.by_words`): what is hit is of one kind. `objects_beside` are the kinds
    that are hit in one spot with some.
    """

    threshold: float
    weights: Mapping[str, float]
    families: Mapping[str, str]
    meets: Mapping[tuple[str, str], float]
    meets_any: Mapping[str, float]
    kinds: Mapping[str, tuple[str, ...]]
    vague: frozenset[str]
    lasting: frozenset[str] = frozenset()
    directed: frozenset[str] = frozenset()
    change_hands: frozenset[str] = frozenset()
    objects: Mapping[str, str] = field(default_factory=dict)
    objects_beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _costs: dict[tuple[str, str], float | None] = field(default_factory=dict, compare=False, repr=False)
    _kinds: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    def meeting_cost(self, a: str, b: str) -> float | None:
        """What it costs that two types are told of one happening: 0 for a type and itself; None where none is both."""
        key = (a, b) if a < b else (b, a)
        if key not in self._costs:
            self._costs[key] = self._cost(*key)
        return self._costs[key]

    def _cost(self, a: str, b: str) -> float | None:
        if a == b:
            return 0.0
        families = (self.families.get(a, a), self.families.get(b, b))
        for pair in ((a, b), (a, families[1]), (families[0], b), families):
            for key in (pair, pair[::-1]):
                if key in self.meets:
                    return self.meets[key]
        if families[0] == families[1]:
            return 0.0
        return max((self.meets_any[family] for family in families if family in self.meets_any), default=None)

    def types_of(self, families: Set[str]) -> tuple[str, ...]:
        """The codebook's types of some families."""
        return tuple(sorted(name for name, family in self.families.items() if family in families))

    def one_sided(self, types: Set[str]) -> bool:
        """Whether one side does all of what these types say, and another suffers it."""
        return all(self.families.get(type_, type_) in self.directed for type_ in types)

    def changes_hands(self, types: Set[str]) -> bool:
        """Whether all that these types say is that something changes hands."""
        return all(self.families.get(type_, type_) in self.change_hands for type_ in types)

    def hit_together(self, some: Set[str], others: Set[str]) -> bool:
        """Whether one of some kinds of objects is often hit in one spot with one of the others."""
        for ones, theirs in ((some, others), (others, some)):
            for kind in ones:
                beside = self.objects_beside.get(kind, ())
                if ANY in beside or not theirs.isdisjoint(beside):
                    return True
        return False

    def kinds_of(self, type_: str) -> tuple[str, ...]:
        """The kinds a type is looked up under, so that types that may meet share one."""
        if type_ not in self._kinds:
            self._kinds[type_] = self._found_kinds(type_)
        return self._kinds[type_]

    def _found_kinds(self, type_: str) -> tuple[str, ...]:
        family = self.families.get(type_, type_)
        if family in self.kinds.get(ANY, ()):
            return tuple(sorted(kind for kind in self.kinds if kind != ANY))
        return tuple(kind for kind, families in self.kinds.items() if family in families) or (family,)


def merging_in(page: Block, families: Mapping[str, str]) -> Merging:
    """A merging file, whose form is right, with the families of a codebook's types."""
    return Merging(
        threshold=float(page["threshold"]),
        weights={name: float(weight) for name, weight in page["weights"].items()},
        families=families,
        meets={tuple(entry["pair"]): float(entry["cost"]) for entry in page["meets"]},
        meets_any={family: float(cost) for family, cost in page["meets_any"].items()},
        kinds={kind: tuple(names) for kind, names in page["kinds"].items()},
        lasting=frozenset(page.get("lasting", ())),
        directed=frozenset(page.get("directed", ())),
        change_hands=frozenset(page.get("change_hands", ())),
        objects=by_words(page.get("objects", {})),
        objects_beside={kind: tuple(kinds) for kind, kinds in page.get("objects_beside", {}).items()},
        vague=frozenset(name for name, family in families.items() if family in page["meets_any"]),
    )


def strangers_in(page: Block) -> Iterator[CodebookError]:
    """Weights of reasons that Recount does not know, and reasons that have no weight."""
    known = built_in_page()["weights"]
    for name in page["weights"]:
        if name not in known:
            what = f"no reason is called `{name}`"
            yield CodebookError(f"{MERGING_FILE}:{page['weights'].lines[name]}", what, f"Use: {', '.join(known)}.")
    for name in known:
        if name not in page["weights"]:
            what = f"the reason `{name}` has no weight"
            yield CodebookError(f"{MERGING_FILE}:{page.lines['weights']}", what, "Give it one; 0 leaves it out.")


@cache
def built_in_page() -> Block:
    """The merging file that comes with Recount; CodebookError where it is not in its form."""
    page = parsed(built_in_folder() / MERGING_FILE)
    for error in refusals(page, MERGING, MERGING_FILE):
        raise error
    return page
