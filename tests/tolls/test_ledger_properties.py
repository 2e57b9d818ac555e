"""What holds for every ledger, whatever was told by whom in which order."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from recount.model import (
    Category,
    Change,
    Cited,
    Claim,
    Count,
    Document,
    Harm,
    Incident,
    LedgerEntry,
    Span,
    Toll,
)
from recount.tolls.headlines import RULES, headline
from recount.tolls.standing import standing, whom
from tests.resolution.told import DAY, claim, report, toll
from tests.tolls.ledgers import incident

ORIGINS = ["Northern Monitor", "Army of Oster", "witnesses"]
WHOM = [
    ("people", Category.UNKNOWN),
    ("villagers", Category.CIVILIAN),
    ("Syrian soldiers", Category.COMBATANT),
    ("Islamic State fighters", Category.COMBATANT),
    ("militants", Category.COMBATANT),
]

tolls = st.builds(
    lambda low, open_, whom, harm, sub, change: replace(
        toll(low, None if open_ else low, who=whom[0], category=whom[1], harm=harm, sub=sub), change=change
    ),
    st.integers(0, 60),
    st.booleans(),
    st.sampled_from(WHOM),
    st.sampled_from([Harm.KILLED, Harm.KILLED, Harm.WOUNDED, Harm.CASUALTIES]),
    st.sampled_from([False, False, True]),
    st.sampled_from([None, None, None, Change.RISING, Change.MORE]),
)
told = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.lists(st.sampled_from(ORIGINS), max_size=2, unique=True),
        st.lists(tolls, min_size=1, max_size=3),
        st.sampled_from(["air_strike", "air_strike", "toll_report"]),
    ),
    min_size=1,
    max_size=12,
)


def made(told: list[tuple[int, list[str], list[Toll], str]]) -> tuple[list[Document], list[Claim]]:
    documents = [report(str(n), "word " * 40, day=DAY + timedelta(days=n // 2)) for n in range(5)]
    claims = [
        claim(documents[d], n, tolls=list(dict.fromkeys(given)), origin=origin, type_=type_)
        for n, (d, origin, given, type_) in enumerate(told)
    ]
    used = {one.document for one in claims}
    return [d for d in documents if d.id in used], claims


@settings(max_examples=60)
@given(told, st.randoms(use_true_random=False))
def test_the_order_in_which_claims_and_reports_come_makes_no_difference(
    told: list[tuple[int, list[str], list[Toll], str]], chance: object
) -> None:
    documents, claims = made(told)
    first = incident(documents, claims)
    shuffled = claims[:]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert incident(documents, shuffled).ledger == first.ledger


@settings(max_examples=60)
@given(told)
def test_no_figure_is_lost_or_doubled(told: list[tuple[int, list[str], list[Toll], str]]) -> None:
    documents, claims = made(told)
    expected = Counter(
        (c.id, origin, t.value.harm, t.value.who, t.value.count, t.value.sub, t.value.change)
        for c in claims
        for t in c.tolls
        for origin in ([o.value for o in c.origin] or [f"report {c.document}"])
    )
    ledger = incident(documents, claims).ledger
    assert Counter((e.claim, e.origin, e.harm, e.who, e.count, e.sub, e.change) for e in ledger) == expected


@settings(max_examples=60)
@given(told)
def test_no_figure_revises_another_origins_or_other_peoples(told: list[tuple[int, list[str], list[Toll], str]]) -> None:
    documents, claims = made(told)
    ledger = incident(documents, claims).ledger
    for entry in ledger:
        if entry.revises is not None:
            assert entry.change is not Change.MORE
            earlier = [e for e in ledger if e.claim == entry.revises and whom(e) == whom(entry)]
            assert any(not _two_parties(e, entry) and e.document != entry.document for e in earlier)


@settings(max_examples=60)
@given(told)
def test_what_stands_are_figures_of_the_ledger_and_each_origins_last_word_stands(
    told: list[tuple[int, list[str], list[Toll], str]],
) -> None:
    documents, claims = made(told)
    ledger = incident(documents, claims).ledger
    stands = standing(ledger)
    assert not Counter(stands) - Counter(ledger)
    for key in {whom(e) for e in ledger}:
        assert [e for e in ledger if whom(e) == key][-1] in stands


@settings(max_examples=60)
@given(told)
def test_no_headline_adds_up_what_different_origins_say(told: list[tuple[int, list[str], list[Toll], str]]) -> None:
    documents, claims = made(told)
    one = incident(documents, claims)
    for rule in RULES.values():
        for estimate in headline(rule, one.ledger):
            assert (estimate.high or estimate.low or 0) <= max(_all_of(one, origin) for origin in ORIGINS + _own(one))


@settings(max_examples=80, deadline=None)
@given(told, st.data())
def test_totals_of_more_than_the_incident_change_no_headline(
    told: list[tuple[int, list[str], list[Toll], str]], data: st.DataObject
) -> None:
    documents, claims = made(told)
    with_totals = [replace(claim, tolls=(*claim.tolls, *_of_more(data))) for claim in claims]
    alone, beside = incident(documents, claims), incident(documents, with_totals)
    for harm in (Harm.KILLED, Harm.WOUNDED):
        for rule in RULES.values():
            bounds = [
                [(e.low, e.best, e.high, e.how) for e in headline(rule, one.ledger, harm)] for one in (alone, beside)
            ]
            assert bounds[0] == bounds[1]
    assert all(entry.campaign for entry in beside.ledger if entry.count.low == _MANY)


_MANY = 7777


def _of_more(data: st.DataObject) -> list[Cited[Toll]]:
    more = data.draw(st.sampled_from([None, (Harm.KILLED, Change.RISING), (Harm.KILLED, None), (Harm.WOUNDED, None)]))
    if more is None:
        return []
    value = replace(toll(_MANY, harm=more[0]), change=more[1], wider=True)
    return [Cited(value, Span(0, 4))]


def _own(one: Incident) -> list[str]:
    return [origin.name for origin in one.origins]


def _all_of(one: Incident, origin: str) -> int:
    """More than one origin can have said of the dead: all its figures together."""
    return sum(e.count.low or e.count.high or 0 for e in one.ledger if e.origin == origin)


def _two_parties(a: LedgerEntry, b: LedgerEntry) -> bool:
    return a.party is not None and b.party is not None and a.party != b.party


def test_five_thousand_figures_of_one_origin_take_no_more_than_their_number() -> None:
    one = report("a", "word " * 9000)
    group = [
        claim(one, n, tolls=[toll(n % 70, who=f"brigade{n} fighters", category=Category.COMBATANT)], origin=["Monitor"])
        for n in range(5000)
    ]
    ledger = incident([one], group).ledger
    assert len(ledger) == 5000
    assert all(e.count == Count(n % 70, n % 70) for n, e in enumerate(ledger))
