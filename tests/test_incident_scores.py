"""How incidents are measured: pairs and B-cubed, and weights that are held to those set by hand."""

from __future__ import annotations

import pytest

from benchmarks.gun_violence import b_cubed, pairs, report_of
from recount.codebook.merging import MERGING_FILE, built_in_page
from recount.codebook.schema import built_in_folder
from training.merging import BY_HAND, Pair, fitted, written

GOLD = {"a": 1, "b": 1, "c": 1, "d": 2}


@pytest.mark.parametrize(
    ("ours", "of_pairs", "cubed"),
    [
        ({"a": 1, "b": 1, "c": 1, "d": 2}, 1.0, 1.0),
        ({"a": 1, "b": 2, "c": 3, "d": 4}, 0.0, 0.667),
        ({"a": 1, "b": 1, "c": 3, "d": 4}, 0.5, 0.8),
        ({"a": 1, "b": 1, "c": 1, "d": 1}, 0.667, 0.769),
    ],
)
def test_incidents_found_are_held_against_true_ones(ours: dict[str, int], of_pairs: float, cubed: float) -> None:
    assert pairs(ours, GOLD)["f1"] == of_pairs
    assert b_cubed(ours, GOLD)["f1"] == cubed


def test_a_title_goes_before_a_text_that_does_not_begin_with_it() -> None:
    line = {"doc_id": "1", "title": "Mill hit", "text": "A mill was hit."}
    assert report_of(line)["text"] == "Mill hit\n\nA mill was hit."
    assert report_of(line | {"text": "Mill hit. More."})["text"] == "Mill hit. More."


def test_weights_follow_the_pairs_keep_their_sign_and_stay_by_hand_where_no_pair_speaks() -> None:
    told = [Pair(("a", "b"), {"type_same": 1.0, "day_same": 1.0}, same=True)] * 40
    told += [Pair(("a", "c"), {"type_same": 1.0, "place_same": 1.0}, same=False)] * 40
    weights = fitted(told, 3.7, penalty=0.1)
    assert weights["day_same"] > BY_HAND["day_same"]
    assert 0 <= weights["place_same"] < BY_HAND["place_same"]
    assert weights["undated"] == BY_HAND["undated"]
    assert fitted(told, 3.7, penalty=1e6) == pytest.approx(BY_HAND, abs=0.01)


def test_weights_by_hand_are_those_of_the_codebook_by_name() -> None:
    assert set(BY_HAND) == set(built_in_page()["weights"])
    text = (built_in_folder() / MERGING_FILE).read_text("utf-8")
    assert "  undated: -0.25  #" in written({"undated": -0.25}, text)
    with pytest.raises(ValueError, match="no one line for nonsense"):
        written({"nonsense": 1.0}, text)
