from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from recount.errors import CodebookError
from recount.model import Category, Change, Count, Harm, LedgerEntry, OriginKind, ReportDate, Stance
from recount.tolls import RULES, by_acled, headline, headline_of, whole_of
from recount.tolls.comparable import told_apart
from recount.tolls.headlines import Choice, HeadlineRule, OpenBounds, Statistic
from recount.tolls.rule_files import rule_from
from tests.tolls.test_estimates import said


def on(entry: LedgerEntry, day: int) -> LedgerEntry:
    return replace(entry, reported=ReportDate(date(2017, 4, day), date(2017, 4, day), "given", 1.0))


LEDGER = [
    on(replace(said("Army", 16, 16, document="r1"), kind=OriginKind.PARTY, stance=Stance.ADMISSION), 1),
    on(replace(said("Observatory", 21, None, document="r2"), kind=OriginKind.MONITOR), 2),
    on(replace(said("Gazette", 30, 30, document="r3"), kind=OriginKind.OUTLET, side="North"), 3),
]


def rule(text: str) -> HeadlineRule:
    return rule_from(text, "own.yaml")


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("statistic: lowest", (16, 16, 16)),
        ("statistic: highest", (30, 30, 30)),
        ("statistic: median", (21, 21, 21)),
        ("statistic: latest", (30, 30, 30)),
        ("{statistic: median, spread: true}", (16, 21, 30)),
        ("{statistic: span, open bounds: stated}", (16, None, 30)),
        ("{statistic: span, prefer: [{kind: monitor}]}", (21, None, None)),
        ("{statistic: lowest, prefer: [{kind: monitor}], open bounds: left out}", None),
        ("{statistic: lowest, prefer: [{kind: [relief, authority]}, {name: gazette}]}", (30, 30, 30)),
        ("{statistic: lowest, prefer: [{side: north}]}", (30, 30, 30)),
        ("{statistic: lowest, prefer: [{stance: admission}, {}]}", (16, 16, 16)),
        ("{statistic: lowest, prefer: [{kind: witness}]}", None),
    ],
)
def test_a_desks_rule_asks_whom_it_prefers_and_takes_what_it_says(
    text: str, chosen: tuple[int | None, int | None, int | None] | None
) -> None:
    found = headline_of(rule(text), LEDGER)
    assert (found and (found.low, found.best, found.high)) == chosen


def test_those_added_to_others_are_no_low_bound_of_all() -> None:
    more = replace(said("Nurses", 1, 1, document="r4"), change=Change.MORE)
    found = headline_of(RULES["range"], [*LEDGER[:1], more])
    assert found is not None
    assert (found.low, found.high) == (16, 16)
    alone = headline_of(RULES["range"], [more])
    assert alone is not None
    assert (alone.low, alone.high) == (1, 1)
    many = replace(more, count=Count(20, 20))
    over = headline_of(RULES["range"], [*LEDGER[:1], many])
    assert over is not None
    assert (over.low, over.high) == (16, 20)


def test_what_a_rule_passes_over_is_kept_with_its_headline() -> None:
    (found,) = headline(rule("{statistic: lowest, prefer: [{kind: monitor}]}"), LEDGER)
    assert [entry.origin for entry in found.entries] == ["Observatory"]
    assert [entry.origin for entry in found.left_out] == ["Army", "Gazette"]


@pytest.mark.parametrize(
    ("words", "low", "number"),
    [
        ("dozens of people", 24, 12),
        ("killed hundreds", 200, 100),
        ("tens of fighters", 20, 10),
        ("at least 24 people", 24, 24),
        ("at least 200 people, dozens of them children", 200, 200),
        ("hundreds of thousands", 200_000, 200_000),
    ],
)
def test_acled_has_numbers_of_its_own_for_words_that_leave_them_open(words: str, low: int, number: int) -> None:
    chosen = by_acled([replace(said("A", low, None), words=words)])
    assert chosen is not None
    assert (chosen.low, chosen.best, chosen.high) == (number, number, number)


def test_what_counts_more_than_the_incident_is_in_no_headline() -> None:
    war = replace(said("A", 9000, None), campaign=True)
    (found,) = headline(RULES["range"], [war, said("B", 4, 4)])
    assert (found.low, found.high) == (4, 4)


def test_the_dead_of_two_parties_are_added_for_one_origin() -> None:
    own = replace(said("A", 16, 16, category=Category.COMBATANT, claim="c1"), party="North")
    enemy = replace(said("A", 138, 138, category=Category.COMBATANT, claim="c2"), party="South")
    assert whole_of([own, enemy]) == (154, 154)
    assert whole_of([own, replace(enemy, party=None)]) == (138, 138)


