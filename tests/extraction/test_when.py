"""Times of events, resolved against the report's own date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.extraction.calendar_words import WEEKDAYS
from recount.extraction.when import times_in
from recount.model import UNDATED, ReportDate
from tests.extraction.figures import flat, tree

SATURDAY = date(2016, 10, 22)


def on(day: date) -> ReportDate:
    return ReportDate(day, day, "given", 1.0)


ON_SATURDAY = on(SATURDAY)


def isos(text: str, published: ReportDate = ON_SATURDAY) -> list[str]:
    return [m.when.value.iso() for m in times_in(flat(text), published)]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("on Saturday the army", "2016-10-22"),
        ("on Friday the army", "2016-10-21"),
        ("on Sunday the army", "2016-10-16"),
        ("last Saturday the army", "2016-10-15"),
        ("next Monday the army", "2016-10-24"),
        ("early on Tuesday rebels", "2016-10-18"),
        ("Friday night rebels", "2016-10-21"),
        ("Saturdays blast", "2016-10-22"),
        ("yesterday rebels", "2016-10-21"),
        ("last night rebels", "2016-10-21"),
        ("this morning rebels", "2016-10-22"),
        ("overnight rebels", "2016-10-21/2016-10-22"),
        ("overnight Wednesday rebels", "2016-10-19/2016-10-20"),
        ("over the past 24 hours", "2016-10-21/2016-10-22"),
        ("in the last two days", "2016-10-20/2016-10-22"),
        ("last week rebels", "2016-10-10/2016-10-16"),
        ("this week rebels", "2016-10-17/2016-10-22"),
        ("earlier this week", "2016-10-17/2016-10-21"),
        ("last month rebels", "2016-09"),
        ("earlier this month", "2016-10"),
        ("last year rebels", "2015"),
        ("two years ago", "2014"),
        ("a week ago", "2016-10-10/2016-10-16"),
        ("three months ago", "2016-07"),
        ("four days ago", "2016-10-18"),
        ("Wednesday last week", "2016-10-12"),
        ("since Tuesday rebels", "2016-10-18/2016-10-22"),
        ("since mid-September rebels", "2016-09-15/2016-10-22"),
        ("since April 2016 rebels", "2016-04-01/2016-10-22"),
        ("since October rebels", "2016-10-01/2016-10-22"),
        ("since 2014 rebels", "2014-01-01/2016-10-22"),
        ("in November rebels", "2015-11"),
        ("in October rebels", "2016-10"),
        ("last December rebels", "2015-12"),
        ("in June last year", "2015-06"),
        ("in 2011 rebels", "2011"),
        ("a 2011 truce", "2011"),
        ("in March 2011", "2011-03"),
        ("late 2014", "2014-10-01/2014-12-31"),
        ("mid-2012", "2012"),
        ("in the first week of July", "2016-07-01/2016-07-07"),
        ("over the weekend", "2016-10-22/2016-10-23"),
        ("last weekend", "2016-10-15/2016-10-16"),
        ("last summer rebels", "2016-06-01/2016-08-31"),
        ("on 24 October", "2016-10-24"),
        ("on October 3", "2016-10-03"),
        ("on 30 December", "2015-12-30"),
        ("24/10/2016", "2016-10-24"),
        ("10/24/2016", "2016-10-24"),
        ("2016-10-03", "2016-10-03"),
        ("in the war of 1980-88", "1980-01-01/1988-12-31"),
        ("late last year", "2015-10-01/2015-12-31"),
        ("between 3 and 5 June", "2016-06-03/2016-06-05"),
        ("on Thursday and Friday", "2016-10-20/2016-10-21"),
        ("from March to June 2015", "2015-03-01/2015-06-30"),
        ("from Friday to Wednesday", "2016-10-14/2016-10-19"),
        ("the battle began on 3 May and ended on 11 June", "2016-05-03/2016-06-11"),
        ("the battle, which began on 17 October 2015, ended on Sunday", "2015-10-17/2016-10-16"),
        ("the siege began in March 2014 and was lifted in late April 2016", "2014-03-01/2016-04-30"),
        ("the fighting started on Friday and finally died down on Wednesday", "2016-10-14/2016-10-19"),
        ("the offensive was launched on December 28 and ended on January 4", "2015-12-28/2016-01-04"),
        ("the siege ended on 4 June after it began in May 2015", "2015-05-01/2016-06-04"),
        ("for the second consecutive day", "2016-10-21/2016-10-22"),
    ],
)
def test_an_expression_resolves_to_days(text: str, iso: str) -> None:
    assert isos(text) == [iso]


@pytest.mark.parametrize(
    "text",
    [
        "it may happen",
        "the second march of protesters",
        "THE ARMY MAY ATTACK",
        "Theresa May spoke",
        "until Monday the army",
        "before 2011 the army",
        "the sun rose",
        "31 June rebels",
        "2000 people fled",
        "a crowd of 2000 people",
        "16 MAR 89 ( RADIO",
        "Sun 02 Oct 2016 Explosion",
    ],
)
def test_words_that_only_look_like_a_time_are_none(text: str) -> None:
    assert isos(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [("on Saturday rebels", "Saturday"), ("on 24 October", "24 October"), ("last week", "last week")],
)
def test_words_stay_words_where_the_report_has_no_date(text: str, words: str) -> None:
    assert isos(text, UNDATED) == [words]


def test_a_full_date_needs_no_report_date() -> None:
    assert isos("on 24 October 2014", UNDATED) == ["2014-10-24"]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("on 03/04/2016", "2016-03-04/2016-04-03"),
        ("on 11/10/2016", "2016-10-11"),  # 10 November lies after the report
        ("on 03.04.2016", "2016-04-03"),
        ("on 13/04/2016", "2016-04-13"),
        ("on 04/13/2016", "2016-04-13"),
        ("on 04/04/2016", "2016-04-04"),
    ],
)
def test_a_date_in_figures_that_can_be_two_days_says_so(text: str, iso: str) -> None:
    assert isos(text) == [iso]


def test_an_uncertain_report_date_gives_an_interval() -> None:
    week = ReportDate(date(2016, 10, 17), date(2016, 10, 21), "bounded", 0.5)
    assert isos("yesterday rebels", week) == ["2016-10-16/2016-10-20"]
    assert isos("on Sunday rebels", week) == ["2016-10-16"]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("on Tuesday after a raid the previous day", ["2016-10-18", "2016-10-17"]),
        ("on 3 October and three days later", ["2016-10-03", "2016-10-06"]),
        ("on Monday a day earlier", ["2016-10-17", "2016-10-16"]),
        ("three days later rebels", ["three days later"]),
    ],
)
def test_a_day_counted_from_another_needs_that_day(text: str, iso: list[str]) -> None:
    assert isos(text) == iso


def test_a_weekday_to_come_is_the_next_one() -> None:
    text = "They/PRON/2/nsubj will/AUX/2/aux vote/VERB/2/root/VB on/ADP/4/case Sunday/PROPN/2/obl"
    (mention,) = times_in(tree(text), on(SATURDAY))
    assert mention.when.value.iso() == "2016-10-23"


def test_a_time_names_the_verb_it_hangs_on() -> None:
    text = (
        "Rebels/NOUN/1/nsubj fled/VERB/6/ccomp on/ADP/3/case Friday/PROPN/1/obl the/DET/5/det army/NOUN/6/nsubj "
        "said/VERB/6/root on/ADP/8/case Saturday/PROPN/6/obl"
    )
    assert [m.head for m in times_in(tree(text), on(SATURDAY))] == [1, 6]


def test_the_past_day_is_counted_from_the_day_of_saying() -> None:
    text = (
        "Rebels/NOUN/1/nsubj fled/VERB/8/ccomp over/ADP/6/case the/DET/6/det past/ADJ/6/amod 24/NUM/6/nummod "
        "hours/NOUN/1/obl monitors/NOUN/8/nsubj said/VERB/8/root on/ADP/10/case Friday/PROPN/8/obl"
    )
    assert [m.when.value.iso() for m in times_in(tree(text), on(SATURDAY))] == ["2016-10-20/2016-10-21", "2016-10-21"]


def test_a_clause_with_since_lends_its_stretch_of_time_to_the_verb_outside() -> None:
    text = (
        "Hundreds/NOUN/1/nsubj died/VERB/1/root since/SCONJ/4/mark fighting/NOUN/4/nsubj began/VERB/1/advcl "
        "in/ADP/6/case 2012/NUM/4/obl"
    )
    found = {m.when.rule: (m.when.value.iso(), m.last) for m in times_in(tree(text), on(SATURDAY))}
    assert found == {"when.year": ("2012", 6), "when.since_clause": ("2012-01-01/2016-10-22", 1)}


def test_since_as_an_adverb_lends_nothing() -> None:
    text = (
        "Fighting/NOUN/1/nsubj began/VERB/1/root in/ADP/3/case 2012/NUM/1/obl and/CCONJ/6/cc has/AUX/6/aux "
        "since/ADV/7/advmod spread/VERB/1/conj"
    )
    assert [m.when.rule for m in times_in(tree(text), on(SATURDAY))] == ["when.year"]


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1)), st.sampled_from(sorted(WEEKDAYS)))
def test_a_bare_weekday_lies_in_the_seven_days_up_to_the_report(day: date, weekday: str) -> None:
    (mention,) = times_in(flat(f"on {weekday.title()} rebels"), on(day))
    found = mention.when.value.first
    assert found is not None
    assert found.weekday() == WEEKDAYS[weekday]
    assert day - timedelta(days=6) <= found <= day


@given(
    st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d"]),
)
def test_a_written_date_reads_back_as_itself(day: date, form: str) -> None:
    assert isos(f"on {day.strftime(form)}", UNDATED) == [day.isoformat()]


@given(
    st.lists(
        st.sampled_from(
            [
                "since",
                "on",
                "Saturday",
                "and",
                "to",
                "early",
                "2016",
                "2011",
                "June",
                "31",
                "12",
                "/",
                "-",
                "between",
                "the",
                "past",
                "last",
                "three",
                "days",
                "week",
                "ago",
                "later",
                "May",
                "overnight",
                "from",
                "until",
                ",",
                "year",
                "24",
                "hours",
                "first",
                "of",
                "next",
            ]
        ),
        min_size=1,
        max_size=25,
    ),
    st.one_of(st.just(UNDATED), st.dates(min_value=date(1960, 1, 1), max_value=date(2090, 1, 1)).map(on)),
)
def test_any_heap_of_words_gives_times_that_cite_it(words: list[str], published: ReportDate) -> None:
    sentence = flat(" ".join(words), 7)
    for mention in times_in(sentence, published):
        assert sentence.span.contains(mention.when.span)
        assert mention.when.rule
        assert 0 <= mention.first <= mention.last < len(sentence.tokens)
        assert 0 <= mention.head < len(sentence.tokens)


def test_the_beginning_of_one_thing_and_the_end_of_another_are_two_times() -> None:
    assert isos("the battle began on 3 May and the truce ended on 11 June") == ["2016-05-03", "2016-06-11"]
    assert isos("the army began to shell it on 3 May and left on 11 June") == ["2016-05-03", "2016-06-11"]
