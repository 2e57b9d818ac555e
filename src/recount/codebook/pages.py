"""A YAML file as plain values that still know their lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from recount.codebook.yaml_remedies import yaml_remedy
from recount.errors import CodebookError

_MAX_BYTES = 1_000_000


class Block(dict[str, Any]):
    """The `key: value` lines of a file; `line` is where they begin, `lines` where each key stands."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class Row(list[Any]):
    """The entries of a list; `line` is where it begins, `lines` where each entry does."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


class _Lines(yaml.SafeLoader):
    """Makes Blocks and Rows. Aliases are refused: a few of them, nested, would stand for billions of words.

    Dates stay the words that they are written as, as they do for editors.
    """

    yaml_implicit_resolvers = {  # noqa: RUF012  (the base class holds it as we do)
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.get_mark()
            raise yaml.composer.ComposerError(None, None, "aliases (*name) are not read here", mark)
        return super().compose_node(parent, index)


def _block(loader: _Lines, node: yaml.MappingNode) -> Block:
    block = Block(node.start_mark.line + 1)
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node, deep=True))
        if key in block:
            raise yaml.constructor.ConstructorError(None, None, f"`{key}` stands twice", key_node.start_mark)
        block[key] = loader.construct_object(value_node, deep=True)
        block.lines[key] = key_node.start_mark.line + 1
    return block


def _row(loader: _Lines, node: yaml.SequenceNode) -> Row:
    row = Row(node.start_mark.line + 1)
    for item in node.value:
        row.append(loader.construct_object(item, deep=True))
        row.lines.append(item.start_mark.line + 1)
    return row


_Lines.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _block)
_Lines.add_constructor(yaml.resolver.BaseResolver.DEFAULT_SEQUENCE_TAG, _row)


def parsed(path: Path) -> Block:
    """What a file says; CodebookError where it is no YAML, no `key: value` lines, or too large."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise CodebookError(path.name, f"larger than {_MAX_BYTES:,} bytes", "Split it into several files.")
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=_Lines)  # noqa: S506  (a SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CodebookError(f"{path.name}:{line}", f"is no YAML: {error.problem}", yaml_remedy(error)) from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError, OSError) as error:
        raise CodebookError(path.name, f"can't be read: {error}", "Save it as UTF-8 YAML.") from error
    if not isinstance(loaded, Block):
        raise CodebookError(f"{path.name}:1", "holds no `key: value` lines", "Begin with `type:`.")
    return loaded
