from __future__ import annotations

import random
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recount.model import Document, Span
from recount.resolution.reprints import (
    MemoryShelf,
    ReprintIndex,
    Reprints,
    are_alike,
    batch,
    crowds,
    reprints_among,
    units,
)
from recount.resolution.reprints.families import is_link
from recount.resolution.reprints.firsts import agency_of
from recount.resolution.reprints.glances import Glances, numbers_of
from recount.resolution.reprints.units import (
    is_furniture,
    keys_of,
    likeness_of,
    shingles_in,
    units_of,
)
from tests.resolution.told import DAY, report

WIRE = (
    "Shells fell on the grain market of Tarnow Bridge early on Tuesday while farmers were unloading their carts. "
    "The district doctor counted seven dead and said that two more people were still under the roof of the hall. "
    "Nobody in the garrison across the river would say who had given the order to open fire on the market."
)
OTHER = (
    "Fishermen at Quay Saar found an old sea mine in their nets and towed it to the harbour before calling the navy. "
    "The harbour master closed both piers for a day and sent the pupils of the nearby school home until Friday."
)


def test_a_story_printed_again_is_a_reprint_of_the_earlier_one() -> None:
    later = report("a", WIRE.replace("early on Tuesday", "at dawn on Tuesday"), day=date(2016, 5, 12))
    earlier = report("b", WIRE, day=date(2016, 5, 11))
    found = reprints_among([later, earlier])
    assert [(r.earlier, r.later, r.whole) for r in found.pairs] == [("b", "a", True)]
    assert found.family("a") == found.family("b") == "b"


def test_a_story_spliced_into_another_page_is_a_partial_reprint() -> None:
    filler = " ".join(f"Page filler number {n} speaks of things that no other page mentions at all." for n in range(9))
    page = report("page", f"{OTHER}\n\n{filler}", day=date(2016, 5, 12))
    story = report("story", f"{OTHER.split('. ')[0]}. {WIRE}", day=date(2016, 5, 11))
    (one,) = reprints_among([page, story]).pairs
    assert (one.earlier, one.later, one.whole) == ("story", "page", False)
    assert reprints_among([page, story]).family("page") == "page"


def test_reports_in_their_own_words_are_no_reprints() -> None:
    own = "At least seven people died when the grain hall of Tarnow Bridge was hit by mortar fire, a doctor said."
    assert reprints_among([report("a", WIRE), report("b", own), report("c", OTHER)]).pairs == ()


def test_an_update_that_keeps_the_form_of_one_sentence_is_another_story() -> None:
    first = (
        "Nine Oster guards were killed on Monday in fighting with river pirates near the town of Ilmet, the ministry "
        "of the interior said in a note. Another twenty guards were hurt, the note said. Nobody could say on Monday "
        "how many boats had come down the river."
    )
    update = (
        "Twelve Oster guards were killed on Monday in fighting with river pirates near the town of Ilmet, the guards' "
        "own command said, up from nine. The fighting also cost the lives "
        "of at least thirty people of the harbour, the Northern Monitor said when its people had been there."
    )
    found = likeness_of(units_of(report("a", first)), units_of(report("b", update)))
    assert (found.shared, found.whole) == (17, False)


def test_undated_reports_come_after_dated_ones_in_order_of_their_ids() -> None:
    found = reprints_among([report("a", WIRE, day=None), report("b", WIRE, day=None), report("c", WIRE)])
    assert {found.family(name) for name in "abc"} == {"c"}
    assert [(r.earlier, r.later) for r in found.pairs] == [("c", "a"), ("c", "b")]
    assert found.share("a", "b") == 1.0
    assert found.is_whole("b", "a")


def test_what_the_cleaning_left_out_of_the_body_makes_no_reprint() -> None:
    promo = "The printers of Ilmet have chosen the editors of this paper for another year, as they do each May. "
    texts = [promo + WIRE, promo + OTHER]
    reports = [report(str(n), text) for n, text in enumerate(texts)]
    bodies = [
        type(r)(**{f: getattr(r, f) for f in r.__slots__} | {"passages": ((Span(len(promo), len(r.text)),),)})
        for r in reports
    ]
    assert len(reprints_among(reports).pairs) == 1
    assert reprints_among(bodies).pairs == ()


