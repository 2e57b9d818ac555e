"""The figures on development data, where it lies beside the checkout, hold their floors."""

from pathlib import Path

import pytest

from benchmarks.run import SUITES, below_floor, figures, floors, published

DATA = Path(__file__).parents[2] / "shared" / "data"
WITH_FLOORS = sorted({name.split(".", 1)[0] for name in floors()})


def test_every_floor_belongs_to_a_suite() -> None:
    assert set(WITH_FLOORS) <= set(SUITES)


def test_every_published_figure_stands_beside_a_suite_and_names_its_source() -> None:
    for others in published():
        named = {name.split(".", 1)[0] for name in others.get("figures", {})} | {others.get("suite", "claims")}
        assert named <= set(SUITES), others
        assert others["source"]
        assert others["note"]


# the scorers that lie beside the data leave their files to the garbage collector
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.skipif(not DATA.is_dir(), reason="the development data lie beside the developers' checkouts only")
@pytest.mark.parametrize("suite", WITH_FLOORS)
def test_no_figure_falls_below_its_floor(suite: str) -> None:
    assert below_floor(figures(suite, DATA)) == []
