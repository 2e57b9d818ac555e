"""One alias file as it is written: its kinds and actors, with the line of each for what is wrong with it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import yaml

from recount.codebook.actor import Actor, Allegiance
from recount.codebook.yaml_remedies import yaml_remedy
from recount.errors import CodebookError
from recount.model import OriginKind

LONGEST_FILE = 2_000_000
"""Characters; an alias file of ten thousand actors is a third of this."""

ORIGIN_KINDS = tuple(kind.value for kind in OriginKind if kind not in (OriginKind.UNNAMED, OriginKind.UNKNOWN))
"""What an actor can be as a source of reports."""

FIELDS = ("name", "kind", "country", "side", "sides", "origin", "people", "aliases", "exact")


class AliasFile:
    """One alias file, read with its line numbers."""

    def __init__(self, source: str, text: str) -> None:
        self._source = source
        if len(text) > LONGEST_FILE:
            raise self.error(1, f"more than {LONGEST_FILE:,} characters", "Split the file.")
        try:
            root = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark is not None else 1
            raise self.error(line, f"is no YAML ({getattr(error, 'problem', error)})", yaml_remedy(error)) from error
        self._parts = self._mapping(root, ("kinds", "actors")) if root is not None else {}

    def error(self, line: int, what: str, remedy: str) -> CodebookError:
        """The refusal of this file at `line`."""
        return CodebookError(f"{self._source}:{line}", what, remedy)

    def kinds(self) -> dict[str, list[str]]:
        """The kinds this file names, each with the words for one of it."""
        node = self._parts.get("kinds")
        return {kind: self._words(value) for kind, value in self._mapping(node).items()} if node is not None else {}

    def actors(self, kinds: tuple[str, ...]) -> list[tuple[int, Actor]]:
        """The actors this file names, each with its line; `kind` is "" where the file leaves it to the one below."""
        node = self._parts.get("actors")
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            raise self.error(node.start_mark.line + 1, "`actors` is no list", "Start each actor with `- name: …`.")
        return [self._actor(item, kinds) for item in node.value]

    def _actor(self, node: yaml.Node, kinds: tuple[str, ...]) -> tuple[int, Actor]:
        line = node.start_mark.line + 1
        fields = self._mapping(node, FIELDS)
        if "name" not in fields:
            raise self.error(line, "an actor without a name", "Add `name:`.")
        kind = self._word(fields["kind"]) if "kind" in fields else ""
        if kind and kind not in kinds:
            raise self.error(line, f'unknown kind "{kind}"', f"Use one of {', '.join(kinds)}.")
        return line, Actor(
            name=self._word(fields["name"]),
            kind=kind,
            countries=tuple(self._words(fields["country"])) if "country" in fields else (),
            side=self._word(fields["side"]) if "side" in fields else None,
            aliases=tuple(self._words(fields["aliases"])) if "aliases" in fields else (),
            exact=tuple(self._words(fields["exact"])) if "exact" in fields else (),
            sides=tuple(self._allegiances(fields["sides"])) if "sides" in fields else (),
            origin=self._origin(fields["origin"]) if "origin" in fields else None,
            people=tuple(self._words(fields["people"])) if "people" in fields else (),
        )

    def _origin(self, node: yaml.Node) -> OriginKind:
        word = self._word(node)
        if word not in ORIGIN_KINDS:
            raise self.error(node.start_mark.line + 1, f'unknown origin "{word}"', f"Use {', '.join(ORIGIN_KINDS)}.")
        return OriginKind(word)

    def _allegiances(self, node: yaml.Node) -> list[Allegiance]:
        if not isinstance(node, yaml.SequenceNode):
            remedy = "Write `sides: [{side: NAME, from: 2014-06, to: 2016}]`."
            raise self.error(node.start_mark.line + 1, "`sides` is no list", remedy)
        found = []
        for item in node.value:
            fields = self._mapping(item, ("side", "from", "to"))
            if "side" not in fields:
                raise self.error(item.start_mark.line + 1, "an allegiance without a side", "Add `side:`.")
            first, last = (self._day(fields[key], key) if key in fields else None for key in ("from", "to"))
            if first is not None and last is not None and last < first:
                raise self.error(item.start_mark.line + 1, "an allegiance ends before it begins", "Swap the dates.")
            found.append(Allegiance(self._word(fields["side"]), first, last))
        return found

    def _day(self, node: yaml.Node, key: str) -> date:
        """A day; of a month or a year the first as `from`, the last as `to`."""
        words = self._word(node)
        try:
            year, month, day = (int(part) for part in [*words.split("-"), "0", "0"][:3])
            first = date(year, month or 1, day or 1)
            if key == "from" or day:
                return first
            return date(year, month or 12, monthrange(year, month or 12)[1])
        except ValueError:
            remedy = "Write 2014, 2014-06 or 2014-06-29."
            raise self.error(node.start_mark.line + 1, f'"{words}" is no date', remedy) from None

    def _mapping(self, node: yaml.Node, known: tuple[str, ...] = ()) -> dict[str, yaml.Node]:
        line = node.start_mark.line + 1
        if not isinstance(node, yaml.MappingNode):
            raise self.error(line, "a list of `key: value` lines is expected here", "See the head of actors.yaml.")
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = self._word(key)
            if known and name not in known:
                raise self.error(key.start_mark.line + 1, f'unknown key "{name}"', f"Use one of {', '.join(known)}.")
            if name in found:
                raise self.error(key.start_mark.line + 1, f'"{name}" stands twice', "Keep one of them.")
            found[name] = value
        return found

    def _word(self, node: yaml.Node) -> str:
        if isinstance(node, yaml.ScalarNode) and node.value.strip():
            return str(node.value).strip()
        raise self.error(node.start_mark.line + 1, "a name is expected here", "Write one name, in quotes if need be.")

    def _words(self, node: yaml.Node) -> list[str]:
        if isinstance(node, yaml.SequenceNode):
            return [self._word(item) for item in node.value]
        return [self._word(node)]
