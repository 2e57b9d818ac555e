"""What any store promises (`port.RecordStore`), run on each store there is; then what only SQLite can go wrong with."""

from __future__ import annotations

import dataclasses
import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

import recount.store
from recount.errors import RecordError
from recount.model import (
    Anchor,
    Category,
    Cited,
    Claim,
    Count,
    Document,
    Harm,
    Judgement,
    Problem,
    Span,
    Status,
    Target,
    Toll,
    Verdict,
    When,
    Withdrawal,
)
from recount.model.judgement import Kind
from recount.model.source import Source, SourceFile, Step
from recount.store import Entry, Filters, Intake, RecordStore, Run, opened, opened_or_made
from recount.store.addresses import DATABASE
from recount.store.opening import engine_for
from recount.store.tables import METADATA
from tests.made import RAQQA, at, incident_of, report, sentences, strike

NOW = datetime(2017, 6, 5, 12, 0, tzinfo=UTC)


def entry(document: Document, *claims: Claim) -> Entry:
    return Entry(document, document.text.encode(), sentences(document), claims)


def test_what_is_kept_comes_back_equal(store: RecordStore) -> None:
    document = report()
    claim = strike(document)
    assert store.add([entry(document, claim)], "tools-1") == 1
    assert store.documents() == (document,)
    assert store.claims() == (claim,)
    assert store.raw(document.id) == document.text.encode()
    assert store.sentences(document.id) == sentences(document)
    assert store.stamps() == {document.id: "tools-1"}


def test_the_same_report_twice_adds_nothing(store: RecordStore) -> None:
    document = report()
    assert store.add([entry(document, strike(document)), entry(document, strike(document))], "tools-1") == 1
    assert store.add([entry(document, strike(document))], "tools-1") == 0
    assert len(store.claims()) == 1


def test_reading_anew_replaces_a_reports_claims_and_no_others(store: RecordStore) -> None:
    first, second = report("first"), report("second")
    store.add([entry(first, strike(first)), entry(second, strike(second))], "tools-1")
    reread = strike(first, status=Cited(Status.ALLEGED, at(first, "struck")))
    store.add([entry(first, reread)], "tools-2")
    assert set(store.claims()) == {reread, strike(second)}
    assert store.stamps() == {first.id: "tools-2", second.id: "tools-1"}


def test_a_former_reading_of_the_same_file_gives_way_and_a_reprint_elsewhere_does_not(store: RecordStore) -> None:
    former = report("page", outlet=None)
    reprint = dataclasses.replace(report("reprint"), source="other.txt")
    store.add([entry(former, strike(former)), entry(reprint, strike(reprint))], "tools-1")
    now = dataclasses.replace(report("better"), source=former.source)
    assert store.add([entry(now, strike(now))], "tools-1") == 0
    assert {document.id for document in store.documents()} == {now.id, reprint.id}
    assert {claim.document for claim in store.claims()} == {now.id, reprint.id}


def test_how_a_report_came_in_is_noted_once(store: RecordStore) -> None:
    former = report("page", outlet=None)
    first = Intake(datetime(2017, 6, 3, 9, 5, tzinfo=UTC), datetime(2017, 6, 3, 9, 0, tzinfo=UTC), "Noor")
    later = dataclasses.replace(first, received=first.received + timedelta(days=1), by="Sami")
    store.add([dataclasses.replace(entry(former, strike(former)), intake=first)], "tools-1")
    store.add([dataclasses.replace(entry(former, strike(former)), intake=later)], "tools-2")
    assert store.intake(former.id) == first
    better = dataclasses.replace(report("better"), source=former.source)
    store.add([dataclasses.replace(entry(better, strike(better)), intake=later)], "tools-2")
    assert store.intake(better.id) == first
    unnoted = report("unnoted")
    store.add([entry(unnoted)], "tools-2")
    assert store.intake(unnoted.id) is None
    assert store.intake("no-such-report") is None


