"""Countries by the codes and numbers that others' tables know them by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from recount.export.countries import country_rows


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A country elsewhere: ISO 3166 codes and number, ACLED's region, the state number of Gleditsch and Ward, its
    capital. A territory that is no state has no state number; None where a number is not known."""

    code: str
    alpha3: str
    number: int | None
    gwno: int | None
    region: str
    capital: str

    @property
    def ucdp_region(self) -> str | None:
        """UCDP's world region, which follows from the state number; None where there is none."""
        return next((name for name, numbers in _UCDP_REGIONS if self.gwno in numbers), None)


_UCDP_REGIONS = (
    ("Americas", range(2, 200)),
    ("Europe", range(200, 400)),
    ("Africa", range(400, 627)),
    ("Middle East", range(630, 700)),
    ("Asia", range(700, 1000)),
)


@cache
def elsewhere() -> Mapping[str, Elsewhere]:
    """Every country by its ISO 3166 alpha-2 code."""
    text = (files("recount") / "export" / "data" / "countries.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {
        code: Elsewhere(code, alpha3, int(number) if number else None, int(gwno) if gwno else None, region, capital)
        for code, alpha3, number, gwno, region, capital in lines[1:]
    }


@cache
def countries_called() -> Mapping[str, str]:
    """The codes of countries by all that they and their people are called, in small letters: "turkish" → TR."""
    called: dict[str, str] = {}
    for code, row in country_rows().items():
        names = (row["name"], *row.get("aliases", ()), *row.get("demonyms", ()))
        called |= {str(name).casefold(): code for name in names}
    return called


@cache
def capitals() -> frozenset[str]:
    """The capitals, in small letters: governments go by their names."""
    return frozenset(one.capital.casefold() for one in elsewhere().values() if one.capital)