@pytest.mark.parametrize("text", ["", " ", "Short.", "a. b. c.", "\n\n\n", "?" * 5000])
def test_empty_and_tiny_texts_are_no_reprints(text: str) -> None:
    assert reprints_among([report("a", text or " "), report("b", text or " ")]).pairs == ()


def test_a_page_spliced_from_two_stories_does_not_make_them_one_voice() -> None:
    first = report("first", WIRE, day=date(2016, 5, 10))
    second = report("second", OTHER, day=date(2016, 5, 11))
    page = report("page", f"{WIRE}\n\n{OTHER}", day=date(2016, 5, 12))
    found = reprints_among([page, second, first])
    assert found.family("first") != found.family("second")
    assert found.family("page") == "first"
    assert {(r.earlier, r.later, r.whole) for r in found.pairs} == {("first", "page", True), ("second", "page", True)}


def test_a_story_cut_again_goes_back_to_the_uncut_one() -> None:
    first, second, third = WIRE.split(". ")
    texts = {"c": f"{first}. {second}. {third}", "b": f"{first}. {second}.", "a": f"{second}."}
    reports = [report(name, text, day=date(2016, 5, 10 + n)) for n, (name, text) in enumerate(texts.items())]
    found = reprints_among(reports)
    assert {found.family(name) for name in texts} == {"c"}


@pytest.mark.parametrize(
    ("texts", "agency"),
    [
        (["TARNOW BRIDGE (Reuters) - " + WIRE, WIRE], "Reuters"),
        (["By Ilse Maron, Associated Press\n\n" + WIRE, WIRE], "Associated Press"),
        ([WIRE + " (AFP)", WIRE + " - AFP"], "Agence France-Presse"),
        ([WIRE, "TARNOW BRIDGE (Quay Wire) - " + WIRE], "Quay Wire"),
        (["TARNOW BRIDGE (Agencies) - " + WIRE, WIRE], None),
        ([WIRE + " (Agencies)", WIRE], None),
        (["A cart burns in Tarnow (Photo Reuters) " + WIRE, WIRE], None),
        ([WIRE + " A clerk told Reuters that the hall was closed.", WIRE], None),
    ],
)
def test_a_family_is_the_voice_of_the_agency_whose_copy_it_says_it_is(texts: list[str], agency: str | None) -> None:
    found = reprints_among([report(f"r{n}", text, day=date(2016, 5, 11 + n)) for n, text in enumerate(texts)])
    assert found.family("r1") == "r0"
    assert {found.agency("r0"), found.agency("r1")} == {agency}


def test_a_credit_to_another_agency_goes_before_an_agencys_own_page() -> None:
    texts = [(WIRE, "SANA"), (WIRE + " (Reuters)", "Quay Post"), (WIRE, None)]
    reports = [report(f"r{n}", text, outlet=outlet) for n, (text, outlet) in enumerate(texts)]
    assert reprints_among(reports).agency("r2") == "Reuters"
    assert reprints_among([reports[0], reports[2]]).agency("r2") == "SANA"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((WIRE, None), (WIRE.rsplit(". ", 1)[0] + ".", None)),  # uncut before cut
        ((WIRE.rsplit(". ", 1)[0] + ". (AFP)", None), (WIRE, None)),  # who credits an agency before who does not
        ((WIRE, "Reuters"), (WIRE + " And the mayor came by to see it for himself. (Reuters)", "Tarnow Post")),
        ((WIRE, None), (WIRE, "UPDATE 2 - Shells hit market")),
    ],
)
def test_of_one_day_the_agency_comes_first_then_the_uncut_text(
    first: tuple[str, str | None], second: tuple[str, str | None]
) -> None:
    def of(name: str, told: tuple[str, str | None]) -> Document:
        text, extra = told
        updated = bool(extra and extra.startswith("UPDATE"))
        return report(name, text, title=extra if updated else None, outlet=None if updated else extra)

    found = reprints_among([of("z", first), of("a", second)])
    assert found.family("a") == "z"


