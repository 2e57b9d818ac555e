"""Which event types may be two reports' words for one happening."""

from __future__ import annotations

# One family: types that coders and reporters use for the same happening.
_FAMILY = {
    "air_strike": "air",
    "shelling": "shelling",
    "suicide_bombing": "explosion",
    "bombing": "explosion",
    "chemical_attack": "chemical",
    "armed_clash": "ground",
    "offensive": "ground",
    "territory_change": "ground",
    "siege": "siege",
    "attack": "attack",
    "abduction": "captivity",
    "arrest": "captivity",
    "sexual_violence": "sexual_violence",
    "protest": "unrest",
    "riot": "unrest",
    "displacement": "displacement",
    "agreement": "agreement",
    "support": "support",
    "deployment": "deployment",
    "weapon_loss": "weapon_loss",
    "destruction": "destruction",
    "toll_report": "toll",
    "other_event": "other",
}

# Families that meet in one happening, and how much their meeting costs: "bombardment" is from the air or from
# guns; a suicide bomber opens an assault; captives are executed; a jet crashes on its bombing run.
_MEET = {
    frozenset(pair.split("+")): cost
    for pair, cost in (
        ("air+shelling", 0.2),
        ("air+chemical", 0.2),
        ("shelling+chemical", 0.2),
        ("air+attack", 0.7),
        ("shelling+attack", 0.5),
        ("shelling+ground", 0.7),
        ("shelling+explosion", 0.7),
        ("air+explosion", 1.5),
        ("air+ground", 1.5),
        ("air+destruction", 0.7),
        ("air+weapon_loss", 0.7),
        ("explosion+attack", 0.4),
        ("explosion+ground", 0.7),
        ("explosion+destruction", 0.5),
        ("shelling+destruction", 0.7),
        ("ground+attack", 0.5),
        ("ground+siege", 0.5),
        ("ground+captivity", 1.0),
        ("ground+weapon_loss", 1.0),
        ("ground+destruction", 1.0),
        ("attack+captivity", 0.7),
        ("attack+destruction", 0.7),
        ("attack+unrest", 0.7),
        ("attack+sexual_violence", 0.7),
        ("unrest+captivity", 1.0),
        ("siege+agreement", 1.0),
        ("displacement+agreement", 1.0),
        ("support+deployment", 0.5),
        ("ground+deployment", 1.0),
    )
}
_WITH_ANY = {"toll": 0.5, "other": 0.7}


def family_of(type_: str) -> str:
    """The family of an event type; a type of a desk's own codebook is a family of its own."""
    return _FAMILY.get(type_, type_)


def meeting_cost(a: str, b: str) -> float | None:
    """What it costs that two types are of two families: 0 for one family, None where they can't be one happening."""
    one, other = family_of(a), family_of(b)
    if one == other:
        return 0.0
    cost = _MEET.get(frozenset((one, other)))
    if cost is not None:
        return cost
    return max((_WITH_ANY[f] for f in (one, other) if f in _WITH_ANY), default=None)


_KIND = {
    "agreement": "talks",
    "displacement": "talks",
    "support": "support",
    "deployment": "support",
}


def kinds_of(type_: str) -> tuple[str, ...]:
    """The coarse kinds a type is looked up under, so that types that may meet share a block."""
    family = family_of(type_)
    if family in _WITH_ANY:
        return ("violence", "talks", "support")
    if family in ("siege", "ground"):
        return ("violence", "talks", "support")
    kind = _KIND.get(family)
    if kind is not None:
        return (kind,)
    return ("violence",) if family in _FAMILY.values() else (family,)
