"""A desk's own headline rule, from YAML. The form:

name: admissions first
about: what a party admits, else the monitors' and rescuers' middle, else anybody's lowest figure
prefer:                       # asked in order; the first that has a figure is used. Leave it out to ask everybody
  - {stance: admission}       # keys: kind, side, name, stance; one value or a list
  - {kind: [monitor, relief]}
  - {}                        # everybody
statistic: median             # span, lowest, median, highest, latest, or each
open bounds: stated           # "26 or more": open (as it is), stated (counts as 26), or left out
spread: true                  # with the span of the figures around the one chosen
unnamed last: true            # unnamed sources are asked where no body that is no party tells as late as they
words: {dozens: 12}           # numbers for words that leave them open
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

import yaml

from recount.codebook.yaml_remedies import yaml_remedy
from recount.errors import CodebookError
from recount.model import OriginKind, Stance
from recount.tolls.headlines import OPEN_WORDS, RULES, Choice, HeadlineRule, OpenBounds, Statistic

LONGEST_RULE = 20_000
"""Characters."""

_MOST = 50  # choices in a rule, and values in a choice
_KEYS = ("name", "about", "prefer", "statistic", "open bounds", "spread", "unnamed last", "words")
_CHOICE = ("kind", "side", "name", "stance")

Word = TypeVar("Word", bound=StrEnum)


def rule_from(text: str, source: str) -> HeadlineRule:
    """The rule that a file describes. Raises CodebookError, naming file and key, where it describes none."""
    given = _mapping(_loaded(text, source), _KEYS, source)
    if "statistic" not in given:
        raise CodebookError(source, "says no `statistic`", f"Add one of {', '.join(Statistic)}.")
    name = _text(given.get("name", "own"), f"{source}, name")
    if name in RULES:
        raise CodebookError(f"{source}, name", f'"{name}" is a rule of Recount\'s', "Give the rule a name of its own.")
    statistic = _word(given["statistic"], Statistic, f"{source}, statistic")
    spread, unnamed_last = (_yes(given, key, source) for key in ("spread", "unnamed last"))
    if spread and statistic in (Statistic.SPAN, Statistic.EACH):
        raise CodebookError(f"{source}, spread", f"nothing is chosen by `{statistic}`", "Leave `spread` out.")
    return HeadlineRule(
        name=name,
        statistic=statistic,
        prefer=_choices(given.get("prefer", []), f"{source}, prefer"),
        open_bounds=_word(given.get("open bounds", "open"), OpenBounds, f"{source}, open bounds"),
        words=_numbers(given.get("words", {}), f"{source}, words"),
        spread=spread,
        unnamed_last=unnamed_last,
        about=_text(given.get("about", name), f"{source}, about"),
    )


def _yes(given: Mapping[str, object], key: str, source: str) -> bool:
    value = given.get(key, False)
    if not isinstance(value, bool):
        raise CodebookError(f"{source}, {key}", f"{_shown(value)} is neither true nor false", f"Write `{key}: true`.")
    return value


def _loaded(text: str, source: str) -> object:
    if len(text) > LONGEST_RULE:
        raise CodebookError(source, f"more than {LONGEST_RULE:,} characters", "A rule takes a dozen lines.")
    try:
        return yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark is not None else ""
        remedy = yaml_remedy(error) if isinstance(error, yaml.YAMLError) else "Write it as docs/ledger.md shows."
        raise CodebookError(f"{source}{line}", f"is no YAML ({getattr(error, 'problem', error)})", remedy) from error


def _choices(given: object, where: str) -> tuple[Choice, ...]:
    if not isinstance(given, list) or len(given) > _MOST:
        remedy = "Start each choice with a dash: `- {kind: monitor}`."
        raise CodebookError(where, f"is no list of at most {_MOST}", remedy)
    return tuple(_choice(one, f"{where} {n}") for n, one in enumerate(given, start=1))


def _choice(given: object, where: str) -> Choice:
    fields = _mapping(given, _CHOICE, where)
    return Choice(
        kinds=_each(fields.get("kind"), lambda value: _word(value, OriginKind, f"{where}, kind"), where),
        sides=_each(fields.get("side"), lambda value: _text(value, f"{where}, side"), where),
        names=_each(fields.get("name"), lambda value: _text(value, f"{where}, name"), where),
        stances=_each(fields.get("stance"), lambda value: _word(value, Stance, f"{where}, stance"), where),
    )


Value = TypeVar("Value")


def _each(given: object, read: Callable[[object], Value], where: str) -> tuple[Value, ...]:
    if given is None:
        return ()
    values: Sequence[object] = given if isinstance(given, list) else [given]
    if not values or len(values) > _MOST:
        raise CodebookError(where, f"has a list of {len(values)} values", f"Give one to {_MOST}, or leave the key out.")
    return tuple(read(value) for value in values)


def _numbers(given: object, where: str) -> tuple[tuple[str, int], ...]:
    found = []
    for word, number in _mapping(given, tuple(OPEN_WORDS), where).items():
        if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= 1_000_000:
            raise CodebookError(f"{where}, {word}", f"{_shown(number)} is no number", "Write a whole number from 0 on.")
        found.append((word, number))
    return tuple(found)


def _mapping(given: object, known: Sequence[str], where: str) -> Mapping[str, object]:
    if not isinstance(given, dict):
        raise CodebookError(where, "`key: value` lines are expected", f"Use the keys {', '.join(known)}.")
    for key in given:
        if key not in known:
            raise CodebookError(where, f'unknown key "{_shown(key)}"', f"Use {', '.join(known)}.")
    return given


def _text(given: object, where: str) -> str:
    if isinstance(given, str) and given.strip() and len(given) <= 500:
        return given.strip()
    raise CodebookError(where, "a short text is expected", "Write it in quotes if need be.")


def _word(given: object, words: type[Word], where: str) -> Word:
    try:
        return words(_shown(given))
    except ValueError:
        raise CodebookError(where, f'unknown word "{_shown(given)}"', f"Use one of {', '.join(words)}.") from None


def _shown(given: object) -> str:
    """What a file gives, short; of a list only that it is one, as its members may be without end."""
    if given is None:
        return "nothing"
    return str(given)[:60] if isinstance(given, str | int | float) else f"a {type(given).__name__}"