def test_of_one_days_prints_the_first_one_comes_first_and_other_reports_keep_their_order() -> None:
    cut, uncut = report("a", WIRE.rsplit(". ", 1)[0] + "."), report("z", WIRE)
    other, later = report("k", OTHER), report("b", WIRE, day=DAY + timedelta(days=1))
    found = reprints_among([cut, uncut, other, later])
    assert [one.id for one in sorted([cut, uncut, other, later], key=found.order)] == ["z", "a", "k", "b"]
    alone = reprints_among([cut, other])
    assert sorted([other, cut], key=alone.order) == [cut, other]


def test_one_story_in_a_thousand_outlets_is_one_family_and_makes_no_square_of_pairs() -> None:
    chance = random.Random(5)  # noqa: S311 (made-up data)
    reports = [report(f"r{n:04}", WIRE, day=date(2016, 5, 12)) for n in range(500)]
    for n in range(500, 1000):
        sentences = WIRE.split(". ")
        del sentences[chance.randrange(3)]
        own = f"The {chance.choice(VOCABULARY)} of issue {n} stands on page {n % 40} beside the weather. "
        reports.append(report(f"r{n:04}", own + ". ".join(sentences), day=date(2016, 5, 13)))
    found = reprints_among(reports)
    assert {found.family(r.id) for r in reports} == {"r0000"}
    assert len(found.pairs) < 15 * len(reports)


def test_a_sentence_that_every_report_carries_makes_no_pairs_without_end() -> None:
    promo = "The monitor, which is based in a flat in Ilmet, relies on a network of people inside the country. "
    reports = []
    for n in range(400):
        words = random.Random(n).choices(VOCABULARY, k=60)  # noqa: S311 (made-up data)
        reports.append(report(f"r{n}", promo + "It says: " + " ".join(words) + "."))
    assert len(reprints_among(reports).pairs) < 5 * len(reports)


def test_hashing_misses_few_of_the_edited_sentences_that_brute_force_finds() -> None:
    chance = random.Random(3)  # noqa: S311 (made-up data)
    found = alike = 0
    for _ in range(300):
        original = [chance.choice(VOCABULARY) for _ in range(chance.randrange(12, 40))]
        edited = list(original)
        for _ in range(chance.randrange(1, 4)):
            edited[chance.randrange(len(edited))] = chance.choice(VOCABULARY)
        if are_alike(shingles_in(original), shingles_in(edited)):
            alike += 1
            keys = [set(keys_of(units_of(report("x", " ".join(words))))) for words in (original, edited)]
            found += bool(keys[0] & keys[1])
    assert alike > 200
    assert found >= 0.7 * alike  # of single sentences; a reprint has several


@given(st.lists(st.sampled_from([*WIRE.split(". "), *OTHER.split(". "), "Nothing to see."]), max_size=9))
@settings(max_examples=40, deadline=None)
def test_how_alike_two_texts_are_does_not_depend_on_which_is_named_first(sentences: list[str]) -> None:
    a, b = units_of(report("a", ". ".join(sentences))), units_of(report("b", WIRE))
    assert likeness_of(a, b) == likeness_of(b, a)
    assert 0 <= likeness_of(a, b).share <= 1


VOCABULARY = [f"w{n}" for n in range(900)]


@given(st.permutations(range(6)))
@settings(max_examples=20, deadline=None)
def test_the_order_of_reports_makes_no_difference(order: list[int]) -> None:
    texts = [WIRE, WIRE.replace("seven", "eight"), OTHER, f"{WIRE}\n\n{OTHER}", OTHER, "Nothing to see."]
    reports = [report(f"r{n}", text, day=date(2016, 5, 1 + n % 3)) for n, text in enumerate(texts)]
    assert reprints_among([reports[n] for n in order]) == reprints_among(reports)


