from __future__ import annotations

from dataclasses import replace

import pytest

from recount.codebook import conflict_merging
from recount.codebook.actors import built_in_actors
from recount.model import Change, Cited, Claim, Document, Place, Precision, Span, Status, When
from recount.resolution.discourse import Story, accounts_of, maybe_one
from tests.resolution.told import COUNTRY, DAY, FAR_TOWN, TOWN, claim, report, toll

ACTORS = built_in_actors()
MERGING = conflict_merging()
MORE = replace(toll(5, sub=True), change=Change.MORE)
TO_19 = replace(toll(19), change=Change.RISING)
FIRST = "Jets hit a mill near the river."


def two(second: str, trigger: str, **values: object) -> tuple[Document, list[Claim]]:
    """A report of two sentences and a claim of each; the second's trigger is the given word."""
    text = f"{FIRST} {second}"
    document = report("one", text)
    start = text.index(second)
    at = text.index(trigger, start)
    later = claim(document, 1, clause=Span(start, len(text)), **values)  # type: ignore[arg-type]
    object.__setattr__(later, "trigger", Span(at, at + len(trigger)))
    first = claim(
        document,
        clause=Span(0, len(FIRST)),
        when=When.day(DAY, "Tuesday"),
        tolls=[toll(14)],
        origin=["Oster Radio"],
    )
    return document, [first, later]


@pytest.mark.parametrize(
    ("second", "trigger", "values", "one"),
    [
        ("The strike wounded ten.", "strike", {"place": None, "when": None}, True),
        ("It was bombed at noon, the miller said.", "bombed", {"tolls": [toll(14)]}, True),
        ("A doctor counted nine dead in the bombing.", "bombing", {"tolls": [toll(9)], "origin": ["Dr Adem"]}, True),
        ("A nurse also reported the strike.", "strike", {"place": None, "when": None}, True),
        ("Another strike hit the bridge.", "strike", {"place": None}, False),
        ("In a separate raid jets struck, nurses said.", "struck", {"tolls": [toll(2)], "origin": ["nurses"]}, False),
        (
            "The second strike on it killed two, nurses said.",
            "strike",
            {"tolls": [toll(2)], "origin": ["nurses"]},
            True,
        ),
        ("Another five died, bringing the toll to 19.", "died", {"tolls": [MORE, TO_19], "when": None}, True),
        ("The toll rose to 19.", "toll", {"tolls": [TO_19], "place": None}, True),
        ("Another raid killed five, bringing the toll to 19.", "raid", {"tolls": [toll(5), TO_19]}, False),
        ("Guns never fired on it, the army said.", "fired", {"type_": "shelling", "status": Status.DENIED}, False),
        ("No jet struck the mill, the army said.", "struck", {"status": Status.DENIED}, False),
        ("Planes bombed Ilmet.", "bombed", {"place": FAR_TOWN}, False),
        ("Guns fired on the town.", "fired", {"type_": "agreement"}, False),
        ("Jets struck.", "struck", {"place": COUNTRY, "when": None, "tolls": [toll(3)]}, False),
        ("Jets struck in Velmark.", "struck", {"when": When(None, None, Precision.UNKNOWN, "last year")}, False),
    ],
)
def test_a_report_tells_on_of_an_event_or_turns_to_another(
    second: str, trigger: str, values: dict[str, object], one: bool
) -> None:
    document, claims = two(second, trigger, **values)
    accounts, merges = accounts_of(Story(document, MERGING), claims, ACTORS)
    assert (len(accounts) == 1) is one
    assert len(merges) == (1 if one else 0)


@pytest.mark.parametrize(
    ("second", "trigger", "one"),
    [
        ("The guard said it had sent men to the area and killed nine raiders in a counter-attack.", "killed", False),
        ("In retaliation jets bombed the raiders by the mill.", "bombed", False),
        ("Guns answered by the mill: the guard struck back and killed nine.", "killed", False),
        ("The guard responded by bombing the mill.", "bombing", False),
        ("A retaliatory strike on the mill killed nine.", "strike", False),
        ("A counterstrike on the mill killed nine.", "counterstrike", False),
        ("The strike was in retaliation for a raid on the ford, the guard said.", "strike", True),
        ("The strike on the mill came before the guard could strike from the air.", "strike", True),
        ("Jets bombed the mill again in a response.", "bombed", False),
    ],
)
def test_what_answers_an_attack_is_another_one(second: str, trigger: str, one: bool) -> None:
    document, claims = two(second, trigger)
    accounts, _ = accounts_of(Story(document, MERGING), claims, ACTORS)
    assert (len(accounts) == 1) is one
    assert one or not list(maybe_one(Story(document, MERGING), accounts))


def test_what_was_a_week_before_is_never_the_news() -> None:
    document, (first, later) = two("A week after a raid on the mill killed nine.", "raid", tolls=[toll(14)])
    assert later.time is not None
    before = replace(later, time=replace(later.time, rule="when.long_before"))
    for claims, happenings in (([first, later], 1), ([first, before], 2)):
        assert len(accounts_of(Story(document, MERGING), claims, ACTORS)[0]) == happenings


def test_the_answer_told_on_is_one_with_itself() -> None:
    document, (first, answer) = two("Jets struck it in a counter-attack. The counter-attack killed nine.", "struck")
    at = document.text.rindex("counter-attack")
    clause = Span(document.text.index("The counter"), len(document.text))
    again = replace(claim(document, 2, clause=clause), trigger=Span(at, at + 14))
    answer = replace(answer, clause=Span(answer.clause.start, clause.start - 1))
    accounts, _ = accounts_of(Story(document, MERGING), [first, answer, again], ACTORS)
    assert [account.ids for account in accounts] == [(first.id,), (answer.id, again.id)]


@pytest.mark.parametrize(
    ("second", "agents", "able"),
    [
        ("Jets also bombed the town.", ["army"], True),
        ("Jets also bombed Ilmet, by the town.", ["army"], False),
        ("Jets bombed the town.", ["rebels"], False),
    ],
)
def test_other_places_and_the_other_side_are_told_apart_for_good(second: str, agents: list[str], able: bool) -> None:
    document, (first, later) = two(second, "bombed", agents=agents, tolls=[toll(3)], when=None)
    first = replace(first, agents=(Cited("army", first.clause),))
    if "Ilmet" in second:
        names = Cited("Ilmet", later.clause), Cited(TOWN.name, later.clause)
        later = replace(later, place=FAR_TOWN, places=names)
    accounts, _ = accounts_of(Story(document, MERGING), [first, later], ACTORS)
    assert (len(accounts) == 1 or bool(list(maybe_one(Story(document, MERGING), accounts)))) is able


@pytest.mark.parametrize(("place", "able"), [(TOWN, True), (FAR_TOWN, False)])
def test_what_a_report_leaves_open_another_may_show(place: Place, able: bool) -> None:
    document, claims = two("Another strike hit near the mill.", "strike", place=place)
    accounts, _ = accounts_of(Story(document, MERGING), claims, ACTORS)
    assert len(accounts) == 2
    assert list(maybe_one(Story(document, MERGING), accounts)) == ([(0, 1)] if able else [])


def test_a_country_that_both_happen_in_says_nothing() -> None:
    text = "Jets struck. Jets bombed."
    document = report("one", text)
    claims = [claim(document, n, place=COUNTRY, when=None, clause=Span(n, n + 12)) for n in (0, 13)]
    assert len(accounts_of(Story(document, MERGING), claims, ACTORS)[0]) == 2
