"""What ACLED and UCDP call an actor of each kind."""

from __future__ import annotations

ACLED_CLASSES = {
    "state forces": "State Forces",
    "government": "State Forces",
    "rebel group": "Rebel Group",
    "political militia": "Political Militia",
    "identity militia": "Identity Militia",
    "rioters": "Rioters",
    "protesters": "Protesters",
    "civilians": "Civilians",
    "external forces": "External/Other Forces",
    "international organisation": "External/Other Forces",
}
"""What ACLED calls an actor of each kind; kinds that are no party of a conflict have no class."""

UCDP_CLASSES = {
    "state forces": "government",
    "government": "government",
    "rebel group": "rebel group",
    "political militia": "non-state group",
    "identity militia": "communal group",
    "rioters": "communal group",
    "civilians": "civilians",
    "external forces": "government",
}
"""What UCDP calls an actor of each kind: a coalition of states fights as governments do."""
