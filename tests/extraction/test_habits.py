from __future__ import annotations

from datetime import date

import pytest

from recount.extraction.habits import tells_of_habit
from recount.model import Claim, Span, When
from recount.model.claim import OF_HABIT
from tests.coded import read
from tests.resolution.told import DAY, claim, report, toll


def _told(clause: str, when: When | None = None, killed: int = 0) -> tuple[Claim, str]:
    document = report("one", clause)
    start = document.text.index(clause)
    tolls = [toll(killed)] if killed else []
    span = Span(start, start + len(clause))
    return claim(document, clause=span, main=False, tolls=tolls, when=when), document.text


@pytest.mark.parametrize(
    ("clause", "habit"),
    [
        ("the Oster Front has carried out similar bombings in the city", True),
        ("the Oster Front often targets traders in the hills", True),
        ("hill militants have claimed past attacks on mosques", True),
        ("the front has carried out similar attacks in the past", True),
        ("the guard has been behind many such attacks in the capital", True),
        ("the group has claimed a string of bombings in recent months", True),
        ("the league, which regularly carries out such raids", True),
        ("the front is known for previous attacks on convoys", True),
        ("several other attacks in the district have been blamed on the guard", True),
        ("the Oster Front carried out the bombing", False),
        ("jets repeatedly struck the market", False),
        ("the front has claimed the attack", False),
        ("the army has bombed the town", False),
        ("militants such as the guard attacked the mill", False),
        ("gunmen attacked several villages", False),
    ],
)
def test_what_somebody_often_does_is_a_habit(clause: str, habit: bool) -> None:
    one, text = _told(clause)
    assert tells_of_habit(one, text) is habit


def test_a_figure_or_a_day_of_its_own_is_no_habit() -> None:
    clause = "the front has carried out similar attacks in the past"
    assert tells_of_habit(*_told(clause))
    assert not tells_of_habit(*_told(clause, When.between(DAY, date(DAY.year, 12, 31))))
    assert not tells_of_habit(*_told(clause, killed=4))


@pytest.mark.parametrize(
    ("clause", "places"),
    [
        ("Al Qaeda has carried out similar attacks in the past.", []),
        ("The Taliban often targets traders.", []),
        ("Islamic State has carried out similar bombings in the city.", ["Kirkuk"]),
        ("Al Qaeda frequently carries out bombings in Mosul.", ["Mosul"]),
        ("Hill militants have been blamed for past attacks on the town.", ["Kirkuk"]),
    ],
)
def test_a_habit_has_not_the_day_of_the_news_and_its_place_only_where_it_points_there(
    clause: str, places: list[str]
) -> None:
    record = read(f"Two bombs killed five people in Kirkuk on Thursday, police said. {clause}")
    habits = [one for one in record.claims if one.rule.endswith(OF_HABIT)]
    assert habits
    for one in habits:
        assert one.time is None
        assert [cited.value for cited in one.places] == places
        assert (one.place is not None) == bool(places)
