"""Bytes to text: encodings, gzip, and the signs that a file is no report at all."""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from recount.errors import ReportError

MAX_REPORT = 16 * 1024 * 1024
"""The most bytes one report may have, unpacked. The longest news reports have a few hundred thousand."""

MAX_TEXT = 12_000_000
"""The most characters of a report that are kept and shown: several books."""

MAX_CODED = 1_000_000
"""The most characters of a report that are coded: a book's. The longest reports of the United Nations have half of
that; more would hold up all other reports."""

_CHUNK = 64 * 1024
_MAX_RATIO = 250
"""Text packs to between a third and a hundredth of its size; what unpacks to more than this is a gzip bomb."""
_FREE = 16 * 1024 * 1024
"""Bytes that are unpacked before the ratio is looked at."""

_MAGIC = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a zip archive or an office document",
    b"\x89PNG": "a picture",
    b"GIF8": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"(\xb5/\xfd": "a zstd archive",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# UTF-8 that was once read as cp1252 ("â€™" for a quotation mark), the replacement character, control characters.
_GARBLED = re.compile(r"\ufffd|[ÃÂâÐÑØÙ][\u0080-\u00bf€™œžŸ‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜š›]|[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was read from bytes ("utf-8", "cp1252 (not valid UTF-8)")."""

    text: str
    encoding: str


def decoded(raw: bytes, source: str, declared: str | None = None) -> Decoded:
    """The text of a report's bytes: by byte order mark, else UTF-8, else what a page declares, else cp1252.

    Raises `ReportError` for empty and binary files and for text that is mostly garbled; a few damaged characters
    are let through, since the rest of such a report is still evidence.
    """
    if not raw.strip():
        raise ReportError(source, "the report is empty", "Fetch it again.")
    if (kind := _binary_kind(raw)) is not None:
        raise ReportError(source, f"this is {kind}, not text", "Save the report as .txt, .html or .jsonl.")
    found = _decoded(raw, declared)
    check_readable(found.text, source)
    return found


def check_readable(text: str, source: str) -> None:
    """Raises `ReportError` for a text without words and for one that is mostly garbled."""
    if re.search(r"\w", text) is None:
        raise ReportError(source, "the report holds no words", "Fetch it again.")
    sample = text[:200_000]
    garbled = sum(len(m[0]) for m in _GARBLED.finditer(sample))
    if garbled > 0.05 * len(sample.replace(" ", "")):
        share = round(100 * garbled / len(sample))
        raise ReportError(
            source, f"{share}% of its characters are garbled", "Save it as UTF-8 from the program it came from."
        )


def coded_end(text: str) -> int:
    """Where the part of a text ends that is coded: all of it, or of one longer than a book the lines that stand whole
    within the first `MAX_CODED` characters."""
    if len(text) <= MAX_CODED:
        return len(text)
    line = text.rfind("\n", MAX_CODED // 2, MAX_CODED)
    cut = line if line > 0 else text.rfind(" ", MAX_CODED // 2, MAX_CODED)
    return cut if cut > 0 else MAX_CODED


def storable(text: str) -> str:
    """A text whose halves of surrogate pairs and NULs, which no file or database can hold, are replacement characters;
    every offset stays."""
    return re.sub("[\ud800-\udfff\x00]", "\ufffd", text)


def _decoded(raw: bytes, declared: str | None) -> Decoded:
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            text = raw.decode(encoding, errors="replace")
            return Decoded(text, encoding.replace("-sig", ""))
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if (unmarked := _unmarked_utf16(raw)) is not None:
        return Decoded(raw.decode(unmarked, errors="replace"), f"{unmarked} (no byte order mark)")
    if declared is not None and (known := _codec(declared)) is not None:
        return Decoded(raw.decode(known, errors="replace"), f"{known} (declared)")
    damaged = raw.decode("utf-8", errors="replace")
    wrong = damaged.count("\ufffd")
    beyond_ascii = sum(c > "\x7f" for c in damaged)
    if wrong * 5 < beyond_ascii:
        return Decoded(damaged, f"utf-8 ({wrong} damaged)")
    return Decoded(raw.decode("cp1252", errors="replace"), "cp1252 (not valid UTF-8)")


def _codec(name: str) -> str | None:
    try:
        b"word".decode(name)
    except (LookupError, UnicodeError):
        return None
    return name


def declared_charset(page: bytes) -> str | None:
    """The encoding that a web page's head names, None where it names none."""
    m = re.search(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,30})", page[:4096], re.IGNORECASE)
    return m[1].decode("ascii") if m is not None else None


def _binary_kind(raw: bytes) -> str | None:
    for magic, kind in _MAGIC.items():
        if raw.startswith(magic):
            return kind
    if raw.startswith(tuple(bom for bom, _ in _BOMS)) or _unmarked_utf16(raw) is not None:
        return None
    head = raw[:8192]
    control = sum(byte < 9 or (13 < byte < 32 and byte != 27) for byte in head)
    return "a binary file" if b"\x00" in head or control > 0.1 * len(head) else None


def _unmarked_utf16(raw: bytes) -> str | None:
    """UTF-16 without its mark: of English text, nearly every second byte is zero."""
    head = raw[:4096]
    if len(head) < 8:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 0.4 * len(head) and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * len(head) and odd == 0 else None


def unpacked(file: BinaryIO, source: str) -> Iterator[bytes]:
    """The content of a gzip stream in pieces, never more in memory than one of them.

    Raises `ReportError` where the stream is damaged or cut off, and where it unpacks to so many times its size that
    it can only be meant to fill the memory.
    """
    packed = whole = 0
    inflater = zlib.decompressobj(wbits=31)
    started = False
    while chunk := file.read(_CHUNK):
        packed += len(chunk)
        while chunk:
            try:
                piece = inflater.decompress(chunk, _CHUNK)
            except zlib.error as error:
                raise ReportError(source, f"the gzip data are damaged ({error})", "Fetch the file again.") from error
            started = True
            whole += len(piece)
            if whole > _FREE and whole > _MAX_RATIO * packed:
                raise ReportError(
                    source, f"unpacks to more than {_MAX_RATIO} times its size", "Unpack and look at it by hand."
                )
            yield piece
            chunk = inflater.unconsumed_tail
            if inflater.eof:
                chunk = inflater.unused_data.lstrip(b"\x00")
                if chunk:
                    inflater = zlib.decompressobj(wbits=31)
                    started = False
    if started and not inflater.eof:
        raise ReportError(source, "the gzip data are cut off", "Fetch the file again.")


def pieces_of(file: BinaryIO) -> Iterator[bytes]:
    """A plain file's content in pieces."""
    while chunk := file.read(_CHUNK):
        yield chunk


def lines_of(pieces: Iterator[bytes]) -> Iterator[bytes | None]:
    """The lines of a stream without their line ends; None stands for a line of more than `MAX_REPORT` bytes."""
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        *ended, rest = piece.split(b"\n")
        for part in ended:
            size += len(part)
            yield b"".join((*held, part)) if size <= MAX_REPORT else None
            held, size = [], 0
        size += len(rest)
        if size <= MAX_REPORT:
            held.append(rest)
        else:
            held = []
    if size:
        yield b"".join(held) if size <= MAX_REPORT else None
