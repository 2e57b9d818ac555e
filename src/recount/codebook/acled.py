"""What an event is called in ACLED's scheme: its coded type, narrowed down by what is told of it and beside it.

ACLED tells more sub-events apart than a codebook has types: a grenade from other bombs, a protest with intervention
from a peaceful one, ground the government regains from ground that others take. The rules stand as data beside the
types.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from recount.codebook.rules import Codebook
from recount.errors import CodebookError
from recount.model import Claim

_CONDITIONS = ("type", "beside", "words", "also", "unless", "agents")
_KEYS = frozenset({*_CONDITIONS, "sub_event"})
_WORD = re.compile(r"[^\W_]+")
_MOST_BYTES = 200_000


@dataclass(frozen=True, slots=True)
class SubEventRule:
    """One line of the table: the sub-event of a main claim of one of `types`, where everything given beside holds."""

    types: frozenset[str]
    beside: frozenset[str]
    words: tuple[str, ...]
    also: tuple[str, ...]
    unless: tuple[str, ...]
    agents: tuple[str, ...]
    sub_event: str

    def fits(self, main: Claim, beside: Collection[str], told: str) -> bool:
        """Whether the rule holds for an event; `told` are its words as `_words_of` spells them."""
        return (
            main.type in self.types
            and (not self.beside or not self.beside.isdisjoint(beside))
            and (not self.words or _stands(self.words, told))
            and (not self.also or _stands(self.also, told))
            and (not self.agents or _stands(self.agents, _words_of(" . ".join(a.value for a in main.agents))))
            and not _stands(self.unless, told)
        )


def sub_event_of(claims: Sequence[Claim], text: str, codebook: Codebook, rules: Sequence[SubEventRule]) -> str | None:
    """ACLED's name for the event that the main one of `claims` tells; `text` is what is told of it.

    The claims are accounts of one event and of what came with it, such as the arrests at a protest. None where there is
    no claim, or where the type has no counterpart in ACLED; the first of several where no rule tells them apart.
    """
    main = next((claim for claim in claims if claim.main), next(iter(claims), None))
    if main is None:
        return None
    beside = {claim.type for claim in claims if claim is not main}
    told = _words_of(text)
    for rule in rules:
        if rule.fits(main, beside, told):
            return rule.sub_event
    return next((name for names in codebook.types[main.type].same_as.acled.values() for name in names), None)


def sub_event_rules(path: Path | None = None) -> tuple[SubEventRule, ...]:
    """A table of rules, the built-in one by default. Raises CodebookError with the file and the remedy."""
    path = path or Path(str(resources.files("recount") / "codebooks" / "acled.yaml"))
    if path.stat().st_size > _MOST_BYTES:
        raise CodebookError(path.name, f"larger than {_MOST_BYTES} bytes", "Keep the table short.")
    try:
        page = yaml.safe_load(path.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise CodebookError(path.name, f"can't be read: {error}", "Save it as UTF-8 YAML.") from error
    if not isinstance(page, dict) or not isinstance(page.get("rules"), list):
        raise CodebookError(path.name, "has no list of `rules`", "Write `rules:` and one `- {type: …}` a line below.")
    classes = page.get("classes") or {}
    return tuple(_rule(n, row, classes) for n, row in enumerate(page["rules"], start=1))


def _rule(n: int, row: Any, classes: Any) -> SubEventRule:
    if not isinstance(row, dict) or not isinstance(row.get("sub_event"), str) or not set(row) <= _KEYS:
        raise CodebookError(f"rule {n}", "is no rule", f"Give `sub_event` and some of: {', '.join(_CONDITIONS)}.")
    listed = {key: _listed(n, row.get(key, []), classes) for key in _CONDITIONS}
    return SubEventRule(
        types=frozenset(listed["type"]),
        beside=frozenset(listed["beside"]),
        words=tuple(map(_spelled, listed["words"])),
        also=tuple(map(_spelled, listed["also"])),
        unless=tuple(map(_spelled, listed["unless"])),
        agents=tuple(map(_spelled, listed["agents"])),
        sub_event=row["sub_event"],
    )


def _listed(n: int, words: Any, classes: Any) -> list[str]:
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise CodebookError(f"rule {n}", "has something else than lists of words", "Use [one, two].")
    found = []
    for word in words:
        if not word.startswith("@"):
            found.append(word)
        elif isinstance(classes, dict) and isinstance(classes.get(word[1:]), list):
            found += [str(member) for member in classes[word[1:]]]
        else:
            raise CodebookError(f"rule {n}", f"no word class `{word}`", "List it under `classes`.")
    return found


def _spelled(word: str) -> str:
    """A word or phrase as it is looked for: a space on each side that a word must end at."""
    return " " + _words_of(word).strip() + ("" if word.endswith("*") else " ")


def _words_of(text: str) -> str:
    return " " + " ".join(_WORD.findall(text.lower())) + " "


def _stands(words: Sequence[str], told: str) -> bool:
    return any(word in told for word in words)