def test_when_reports_were_published_is_had_without_their_texts(store: RecordStore) -> None:
    dated, undated = report("dated"), report("undated", day=None)
    store.add([entry(dated), entry(undated)], "tools-1")
    assert store.published() == {dated.id: dated.published, undated.id: undated.published}


def test_claims_and_reports_are_found_by_id(store: RecordStore) -> None:
    first, second = report("first"), report("second")
    store.add([entry(first, strike(first)), entry(second, strike(second))], "tools-1")
    assert store.documents([second.id]) == (second,)
    assert store.claims([strike(first).id]) == (strike(first),)
    assert store.claims([]) == ()
    assert store.claims_like(strike(first).id[:6]) == (strike(first).id,)
    assert store.claims_like("%") == ()


def test_more_ids_than_one_statement_takes_are_found(store: RecordStore) -> None:
    documents = [report(f"r{n}") for n in range(1203)]
    assert store.add([entry(document) for document in documents], "tools-1") == 1203
    assert len(store.documents(document.id for document in documents)) == 1203


def test_incidents_come_back_in_order_and_replace_the_former(store: RecordStore) -> None:
    documents = [report("first"), report("second")]
    claims = [strike(document) for document in documents]
    store.add([entry(d, c) for d, c in zip(documents, claims, strict=True)], "tools-1")
    apart = [incident_of([claim], documents) for claim in reversed(claims)]
    store.put_incidents(apart)
    assert store.incidents() == tuple(apart)
    together = incident_of(claims, documents)
    store.put_incidents([together])
    assert store.incidents() == (together,)
    assert store.incident(together.id) == together


def test_an_incident_answers_to_its_own_id_and_to_those_of_its_claims(store: RecordStore) -> None:
    documents = [report("first"), report("second")]
    claims = [strike(document) for document in documents]
    store.add([entry(d, c) for d, c in zip(documents, claims, strict=True)], "tools-1")
    incident = incident_of(claims, documents)
    store.put_incidents([incident])
    for name in (incident.id, incident.id[:5], claims[0].id, claims[1].id[:7]):
        assert store.incidents_like(name) == (incident.id,)
    assert store.incidents_like("nothing") == ()


OLD = When.between(date(2014, 1, 1), date(2014, 1, 31))


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), ["dated", "old", "undated"]),
        (Filters(first=date(2017, 6, 2)), ["dated"]),
        (Filters(last=date(2014, 1, 15)), ["old"]),
        (Filters(first=date(2014, 1, 15), last=date(2014, 3, 1)), ["old"]),
        (Filters(places=("tel nour",)), ["dated", "old", "undated"]),
        (Filters(places=("Raqqah",)), ["dated", "old"]),
        (Filters(places=("Raqq",)), []),
        (Filters(places=("nowhere", "ar raqqah")), ["dated", "old"]),
        (Filters(countries=("SY",)), ["dated", "old"]),
        (Filters(places=("nowhere",), countries=("IQ",)), []),
        (Filters(actors=("coalition",)), ["dated", "old"]),
        (Filters(actors=("Militants",)), ["dated", "old", "undated"]),
        (Filters(types=("shelling",)), ["old"]),
        (Filters(statuses=(Status.DENIED, Status.ALLEGED)), ["undated"]),
        (Filters(min_killed=26), ["dated"]),
        (Filters(min_killed=27), []),
        (Filters(min_killed=0), ["dated", "old"]),
        (Filters(types=("air_strike",), first=date(2017, 1, 1)), ["dated"]),
    ],
)
def test_filters_keep_what_they_say(store: RecordStore, filters: Filters, found: list[str]) -> None:
    documents = {name: report(name) for name in ("dated", "old", "undated")}
    none_killed = Cited(Toll(Harm.KILLED, Count(0, 0), "civilians", Category.CIVILIAN), Span(0, 4))
    claims = {
        "dated": strike(documents["dated"]),
        "old": strike(
            documents["old"], type="shelling", time=Cited(OLD, Span(0, 4)), tolls=(none_killed,), place=RAQQA
        ),
        "undated": strike(
            documents["undated"],
            status=Cited(Status.DENIED, Span(0, 4)),
            time=None,
            tolls=(),
            place=None,
            agents=(Cited("Coalitionists", Span(0, 4)),),
        ),
    }
    store.add([entry(documents[name], claim) for name, claim in claims.items()], "tools-1")
    incidents = {name: incident_of([claim], list(documents.values())) for name, claim in claims.items()}
    store.put_incidents(list(incidents.values()))
    names = {incident.id: name for name, incident in incidents.items()}
    assert sorted(names[incident.id] for incident in store.incidents(filters)) == sorted(found)


