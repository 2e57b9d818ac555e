"""What people hand in: names are labels, sizes have bounds, nothing stays of what was refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from recount.desk import uploads
from recount.desk.uploads import Handed, kept_attachments, kept_reports, label_of
from recount.errors import RecountError


def handed(name: str, content: bytes = b"words") -> Handed:
    return Handed(name, io.BytesIO(content))


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\reports\\day one.txt", "day one.txt"),
        ("..", "file"),
        ("", "file"),
        ("a\x00b\n<c>.txt", "a-b-c-.txt"),
        ("الرقة.txt", "الرقة.txt"),
        ("x" * 300 + ".txt", "x" * 100 + ".txt"),
    ],
)
def test_a_name_is_a_label(name: str, label: str) -> None:
    assert label_of(name) == label


def test_no_file_takes_the_place_of_another(tmp_path: Path) -> None:
    kept = kept_reports(tmp_path, [handed("a.txt", b"one"), handed("x/a.txt", b"two")])
    assert [path.read_bytes() for path in kept.files] == [b"one", b"two"]
    assert kept_attachments(tmp_path, [handed("a.txt")]).folder != kept.folder


def test_too_much_is_refused_and_nothing_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 100)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"0" * 10_000)
    for one in (handed("a.txt", b"0" * 101), handed("bomb.zip", packed.getvalue())):
        with pytest.raises(RecountError, match="hold more than"):
            kept_reports(tmp_path, [one])
    monkeypatch.setattr(uploads, "MOST_FILES", 1)
    with pytest.raises(RecountError, match="are more than 1"):
        kept_reports(tmp_path, [handed("a.txt"), handed("b.txt")])
    assert list((tmp_path / "uploads").iterdir()) == []


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("letter.pdf", "save it as text or HTML"),
        ("Letter.DOCX", "save it as text or HTML"),
        ("yard.jpg", "taken in by hand"),
        ("week.rar", "packed as .zip"),
        ("letter.xyz", "no saved feed"),
    ],
)
def test_a_file_that_is_left_out_says_what_to_do_with_it(tmp_path: Path, name: str, remedy: str) -> None:
    told = kept_reports(tmp_path, [handed(name)]).left_out
    assert [one for one, _ in told] == [name]
    assert remedy in told[0][1]


def test_a_saved_feed_becomes_a_list_of_reports(tmp_path: Path) -> None:
    words = "Shells fired by the army hit a market near the town, a doctor said."
    feed = f"<rss><channel><title>Wire</title><item><description>{words}</description></item><item/></channel></rss>"
    kept = kept_reports(tmp_path, [handed("news.xml", feed.encode())])
    assert [path.name for path in kept.files] == ["news.xml.jsonl"]
    assert words in kept.files[0].read_text()
    assert kept.left_out[0][1].startswith("has 1 entries without words")
