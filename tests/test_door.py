"""The Python door: what its page says is what it does."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

import recount

TEXT = "Shells hit a market in Azaz on Friday, killing at least nine civilians, residents said."


def test_the_examples_on_its_page_are_true() -> None:
    assert doctest.testmod(recount).failed == 0
    assert doctest.testmod(recount).attempted > 3


def test_it_has_about_eight_names_and_all_are_there() -> None:
    assert len(recount.__all__) <= 9
    assert all(hasattr(recount, name) for name in recount.__all__)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "the report is empty"),
        (" \n", "the report is empty"),
        ("… — !", "holds no words"),
        ("Les avions ont bombardé le marché de la ville et des civils sont morts dans les rues.", "looks like French"),
        ("word " * 2_500_000, "characters in one report"),
    ],
    ids=["empty", "blank", "no words", "French", "too long"],
)
def test_a_text_that_cannot_be_read_is_a_problem_and_not_silence(text: str, what: str) -> None:
    record = recount.read(text)
    (problem,) = record.problems
    assert what in problem.what
    assert record.documents == ()


def test_a_date_that_cannot_be_read_is_a_problem_and_the_report_is_read() -> None:
    record = recount.read(TEXT, published="tomorrow")
    (problem,) = record.problems
    assert "'tomorrow', can't be read" in problem.what
    assert len(record.claims) == 1
    assert recount.read(TEXT, published="3 June 2016").problems == ()


def test_files_are_read_and_what_cannot_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "azaz.txt").write_text(TEXT)
    (tmp_path / "empty.txt").write_text("")
    record = recount.read_files(tmp_path, published="2016-06-04")
    assert [claim.tolls[0].value.count.low for claim in record.claims] == [9]
    assert [Path(problem.source).name for problem in record.problems] == ["empty.txt"]


def test_a_record_is_made_repeated_and_opened(tmp_path: Path) -> None:
    (tmp_path / "azaz.txt").write_text(TEXT)
    first = recount.run(tmp_path / "azaz.txt", record=tmp_path / "record")
    again = recount.run(tmp_path / "azaz.txt", record=tmp_path / "record")
    assert (first.added, again.added, again.already_there) == (1, 0, 1)
    record = recount.open_record(tmp_path / "record")
    assert [document.name for document in record.documents] == ["azaz"]
    assert record.incidents == again.incidents


def test_a_folder_without_a_record_is_refused(tmp_path: Path) -> None:
    with pytest.raises(recount.RecountError, match="holds no record"):
        recount.open_record(tmp_path)