@pytest.mark.parametrize(
    "furniture",
    [
        "Get our morning newsletter with all that matters in Velmark sent to your inbox before breakfast.",
        "1:47 Miller tells of the night on which the mill burned down and of what was saved",
        "Anyone with information on the fire is asked to call the guard of the bridge at once, day or night.",
        "Follow the Quay Post on every channel to hear of fires, floods and fairs before all of the others.",
        "If you saw the fire from the other bank, the guard of the bridge would like to hear of it soon.",
        "This is a developing story, and more will be printed here once more of it is known to the paper.",
    ],
)
def test_what_a_page_says_of_itself_or_to_its_reader_makes_no_reprint(furniture: str) -> None:
    own = ("A cart lost a wheel on the market of Ilmet, and its driver was hurt.", "Six sheep drowned near Quay Saar.")
    assert reprints_among([report(str(n), f"{text} {furniture}") for n, text in enumerate(own)]).pairs == ()


def test_what_people_are_quoted_with_is_compared_though_they_say_you() -> None:
    quoted = (
        'The ferryman said: "When you come to the bridge at night, you hear them before you see them, and you run."'
    )
    assert len(reprints_among([report("a", f"{WIRE} {quoted}"), report("b", f"{OTHER} {quoted}")]).pairs) == 1


def test_a_short_note_that_shares_one_sentence_with_a_page_is_another_story() -> None:
    common = "No charges have been brought in the case so far, the guard of the bridge told the paper."
    note = report("note", f"A barn burned near Ilmet on Sunday. {common}")
    page = report("page", f"{WIRE} {common}")
    (one,) = reprints_among([note, page]).pairs
    assert not one.whole


def test_texts_that_are_not_at_hand_any_more_are_taken_up_again(monkeypatch: pytest.MonkeyPatch) -> None:
    reports = [report(f"r{n}", f"{WIRE} Page {n} of the {VOCABULARY[n]} paper ends here for today.") for n in range(9)]
    expected = reprints_among(reports)
    monkeypatch.setattr(batch, "_KEPT", 1)
    assert reprints_among(reports) == expected


@st.composite
def _comings_and_goings(draw: st.DrawFn) -> tuple[list[Document], list[int], list[int]]:
    """Reports made of few stories, cut and edited; the order in which they come, and which of them go again."""
    stories = [
        [f"{word} of story {n} says that nine {word}s saw {n} carts burn near the {k} mill" for k in range(4)]
        for n, word in enumerate(("miller", "farmer", "ferryman"))
    ]
    reports = []
    for n in range(draw(st.integers(2, 16))):
        told = [line for story in draw(st.lists(st.sampled_from(stories), min_size=1, max_size=2)) for line in story]
        kept = draw(st.lists(st.sampled_from(told), min_size=1, max_size=6, unique=True))
        text = ". ".join(f"The {line}" for line in kept) + "."
        reports.append(report(f"r{n}", text, day=DAY + timedelta(days=draw(st.integers(0, 2)))))
    order = draw(st.permutations(range(len(reports))))
    gone = draw(st.lists(st.sampled_from(range(len(reports))), unique=True, max_size=6))
    return reports, list(order), gone


