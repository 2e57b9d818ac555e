"""Countries by the names that readers use for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def country_rows() -> Mapping[str, Mapping[str, Any]]:
    """What the gazetteer's own file says of each country, by ISO 3166 alpha-2 code."""
    # Read here and not through the gazetteer, which takes a second to load and is not needed to look into a record.
    text = (files("recount") / "gazetteer" / "data" / "countries.yaml").read_text(encoding="utf-8")
    rows: Mapping[str, Mapping[str, Any]] = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return rows


def country_name(code: str) -> str:
    """The English name of a country by its ISO 3166 alpha-2 code; the code itself where it has none here."""
    row = country_rows().get(code)
    return str(row["name"]) if row else code


@cache
def _codes() -> Mapping[str, str]:
    named = {str(name).casefold(): code for code, row in country_rows().items() for name in row.get("aliases", ())}
    return named | {str(row["name"]).casefold(): code for code, row in country_rows().items()}


def country_code(name: str) -> str | None:
    """The code of a country that goes by this name or alias, or by the code itself; None where none does."""
    if name.upper() in country_rows() and len(name) == 2:
        return name.upper()
    return _codes().get(name.strip().casefold())


_WITH_ARTICLE = re.compile(
    r"United |.*\b(Republic|Islands|Emirates)\b|(Netherlands|Philippines|Gambia|Maldives|Bahamas)$"
)


def of_country(code: str) -> str:
    """The name of a country behind "of": "Syria", "the United States"."""
    name = country_name(code)
    return f"the {name}" if _WITH_ARTICLE.match(name) else name
