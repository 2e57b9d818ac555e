from __future__ import annotations

import errno
import gzip
import hashlib
import json
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.model import Document, Passage, Problem, Sentence, Span, Token
from recount.reading import IntakeOptions, Received, document_from, documents_in, formats, read
from recount.reading.formats import MAX_REPORT, MAX_TEXT
from recount.reading.received import document_id

LEAD = "At least four people died when mortar rounds fell on a market in Tel Nour on Friday, the clinic said."
OTHER = "Two soldiers were shot at a checkpoint near Harran on Thursday by unknown gunmen, the army said."


def row(**fields: object) -> str:
    return json.dumps({"id": "a1", "text": LEAD} | fields, ensure_ascii=False)


def documents(path: Path, options: IntakeOptions | None = None) -> list[Document]:
    return [found.document for found in documents_in([path], options) if isinstance(found, Received)]


def problems(path: Path) -> list[Problem]:
    return [found for found in documents_in([path]) if isinstance(found, Problem)]


def test_folders_are_read_by_name_and_to_the_bottom(tmp_path: Path) -> None:
    (tmp_path / "b" / "deep").mkdir(parents=True)
    (tmp_path / "b" / "deep" / "c.txt").write_text(OTHER)
    (tmp_path / "a.txt").write_text(LEAD)
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress(OTHER.encode()))
    (tmp_path / "d.jsonl").write_text(row() + "\n" + row(id="a2"))
    assert [d.name for d in documents(tmp_path)] == ["a", "c", "c", "a1", "a2"]


def test_the_bytes_received_are_kept_and_hashed(tmp_path: Path) -> None:
    raw = LEAD.encode("utf-16")
    (tmp_path / "a.txt").write_bytes(raw)
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(raw))
    line = row(text=OTHER).encode()
    (tmp_path / "c.jsonl").write_bytes(line + b"\r\n" + line)
    received = [found for found in documents_in([tmp_path]) if isinstance(found, Received)]
    assert [found.raw for found in received] == [raw, raw, line + b"\r", line]
    assert all(found.document.sha256 == hashlib.sha256(found.raw).hexdigest() for found in received)
    assert [found.document.text for found in received] == [LEAD, LEAD, OTHER, OTHER]


