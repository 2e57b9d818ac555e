"""What two codebooks differ in, rule by rule: rules are known by what they say, not by where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from recount.codebook.rules import NOTHING, Codebook, Condition, EventType, Trigger

_PARTS = ("role", "agent", "target", "place", "by_means", "finite", "type")
_LISTED = 6  # words of a difference that are named; the rest is counted


@dataclass(frozen=True, slots=True)
class Change:
    """Rules of one line, a word class or a type that one of two codebooks says otherwise. `where` is its file and line
    in the new codebook, in the old one for what is gone; `what` says the difference."""

    where: str
    subject: str
    what: str


@dataclass(frozen=True)
class Changes:
    """All changes from one codebook to another; `old` and `new` hold for every rule of each what became of it."""

    listed: tuple[Change, ...]
    old: Mapping[str, Change | None]
    new: Mapping[str, Change | None]

    def of_rule(self, cited: str, *, old: bool) -> Change | None:
        """What became of the rule that a claim cites, as the old or the new codebook calls it; None for no change."""
        known = self.old if old else self.new
        # a claim also names the means that decided its type, and how sure the reader is that it is told:
        # "attack/7 kill by warplane; reader: told 0.92"
        cited = cited.partition(";")[0]
        while cited and cited not in known:
            cited = cited.rpartition(" ")[0]
        return known.get(cited)


def changes_between(old: Codebook, new: Codebook) -> Changes:
    """What the new codebook says otherwise: types, triggers, means, word classes."""
    of_old: dict[str, Change | None] = dict.fromkeys(_rules(old))
    of_new: dict[str, Change | None] = dict.fromkeys(_rules(new))
    # the words of one line that change in one way are one change
    alike: dict[tuple[str, str, str], list[tuple[Trigger | None, Trigger | None]]] = defaultdict(list)
    before, after = _by_words(old), _by_words(new)
    for key in dict.fromkeys((*before, *after)):
        gone, come = _without_equals(before.get(key, []), after.get(key, []))
        for was, now in zip_longest(gone, come):
            trigger = now or was
            where = _where(trigger, old if now is None else new)
            kind = f"{trigger.rule.partition('/')[0]}: {'verb' if trigger.verb else 'noun'}"
            alike[where, kind, _of_trigger(was, now, old, new)].append((was, now))
    listed = [*_of_types(old, new), *_of_classes(old, new)]
    for (where, kind, what), pairs in alike.items():
        words = list(dict.fromkeys(" ".join(one.words) for was, now in pairs for one in (was, now) if one))
        change = Change(where, f"{kind} {_first(words)}", what)
        of_old |= {was.rule: change for was, _ in pairs if was}
        of_new |= {now.rule: change for _, now in pairs if now}
        listed.append(change)
    return Changes(tuple(listed), of_old, of_new)


def _first(words: Sequence[str]) -> str:
    """Words, of many the first: "take, seize, capture and 6 more"."""
    more = len(words) - _LISTED
    return ", ".join(words[:_LISTED]) + (f" and {more} more" if more > 0 else "")


def _rules(codebook: Codebook) -> Iterator[str]:
    return (trigger.rule for triggers in codebook.starting_with.values() for trigger in triggers)


def _by_words(codebook: Codebook) -> Mapping[tuple[object, ...], list[Trigger]]:
    """The triggers by the file they stand in, whether they are verbs, and their words, in the order they are tried."""
    found: dict[tuple[object, ...], list[Trigger]] = defaultdict(list)
    for triggers in codebook.starting_with.values():
        for trigger in triggers:
            found[trigger.rule.partition("/")[0], trigger.verb, trigger.words].append(trigger)
    return found


def _without_equals(before: list[Trigger], after: list[Trigger]) -> tuple[list[Trigger], list[Trigger]]:
    """The triggers of each side that the other one does not have."""
    come = list(after)
    gone = []
    for trigger in before:
        same = next((t for t in come if said(t) == said(trigger)), None)
        if same is None:
            gone.append(trigger)
        else:
            come.remove(same)
    return gone, come


def said(trigger: Trigger) -> tuple[object, ...]:
    """What a trigger says, wherever it stands."""
    conditions = (frozenset(trigger.needs), frozenset(trigger.unless))
    return (*(getattr(trigger, part) for part in _PARTS), trigger.verb, trigger.words, *conditions)


def _of_trigger(was: Trigger | None, now: Trigger | None, old: Codebook, new: Codebook) -> str:
    """What a trigger says otherwise than before."""
    if was is None or now is None:
        return "is new" if was is None else "is gone"
    differing = [part for part in _PARTS if getattr(was, part) != getattr(now, part)]
    parts = [f"{part} {_said(getattr(was, part))} → {_said(getattr(now, part))}" for part in differing]
    for key in ("needs", "unless"):
        before, after = _words_asked(getattr(was, key), old), _words_asked(getattr(now, key), new)
        pairs = [(where, before.get(where), after.get(where)) for where in sorted({*before, *after})]
        parts += [
            f"{key} {where}: {_difference(a or frozenset(), b or frozenset())}" for where, a, b in pairs if a != b
        ]
    return "; ".join(parts) or "its conditions are split otherwise"


def _where(trigger: Trigger, codebook: Codebook) -> str:
    """File and line; what `becomes` makes of a trigger stands where that trigger does."""
    kind = trigger.rule.partition("/")[0]
    return f"{codebook.types[kind].file}:{trigger.line}" if kind != NOTHING else ""


def _words_asked(conditions: Iterable[Condition], codebook: Codebook) -> Mapping[str, frozenset[str]]:
    """What conditions ask for, place by place; the words of a whole class as its @name."""
    found: dict[str, frozenset[str]] = {}
    for condition in conditions:
        words = condition.lemmas
        for name, members in codebook.classes.items():
            if members and members <= condition.lemmas:
                words = (words - members) | {f"@{name}"}
        words |= {f"@{name}" for name in condition.classes}
        found[condition.where] = found.get(condition.where, frozenset()) | words
    return found


def _difference(was: frozenset[str], now: frozenset[str]) -> str:
    """Words that came and went: "+convoy, +bus, −post"."""
    return _first([*(f"+{word}" for word in sorted(now - was)), *(f"−{word}" for word in sorted(was - now))])


def _said(value: object) -> str:
    return ", ".join(map(str, value)) or "none" if isinstance(value, tuple) else str(value)


def _of_types(old: Codebook, new: Codebook) -> Iterator[Change]:
    for name in dict.fromkeys((*old.types, *new.types)):
        was, now = old.types.get(name), new.types.get(name)
        if was is None and now is not None:
            yield Change(now.file, f"type {name}", "is new")
        elif now is None and was is not None:
            yield Change(was.file, f"type {name}", "is gone")
        elif was is not None and now is not None and (what := "; ".join(_of_type(was, now))):
            yield Change(now.file, f"type {name}", what)


def _of_type(was: EventType, now: EventType) -> Iterator[str]:
    for part in ("family", "gravity", "means_rank"):
        if getattr(was, part) != getattr(now, part):
            yield f"{part} {getattr(was, part)} → {getattr(now, part)}"
    if was.means != now.means:
        yield f"means: {_difference(was.means, now.means)}"
    if was.control != now.control:
        yield "control: other words say who holds a place"


def _of_classes(old: Codebook, new: Codebook) -> Iterator[Change]:
    for name in dict.fromkeys((*old.classes, *new.classes)):
        was, now = old.classes.get(name, frozenset()), new.classes.get(name, frozenset())
        if was != now:
            yield Change("_words.yaml", f"word class {name}", _difference(was, now))
