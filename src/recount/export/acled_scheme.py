"""ACLED's table: its columns and the values that they may hold, as its codebook has them."""

from __future__ import annotations

from recount.export.lossy import columns

EVENT_TYPES: dict[str, tuple[str, ...]] = {
    "Battles": ("Government regains territory", "Non-state actor overtakes territory", "Armed clash"),
    "Protests": ("Excessive force against protesters", "Protest with intervention", "Peaceful protest"),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Explosions/Remote violence": (
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    ),
    "Violence against civilians": ("Sexual violence", "Attack", "Abduction/forced disappearance"),
    "Strategic developments": (
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    ),
}
"""Event types with their sub-events, both from the highest to the lowest."""

EVENT_TYPE_OF = {sub: kind for kind, subs in EVENT_TYPES.items() for sub in subs}

VIOLENCE, DEMONSTRATIONS, STRATEGIC = "Political violence", "Demonstrations", "Strategic developments"

INTER = (
    "State forces",
    "Rebel group",
    "Political militia",
    "Identity militia",
    "Rioters",
    "Protesters",
    "Civilians",
    "External/Other forces",
)
"""Kinds of actor, in the order of their former numbers 1 to 8, which is the order of a pair."""

_INTER_OF = {
    "state forces": "State forces",
    "government": "State forces",
    "rebel group": "Rebel group",
    "political militia": "Political militia",
    "identity militia": "Identity militia",
    "rioters": "Rioters",
    "protesters": "Protesters",
    "civilians": "Civilians",
    "external forces": "External/Other forces",
    "international organisation": "External/Other forces",
    "group": "Political militia",
    "media": "Civilians",
    "news agency": "Civilians",
    "monitor": "Civilians",
}


def disorder_type(sub_event: str) -> str:
    """Whether a sub-event is political violence, a demonstration, both, or a strategic development."""
    if sub_event == "Excessive force against protesters":
        return f"{VIOLENCE}; {DEMONSTRATIONS}"
    if sub_event in ("Protest with intervention", "Peaceful protest", "Violent demonstration"):
        return DEMONSTRATIONS
    return STRATEGIC if EVENT_TYPE_OF[sub_event] == STRATEGIC else VIOLENCE


def inter_of(kind: str, at_home: bool) -> str | None:
    """The kind of actor for one of the alias file; a state's forces abroad are external ones. None for no actor."""
    if kind in ("state forces", "government") and not at_home:
        return "External/Other forces"
    return _INTER_OF.get(kind)


def interaction(inter1: str, inter2: str) -> str:
    """The pair of kinds, the one with the lower number first; "X only" where there is one actor."""
    if not inter2:
        return f"{inter1} only" if inter1 else ""
    return "-".join(sorted((inter1, inter2), key=INTER.index))


COLUMNS = columns(
    {
        "event_id_cnty": (
            "Alpha-3 code of the country and a number made from the incident's id: it stays the same while the "
            "incident's id does."
        ),
        "event_date": "The day; of a week or a month the day in its middle.",
        "year": "Year of event_date.",
        "time_precision": (
            "1 the day is known; 2 up to seven days it can have been; 3 up to 31 days. What is vaguer is no row."
        ),
        "disorder_type": (
            "Political violence, Demonstrations, both of them, or Strategic developments; follows from sub_event_type."
        ),
        "event_type": "One of six; follows from sub_event_type.",
        "sub_event_type": (
            "One of 25: what the codebook's type is called there, narrowed down by the words of the claims. An attack "
            "on fighters alone is an Armed clash; one on nobody knows whom is Other."
        ),
        "actor1": (
            "Who does it, by the alias file's name, not ACLED's own; of a state's forces without a name those of the "
            "country; Unidentified Armed Group (COUNTRY) where nobody is named, Unidentified Military Forces of "
            "aircraft; Protesters or Rioters (COUNTRY) of demonstrations and riots."
        ),
        "assoc_actor_1": "Further agents on the same side by the alias file.",
        "inter1": (
            "Kind of actor1 as text. A state's forces abroad are External/Other forces; a group whose kind nobody "
            "tells is a Political militia."
        ),
        "actor2": (
            "To whom, a named party before others, also one whose people a figure counts; Civilians (COUNTRY) where "
            "words say so, and for people of whom nothing more is told; always in Violence against civilians; may be "
            "empty."
        ),
        "assoc_actor_2": "Further targets on the same side by the alias file.",
        "inter2": "Kind of actor2; empty where there is none.",
        "interaction": "The two kinds as text, the lower number first; “X only” where there is one actor.",
        "civilian_targeting": (
            "“Civilians targeted” where actor2 are civilians, or protesters suffer excessive force; empty in "
            "Strategic developments."
        ),
        "iso": "ISO 3166 number of the country.",
        "region": "ACLED's region of the country.",
        "country": "Country of the place.",
        "admin1": "Governorate or province of the gazetteer.",
        "admin2": "District of the gazetteer.",
        "admin3": "Always empty: the gazetteer has no third level.",
        "location": "The gazetteer's name of the place.",
        "latitude": "Of the named place, four decimals, not of the event.",
        "longitude": "As latitude.",
        "geo_precision": "1 a named town; 2 near one, or a district; 3 a governorate. A country alone is no row.",
        "source": "The outlets of its reports; where no outlet is known, the origins.",
        "source_scale": (
            "How near the outlets are, as far as the alias file knows them: National, International, or Other for "
            "monitors."
        ),
        "notes": "Who did what, where and when, with every figure that stands and whose it is, in words of ours.",
        "fatalities": (
            "The figure that the rule chooses (`acled`: the lowest; dozens 12, hundreds 100). 0 also where nobody "
            "states one, and for casualties alone: the lossy report tells them apart."
        ),
        "tags": "“crowd size=no report” for demonstrations; else empty.",
        "timestamp": "When the record's last run ended, in seconds since 1970.",
    }
)
"""The 31 columns in their order."""
