"""Same and different come to pairs without contradiction, and of two that contradict each other the later one holds."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from recount.judging.binding import Bound, Decision, bound
from recount.model import Verdict

SAME, DIFFERENT = Verdict.SAME, Verdict.DIFFERENT


def decision(name: str, verdict: Verdict, on: str, other: str) -> Decision:
    return Decision(name, verdict, tuple(on), tuple(other))


def groups(found: Bound) -> list[set[str]]:
    sets: list[set[str]] = []
    for a, b in sorted(found.same):
        hit = [some for some in sets if a in some or b in some]
        sets = [some for some in sets if some not in hit] + [{a, b}.union(*hit)]
    return sets


def test_the_later_of_two_contradicting_judgements_holds() -> None:
    tie, part = decision("j1", SAME, "a", "b"), decision("j2", DIFFERENT, "b", "a")
    found = bound([tie, part])
    assert not found.same
    assert set(found.different) == {("a", "b")}
    assert found.kept == {"j2"}
    assert found.overruled == {"j1": "j2"}
    found = bound([part, tie])
    assert set(found.same) == {("a", "b")}
    assert not found.different
    assert found.overruled == {"j2": "j1"}


def test_same_carries_on_from_claim_to_claim() -> None:
    found = bound([decision("j1", SAME, "a", "b"), decision("j2", SAME, "b", "c"), decision("j3", DIFFERENT, "a", "c")])
    assert found.overruled == {"j1": "j3"}
    assert groups(found) == [{"b", "c"}]


def test_of_two_incidents_judged_the_same_only_the_claim_told_apart_later_goes() -> None:
    found = bound([decision("j1", SAME, "ab", "cd"), decision("j2", DIFFERENT, "b", "acd")])
    assert groups(found) == [{"a", "c", "d"}]
    assert found.overruled == {"j1": "j2"}
    assert found.kept == {"j1", "j2"}


def test_what_has_no_claims_left_does_not_hold() -> None:
    assert bound([decision("j1", SAME, "", ""), decision("j2", DIFFERENT, "a", "")]).kept == frozenset()


decisions = st.lists(
    st.builds(
        Decision,
        st.uuids().map(str),
        st.sampled_from([SAME, DIFFERENT]),
        st.lists(st.sampled_from("abcdef"), min_size=1, max_size=3, unique=True).map(tuple),
        st.lists(st.sampled_from("ghijkl"), min_size=1, max_size=3, unique=True).map(tuple),
    ),
    max_size=8,
)


@given(decisions)
@settings(deadline=None)
def test_nothing_judged_the_same_is_kept_apart_and_the_newest_always_holds(made: list[Decision]) -> None:
    found = bound(made)
    together = groups(found)
    for a, b in found.different:
        assert not any(a in some and b in some for some in together)
    if made:
        newest = made[-1]
        assert newest.judgement in found.kept
        assert newest.judgement not in found.overruled
        claims = [*newest.on, *newest.other]
        if newest.verdict is SAME:
            assert any(set(claims) <= some for some in together)
        else:
            assert {tuple(sorted((a, b))) for a in newest.on for b in newest.other} <= set(found.different)
    assert all(a < b for a, b in (*found.same, *found.different))


@given(decisions)
@settings(deadline=None)
def test_decisions_without_contradiction_come_to_the_same_in_any_order(made: list[Decision]) -> None:
    ties = [one for one in made if one.verdict is SAME]
    forward, backward = groups(bound(ties)), groups(bound(ties[::-1]))
    assert sorted(map(sorted, forward)) == sorted(map(sorted, backward))