def of(origin: str, number: int, category: Category, party: str | None = None) -> LedgerEntry:
    return replace(said(origin, number, number, category=category, claim=f"{origin}{party}"), party=party)


CIVILIAN, COMBATANT, ANYBODY = Category.CIVILIAN, Category.COMBATANT, Category.UNKNOWN
FOUGHT = of("F", 2, COMBATANT)
"""Whom an origin tells of that counts dead fighters alone: the dead were not all civilians."""


@pytest.mark.parametrize(
    ("ledger", "bounds", "how"),
    [
        ([of("A", 47, CIVILIAN), of("B", 154, COMBATANT)], (154, None), "1 origin, beside 1 that counts other people"),
        ([of("A", 8, CIVILIAN), of("B", 10, ANYBODY)], (8, 10), "span of 2 origins"),
        (
            [of("A", 8, CIVILIAN), of("B", 10, ANYBODY), FOUGHT],
            (10, 10),
            "1 origin, beside 2 that count only some of them",
        ),
        (
            [of("A", 8, CIVILIAN), of("B", 10, ANYBODY), replace(of("B", 6, CIVILIAN), who="civilians", sub=True)],
            (10, 10),
            "1 origin, beside 1 that counts civilians alone",
        ),
        ([of("A", 8, CIVILIAN)], (8, 8), "1 origin"),
        (
            [of("A", 12, CIVILIAN), of("B", 10, ANYBODY), FOUGHT],
            (10, None),
            "span of 2 origins, beside 1 that counts only some of them",
        ),
        (
            [of("A", 3, CIVILIAN), of("B", 12, COMBATANT), of("B", 4, CIVILIAN)],
            (16, 16),
            "1 origin, beside 1 that counts civilians alone",
        ),
        (
            [of("A", 40, CIVILIAN), of("B", 12, COMBATANT), of("B", 4, CIVILIAN)],
            (16, None),
            "span of 2 origins, who count different people",
        ),
        (
            [of("A", 40, COMBATANT, "North"), of("B", 6, COMBATANT, "North"), of("B", 70, COMBATANT, "South")],
            (76, 76),
            "1 origin, beside 1 that counts only some of them",
        ),
        ([of("A", 25, COMBATANT), of("B", 6, COMBATANT, "North")], (6, 25), "span of 2 origins"),
        (
            [
                replace(of("A", 25, COMBATANT), who="soldiers"),
                replace(of("B", 6, COMBATANT), who="soldiers"),
                replace(of("B", 70, COMBATANT), who="militants"),
            ],
            (76, 76),
            "1 origin, beside 1 that counts only some of them",
        ),
    ],
    ids=[
        "civilians, fighters",
        "civilians, people",
        "civilians, people, fighters",
        "civilians, people and how many of them civilians",
        "civilians alone",
        "civilians, fewer people",
        "some of all",
        "more of some",
        "one side's dead",
        "side not told",
        "soldiers alone",
    ],
)
def test_only_figures_for_the_same_people_compete(
    ledger: list[LedgerEntry], bounds: tuple[int, int | None], how: str
) -> None:
    (found,) = headline(RULES["range"], ledger)
    assert ((found.low, found.high), found.how) == (bounds, how)
    assert {*found.entries, *found.left_out} == {entry for entry in ledger if not entry.sub}


@pytest.mark.parametrize("who", ["civilians", "children", "women and girls", "fighters", "nurses"])
@pytest.mark.parametrize("name", ["range", "ucdp", "acled"])
def test_a_count_of_some_is_no_low_of_all(name: str, who: str) -> None:
    category = {"civilians": CIVILIAN, "nurses": CIVILIAN, "fighters": COMBATANT}.get(who, ANYBODY)
    some = replace(of("A", 5, category), who=who)
    vague = replace(said("A", 1, None, claim="vague"), words="people were killed")
    beside = [FOUGHT] if who == "civilians" else []
    for ledger in ([some, *beside], [some, vague, *beside], [vague, some, *beside]):
        found = headline_of(RULES[name], [*ledger, said("B", 9, 9), said("C", 17, None)])
        assert found is not None
        assert found.low == 9
        assert some in found.left_out


@pytest.mark.parametrize(
    ("earlier", "low"), [(ANYBODY, 87), (CIVILIAN, 100)], ids=["once of everybody", "of civilians ever since"]
)
def test_what_takes_the_place_of_a_figure_for_everybody_counts_everybody(earlier: Category, low: int) -> None:
    first = replace(of("A", 86, earlier), claim="first")
    later = replace(of("A", 87, CIVILIAN), claim="later", document="later", revises="first")
    found = headline_of(RULES["range"], [on(first, 1), on(of("B", 100, ANYBODY), 1), on(FOUGHT, 1), on(later, 2)])
    assert found is not None
    assert found.low == low


