"""How far origins are borne out: others tell it too, their figures agree or differ, they revise themselves."""

from __future__ import annotations

from hypothesis import given as drawn
from hypothesis import strategies as st

from recount.aggregates.voices import Voice, voices_of
from recount.model import LedgerEntry, OriginKind, Stance
from tests.aggregates.figures import figure, incident


def voices(*told: object) -> dict[str, Voice]:
    return {one.name: one for one in voices_of(told)}  # type: ignore[arg-type]


def test_an_origin_is_corroborated_or_alone_and_its_figures_agree_or_differ() -> None:
    found = voices(
        incident("a", figure("army", 9), figure("monitor", 26, None), figure("hospital", 30)),
        incident("b", figure("army", 3)),
    )
    army, monitor = found["army"], found["monitor"]
    assert (army.incidents, army.corroborated, army.alone) == (("a", "b"), ("a",), ("b",))
    assert (army.agreeing, army.contradicted) == ((), ("a",))
    assert (monitor.agreeing, monitor.contradicted) == (("a",), ("a",))
    assert (found["hospital"].agreeing, found["hospital"].kind) == (("a",), OriginKind.MONITOR)


def test_a_revision_goes_up_or_down_and_a_reprint_is_no_figure() -> None:
    first = figure("monitor", 9, claim="c1", document="d1")
    up = figure("monitor", 21, claim="c2", document="d2", revises="c1")
    echo = figure("monitor", 21, claim="c3", document="d3", reprint_of="d2")
    down = figure("army", 4, claim="c5", document="d5", revises="c4")
    found = voices(incident("a", first, up, echo), incident("b", figure("army", 9, claim="c4"), down))
    assert (found["monitor"].up, found["monitor"].down, found["monitor"].figures) == (("a",), (), 2)
    assert (found["army"].up, found["army"].down) == ((), ("b",))


def test_figures_against_and_for_its_own_cause_are_counted() -> None:
    found = voices(incident("a", figure("army", 4, stance=Stance.ADMISSION), figure("army", 60, stance=Stance.BOAST)))
    assert (found["army"].admissions, found["army"].boasts) == (("a",), ("a",))


SPANS = st.lists(st.tuples(st.integers(0, 30), st.none() | st.integers(0, 10)), min_size=1, max_size=8)


@drawn(SPANS)
def test_agreement_is_that_of_every_pair(spans: list[tuple[int, int | None]]) -> None:
    ledger: list[LedgerEntry] = [
        figure(f"o{n}", low, None if more is None else low + more, claim=f"c{n}") for n, (low, more) in enumerate(spans)
    ]
    bounds = [(low, float("inf") if more is None else low + more) for low, more in spans]
    found = voices(incident("a", *ledger))
    for n, (low, high) in enumerate(bounds):
        meets = [a <= high and low <= b for m, (a, b) in enumerate(bounds) if m != n]
        assert bool(found[f"o{n}"].agreeing) is any(meets)
        assert bool(found[f"o{n}"].contradicted) is not all(meets)
