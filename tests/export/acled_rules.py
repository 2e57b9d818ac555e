"""What ACLED's table has to hold, as its codebook says; written apart from the exporter, to check it by."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date

HEADER = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
]

SUBS = {
    "Government regains territory": "Battles",
    "Non-state actor overtakes territory": "Battles",
    "Armed clash": "Battles",
    "Excessive force against protesters": "Protests",
    "Protest with intervention": "Protests",
    "Peaceful protest": "Protests",
    "Violent demonstration": "Riots",
    "Mob violence": "Riots",
    "Chemical weapon": "Explosions/Remote violence",
    "Air/drone strike": "Explosions/Remote violence",
    "Suicide bomb": "Explosions/Remote violence",
    "Shelling/artillery/missile attack": "Explosions/Remote violence",
    "Remote explosive/landmine/IED": "Explosions/Remote violence",
    "Grenade": "Explosions/Remote violence",
    "Sexual violence": "Violence against civilians",
    "Attack": "Violence against civilians",
    "Abduction/forced disappearance": "Violence against civilians",
    "Agreement": "Strategic developments",
    "Arrests": "Strategic developments",
    "Change to group/activity": "Strategic developments",
    "Disrupted weapons use": "Strategic developments",
    "Headquarters or base established": "Strategic developments",
    "Looting/property destruction": "Strategic developments",
    "Non-violent transfer of territory": "Strategic developments",
    "Other": "Strategic developments",
}
DISORDER = {"Battles": "Political violence", "Explosions/Remote violence": "Political violence"} | {
    "Violence against civilians": "Political violence",
    "Strategic developments": "Strategic developments",
}
DISORDER_OF_SUBS = {
    "Excessive force against protesters": "Political violence; Demonstrations",
    "Protest with intervention": "Demonstrations",
    "Peaceful protest": "Demonstrations",
    "Violent demonstration": "Demonstrations",
    "Mob violence": "Political violence",
}
KINDS = ["State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters", "Civilians"]
KINDS.append("External/Other forces")
REGIONS = {
    "Western Africa", "Middle Africa", "Eastern Africa", "Southern Africa", "Northern Africa", "South Asia",
    "Southeast Asia", "Middle East", "Europe", "Caucasus and Central Asia", "Central America", "South America",
    "Caribbean", "East Asia", "North America", "Oceania", "Antarctica",
}  # fmt: skip


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
    if not re.fullmatch(r"[A-Z]{3}[1-9]\d{0,14}|[A-Z]{3}0", row["event_id_cnty"]):
        yield "event_id_cnty"
    if row["year"] != str(date.fromisoformat(row["event_date"]).year):
        yield "year"
    if row["time_precision"] not in ("1", "2", "3") or row["geo_precision"] not in ("1", "2", "3"):
        yield "precision"
    if row["iso"] and not re.fullmatch(r"[1-9]\d{0,2}", row["iso"]):
        yield "iso"
    if row["region"] not in REGIONS or not row["country"] or not row["location"]:
        yield "where"
    if not -90 <= float(row["latitude"]) <= 90 or not -180 <= float(row["longitude"]) <= 180:
        yield "coordinates"
    if any(len(row[key].partition(".")[2]) > 4 for key in ("latitude", "longitude")):
        yield "decimals"
    if not re.fullmatch(r"\d+", row["fatalities"]) or not re.fullmatch(r"\d*", row["timestamp"]):
        yield "numbers"
    if not row["source"] or not row["notes"]:
        yield "source and notes"
    yield from _broken_type(row)
    yield from _broken_actors(row)


def _broken_type(row: dict[str, str]) -> Iterator[str]:
    sub, kind = row["sub_event_type"], row["event_type"]
    if SUBS.get(sub) != kind:
        yield "sub_event_type"
    if row["disorder_type"] != DISORDER_OF_SUBS.get(sub, DISORDER.get(kind)):
        yield "disorder_type"
    if ("crowd size" in row["tags"]) != ("Demonstrations" in row["disorder_type"]):
        yield "tags"


def _broken_actors(row: dict[str, str]) -> Iterator[str]:
    one, two, kind = row["inter1"], row["inter2"], row["event_type"]
    if one not in KINDS or (two and two not in KINDS):
        yield "inter"
    pair = "-".join(sorted((one, two), key=KINDS.index)) if two else f"{one} only"
    if row["interaction"] != pair:
        yield "interaction"
    if not row["actor1"] or bool(row["actor2"]) != bool(two):
        yield "actors"
    if (row["assoc_actor_2"] and not row["actor2"]) or (one == "Civilians" and kind != "Strategic developments"):
        yield "actors"
    if kind == "Violence against civilians" and two != "Civilians":
        yield "civilians are actor2"
    if kind == "Battles" and (not two or {one, two} & {"Civilians", "Protesters"}):
        yield "battles are fought by two armed sides"
    if {"Protests": "Protesters", "Riots": "Rioters"}.get(kind, one) != one:
        yield "demonstrators are actor1"
    aimed = kind != "Strategic developments" and two == "Civilians"
    aimed |= row["sub_event_type"] == "Excessive force against protesters"
    if row["civilian_targeting"] != ("Civilians targeted" if aimed else ""):
        yield "civilian_targeting"
