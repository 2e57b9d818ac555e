"""What UCDP's table of events has to hold, as its codebook says; written apart from the exporter, to check it by."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date

HEADER = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
]
DAYS = {"1": (1, 1), "2": (2, 6), "3": (7, 7), "4": (8, 31), "5": (32, 366)}
NUMBERED_ELSEWHERE = [
    "relid",
    "active_year",
    "code_status",
    "conflict_dset_id",
    "conflict_new_id",
    "dyad_dset_id",
    "dyad_new_id",
    "side_a_dset_id",
    "side_a_new_id",
    "side_b_dset_id",
    "side_b_new_id",
]
REGIONS = {"Africa", "Americas", "Asia", "Europe", "Middle East", ""}


def broken(text: str) -> list[str]:
    """Every rule that a file breaks, with its row."""
    rows = list(csv.reader(io.StringIO(text)))
    found = [] if rows[0] == HEADER else ["header"]
    ids = [row[0] for row in rows[1:]]
    found += ["ids are not unique"] if len(set(ids)) < len(ids) else []
    for row in rows[1:]:
        if len(row) != len(HEADER):
            found.append(f"{row[0]}: {len(row)} cells")
        else:
            found += [f"{row[0]}: {rule}" for rule in _broken(dict(zip(HEADER, row, strict=True)))]
    return found


def _broken(row: dict[str, str]) -> Iterator[str]:
    if not re.fullmatch(r"\d{1,15}", row["id"]):
        yield "id"
    if any(row[name] for name in NUMBERED_ELSEWHERE):
        yield "numbers that are UCDP's to give"
    yield from _broken_days(row)
    yield from _broken_place(row)
    parts = [int(row[name]) for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")]
    best, high, low = (int(row[name]) for name in ("best", "high", "low"))
    if min(parts) < 0 or sum(parts) != best or not 0 <= low <= best <= high or best < 1:
        yield "deaths"
    kind = row["type_of_violence"]
    if kind not in ("1", "2", "3") or (kind == "3") != (row["side_b"] == "Civilians"):
        yield "type_of_violence"
    if row["dyad_name"] != f"{row['side_a']} - {row['side_b']}" or row["side_a"] == row["side_b"]:
        yield "sides"
    if not row["side_a"] or (kind == "1") == bool(row["conflict_name"]):
        yield "names"
    if kind == "2" and (row["gwnoa"] or row["gwnob"]):
        yield "a state in non-state violence"
    if not re.fullmatch(r"-1|[1-9]\d*", row["number_of_sources"]) or row["event_clarity"] not in ("1", "2"):
        yield "sources"


def _broken_days(row: dict[str, str]) -> Iterator[str]:
    first, last = date.fromisoformat(row["date_start"]), date.fromisoformat(row["date_end"])
    least, most = DAYS[row["date_prec"]]
    if not least <= (last - first).days + 1 <= most or row["year"] != str(first.year):
        yield "dates"


def _broken_place(row: dict[str, str]) -> Iterator[str]:
    lat, lon = float(row["latitude"]), float(row["longitude"])
    if row["geom_wkt"] != f"POINT ({lon} {lat})" or not -90 <= lat <= 90 or not -180 <= lon <= 180:
        yield "point"
    # the cell by its middle, not by the exporter's formula
    cell = int(row["priogrid_gid"]) - 1
    middle = (-89.75 + 0.5 * (cell // 720), -179.75 + 0.5 * (cell % 720))
    if abs(middle[0] - lat) > 0.25 + 1e-5 or abs(middle[1] - lon) > 0.25 + 1e-5:
        yield "priogrid_gid"
    if row["where_prec"] not in "1234567" or row["region"] not in REGIONS or not row["country"]:
        yield "where"