def test_more_of_some_than_others_count_of_all_is_an_open_bound() -> None:
    ledger = [of("A", 30, CIVILIAN), of("B", 22, ANYBODY), FOUGHT]
    for name, bounds in {"range": (22, None, None), "ucdp": (22, 22, None), "acled": (22, 22, 22)}.items():
        found = headline_of(RULES[name], ledger)
        assert found is not None
        assert (found.low, found.best, found.high) == bounds
    (spanned,) = headline(RULES["range"], ledger)
    assert spanned.most == 30


def by(name: str, number: int, kind: OriginKind, day: int, who: str = "people", **changes: object) -> LedgerEntry:
    """A figure of an origin of a kind, reported on a day of April."""
    category = {"people": ANYBODY, "policemen": COMBATANT}.get(who, CIVILIAN)
    return replace(on(of(name, number, category), day), kind=kind, who=who, **changes)  # type: ignore[arg-type]


UNNAMED, BODY, PARTY = OriginKind.UNNAMED, OriginKind.BODY, OriginKind.PARTY


@pytest.mark.parametrize(
    ("ledger", "ucdp", "acled", "how"),
    [
        pytest.param(
            [
                by("a source", 8, UNNAMED, 10, "villagers"),
                by("activists", 131, UNNAMED, 10),
                by("United Nations", 131, BODY, 11),
                by("government", 272, PARTY, 11),
            ],
            (8, 131, 272),
            131,
            "lowest of 2 origins, before 2 unnamed",
            id="a source's few beside a body's many",
        ),
        pytest.param(
            [by("monitor", 9, OriginKind.MONITOR, 6, "civilians"), by("helmets", 11, OriginKind.RELIEF, 6)],
            (9, 9, 11),
            9,
            "lowest of 2 origins",
            id="civilians and people",
        ),
        pytest.param(
            [by("police", 14, OriginKind.AUTHORITY, 4), by("officials", 17, UNNAMED, 5)],
            (14, 17, 17),
            14,
            "lowest of 2 origins",
            id="later news of nobody by name",
        ),
        pytest.param(
            [by("medics", 6, UNNAMED, 1), by("medics elsewhere", 8, UNNAMED, 2)],
            (6, 8, 8),
            6,
            "lowest of 2 origins, an unnamed one's",
            id="nobody by name, the later",
        ),
        pytest.param(
            [by("medics", 6, UNNAMED, 1), by("a source", 8, UNNAMED, 1)],
            (6, 6, 8),
            6,
            "lowest of 2 origins, an unnamed one's",
            id="nobody by name, of one day the lower",
        ),
        pytest.param(
            [by("army", 3, PARTY, 2), by("activists", 20, UNNAMED, 1), by("medics", 18, UNNAMED, 1)],
            (3, 18, 20),
            3,
            "lowest of 3 origins",
            id="a party's word goes before nobody's",
        ),
        pytest.param(
            [by("army", 3, PARTY, 2, stance=Stance.ADMISSION), by("activists", 20, UNNAMED, 1)],
            (3, 3, 20),
            3,
            "lowest of 1 origin, before 1 unnamed",
            id="but its admission does",
        ),
        pytest.param(
            [by("police", 3, OriginKind.AUTHORITY, 5, "policemen"), by("a source", 15, UNNAMED, 5)],
            (15, 15, 15),
            15,
            "1 origin, beside 1 that counts only some of them",
            id="who counts some of them answers nobody",
        ),
    ],
)
def test_rules_that_choose_one_figure_ask_unnamed_sources_last(
    ledger: list[LedgerEntry], ucdp: tuple[int, int, int], acled: int, how: str
) -> None:
    best = headline_of(RULES["ucdp"], ledger)
    assert best is not None
    assert (best.low, best.best, best.high) == ucdp
    lowest = headline_of(RULES["acled"], ledger)
    assert lowest is not None
    assert (lowest.best, lowest.how) == (acled, how)
    assert headline_of(rule("{statistic: lowest, unnamed last: true}"), ledger) is not None


@pytest.mark.parametrize("words", ["an unspecified number of people", "several people", "people", "some"])
def test_who_only_says_that_there_were_some_sets_no_bound_beside_a_number(words: str) -> None:
    some = replace(said("A", 1, None), words=words)
    (found,) = headline(RULES["range"], [some, said("B", 6, None), said("C", 9, 9)])
    assert (found.low, found.high, found.left_out) == (6, 9, (some,))
    (alone,) = headline(RULES["range"], [some])
    assert (alone.low, alone.high) == (1, None)


