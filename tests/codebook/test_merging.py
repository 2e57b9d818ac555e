"""A codebook's part on merges: read with its types' families, refused with line and remedy where it is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from recount.codebook import conflict_codebook, load_codebook
from recount.codebook.merging import MERGING_FILE
from recount.codebook.schema import built_in_folder
from recount.errors import CodebookError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file in built_in_folder().glob("*.yaml"):
        if file.name != "actors.yaml":
            shutil.copyfile(file, tmp_path / file.name)
    return tmp_path


def changed(folder: Path, old: str, new: str) -> None:
    file = folder / MERGING_FILE
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_other_weights_are_another_version(folder: Path) -> None:
    assert load_codebook(folder).version == conflict_codebook().version
    changed(folder, "threshold: 3.7", "threshold: 4.5")
    codebook = load_codebook(folder)
    assert codebook.version != conflict_codebook().version
    assert codebook.merging.threshold == 4.5


def test_a_folder_without_the_file_merges_as_the_built_in_codebook_does(folder: Path) -> None:
    (folder / MERGING_FILE).unlink()
    assert load_codebook(folder).merging == conflict_codebook().merging


def test_a_type_of_a_desk_meets_others_by_its_family(folder: Path) -> None:
    page = (folder / "shelling.yaml").read_text("utf-8")
    (folder / "rocket_fire.yaml").write_text(page.replace("type: shelling", "type: rocket_fire", 1), "utf-8")
    merging = load_codebook(folder).merging
    assert merging.meeting_cost("rocket_fire", "shelling") == 0
    assert merging.meeting_cost("rocket_fire", "chemical_attack") == merging.meeting_cost("shelling", "chemical_attack")
    assert merging.meeting_cost("rocket_fire", "agreement") is None
    assert merging.kinds_of("rocket_fire") == ("violence",)
    assert merging.meeting_cost("eclipse", "shelling") is None
    assert merging.kinds_of("eclipse") == ("eclipse",)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("threshold: 3.7", "threshold: high", "is no number"),
        ("  undated: ", "  undatd: ", "no reason is called `undatd`"),
        ("  undated: ", "  # undated: ", "the reason `undated` has no weight"),
        ("cost: 0.2}", "cost: -3}", "out of range"),
        ("pair: [strike, chemical]", "pair: [strike]", "is empty"),
        ("meets_any:", "meets_all:", "`meets_any` is missing"),
    ],
)
def test_a_wrong_file_is_refused_by_file_and_line(folder: Path, old: str, new: str, what: str) -> None:
    changed(folder, old, new)
    with pytest.raises(CodebookError, match=MERGING_FILE) as refused:
        load_codebook(folder)
    assert what in str(refused.value)