def test_a_figure_too_large_for_any_column_is_kept(store: RecordStore) -> None:
    document = report()
    huge = Cited(Toll(Harm.KILLED, Count(10**30, None), "people", Category.UNKNOWN), Span(0, 4))
    claim = strike(document, tolls=(huge,))
    store.add([entry(document, claim)], "tools-1")
    store.put_incidents([incident_of([claim], [document])])
    assert store.claims() == (claim,)
    assert len(store.incidents(Filters(min_killed=10**6))) == 1


def test_problems_are_kept_once_and_forgotten_when_their_file_was_read(store: RecordStore) -> None:
    empty = Problem("a.txt", "is empty", "Leave it out.")
    binary = Problem("b.bin", "is no text", "Convert it.")
    store.set_aside([binary, empty], NOW)
    store.set_aside([empty], NOW)
    assert store.problems() == (empty, binary)
    store.settle(["a.txt"])
    assert store.problems() == (binary,)


ANCHOR = Anchor("c1", "d1", "one", "0" * 64, Span(3, 9), Span(0, 20), "jets struck Tel Nour", "air_strike")


def judgement(**changes: object) -> Judgement:
    values: dict[str, object] = {
        "id": "j1",
        "who": "Amal",
        "when": NOW,
        "verdict": Verdict.SET_ASIDE,
        "on": Target(Kind.CLAIM, "c1", (ANCHOR,)),
        "why": "two witnesses",
    }
    return Judgement(**{**values, **changes})  # type: ignore[arg-type]


def test_a_judgement_is_never_overwritten_and_its_first_withdrawal_counts(store: RecordStore) -> None:
    assert store.judge([judgement()]) == 1
    assert store.judge([judgement()]) == 0
    with pytest.raises(RecordError, match="says something else"):
        store.judge([judgement(verdict=Verdict.NOTE)])
    later = Withdrawal(NOW.replace(hour=14), "Basel", "seen the video")
    store.withdraw("j1", later)
    store.withdraw("j1", Withdrawal(NOW.replace(hour=15), "Amal"))
    assert store.judgements() == (judgement(withdrawn=later),)
    with pytest.raises(RecordError, match="not in the record"):
        store.withdraw("j2", later)


def test_judgements_come_with_their_withdrawals_and_in_the_order_of_judging(store: RecordStore) -> None:
    second = judgement(id="j0", when=NOW.replace(hour=13), withdrawn=Withdrawal(NOW.replace(hour=14), "Amal"))
    assert store.judge([second, judgement()]) == 2
    assert store.judgements() == (judgement(), second)


def test_judgements_are_found_by_what_they_were_made_on(store: RecordStore) -> None:
    document = report()
    store.add([entry(document, strike(document))], "tools-1")
    anchor = replace(ANCHOR, report="an id of former days", name=document.name, sha256="0" * 64)
    made = judgement(on=Target(Kind.INCIDENT, "i1", (anchor,)), other=Target(Kind.CLAIM, "c9", ()))
    other = judgement(id="j9", on=Target(Kind.CLAIM, "c7", ()))
    store.judge([made, other])
    for name in ("i1", "c9", anchor.claim, anchor.report):
        assert store.judgements_on([name]) == (made,), name
    assert store.judgements_on([], [document.id]) == (made,)  # by the name of a report that was received anew
    assert store.judgements_on(["c8"]) == ()
    assert store.judgements(["j9", "j0"]) == (other,)


