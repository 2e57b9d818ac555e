"""What two codebooks differ in, rule by rule: rules are known by what they say, not by where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from recount.codebook.rules import NOTHING, Codebook, Condition, EventType, Trigger

_PARTS = ("role", "agent", "target", "place", "by_means", "finite", "type")
_LISTED = 6  # words of a difference that are named; the rest is counted


@dataclass(frozen=True, slots=True)
class Change:
    """A rule, word class or type that one of two codebooks says otherwise. `where` is its file and line in the new
    codebook, in the old one for what is gone; `what` says the difference."""

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
        # a claim also names the means that decided its type: "attack/7 kill by warplane"
        while cited and cited not in known:
            cited = cited.rpartition(" ")[0]
        return known.get(cited)


def changes_between(old: Codebook, new: Codebook) -> Changes:
    """What the new codebook says otherwise: types, triggers, means, word classes."""
    listed = [*_of_types(old, new), *_of_classes(old, new)]
    of_old: dict[str, Change | None] = dict.fromkeys(_rules(old))
    of_new: dict[str, Change | None] = dict.fromkeys(_rules(new))
    before, after = _by_words(old), _by_words(new)
    for key in dict.fromkeys((*before, *after)):
        gone, come = _without_equals(before.get(key, []), after.get(key, []))
        for n in range(max(len(gone), len(come))):
            was, now = (gone[n] if n < len(gone) else None), (come[n] if n < len(come) else None)
            change = _of_trigger(was, now, old, new)
            if was is not None:
                of_old[was.rule] = change
            if now is not None:
                of_new[now.rule] = change
            listed.append(change)
    return Changes(tuple(dict.fromkeys(listed)), of_old, of_new)


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


def _of_trigger(was: Trigger | None, now: Trigger | None, old: Codebook, new: Codebook) -> Change:
    trigger = now or was
    if trigger is None:
        raise ValueError("a change of nothing")
    subject = f"{trigger.rule.partition('/')[0]}: {'verb' if trigger.verb else 'noun'} {' '.join(trigger.words)}"
    if was is None or now is None:
        return Change(_where(trigger, new if was is None else old), subject, "is new" if was is None else "is gone")
    parts = [f"{part} {_said(getattr(was, part))} → {_said(getattr(now, part))}" for part in _PARTS
             if getattr(was, part) != getattr(now, part)]  # fmt: skip
    parts += [*_of_conditions("needs", was.needs, now.needs), *_of_conditions("unless", was.unless, now.unless)]
    return Change(_where(now, new), subject, "; ".join(parts))


def _where(trigger: Trigger, codebook: Codebook) -> str:
    """File and line; what `becomes` makes of a trigger stands where that trigger does."""
    kind = trigger.rule.partition("/")[0]
    return f"{codebook.types[kind].file}:{trigger.line}" if kind != NOTHING else ""


def _of_conditions(key: str, was: Iterable[Condition], now: Iterable[Condition]) -> Iterator[str]:
    before, after = _words_asked(was), _words_asked(now)
    for where in sorted({*before, *after}):
        if difference := _difference(before.get(where, frozenset()), after.get(where, frozenset())):
            yield f"{key} {where}: {difference}"


def _words_asked(conditions: Iterable[Condition]) -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for condition in conditions:
        words = condition.lemmas | {f"@{name}" for name in condition.classes}
        found[condition.where] = found.get(condition.where, frozenset()) | words
    return found


def _difference(was: frozenset[str], now: frozenset[str]) -> str:
    """Words that came and went: "+convoy, +bus, −post"."""
    words = [*(f"+{word}" for word in sorted(now - was)), *(f"−{word}" for word in sorted(was - now))]
    more = len(words) - _LISTED
    return ", ".join(words[:_LISTED]) + (f" and {more} more" if more > 0 else "")


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


def _of_classes(old: Codebook, new: Codebook) -> Iterator[Change]:
    for name in dict.fromkeys((*old.classes, *new.classes)):
        was, now = old.classes.get(name, frozenset()), new.classes.get(name, frozenset())
        if was != now:
            yield Change("_words.yaml", f"word class {name}", _difference(was, now))
