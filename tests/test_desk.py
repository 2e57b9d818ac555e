"""The desk: what a run keeps, repeats and survives, and what can be asked of a record."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from recount.desk.asking import actors, chronology, incident, problems, reports
from recount.desk.coding import AT_ONCE, jobs_for
from recount.desk.exporting import written
from recount.desk.handing import export
from recount.desk.ledgers import ledger
from recount.desk.recounting import recounted
from recount.desk.running import RunOptions, Unwatched, about_how_many, run
from recount.desk.settings import settings_from
from recount.desk.tools import Rules, gazetteer_of, gazetteer_path, stamp_of
from recount.desk.why import sentences_with, why
from recount.errors import GazetteerError, RecordError, RecountError
from recount.model import Judgement, Span, Target, Verdict
from recount.model.judgement import Kind
from recount.store import Filters, opened
from tests.stand_ins import SETTINGS, STRIKE, StandIns, folder_of

NOTHING = "The council met in Azaz to talk about the price of bread and about the road to the south.\n"


@pytest.fixture
def stand_ins(monkeypatch: pytest.MonkeyPatch) -> StandIns:
    return StandIns(monkeypatch)


@pytest.fixture
def record(tmp_path: Path, stand_ins: StandIns) -> Path:
    pages = folder_of(tmp_path / "in", strike=STRIKE, bread=NOTHING, empty="")
    run([pages], tmp_path / "record", SETTINGS, RunOptions(outlet="Radio Furat", published="2017-06-03"))
    return tmp_path / "record"


def test_a_run_reads_what_it_can_and_says_what_it_set_aside(tmp_path: Path, stand_ins: StandIns) -> None:
    pages = folder_of(tmp_path / "in", strike=STRIKE, bread=NOTHING, empty="")
    found = run([pages], tmp_path / "record", SETTINGS)
    assert (found.added, found.already_there, found.reports, found.claims, len(found.incidents)) == (2, 0, 2, 1, 1)
    assert [problem.source for problem in found.problems] == [str(pages / "empty.txt")]
    assert sorted(path.name for path in found.exports) == [
        "claims.jsonl",
        "incidents.csv",
        "incidents.geojson",
        "incidents.jsonl",
        "manifest.json",
    ]
    line = json.loads((tmp_path / "record" / "exports" / "claims.jsonl").read_text(encoding="utf-8"))
    assert (line["doc"], line["type"], line["origin"]) == ("strike", "air_strike", ["Northern Monitor"])


def test_the_same_run_again_adds_and_reads_nothing(record: Path, tmp_path: Path, stand_ins: StandIns) -> None:
    before = {path.name: path.read_bytes() for path in (record / "exports").iterdir()}
    stand_ins.read.clear()
    again = run([tmp_path / "in"], record, SETTINGS, RunOptions(outlet="Radio Furat", published="2017-06-03"))
    assert (again.added, again.already_there, again.read_anew, stand_ins.read) == (0, 2, 0, [])
    assert {path.name: path.read_bytes() for path in (record / "exports").iterdir()} == before


def test_reports_that_come_in_again_after_the_codebook_changed_are_read_anew(
    record: Path, tmp_path: Path, stand_ins: StandIns
) -> None:
    stand_ins.version = "2"
    options = RunOptions(outlet="Radio Furat", published="2017-06-03")
    again = run([tmp_path / "in" / "strike.txt"], record, SETTINGS, options)
    assert (again.added, again.read_anew, again.stale) == (0, 1, 1)


def test_reread_reads_the_whole_record_anew_without_its_files(record: Path, stand_ins: StandIns) -> None:
    stand_ins.version = "2"
    assert run([], record, SETTINGS).stale == 2
    again = run([], record, SETTINGS, RunOptions(reread=True))
    assert (again.added, again.read_anew, again.stale, again.claims) == (0, 2, 0, 1)


def test_a_correction_of_the_outlet_takes_the_place_of_the_first_reading(
    record: Path, tmp_path: Path, stand_ins: StandIns
) -> None:
    options = RunOptions(outlet="Levant Sun", published="2017-06-03")
    again = run([tmp_path / "in"], record, SETTINGS, options)
    assert (again.added, again.read_anew, again.reports) == (0, 2, 2)
    assert {row.outlet for row in reports(record)} == {"Levant Sun"}


def test_a_report_on_which_recount_stumbles_is_set_aside_and_the_others_are_read(
    tmp_path: Path, stand_ins: StandIns
) -> None:
    pages = folder_of(tmp_path / "in", strike=STRIKE, trap=NOTHING.replace("bread", "defect"))
    found = run([pages], tmp_path / "record", SETTINGS)
    assert (found.added, found.claims) == (1, 1)
    assert ["ZeroDivisionError" in problem.what for problem in found.problems] == [True]


def test_a_file_that_can_be_read_at_last_is_no_longer_listed(record: Path, tmp_path: Path, stand_ins: StandIns) -> None:
    assert len(problems(record)) == 1
    folder_of(tmp_path / "in", empty=NOTHING.replace("bread", "water"))
    run([tmp_path / "in"], record, SETTINGS)
    assert problems(record) == ()


def test_a_report_that_stops_being_readable_keeps_its_former_claims(
    record: Path, stand_ins: StandIns, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(document: object, tools: object) -> None:
        raise ZeroDivisionError("as asked")

    stand_ins.version = "2"
    monkeypatch.setattr("recount.desk.coding.coded", broken)
    again = run([], record, SETTINGS, RunOptions(reread=True))
    assert (again.read_anew, again.claims, again.stale) == (0, 1, 2)
    assert sum("ZeroDivisionError" in problem.what for problem in again.problems) == 2


class Interrupts(Unwatched):
    """Presses Ctrl-C once something is kept."""

    def progress(self, done: int, total: int) -> None:
        raise KeyboardInterrupt


def test_what_was_read_before_an_interruption_is_kept_and_the_next_run_goes_on(
    tmp_path: Path, stand_ins: StandIns
) -> None:
    texts = {f"r{n}": f"{STRIKE}House number {n} burned down.\n" for n in range(20)}
    pages = folder_of(tmp_path / "in", **texts)
    with pytest.raises(KeyboardInterrupt):
        run([pages], tmp_path / "record", SETTINGS, watch=Interrupts())
    assert len(reports(tmp_path / "record")) == AT_ONCE
    assert chronology(tmp_path / "record").unread
    stand_ins.read.clear()
    found = run([pages], tmp_path / "record", SETTINGS)
    assert (found.added, found.already_there, len(stand_ins.read)) == (20 - AT_ONCE, AT_ONCE, 20 - AT_ONCE)
    assert not chronology(tmp_path / "record").unread


def test_judgements_survive_a_new_reading(record: Path, stand_ins: StandIns) -> None:
    store = opened(record)
    claim = store.claims()[0]
    made = Judgement("j1", "Amal", datetime(2017, 6, 5, tzinfo=UTC), Verdict.NOTE, Target(Kind.CLAIM, claim.id))
    store.judge([made])
    store.close()
    stand_ins.version = "2"
    run([], record, SETTINGS, RunOptions(reread=True))
    store = opened(record)
    assert store.judgements() == (made,)
    assert [claim.id for claim in store.claims()] == [made.on.id]
    store.close()


def test_the_record_is_not_read_as_a_report_when_it_lies_among_them(tmp_path: Path, stand_ins: StandIns) -> None:
    pages = folder_of(tmp_path / "in", strike=STRIKE)
    run([pages], pages / "record", SETTINGS)
    again = run([pages], pages / "record", SETTINGS)
    assert (again.reports, again.problems) == (1, ())


def test_the_record_is_the_same_whatever_the_order_of_the_files(tmp_path: Path, stand_ins: StandIns) -> None:
    pages = folder_of(tmp_path / "in", a=STRIKE, b=NOTHING, c=f"{STRIKE}A school burned down.\n", d=STRIKE + NOTHING)
    paths = sorted(pages.iterdir())
    run(paths, tmp_path / "one", SETTINGS)
    for path in reversed(paths):
        run([path], tmp_path / "two", SETTINGS)
    for name in ("incidents.jsonl", "claims.jsonl", "incidents.csv"):
        assert (tmp_path / "one/exports" / name).read_bytes() == (tmp_path / "two/exports" / name).read_bytes()


def test_a_report_received_twice_under_two_names_is_recounted_once_and_named_twice(
    tmp_path: Path, stand_ins: StandIns
) -> None:
    pages = folder_of(tmp_path / "in", wire=STRIKE, paper=STRIKE)
    found = recounted([pages], SETTINGS)
    assert len(found.record.documents) == 1
    assert [json.loads(line)["doc"] for line in found.claims_jsonl().splitlines()] == ["paper", "wire"]
    assert json.loads(found.incidents_jsonl())["members"] == ["paper", "wire"]


@pytest.mark.parametrize(
    ("filters", "kept", "undated"),
    [
        (Filters(), 1, 0),
        (Filters(first=date(2017, 6, 1)), 1, 0),
        (Filters(last=date(2017, 6, 1)), 0, 0),
        (Filters(actors=("coalition",)), 1, 0),
        (Filters(places=("Syria",)), 1, 0),
        (Filters(places=("Iraq",)), 0, 0),
        (Filters(min_killed=27), 0, 0),
    ],
)
def test_the_chronology_keeps_what_the_filters_say(record: Path, filters: Filters, kept: int, undated: int) -> None:
    found = chronology(record, filters)
    assert (len(found.incidents), found.undated) == (kept, undated)


def test_an_incident_opens_by_any_beginning_of_its_id_or_of_its_claims(record: Path) -> None:
    one = chronology(record).incidents[0]
    for name in (one.id, one.id[:6], one.claims[0], one.claims[0][:6]):
        view = incident(record, name)
        assert view.incident == one
        assert [claim.id for claim in view.claims] == list(one.claims)
    with pytest.raises(RecordError, match="not in the record"):
        incident(record, "zzz")
    with pytest.raises(RecordError, match="not in the record"):
        incident(record, "")


def test_tolls_are_listed_with_their_speakers(record: Path) -> None:
    one = chronology(record).incidents[0]
    found = ledger(record, one.id)
    assert found.view.incident == one
    assert [(str(entry.count), entry.origin, entry.via) for entry in found.entries] == [
        ("26+", "Northern Monitor", ("Radio Furat",))
    ]


def test_actors_are_counted_by_what_they_do(record: Path) -> None:
    rows = {row.name: (row.agent_in, row.target_of, row.origin_of) for row in actors(record)}
    assert rows["Northern Monitor"] == (0, 0, 1)
    assert rows["militants"] == (0, 1, 0)


def test_why_gives_the_sentence_the_chain_and_the_rule(record: Path) -> None:
    one = chronology(record).incidents[0]
    answer = why(record, f"{one.id}.killed")
    (evidence,) = answer.evidence
    text = evidence.document.text
    assert [(reason.field, reason.span.of(text), reason.rule) for reason in evidence.reasons] == [
        ("tolls", "at least 26 militants", "tolls/killing"),
        ("origin", "Northern Monitor", "attribution/told"),
        ("via", "Radio Furat", "attribution/told"),
    ]
    assert [span.of(text) for span in evidence.sentences] == [STRIKE.strip().split("\n")[-1]]
    assert evidence.chain == ("Radio Furat", "Radio Furat", "Northern Monitor")


@pytest.mark.parametrize(
    ("field", "fields"),
    [("when", {"time"}), ("where", {"place"}), ("who", {"agents"}), ("", {"type", "tolls", "origin"})],
)
def test_why_understands_what_people_call_a_field(record: Path, field: str, fields: set[str]) -> None:
    claim = chronology(record).incidents[0].claims[0]
    (evidence,) = why(record, f"{claim}.{field}" if field else claim).evidence
    assert fields <= {reason.field for reason in evidence.reasons}


@pytest.mark.parametrize(
    ("field", "complaint"), [("wounded", "anything about wounded"), ("colour", "is no field"), ("merges", "merges")]
)
def test_why_says_when_there_is_nothing_to_show(record: Path, field: str, complaint: str) -> None:
    one = chronology(record).incidents[0]
    with pytest.raises(RecordError, match=complaint):
        why(record, f"{one.id}.{field}")


def test_words_outside_any_sentence_are_shown_with_their_line() -> None:
    text = "A title\nA sentence here. Another.\nCaption"
    sentences = (Span(8, 24), Span(25, 33))
    assert [s.of(text) for s in sentences_with([Span(2, 7)], sentences, text)] == ["A title"]
    assert [s.of(text) for s in sentences_with([Span(36, 38), Span(10, 12)], sentences, text)] == [
        "A sentence here.",
        "Caption",
    ]


def test_exports_are_refused_in_formats_that_do_not_exist(record: Path) -> None:
    assert export(record, "csv").startswith("\ufeffincident,")
    with pytest.raises(RecountError, match="Choose one of"):
        export(record, "xlsx")


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecountError, match=r"can't be written"):
        written(tmp_path / "nowhere" / "out.csv", "text")


def test_a_damaged_record_is_named_not_traced(record: Path) -> None:
    connection = sqlite3.connect(record / "record.sqlite")
    connection.execute("DROP TABLE incidents")
    connection.commit()
    connection.close()
    with pytest.raises(RecordError, match="record"):
        chronology(record)


def test_about_how_many_reports_there_are_is_known_beforehand(tmp_path: Path) -> None:
    pages = folder_of(tmp_path / "in", a=STRIKE, b="")
    (pages / "wire.jsonl").write_text("{}\n{}\n{}\n")
    (pages / "gone.jsonl").symlink_to(tmp_path / "nowhere.jsonl")
    folder_of(pages / "record", old=STRIKE)
    assert about_how_many([pages], pages / "record") == 7


@pytest.mark.parametrize(
    ("reports_to_read", "wanted", "jobs"), [(10, None, 1), (10, 4, 4), (10_000, None, 7), (10_000, 1, 1)]
)
def test_few_reports_are_read_by_one_process(
    monkeypatch: pytest.MonkeyPatch, reports_to_read: int, wanted: int | None, jobs: int
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 8)
    assert jobs_for(reports_to_read, wanted) == jobs


def test_the_cache_is_where_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert settings_from({"RECOUNT_CACHE": "/data/c"}).cache == Path("/data/c")
    assert settings_from({"XDG_CACHE_HOME": "/x"}).cache == Path("/x/recount")
    assert settings_from({}).cache == Path.home() / ".cache" / "recount"
    monkeypatch.setattr("sys.platform", "darwin")
    assert settings_from({}).cache == Path.home() / "Library" / "Caches" / "recount"
    monkeypatch.setattr("sys.platform", "win32")
    assert settings_from({"LOCALAPPDATA": "/l"}).cache == Path("/l/recount/Cache")


def test_a_desk_with_places_of_its_own_has_a_gazetteer_of_its_own(tmp_path: Path) -> None:
    settings = dataclasses.replace(SETTINGS, cache=tmp_path)
    own = gazetteer_path(Rules(places=tmp_path / "mine.yaml"), settings)
    assert own != gazetteer_path(Rules(), settings)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(GazetteerError, match="RECOUNT_CACHE"):
        gazetteer_of(Rules(), dataclasses.replace(settings, cache=tmp_path / "file" / "cache"), lambda _: None)


def test_a_stamp_changes_with_any_tool_and_with_the_version() -> None:
    marks = (("codebook", "1"), ("reader", "2"))
    assert stamp_of(marks, "0.1") == stamp_of(marks, "0.1")
    assert len({stamp_of(marks, "0.1"), stamp_of(marks, "0.2"), stamp_of(marks[:1], "0.1")}) == 3
