"""What the words of a publication mean that are the same in every codebook: how surely something happened, grades."""

from __future__ import annotations

from collections.abc import Mapping

from recount.model import Status

STATUSES: Mapping[Status, str] = {
    Status.HAPPENED: "its sources tell it as something that took place",
    Status.ONGOING: "told as still going on when it was reported",
    Status.PLANNED: "announced, ordered or expected, and not yet done",
    Status.ALLEGED: "told with doubt, or as what somebody is accused of",
    Status.DENIED: "its sources say only that it did not happen",
    Status.HYPOTHETICAL: "supposed, or on a condition: nobody says that it took place",
}
"""How a source puts an event."""

GRADES_MEAN: Mapping[str, Mapping[str, str]] = {
    "every-casualty": {
        "confirmed": "what is known of it meets the desk's standard of evidence",
        "no conclusion": "what is known neither confirms nor rules it out; it stays open",
        "rejected": "looked into, and found not to have happened, or to be another incident or none of this record's",
    },
    "airwars": {
        "confirmed": "a party to the conflict has said that it did it",
        "fair": "two or more credible sources tell of it, and that party was active there then",
        "weak": "a single source tells of it",
        "contested": "sources give it to different parties",
        "discounted": "those harmed were fighters, or it is found not to have happened as told",
    },
}
"""What the grades of a set say of an incident, by the set's name."""