def test_line_ends_are_kept_as_received(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(f"{LEAD}\r\n\r\n{OTHER}\r\n".encode())
    (document,) = documents(tmp_path)
    assert document.text == f"{LEAD}\r\n\r\n{OTHER}\r\n"
    assert [span.of(document.text) for span in document.passages[0]] == [LEAD, OTHER]


def test_a_line_of_json_gives_its_fields(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(row(outlet="Levant Post", published="2016-06-03", url="https://l.example/1", language="en", id=7))
    (document,) = documents(path)
    assert (document.name, document.outlet, document.url, document.language) == (
        "7",
        "Levant Post",
        "https://l.example/1",
        "en",
    )
    assert document.published.day == date(2016, 6, 3)
    assert document.source == f"{path}:1"


def test_an_address_filed_by_day_dates_a_report_that_says_no_more(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(row(url="https://l.example/2016/06/03/market"))
    assert documents(path)[0].published.day == date(2016, 6, 3)


def test_what_a_report_says_goes_before_the_options(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(row(outlet="Levant Post") + "\n" + row(published="2015-01-02"))
    first, second = documents(tmp_path, IntakeOptions(outlet="Desk", published="2016-06-03"))
    assert (first.outlet, first.published.day) == ("Levant Post", date(2016, 6, 3))
    assert (second.outlet, second.published.day) == ("Desk", date(2015, 1, 2))


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{not json", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('["a"]', "no JSON object"),
        ('{"id": "a"}', "no text"),
        ('{"id": "a", "text": "  "}', "no text"),
        ('{"id": "a", "text": 5}', "no text"),
        ('{"id": "a", "text": "Words stand here.", "outlet": 5}', '"outlet"'),
        (row(text="Les forces du régime ont bombardé la ville dans la nuit, selon une source."), "looks like French"),
        (row(text="\ufffd\ufffd \ufffd"), "no words"),
    ],
)
def test_one_bad_line_is_named_and_the_rest_goes_on(tmp_path: Path, line: str, what: str) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join([row(), line, "", row(text=OTHER)]))
    assert len(documents(path)) == 2
    (problem,) = problems(path)
    assert problem.source == f"{path}:2"
    assert what in problem.what
    assert problem.remedy


def test_a_line_of_many_megabytes_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(row(text="word " * (MAX_REPORT // 5 + 9)) + "\n" + row())
    assert [problem.source for problem in problems(path)] == [f"{path}:1"]
    assert len(documents(path)) == 1


def test_a_book_in_one_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("word " * (MAX_TEXT // 5 + 9))
    assert "12,000,000 characters" in problems(tmp_path)[0].what


def test_what_is_longer_than_a_book_is_kept_whole_and_coded_in_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "MAX_CODED", 2000)
    text = "\n\n".join(f"Shell number {n} hit the mill on Friday, the mayor said." for n in range(100))
    (tmp_path / "a.txt").write_text(text)
    (document,) = documents(tmp_path)
    assert document.text == text
    last = max(span.end for passage in document.passages for span in passage)
    assert 1000 < last <= formats.coded_end(text) <= 2000
    assert text[last:].startswith("\n"), "no sentence is cut"


def test_halves_of_surrogate_pairs_do_not_stop_a_batch(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": "a", "text": "A shell \\ud83d fell on the town on Friday, the mayor said."}')
    (document,) = documents(path)
    document.text.encode()


def hostile(folder: Path) -> dict[str, str]:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (folder / "long.txt").write_bytes(b"word " * (MAX_REPORT // 5 + 9))
    (folder / "cut.txt.gz").write_bytes(gzip.compress(LEAD.encode() * 50)[:-12])
    (folder / "bomb.txt.gz").write_bytes(gzip.compress(b" " * 40_000_000))
    (folder / "report.docx").write_bytes(b"PK")
    (folder / "noname").write_text(LEAD)
    (folder / "spanish.txt").write_text(
        "Las fuerzas del gobierno bombardearon la ciudad en la noche, según una fuente."
    )
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop").symlink_to(folder)
    return {
        "bomb.txt.gz": "more than",
        "cut.txt.gz": "cut off",
        "empty.txt": "empty",
        "gone.txt": "leads nowhere",
        "long.txt": "more than",
        "loop": "link to a folder",
        "noname": "no known kind",
        "picture.txt": "a picture",
        "pipe.txt": "not a regular file",
        "report.docx": "no known kind",
        "spanish.txt": "looks like Spanish",
    }


def test_every_hostile_file_is_named_and_the_good_one_is_read(tmp_path: Path) -> None:
    told = hostile(tmp_path)
    (tmp_path / "good.txt").write_text(LEAD)
    found = problems(tmp_path)
    assert {Path(problem.source).name: problem.what for problem in found}.keys() == told.keys()
    for problem in found:
        assert told[Path(problem.source).name] in problem.what
        assert problem.remedy.endswith(".")
    assert [document.name for document in documents(tmp_path)] == ["good"]


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(LEAD)
    if os.geteuid() == 0:  # who may read everything is told that it may not
        usual = Path.open

        def refused(one: Path, *rest: Any, **more: Any) -> Any:
            if one.name == path.name:
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(one))
            return usual(one, *rest, **more)

        monkeypatch.setattr(Path, "open", refused)
    path.chmod(0)
    assert "can't be opened" in problems(path)[0].what


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert problems(tmp_path / "nothing")[0].what == "no such file or folder"


def test_a_text_in_memory_is_the_same_report_as_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LEAD)
    (from_file,) = documents(tmp_path)
    assert document_from(LEAD).id == from_file.id
    assert document_from(LEAD, outlet="Levant Post").id != from_file.id


FIELD = st.one_of(st.none(), st.text(max_size=8))


@given(st.tuples(st.text(max_size=8), FIELD, FIELD, FIELD), st.tuples(st.text(max_size=8), FIELD, FIELD, FIELD))
def test_ids_are_equal_exactly_where_text_outlet_date_and_address_are(
    a: tuple[str, str | None, str | None, str | None], b: tuple[str, str | None, str | None, str | None]
) -> None:
    assert document_id(*a) == document_id(*a)
    assert (document_id(*a) == document_id(*b)) == (a == b)
    assert len(document_id(*a)) >= 16


class OneSentenceASpan:
    def read(self, text: str, spans: Sequence[Span]) -> tuple[Sentence, ...]:
        return tuple(Sentence(s, (Token(0, s, s.of(text), "", "X", "X", 0, "root"),)) for s in spans)


def test_a_reading_has_a_passage_for_every_story() -> None:
    title, other = "Mortar rounds kill four at market in Tel Nour", "Two soldiers shot at Harran checkpoint"
    document = document_from(f"{title}\n\n{LEAD}\n\n\n{other}\n\n{OTHER}")
    reading = read(document, OneSentenceASpan())
    assert [[s.span.of(document.text) for s in p.sentences] for p in reading.passages] == [
        [title, LEAD],
        [other, OTHER],
    ]
    assert [p.n for p in reading.passages] == [0, 1]
    assert all(isinstance(p, Passage) for p in reading.passages)
