"""Whom a ledger's figures count, and what stays apart in it: parties, campaigns, parts, denials, zero, the unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from recount.model import Category, Change, Claim, Count, Document, Harm, LedgerEntry, Span, Status, Toll, When
from recount.tolls.headlines import by_range
from recount.tolls.standing import standing
from tests.resolution.told import DAY, claim, report, toll
from tests.tolls.ledgers import incident, told

MONITOR = ["Northern Monitor"]


def fighters(n: int, who: str) -> Toll:
    return toll(n, who=who, category=Category.COMBATANT)


def days(n: int) -> list[Document]:
    return [report("abcdef"[k], "word " * 30, day=DAY + timedelta(days=k)) for k in range(n)]


def entries(tolls: list[Toll], targets: list[str] | None = None) -> tuple[LedgerEntry, ...]:
    (one,) = days(1)
    return incident([one], [claim(one, tolls=tolls, origin=MONITOR, targets=targets or [])]).ledger


@pytest.mark.parametrize(
    ("who", "party"),
    [
        ("Syrian army troops", "Syrian government"),
        ("members of the YPG", "Syrian Democratic Forces"),
        ("Islamic State fighters", "Islamic State"),
        ("fighters from the Western-armed Nusra Front", "al-Qaeda"),
        ("militants", None),
        ("Syrian army troops and Islamic State fighters", None),
        ("people", None),
    ],
)
def test_a_figures_party_is_the_side_that_those_it_counts_stood_on_that_day(who: str, party: str | None) -> None:
    (entry,) = entries([fighters(4, who)])
    assert entry.party == party


def test_nobodys_militants_are_those_whom_the_deed_was_done_to() -> None:
    (entry,) = entries([fighters(4, "militants")], targets=["ISIS"])
    assert entry.party == "Islamic State"
    (entry,) = entries([fighters(4, "militants")], targets=["ISIS", "Syrian army"])
    assert entry.party is None
    (entry,) = entries([toll(4, who="villagers", category=Category.CIVILIAN)], targets=["ISIS"])
    assert entry.party is None


@pytest.mark.parametrize("who", ["soldiers", "Velmark and allied forces", "men"])
def test_those_who_may_be_of_another_side_are_nobodys_for_being_hit_beside_it(who: str) -> None:
    (entry,) = entries([fighters(9, who)], targets=["ISIS"])
    assert entry.party is None


def test_the_dead_of_two_parties_are_two_populations() -> None:
    documents = days(2)
    claims = [
        claim(documents[0], tolls=[fighters(20, "Islamic State fighters")], origin=MONITOR),
        claim(documents[1], tolls=[fighters(9, "Syrian army soldiers")], origin=MONITOR),
    ]
    ledger = incident(documents, claims).ledger
    assert [e.revises for e in ledger] == [None, None]
    assert standing(ledger) == ledger


@pytest.mark.parametrize("n", [26, 12])
def test_a_figure_revises_its_origins_earlier_one_whether_it_rises_or_falls(n: int) -> None:
    documents = days(2)
    claims = [claim(d, tolls=[toll(k)], origin=MONITOR) for d, k in zip(documents, (21, n), strict=True)]
    assert told(incident(documents, claims).ledger) == [
        ("Northern Monitor", "21", ""),
        ("Northern Monitor", str(n), "a"),
    ]


def test_the_same_number_with_other_bounds_revises_nothing_but_is_the_one_that_stands() -> None:
    documents = days(2)
    claims = [claim(d, tolls=[t], origin=MONITOR) for d, t in zip(documents, (toll(21, None), toll(21)), strict=True)]
    ledger = incident(documents, claims).ledger
    assert [e.revises for e in ledger] == [None, None]
    assert [str(e.count) for e in standing(ledger)] == ["21"]


def test_a_figure_and_the_one_it_came_out_of_in_the_same_sentence() -> None:
    (one,) = days(1)
    lowered = replace(toll(11), change=Change.FALLING, earlier=Count(14, 14))
    ledger = incident([one], [claim(one, tolls=[toll(14), lowered], origin=MONITOR)]).ledger
    assert ledger[1].revises == ledger[0].claim
    assert [str(e.count) for e in standing(ledger)] == ["11"]


def test_those_added_are_no_new_figure_for_all() -> None:
    documents = days(2)
    more = replace(toll(5), change=Change.MORE)
    claims = [claim(d, tolls=[t], origin=MONITOR) for d, t in zip(documents, (toll(21), more), strict=True)]
    ledger = incident(documents, claims).ledger
    assert [e.revises for e in ledger] == [None, None]
    headline = by_range(ledger)
    assert headline is not None
    assert (headline.low, headline.high) == (21, 21)


@pytest.mark.parametrize(
    ("type_", "words", "when", "campaign"),
    [
        ("toll_report", "", None, True),
        ("air_strike", "since March", When.between(date(2016, 3, 1), DAY), True),
        ("air_strike", "on Tuesday", When.between(date(2016, 3, 1), DAY), False),
        ("air_strike", "since Sunday", When.between(DAY - timedelta(days=1), DAY), False),
        ("air_strike", "", None, False),
    ],
)
def test_what_counts_more_than_the_incident_is_marked_and_in_no_headline(
    type_: str, words: str, when: When | None, campaign: bool
) -> None:
    one = report("a", words.ljust(40))
    more = claim(one, 1, tolls=[toll(900)], origin=["Vela Office"], type_=type_, when=when, main=False)
    if words and more.time:
        span = replace(more.time.span, start=0, end=len(words))
        more = replace(more, time=replace(more.time, span=span))
    told = incident([one], [claim(one, tolls=[toll(9)], origin=MONITOR), more], when=When.day(DAY))
    assert [e.campaign for e in told.ledger] == [False, campaign]
    headline = by_range(told.ledger)
    assert headline is not None
    assert headline.high == (9 if campaign else 900)


@pytest.mark.parametrize("type_", ["toll_report", "air_strike"])
def test_a_persons_word_that_a_figure_is_the_incidents_own_wins(type_: str) -> None:
    first, later = days(2)
    since = When.between(date(2016, 3, 1), DAY) if type_ == "air_strike" else None
    own = replace(toll(33), wider=False)
    more = claim(later, tolls=[own], origin=MONITOR, type_=type_, when=since)
    if more.time:
        later = replace(later, text="since March".ljust(len(later.text)))
        more = replace(more, time=replace(more.time, span=Span(0, 11)))
    told = incident([first, later], [claim(first, tolls=[toll(21)], origin=MONITOR), more], when=When.day(DAY))
    assert [(str(e.count), e.campaign) for e in told.ledger] == [("21", False), ("33", False)]
    assert told.ledger[1].revises == told.ledger[0].claim
    assert [origin.name for origin in told.origins] == [MONITOR[0]]


def test_in_an_incident_that_is_a_campaign_itself_its_total_is_its_figure() -> None:
    one = report("a")
    told = incident([one], [claim(one, tolls=[toll(900)], type_="toll_report")], type_="toll_report")
    assert not told.ledger[0].campaign


def test_one_figure_for_two_joined_events_is_entered_once_and_marked() -> None:
    (one,) = days(1)
    first = claim(one, 0, tolls=[replace(toll(9), shared=True)], origin=MONITOR)
    second = replace(claim(one, 1, origin=MONITOR, main=False), tolls=first.tolls)
    (entry,) = incident([one], [first, second]).ledger
    assert entry.shared


def _status(status: Status, *tolls: Toll) -> tuple[LedgerEntry, ...]:
    (one,) = days(1)
    said: Claim = claim(one, tolls=tolls, origin=MONITOR, status=status)
    return incident([one], [said]).ledger


def test_what_is_not_stated_is_not_in_the_ledger() -> None:
    assert _status(Status.HAPPENED) == ()
    assert by_range(_status(Status.HAPPENED)) is None


def test_zero_is_a_figure() -> None:
    (entry,) = _status(Status.HAPPENED, toll(0))
    assert entry.count == Count(0, 0)
    headline = by_range((entry,))
    assert headline is not None
    assert (headline.low, headline.high) == (0, 0)


def test_a_denial_states_no_deaths_and_is_no_zero() -> None:
    assert _status(Status.DENIED, toll(14)) == ()
    assert [str(e.count) for e in _status(Status.DENIED, toll(0))] == ["0"]


def test_undivided_casualties_are_neither_killed_nor_wounded() -> None:
    ledger = _status(Status.HAPPENED, toll(30, harm=Harm.CASUALTIES))
    assert [e.harm for e in ledger] == [Harm.CASUALTIES]
    assert by_range(ledger, Harm.KILLED) is None
    assert by_range(ledger, Harm.WOUNDED) is None


def test_up_from_nine_takes_the_place_of_the_nine_whoever_they_were_called() -> None:
    documents = days(3)
    grown = replace(toll(14), change=Change.RISING, earlier=Count(9, 9))
    claims = [
        claim(documents[0], tolls=[fighters(9, "Western fighters")], origin=MONITOR),
        claim(documents[1], tolls=[grown], origin=["Army of Oster"]),
        claim(documents[2], tolls=[grown], origin=MONITOR),
    ]
    assert told(incident(documents, claims).ledger) == [
        ("Northern Monitor", "9", ""),
        ("Army of Oster", "14", ""),
        ("Northern Monitor", "14", "a"),
    ]


def test_that_some_were_killed_takes_the_place_of_no_number() -> None:
    documents = days(2)
    claims = [claim(d, tolls=[t], origin=MONITOR) for d, t in zip(documents, (toll(9), toll(1, None)), strict=True)]
    ledger = incident(documents, claims).ledger
    assert [entry.revises for entry in ledger] == [None, None]
    chosen = by_range(ledger)
    assert chosen is not None
    assert chosen.low == 9


def test_who_is_only_quoted_for_the_wars_dead_is_no_origin_of_the_incident() -> None:
    (one,) = days(1)
    war = claim(one, 1, type_="toll_report", tolls=[toll(200_000, None)], origin=["United Nations"])
    made = incident([one], [claim(one, tolls=[toll(9)], origin=MONITOR), war])
    assert [origin.name for origin in made.origins] == MONITOR
    assert [(entry.origin, entry.campaign) for entry in made.ledger] == [
        ("Northern Monitor", False),
        ("United Nations", True),
    ]
    assert [origin.name for origin in incident([one], [war], type_="toll_report").origins] == ["United Nations"]
