from __future__ import annotations

import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.errors import ReportError
from recount.reading.formats import MAX_REPORT, check_readable, declared_charset, decoded, lines_of, storable, unpacked

TEXT = "The mayor’s “café” was hit on Friday, and two people were wounded there."


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le (no byte order mark)"),
        (TEXT.encode("utf-32"), "utf-32"),
        (TEXT.encode("cp1252"), "cp1252 (not valid UTF-8)"),
    ],
)
def test_encodings_are_told_apart(raw: bytes, encoding: str) -> None:
    found = decoded(raw, "a.txt")
    assert (found.text, found.encoding) == (TEXT, encoding)


def test_a_damaged_byte_costs_one_character() -> None:
    raw = ("“é” " * 20).encode() + b"\xff" + TEXT.encode()
    assert decoded(raw, "a.txt").text.count("\ufffd") == 1


def test_a_page_may_declare_its_encoding() -> None:
    page = b'<html><head><meta charset="windows-1256"></head>' + "سلام".encode("cp1256")
    assert declared_charset(page) == "windows-1256"
    assert decoded(page, "a.html", declared_charset(page)).text.endswith("سلام")
    assert decoded(page, "a.html", "no-such-thing").encoding.startswith("cp1252")


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"%PDF-1.4 ...", "PDF"),
        (b"PK\x03\x04....", "zip"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x00\x01\x02" * 100, "binary"),
        (b"--- *** ---", "no words"),
        ("\ufffd\ufffd\ufffd wo\ufffds a\ufffd\ufffd".encode(), "garbled"),
        ("â€œThâ€™s â€˜Ã©â€™ Ã¨ Ã§".encode(), "garbled"),
    ],
)
def test_what_is_no_text_is_refused(raw: bytes, what: str) -> None:
    with pytest.raises(ReportError, match=what):
        decoded(raw, "a.txt")


def test_a_few_garbled_characters_are_read() -> None:
    check_readable("US-led strike kills 18 in Syria\ufffd_s Raqqa, the monitor said on Friday evening.", "a.txt")


def test_what_no_database_holds_is_replaced_in_place() -> None:
    assert storable("a\ud800b\x00c") == "a\ufffdb\ufffdc"


def test_a_gzip_of_several_members_is_one_stream() -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two") + b"\x00" * 20
    assert b"".join(unpacked(io.BytesIO(packed), "a.gz")) == b"one two"


@pytest.mark.parametrize("packed", [b"no gzip at all", gzip.compress(b"words " * 100)[:-9], b"\x1f\x8b\x08\x00garbage"])
def test_damaged_gzip_is_refused(packed: bytes) -> None:
    with pytest.raises(ReportError, match=r"damaged|cut off"):
        list(unpacked(io.BytesIO(packed), "a.gz"))


def test_a_gzip_bomb_is_stopped_early() -> None:
    pieces = unpacked(io.BytesIO(gzip.compress(b"\n" * 40_000_000)), "a.gz")
    seen = 0

    def read_on() -> None:
        nonlocal seen
        for piece in pieces:
            seen += len(piece)

    with pytest.raises(ReportError, match="times its size"):
        read_on()
    assert seen < 20_000_000


@given(st.lists(st.binary(max_size=30), max_size=10))
def test_lines_come_whole_however_the_stream_is_cut(pieces: list[bytes]) -> None:
    whole = b"".join(pieces)
    expected = whole.split(b"\n")
    if not expected[-1]:
        expected.pop()
    assert list(lines_of(iter(pieces))) == expected


def test_a_line_without_end_is_skipped_and_the_next_one_read() -> None:
    pieces = [b"first\n", b"x" * MAX_REPORT, b"x" * MAX_REPORT, b"x\nlast"]
    assert list(lines_of(iter(pieces))) == [b"first", None, b"last"]