def test_judgements_outlive_the_claims_they_were_made_on(store: RecordStore) -> None:
    document = report()
    store.add([entry(document, strike(document))], "tools-1")
    made = judgement(on=Target(Kind.CLAIM, strike(document).id, (ANCHOR,)))
    store.judge([made])
    store.add([entry(document)], "tools-2")
    assert store.claims() == ()
    assert store.judgements() == (made,)


def test_the_database_itself_refuses_to_change_what_people_decided(tmp_path: Path) -> None:
    store = opened_or_made(tmp_path)
    store.judge([judgement(withdrawn=Withdrawal(NOW, "Amal"))])
    store.close()
    connection = sqlite3.connect(tmp_path / DATABASE)
    for deed in ("UPDATE judgements SET who = 'x'", "DELETE FROM judgements", "DELETE FROM withdrawals"):
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            connection.execute(deed)
    connection.close()


def test_a_choice_for_the_record_is_kept(store: RecordStore) -> None:
    assert store.option("grades") == ""
    store.choose("grades", "airwars")
    store.choose("grades", "every-casualty")
    assert store.option("grades") == "every-casualty"


def test_a_source_by_hand_is_kept_as_it_came_and_its_custody_grows(store: RecordStore) -> None:
    document = dataclasses.replace(report(), kind="call")
    store.add([entry(document)], "by hand")
    assert store.documents()[0].kind == "call"
    source = Source(document.id, "call", "Amal", date(2017, 6, 3), "W-12", (SourceFile("a.ogg", "0" * 64, 12),))
    intake = Step(NOW, "Amal", "taken down")
    store.note_source(dataclasses.replace(source, steps=(intake,)))
    store.note_source(dataclasses.replace(source, by="Basel"))
    handed_on = Step(NOW.replace(hour=13), "Basel", "copied to the archive")
    store.note_step(document.id, handed_on)
    assert store.sources() == (dataclasses.replace(source, steps=(intake, handed_on)),)
    with pytest.raises(RecordError, match="source nothing"):
        store.note_step("nothing", handed_on)


def test_files_that_come_later_are_kept_with_the_step_that_tells_of_them(store: RecordStore) -> None:
    first = SourceFile("/desk/call.ogg", "a" * 64, 4)
    source = Source("d1", "call", "Amal", NOW.date(), "resident W-12", (first,), (Step(NOW, "Amal", "taken down"),))
    later = NOW.replace(hour=13)
    photo = SourceFile("/desk/yard.jpg", "b" * 64, 3_000_000_000, later, "Basel", "resident W-12")
    again = dataclasses.replace(first, when=later, who="Basel", origin="resident W-12")
    told = Step(later, "Basel", "attached the file yard.jpg")
    with pytest.raises(RecordError, match="source d1"):
        store.attach("d1", [(photo, told)])
    store.note_source(source)
    assert store.attach("d1", [(photo, told), (again, told), (photo, told)]) == (photo,)
    assert store.attach("d1", [(photo, told)]) == ()
    assert store.sources() == (dataclasses.replace(source, files=(first, photo), steps=(*source.steps, told)),)


FORMER = """
INSERT INTO judgements VALUES ('j1', 'Amal', '2017-06-05T12:00:00+00:00', 'c1', 'struck', 3, 9, 'air_strike', 'accept',
  'yes', 'two witnesses', '2017-06-05T14:00:00+00:00');
INSERT INTO judgements VALUES ('j2', 'Basel', '2017-06-05T13:00:00+00:00', 'i1', '', NULL, NULL, '', 'set aside',
  '', '', NULL);
"""


def test_judgements_of_the_first_version_are_carried_over(tmp_path: Path) -> None:
    engine = engine_for(f"sqlite:///{tmp_path / DATABASE}")
    config = Config()
    config.set_main_option("script_location", str(Path(recount.store.__file__).parent / "migrations"))
    with engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    with sqlite3.connect(tmp_path / DATABASE) as raw:
        raw.executescript(FORMER)
    raw.close()
    store = opened(tmp_path)
    first, second = store.judgements()
    store.close()
    assert (first.who, first.verdict, first.why) == ("Amal", Verdict.NOTE, "accept: yes: two witnesses")
    assert first.on.anchors[0].trigger == Span(3, 9)
    assert first.withdrawn is not None
    assert first.withdrawn.when.hour == 14
    assert (second.verdict, second.on.kind, second.withdrawn) == (Verdict.SET_ASIDE, Kind.INCIDENT, None)