@pytest.fixture(params=[(24, 2000), (3, 6)], ids=["usual crowds", "small crowds"])
def crowd(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = request.param
    monkeypatch.setattr(crowds, "FEW", few)
    monkeypatch.setattr(crowds, "MANY", many)


@pytest.mark.usefixtures("crowd")
@given(_comings_and_goings())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_index_says_at_any_time_what_all_its_reports_at_once_would_say(
    made: tuple[list[Document], list[int], list[int]],
) -> None:
    reports, order, gone = made
    index = ReprintIndex(MemoryShelf())
    for n in order:
        before = _views(index, [r.id for r in reports])
        changed = index.add(reports[n])
        after = _views(index, [r.id for r in reports])
        assert {name for name in after if after[name] != before[name]} <= changed
    assert _all(index, reports) == reprints_among(reports)
    for n in gone:
        index.remove(reports[n].id)
        left = [r for r in reports if index.among([r.id]).texts]
        assert _all(index, left) == reprints_among(left)


def _all(index: ReprintIndex, reports: list[Document]) -> Reprints:
    return index.among([r.id for r in reports])


def _views(index: ReprintIndex, names: list[str]) -> dict[str, object]:
    """What is told of each report: its family, that family's agency, and its own pairs."""
    told: dict[str, object] = {}
    for name in names:
        found = index.among([name])
        own = tuple(pair for pair in found.pairs if name in (pair.earlier, pair.later))
        told[name] = (found.family(name), found.agency(name), own)
    return told


_FEW_WORDS = st.sampled_from(["red", "boat", "came", "down", "to", "the", "mill", "nine", "men", "left"])
_SENTENCES = st.lists(st.lists(_FEW_WORDS, min_size=8, max_size=14).map(" ".join), min_size=1, max_size=5)


@given(_SENTENCES, _SENTENCES)
def test_no_two_texts_that_share_enough_are_passed_over(some: list[str], others: list[str]) -> None:
    """Repeated words and sentences of one form are what a bound would stumble over."""
    one, other = (units_of(report(name, ". ".join(text))) for name, text in (("a", some), ("b", others)))
    if is_link(likeness_of(one, other)):
        glances = Glances.at([numbers_of(one), numbers_of(other)])
        assert glances.may_share(np.array([0]), np.array([1])).all()


def test_a_glance_tells_texts_of_other_things_apart() -> None:
    told = [numbers_of(units_of(report(name, text))) for name, text in (("a", WIRE), ("b", OTHER), ("c", WIRE))]
    may = Glances.at(told).may_share(np.array([0, 0, 1]), np.array([1, 2, 2]))
    assert may.tolist() == [False, True, False]
    assert Glances.at([]).may_share(np.array([], np.int64), np.array([], np.int64)).size == 0


_PIECES = ["you", "Your", "12:30", "e-mail", "Apps", "happened", "555-123-4567", "in 2016 nine", ">>", "Join", "©"]
_PIECES += ['"', "“", "copyright", "signs up", "sign up", "Listen", "the mill", " ", "-", "ſhare", "Cookies", "\n"]


@given(st.lists(st.sampled_from(_PIECES), max_size=8), st.sampled_from(["", " "]))
def test_a_glance_never_takes_furniture_for_a_story(pieces: list[str], between: str) -> None:
    sentence = between.join(pieces)
    assert is_furniture(sentence) == (units._FURNITURE.search(sentence) is not None)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 60)), max_size=150))
def test_all_pairs_at_once_are_those_of_each_key(held: list[tuple[int, int]]) -> None:
    each: dict[int, set[int]] = {}
    for key, text in held:
        each.setdefault(key, set()).add(text)
    told = sorted({*held})
    keys, texts = (np.array([one[n] for one in told], np.int64) for n in (0, 1))
    pairs = {pair for own in each.values() for pair in crowds.pairs_of(sorted(own))}
    assert crowds.pairs_of_all(texts, keys).tolist() == sorted(a << 32 | b for a, b in pairs)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("A post is seen after rebels took it on a road to Orlen June 6 2015 (Reuters) Two people died.", None),
        ("Smoke over Orlen in this file photo. (AFP) ORLEN (AP) - Two people died.", "Associated Press"),
        ("Children are pictured near Orlen, May 3 (AFP). By Ana Rus of Reuters. Two people died.", "Reuters"),
        ("ORLEN (Reuters) - Two people died.", "Reuters"),
        ("He was seen in Orlen. BEIRUT (AP) - Two people died.", "Associated Press"),
    ],
)
def test_whose_picture_it_is_says_nothing_of_whose_story(text: str, agency: str | None) -> None:
    assert agency_of(report("a", text, outlet="Harbour Post")) == agency