def test_at_least_one_is_a_number() -> None:
    (found,) = headline(RULES["range"], [replace(said("A", 1, None), words="at least one child"), said("B", 6, 6)])
    assert (found.low, found.high) == (1, 6)


BOMB = "statistic: [" + "&a0 [x], " + ", ".join(f"&a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)) + "]"
"""Lists within lists that would be as long as the memory when written out."""


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "are expected"),
        ("name: x", "says no `statistic`"),
        ("statistic: mode", 'statistic: unknown word "mode"'),
        ("{statistic: lowest, name: ucdp}", "rule of Recount"),
        ("{statistic: lowest, prefers: []}", 'unknown key "prefers"'),
        ("{statistic: lowest, prefer: monitor}", "is no list"),
        ("{statistic: lowest, prefer: [{kind: monitr}]}", 'prefer 1, kind: unknown word "monitr"'),
        ("{statistic: lowest, prefer: [{kind: []}]}", "has a list of 0 values"),
        ("{statistic: lowest, prefer: [{name: {a: b}}]}", "a short text is expected"),
        ("{statistic: lowest, open bounds: shut}", 'unknown word "shut"'),
        ("{statistic: lowest, words: {dozens: many}}", "is no number"),
        ("{statistic: lowest, words: {oodles: 3}}", 'unknown key "oodles"'),
        ("{statistic: span, spread: true}", "nothing is chosen"),
        ("{statistic: lowest, spread: 3}", "neither true nor false"),
        ("{statistic: lowest, unnamed last: often}", "neither true nor false"),
        ("statistic: [lowest", "is no YAML"),
        (BOMB, 'unknown word "a list"'),
        ("x" * 20_001, "more than 20,000 characters"),
    ],
)
def test_a_rule_that_is_none_is_refused_with_what_is_wrong(text: str, complaint: str) -> None:
    with pytest.raises(CodebookError) as refused:
        rule(text)
    assert complaint in str(refused.value)
    assert refused.value.source.startswith("own.yaml")


FIGURES = st.lists(
    st.builds(
        lambda origin, low, more, category, document, sub, campaign: replace(
            said(
                origin, low, None if more is None else low + more, category=category, document=f"r{document}", sub=sub
            ),
            campaign=campaign,
            claim=f"{origin}{document}",
        ),
        st.sampled_from("ABCD"),
        st.integers(0, 500),
        st.none() | st.integers(0, 50),
        st.sampled_from(Category),
        st.integers(0, 3),
        st.booleans(),
        st.booleans(),
    ),
    max_size=12,
)
RULE = st.builds(
    lambda statistic, open_bounds, prefer, spread: HeadlineRule("own", statistic, prefer, open_bounds, spread=spread),
    st.sampled_from(Statistic),
    st.sampled_from(OpenBounds),
    st.sampled_from([(), (Choice(names=("A", "B")),), (Choice(names=("C",)), Choice())]),
    st.booleans(),
)


@given(FIGURES, RULE)
def test_no_rule_adds_up_figures_of_different_origins(ledger: list[LedgerEntry], own: HeadlineRule) -> None:
    ceilings = {
        origin: sum(max(e.count.low or 0, e.count.high or 0) for e in ledger if e.origin == origin and not e.sub)
        for origin in "ABCD"
    }
    for estimate in headline(own, ledger):
        for number in (estimate.low, estimate.best, estimate.high):
            assert number is None or number <= max(ceilings.values())


@given(FIGURES, RULE)
def test_parts_and_totals_of_more_than_the_incident_change_no_headline(
    ledger: list[LedgerEntry], own: HeadlineRule
) -> None:
    """Unless a part tells civilians from others who died: then who counts civilians has not counted all."""
    counted = [entry for entry in ledger if not entry.sub and not entry.campaign]
    told = [[entry for entry in some if entry.harm is Harm.KILLED] for some in (ledger, counted)]
    assume(told_apart(told[0]) == told_apart(told[1]))
    bounds = [(one.low, one.best, one.high) for one in headline(own, ledger)]
    assert bounds == [(one.low, one.best, one.high) for one in headline(own, counted)]


@given(FIGURES)
def test_a_lone_origins_figures_make_the_same_headline_by_every_rule_without_open_bounds(
    ledger: list[LedgerEntry],
) -> None:
    own = [replace(entry, origin="A", count=Count(entry.count.low, entry.count.low)) for entry in ledger]
    found = {(one.low, one.high) for name in RULES if (one := headline_of(RULES[name], own, Harm.KILLED))}
    assert len(found) < 2


def test_a_rule_that_lets_figures_stand_side_by_side_says_what_it_does_where_one_is_asked() -> None:
    assert RULES["latest-per-origin"].about_one.endswith("as one figure, what they span")
    assert RULES["range"].about_one == RULES["range"].about
