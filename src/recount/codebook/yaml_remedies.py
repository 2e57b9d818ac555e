"""What to do about a file that is no YAML, in the words of somebody who does not write YAML every day."""

from __future__ import annotations

import yaml

# Words of the parser's complaint, and the remedy; `{line}` is where what is not closed begins.
_REMEDIES = (
    (r"found character '\t'", "Indent with spaces: YAML takes no tabs."),
    ("expected ',' or ']'", "Close the [ of line {line} with ], and part its words by commas."),
    ("expected ',' or '}'", "Close the {{ of line {line} with }}, and put text with a comma in quotes."),
    ("found unexpected end of stream", "Close the quotation mark of line {line}."),
    ("could not find expected ':'", "Write `key: value`, with a space after the colon, or put the text in quotes."),
    ("mapping values are not allowed", "Put text that holds a colon in quotes, or give each key a line of its own."),
    ("expected <block end>", "Indent the line as its neighbours are, or put the text in quotes."),
    ("did not find expected", "Indent the line as its neighbours are, or put the text in quotes."),
    ("that cannot start any token", "Put text that begins with a sign (@, %, `) in quotes."),
    ("aliases", "Put text that begins with * in quotes."),
    ("unknown escape character", "Use single quotes, in which \\ stands for itself."),
    ("stands twice", "Keep one of them."),
)
_MEND = "Mend the line."


def yaml_remedy(error: yaml.YAMLError) -> str:
    """What mends the place that a parser stumbled over."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return _MEND
    mark = error.context_mark or error.problem_mark
    said = error.problem or ""
    remedy = next((remedy for words, remedy in _REMEDIES if words in said), _MEND)
    return remedy.format(line=mark.line + 1 if mark else 1)
