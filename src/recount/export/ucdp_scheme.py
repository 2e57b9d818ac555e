"""UCDP's table of georeferenced events: its columns and the values that they may hold."""

from __future__ import annotations

import math

from recount.export.lossy import columns

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
"""Types of violence."""

_CELLS_PER_DEGREE = 2
_CELLS_IN_ROW = 360 * _CELLS_PER_DEGREE


def priogrid(lat: float, lon: float) -> int:
    """The PRIO-GRID cell of a point: half-degree cells, numbered from 1 in the south-west corner of the world eastward,
    then row by row northward (Tollefsen, Strand & Buhaug 2012).

    >>> priogrid(-90, -180), priogrid(34.53, 69.17)
    (1, 179779)
    """
    row = min(math.floor((lat + 90) * _CELLS_PER_DEGREE), 180 * _CELLS_PER_DEGREE - 1)
    column = min(math.floor((lon + 180) * _CELLS_PER_DEGREE), _CELLS_IN_ROW - 1)
    return row * _CELLS_IN_ROW + column + 1


COLUMNS = columns(
    {
        "id": "A number made from the incident's id: it stays the same while that does.",
        "relid": "Empty: UCDP's readable id holds a dyad's number, which is UCDP's to give.",
        "year": "Year of date_start.",
        "active_year": "Empty: whether a conflict is active that year is told by UCDP's own count of it.",
        "code_status": "Empty: the state of coding at UCDP.",
        "type_of_violence": (
            "1 a state fights an organised group or another state; 2 organised groups fight each other; 3 an "
            "organised group or a state harms civilians."
        ),
        "conflict_dset_id": "Empty: a number of UCDP's.",
        "conflict_new_id": "Empty: a number of UCDP's.",
        "conflict_name": (
            "The dyad's name for types 2 and 3; empty for type 1, whose conflicts UCDP names after what is fought over."
        ),
        "dyad_dset_id": "Empty: a number of UCDP's.",
        "dyad_new_id": "Empty: a number of UCDP's.",
        "dyad_name": "The two sides, “A - B”.",
        "side_a_dset_id": "Empty: a number of UCDP's.",
        "side_a_new_id": "Empty: a number of UCDP's.",
        "side_a": (
            "The state in type 1, the agent in types 2 and 3. Forces of a state stand as “Government of COUNTRY”; "
            "other names are the alias file's, not UCDP's own."
        ),
        "side_b_dset_id": "Empty: a number of UCDP's.",
        "side_b_new_id": "Empty: a number of UCDP's.",
        "side_b": "The other side; “Civilians” in type 3.",
        "number_of_sources": "Number of reports, reprints included.",
        "source_article": "Outlet, publication day and title of each report, as far as known, joined by semicolons.",
        "source_office": "The outlets.",
        "source_date": "The publication days.",
        "source_headline": "The titles.",
        "source_original": "The origins: at whose word it is told.",
        "where_prec": (
            "1 the place itself; 2 near it; 3 a district; 4 a governorate; 6 a country. 5 and 7 are never written."
        ),
        "where_coordinates": "The gazetteer's name of the place.",
        "where_description": "All place names of the incident, as the reports write them.",
        "adm_1": "Governorate or province of the gazetteer.",
        "adm_2": "District of the gazetteer.",
        "latitude": "Of the named place, in degrees, not of the event.",
        "longitude": "As latitude.",
        "geom_wkt": "The same point as WKT.",
        "priogrid_gid": "The PRIO-GRID cell of the point.",
        "country": "Country of the place, by its English name.",
        "country_id": "State number of Gleditsch and Ward; empty for territories that have none.",
        "region": "UCDP's region; follows from country_id.",
        "event_clarity": "1 where day, place and both sides are known and nobody only alleges it; else 2.",
        "date_prec": (
            "1 the day is known; 2 up to six days; 3 a week; 4 up to a month; 5 within a calendar year. What is "
            "vaguer is no row."
        ),
        "date_start": "First day it can have been.",
        "date_end": "Last day it can have been.",
        "deaths_a": (
            "Dead of side A, of the figure behind best; a state's soldiers count for the state, fighters for a group, "
            "and for whom it was done to where no name tells. What other origins say of them is in the lossy report."
        ),
        "deaths_b": "Dead of side B, likewise.",
        "deaths_civilians": "Dead civilians of that figure; in type 3 also people of whom nothing more is told.",
        "deaths_unknown": "The rest of best.",
        "best": "What the rule chooses (`ucdp`: the middle of the origins' latest figures).",
        "high": "The highest of the origins' latest figures; open above, the number that is stated.",
        "low": "The lowest of them; open below, the number that is stated.",
        "gwnoa": "State number of side A where it is one state.",
        "gwnob": "State number of side B where it is one state.",
    }
)
"""The 49 columns in their order."""
