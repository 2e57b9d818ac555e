"""What a report tells of people, written shortly for the tables of tests."""

from __future__ import annotations

from tests.coded import read


def figures(text: str) -> str:
    """Each figure of a report once, sorted: "killed 3; part wounded 2", an added one marked "more"."""
    tolls = [toll.value for claim in read(text).claims for toll in claim.tolls]
    told = {
        f"{'part ' if toll.sub else ''}{'more ' if toll.change == 'more' else ''}{toll.harm} {toll.count}"
        for toll in tolls
    }
    return "; ".join(sorted(told))