def test_a_run_is_noted_at_its_start_and_again_at_its_end(store: RecordStore) -> None:
    run = Run(NOW, "0.1.0", (("codebook", "abc"),))
    store.note_run(run)
    done = dataclasses.replace(run, finished=NOW.replace(hour=13), added=3)
    store.note_run(done)
    assert store.runs() == (done,)


def test_all_of_a_batch_is_kept_or_nothing(store: RecordStore) -> None:
    first, second = report("first"), report("second")
    clash = strike(second, id=strike(first).id)
    with pytest.raises(RecordError):
        store.add([entry(first, strike(first)), entry(second, clash)], "tools-1")
    assert store.documents() == ()


def test_what_is_not_there_is_named(store: RecordStore) -> None:
    with pytest.raises(RecordError, match="report nothing"):
        store.raw("nothing")
    with pytest.raises(RecordError, match="report nothing"):
        store.sentences("nothing")
    with pytest.raises(RecordError, match="incident nothing"):
        store.incident("nothing")


# What only a folder with SQLite in it can go wrong with


def test_a_record_stays_when_it_is_closed(tmp_path: Path) -> None:
    document = report()
    first = opened_or_made(tmp_path)
    first.add([entry(document, strike(document))], "tools-1")
    first.close()
    again = opened(tmp_path)
    assert again.documents() == (document,)
    again.close()


def test_the_tables_are_those_that_the_migrations_make(tmp_path: Path) -> None:
    opened_or_made(tmp_path).close()
    engine = engine_for(f"sqlite:///{tmp_path / DATABASE}")
    with engine.connect() as connection:
        beside = {"include_name": lambda name, kind, _: kind != "table" or not name.startswith("incident_search")}
        assert compare_metadata(MigrationContext.configure(connection, opts=beside), METADATA) == []
    engine.dispose()


def test_changed_bytes_are_noticed(tmp_path: Path) -> None:
    document = report()
    store = opened_or_made(tmp_path)
    store.add([entry(document)], "tools-1")
    with sqlite3.connect(tmp_path / DATABASE) as connection:
        connection.execute("UPDATE reports SET raw = x'0011'")
    connection.close()
    with pytest.raises(RecordError, match="not those that were received"):
        store.raw(document.id)
    store.close()


def test_a_folder_without_a_record_is_refused_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"holds no record.*recount run"):
        opened(tmp_path)
    with pytest.raises(RecordError, match="no such record"):
        opened(tmp_path / "nowhere")


def test_no_record_is_made_among_other_files(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(RecordError, match="other files"):
        opened_or_made(tmp_path)
    with pytest.raises(RecordError, match="is a file"):
        opened_or_made(tmp_path / "thesis.txt")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"not a database at all, but long enough to be looked at" * 10)
    with pytest.raises(RecordError, match="no record"):
        opened(tmp_path)


def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / DATABASE)
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.commit()
    connection.close()
    with pytest.raises(RecordError, match="no record"):
        opened(tmp_path)


def test_a_record_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    opened_or_made(tmp_path).close()
    connection = sqlite3.connect(tmp_path / DATABASE)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    with pytest.raises(RecordError, match="newer Recount"):
        opened(tmp_path)


def test_a_record_in_use_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recount.store.opening._PATIENCE", 0)
    store = opened_or_made(tmp_path)
    other = sqlite3.connect(tmp_path / DATABASE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(RecordError, match="in use"):
        store.add([entry(report())], "tools-1")
    assert store.documents() == ()
    other.execute("ROLLBACK")
    other.close()
    assert store.add([entry(report())], "tools-1") == 1
    store.close()
