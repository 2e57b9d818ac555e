"""The first sentence of a situation report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from recount.publishing.sitrep import Making, Sitrep, lead_words
from tests.publishing.made import material, redacted, told

(ONE,) = redacted([material([told("Title\nJets struck Tel Nour and three people died.")])])[0]
DAY = date(2017, 6, 3)
MADE = Making(DAY, "1.0")


@pytest.mark.parametrize(
    ("types", "left", "words"),
    [
        ("", 0, "0 incidents."),
        ("air_strike", 0, "1 incident (air strike 1)."),
        ("shelling shelling attack air_strike", 0, "4 incidents (shelling 2, air strike 1, attack 1)."),
        ("shelling shelling attack air_strike siege", 0, "(shelling 2, air strike 1, attack 1 and 1 other)."),
        ("shelling attack air_strike siege siege", 7, "12 incidents (siege 2, air strike 1, attack 1 and 8 others)."),
    ],
)
def test_the_kinds_that_are_named_and_the_others_are_all_there_are(types: str, left: int, words: str) -> None:
    incidents = tuple(replace(ONE, type=kind) for kind in types.split())
    made = Sitrep("Record", DAY, DAY, incidents, (), (), (), "rule", "about", graded=False, making=MADE, left=left)
    assert words in lead_words(made)
