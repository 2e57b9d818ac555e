"""The desk's judgements on a record in a folder: what each does, says and keeps, and what survives."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from recount.desk.asking import chronology, incident
from recount.desk.byhand import add_step, checked_files, empty_form, source_named, sources, take_source
from recount.desk.exporting import EXPORTS
from recount.desk.judging import (
    By,
    Effect,
    choose_grades,
    confirm,
    correct,
    grades,
    judge_different,
    judge_same,
    judge_unsure,
    judgement_lines,
    judgements,
    moved,
    note,
    publish,
    set_aside,
    take_judgements,
    to_review,
    withdraw,
)
from recount.desk.manifest import kept_manifest, manifest_of
from recount.desk.running import RunOptions, run
from recount.desk.tools import BUILT_IN
from recount.desk.why import why
from recount.errors import RecordError, RecountError
from recount.gazetteer import Gazetteer
from recount.judging import State
from recount.model import Count, Document, Harm, Status
from recount.pipeline import Coded
from recount.store import Filters, opened
from tests.made import at
from tests.stand_ins import SETTINGS, STRIKE, StandIns, folder_of

AMAL = By("Amal", "seen the video")
LATER = STRIKE.replace("on Friday", "on Friday night").replace("Tel Nour", "Wadi Harit")


@pytest.fixture
def stand_ins(monkeypatch: pytest.MonkeyPatch) -> StandIns:
    return StandIns(monkeypatch)


@pytest.fixture
def record(tmp_path: Path, stand_ins: StandIns) -> Path:
    other = f"Another story.\n\nNothing else is like it here, and the day was long. {STRIKE.splitlines()[-1]}\n"
    pages = folder_of(tmp_path / "in", strike=STRIKE, other=other)
    run([pages], tmp_path / "record", SETTINGS, RunOptions(outlet="Radio Furat", published="2017-06-03"))
    return tmp_path / "record"


def claims_of(record: Path) -> list[str]:
    store = opened(record)
    found = [claim.id for claim in store.claims()]
    store.close()
    return found


def apart(record: Path) -> tuple[list[str], Effect]:
    """The record's two claims, told apart."""
    claims = claims_of(record)
    return claims, judge_different(record, claims[0], claims[1], AMAL)


def test_two_claims_told_apart_are_two_incidents_and_with_the_withdrawal_one(record: Path) -> None:
    before = chronology(record).incidents
    _, effect = apart(record)
    assert [change.kind for change in effect.changes] == ["split"]
    assert len(chronology(record).incidents) == 2
    back = withdraw(record, effect.standing.judgement.id[:6], AMAL)
    assert [change.kind for change in back.changes] == ["merged"]
    assert chronology(record).incidents == before
    assert back.standing.state is State.WITHDRAWN


def test_incidents_judged_the_same_stay_so_when_their_reports_are_read_anew(record: Path, stand_ins: StandIns) -> None:
    _, first = apart(record)
    a, b = chronology(record).incidents
    effect = judge_same(record, a.id, b.id, AMAL)
    assert [change.kind for change in effect.changes] == ["merged"]
    assert [one.state for one in moved(record)] == [State.OVERRULED]
    assert moved(record)[0].judgement.id == first.standing.judgement.id
    stand_ins.version = "2"
    run([], record, SETTINGS, RunOptions(reread=True))
    (one,) = chronology(record).incidents
    assert one.judged == (effect.standing.judgement.id,)


def test_a_corrected_figure_stands_in_the_ledger_and_the_machines_is_shown_beside_it(record: Path) -> None:
    claim = claims_of(record)[0]
    effect = correct(record, f"{claim}.killed", "30 fighters", AMAL, SETTINGS)
    assert [change.kind for change in effect.changes] == ["changed"]
    (one,) = chronology(record).incidents
    assert {entry.count for entry in one.ledger} == {Count(30, 30), Count(26, None)}
    (evidence,) = why(record, f"{claim}.killed").evidence
    told = [(reason.value, reason.rule) for reason in evidence.reasons if reason.field == "tolls"]
    assert told[0] == ("30 fighters killed", f"judgement {effect.standing.judgement.id}")
    assert told[1][0].startswith("26+")
    assert told[1][1].endswith("the machine's, corrected")
    assert why(record, f"{claim}.killed").judgements == (effect.standing.judgement,)
    text = (record / EXPORTS / "claims.jsonl").read_text(encoding="utf-8")
    assert f"judgement {effect.standing.judgement.id}" in text


def test_a_value_of_an_incident_is_corrected_without_touching_its_claims(record: Path) -> None:
    (one,) = chronology(record).incidents
    correct(record, f"{one.id}.status", "denied", AMAL, SETTINGS)
    assert chronology(record).incidents[0].status is Status.DENIED
    assert {claim.status.value for claim in incident(record, one.id).claims} == {Status.HAPPENED}
    assert chronology(record, Filters(statuses=(Status.DENIED,))).incidents


@pytest.mark.parametrize(
    ("ref", "value", "said"),
    [
        ("{claim}", "26", "names no field"),
        ("{claim}.colour", "red", "no field of a claim"),
        ("{incident}.killed", "26", "only a claim's"),
        ("{claim}.killed", "a lot", "no count"),
        ("{claim}.wounded.who", "people", "no single figure"),
        ("{claim}.type", "picnic", "not in the codebook"),
        ("nothing.time", "2017", "no claim or incident"),
    ],
)
def test_what_can_not_be_corrected_is_refused_and_nothing_is_kept(
    record: Path, ref: str, value: str, said: str
) -> None:
    names = {"claim": claims_of(record)[0], "incident": chronology(record).incidents[0].id}
    with pytest.raises(RecordError, match=said):
        correct(record, ref.format(**names), value, AMAL, SETTINGS)
    assert judgements(record) == ()


def test_a_place_is_found_by_its_name_number_or_position(
    record: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recount.desk.judging.gazetteer_of", lambda *_: gazetteer)
    (one,) = chronology(record).incidents
    for words, country, name in (
        ("Manbij", "SY", "Manbij"),
        ("geonames:172955", "SY", "Ar Raqqah"),
        ("36.5,37.9 the mill", "SY", "the mill"),
        ("Mosul, Iraq", "IQ", "Mosul"),
    ):
        correct(record, f"{one.id}.place", words, AMAL, SETTINGS)
        place = chronology(record).incidents[0].place
        assert place is not None
        assert (place.country, place.name) == (country, name)
    for words in ("Nowhereville", "geonames:1", "Springfield, US", "99,37.9 the mill"):
        with pytest.raises(RecordError):
            correct(record, f"{one.id}.place", words, AMAL, SETTINGS)


def test_what_is_set_aside_is_in_no_view_and_listed_with_its_words(record: Path) -> None:
    claims = claims_of(record)
    effect = set_aside(record, claims[0], AMAL)
    (one,) = chronology(record).incidents
    assert one.claims == (claims[1],)
    (listed,) = judgements(record)
    assert "struck Tel Nour" in listed.judgement.on.anchors[0].quote
    set_aside(record, one.id, AMAL)
    assert chronology(record).incidents == ()
    assert claims[0] not in (record / EXPORTS / "claims.jsonl").read_text(encoding="utf-8")
    withdraw(record, effect.standing.judgement.id, AMAL)
    assert [one.claims for one in chronology(record).incidents] == [(claims[0],)]


def test_the_manifest_is_that_of_what_machines_read_and_of_the_judgements(record: Path) -> None:
    set_aside(record, claims_of(record)[0], AMAL)
    store = opened(record)
    kept, now = kept_manifest(store), manifest_of(store)
    store.close()
    assert kept is not None
    assert kept.hashes == now.hashes
    assert kept.counts["claims"] == 2


def test_an_incident_answers_to_the_id_that_it_had_before_it_was_merged(record: Path) -> None:
    _, effect = apart(record)
    former = [one.id for one in chronology(record).incidents]
    withdraw(record, effect.standing.judgement.id, AMAL)
    assert len({incident(record, name).incident.id for name in former}) == 1


def test_a_report_is_set_aside_by_its_name(record: Path) -> None:
    set_aside(record, "other", AMAL)
    assert [len(one.claims) for one in chronology(record).incidents] == [1]


def test_an_incident_is_graded_by_the_grades_of_the_record(record: Path) -> None:
    (one,) = chronology(record).incidents
    assert grades(record) == ("every-casualty", ("confirmed", "no conclusion", "rejected"))
    confirm(record, one.id, "Confirmed", AMAL)
    assert [i.grade for i in chronology(record, Filters(grades=("confirmed",))).incidents] == ["confirmed"]
    assert chronology(record, Filters(grades=("none", "rejected"))).incidents == ()
    with pytest.raises(RecordError, match="no grade"):
        confirm(record, one.id, "fair", AMAL)
    choose_grades(record, "airwars")
    confirm(record, one.claims[0], "fair", AMAL)
    assert chronology(record).incidents[0].grade == "fair"
    with pytest.raises(RecordError, match="not known"):
        choose_grades(record, "stars")


def test_unsure_waits_for_review_and_a_note_needs_words(record: Path) -> None:
    claims = claims_of(record)
    effect = judge_unsure(record, claims[0], claims[1], AMAL)
    assert effect.changes == ()
    assert [one.judgement.id for one in to_review(record)] == [effect.standing.judgement.id]
    with pytest.raises(RecordError, match="no words"):
        note(record, claims[0], By("Amal"))
    note(record, claims[0], AMAL)
    assert len(judgements(record)) == 2
    assert len(judgements(record, of=claims[1])) == 1


def test_a_public_id_is_the_incidents_for_ever(record: Path) -> None:
    claims, told_apart = apart(record)
    ids = []
    for claim in claims:
        (public,) = incident(record, publish(record, claim, AMAL).standing.judgement.on.id).incident.public
        ids.append(public)
    assert incident(record, ids[1].lower()).incident.claims == (claims[1],)
    with pytest.raises(RecordError, match=f"published as {ids[0]}"):
        publish(record, claims[0], AMAL)
    withdraw(record, told_apart.standing.judgement.id, AMAL)
    (one,) = chronology(record).incidents
    assert one.public == tuple(ids)
    assert incident(record, ids[1]).incident.id == one.id


@pytest.mark.parametrize("by", [By(""), By("  "), By("A" * 200), By("Amal\x1b[31m"), By("Amal", "x" * 6000)])
def test_nobody_judges_without_a_name_in_plain_words(record: Path, by: By) -> None:
    with pytest.raises(RecordError):
        set_aside(record, claims_of(record)[0], by)
    assert judgements(record) == ()


def test_two_things_are_judged_not_one(record: Path) -> None:
    claims = claims_of(record)
    with pytest.raises(RecordError, match="are one claim"):
        judge_same(record, claims[0], claims[0], AMAL)
    with pytest.raises(RecordError, match="no claim or incident"):
        judge_same(record, claims[0], "i-nothing", AMAL)
    with pytest.raises(RecordError, match="no judgement"):
        withdraw(record, "jx", AMAL)


def test_the_same_reports_and_judgements_make_the_same_record_elsewhere(
    record: Path, tmp_path: Path, stand_ins: StandIns
) -> None:
    claims, effect = apart(record)
    correct(record, f"{claims[0]}.killed", "30", AMAL, SETTINGS)
    withdraw(record, effect.standing.judgement.id, By("Basel", "one video, two cuts"))
    elsewhere = tmp_path / "elsewhere"
    run([tmp_path / "in"], elsewhere, SETTINGS, RunOptions(outlet="Radio Furat", published="2017-06-03"))
    lines, digest = judgement_lines(record)
    new, changed = take_judgements(elsewhere, lines.splitlines(), "lines")
    assert (new, changed) == (2, 1)
    assert judgement_lines(elsewhere) == (lines, digest)
    assert chronology(elsewhere).incidents == chronology(record).incidents
    assert take_judgements(elsewhere, lines.splitlines(), "lines") == (0, 0)


def test_what_no_longer_applies_is_listed_with_its_words(
    record: Path, tmp_path: Path, stand_ins: StandIns, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = claims_of(record)
    correct(record, f"{claims[0]}.killed", "30", AMAL, SETTINGS)
    with monkeypatch.context() as reading:
        reading.setattr(
            "recount.desk.coding.coded", lambda d, t: dataclasses.replace(stand_ins._coded(d, t), claims=())
        )
        run([], record, SETTINGS, RunOptions(reread=True))
    assert chronology(record).incidents == ()
    (gone,) = moved(record)
    assert (gone.state, gone.why) == (State.GONE, "no claim is read from its words any more")
    assert "struck Tel Nour" in gone.judgement.on.anchors[0].quote
    run([], record, SETTINGS, RunOptions(reread=True))
    assert moved(record) == ()
    assert any(entry.count == Count(30, 30) for entry in chronology(record).incidents[0].ledger)


# Sources by hand


@pytest.fixture
def call(tmp_path: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("recount.desk.byhand.gazetteer_of", lambda *_: gazetteer)
    (tmp_path / "call.ogg").write_bytes(b"sound")
    path = tmp_path / "call.yaml"
    path.write_text(empty_form().replace("files: []", "files: [{path: call.ogg}]"), encoding="utf-8")
    return path


def test_a_call_stands_in_the_ledger_as_an_origin_of_its_own(record: Path, call: Path, stand_ins: StandIns) -> None:
    added = take_source(call, record, "Amal", BUILT_IN, SETTINGS, print)
    assert (added.claims, added.known, [change.kind for change in added.changes]) == (1, False, ["new"])
    one = next(i for i in chronology(record).incidents if added.document.id in i.documents)
    assert [(origin.name, origin.kind.value) for origin in one.origins] == [("resident W-12", "witness")]
    assert [(entry.harm, entry.count) for entry in one.ledger] == [(Harm.KILLED, Count(9, 9))]
    assert take_source(call, record, "Amal", BUILT_IN, SETTINGS, print).known
    stand_ins.read.clear()
    again = run([], record, SETTINGS, RunOptions(reread=True))
    assert "call" not in stand_ins.read
    assert again.stale == 0
    assert one in chronology(record).incidents


def test_a_source_that_is_told_otherwise_than_before_is_refused(record: Path, call: Path) -> None:
    take_source(call, record, "Amal", BUILT_IN, SETTINGS, print)
    call.write_text(call.read_text().replace("count: 9", "count: 90"))
    with pytest.raises(RecountError, match="told otherwise"):
        take_source(call, record, "Amal", BUILT_IN, SETTINGS, print)


def test_a_form_with_corrected_notes_is_refused_beside_the_first_until_that_is_set_aside(
    record: Path, call: Path
) -> None:
    first = take_source(call, record, "Amal", BUILT_IN, SETTINGS, print)
    form = call.read_text()
    corrected = call.with_name("corrected.yaml")
    corrected.write_text(form.replace("nine", "ten").replace("count: 9", "count: 10"))
    with pytest.raises(RecountError, match="seems to be call, which is in the record already"):
        take_source(corrected, record, "Amal", BUILT_IN, SETTINGS, print)
    second = call.with_name("second.yaml")
    second.write_text(corrected.read_text().replace("A call from the quarter", "A second call").replace("four", "two"))
    another = take_source(second, record, "Amal", BUILT_IN, SETTINGS, print)
    assert another.document.id != first.document.id
    set_aside(record, first.document.id, By("Amal", "corrected"))
    again = take_source(corrected, record, "Amal", BUILT_IN, SETTINGS, print)
    assert not again.known
    assert again.document.id != first.document.id


def test_why_shows_all_that_a_form_quotes(record: Path, call: Path) -> None:
    call.write_text(call.read_text().replace("count: 9", "count: 8"))  # a slip, which the quote shows
    (change,) = take_source(call, record, "Amal", BUILT_IN, SETTINGS, print).changes
    (claim,) = change.after[0].claims
    (shown,) = why(record, f"{claim}.killed").evidence
    assert [span.of(shown.document.text).split()[0] for span in shown.sentences] == ["One", "Neighbours", "it,"]


def test_its_files_are_hashed_and_its_custody_grows(record: Path, call: Path, tmp_path: Path) -> None:
    take_source(call, record, "Amal", BUILT_IN, SETTINGS, print)
    add_step(record, "call", "copied to the archive", "Basel")
    source, document = source_named(record, "call")
    assert [(step.who, step.what) for step in source.steps] == [
        ("Amal", "taken into the record, 1 file hashed"),
        ("Basel", "copied to the archive"),
    ]
    assert [one.state for one in checked_files(record)] == ["unchanged"]
    (tmp_path / "call.ogg").write_bytes(b"another sound")
    assert [one.state for one in checked_files(record)] == ["changed"]
    (tmp_path / "call.ogg").unlink()
    assert [one.state for one in checked_files(record)] == ["missing"]
    assert sources(record) == ((source, document),)
    with pytest.raises(RecordError, match="one line"):
        add_step(record, "call", "", "Basel")
    with pytest.raises(RecordError, match="not taken by hand"):
        source_named(record, "strike")


def test_a_source_whose_file_is_another_than_was_taken_down_is_refused(record: Path, call: Path) -> None:
    call.write_text(call.read_text().replace("{path: call.ogg}", "{path: call.ogg, sha256: " + "a" * 64 + "}"))
    with pytest.raises(RecountError, match="not the one"):
        take_source(call, record, "Amal", BUILT_IN, SETTINGS, print)
    call.write_text(call.read_text().replace("path: call.ogg", "path: lost.ogg"))
    with pytest.raises(RecountError, match="can't be read"):
        take_source(call, record, "Amal", BUILT_IN, SETTINGS, print)
    with pytest.raises(RecountError, match="nobody is named"):
        take_source(call, record, " ", BUILT_IN, SETTINGS, print)
    assert sources(record) == ()


def test_a_correction_is_not_put_on_a_neighbour_that_alone_is_looked_at(
    record: Path, stand_ins: StandIns, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two claims of one clause stand in two incidents: opening one must not find the other's judgement on it."""
    store = opened(record)
    (first, *_) = store.claims()
    store.close()

    def two(document: Document, tools: object) -> Coded:
        read = stand_ins._coded(document, tools)
        own = dataclasses.replace(
            read.claims[0], id=f"{document.id[:8]}ffffffff", trigger=at(document, "killing"), main=False
        )
        return dataclasses.replace(read, claims=(read.claims[0], own))

    with monkeypatch.context() as reading:
        reading.setattr("recount.desk.coding.coded", two)
        run([], record, SETTINGS, RunOptions(reread=True))
    other = f"{first.document[:8]}ffffffff"
    judge_different(record, first.id, other, AMAL)
    correct(record, f"{first.id}.status", "denied", AMAL, SETTINGS)
    one = incident(record, other)
    assert {claim.status.value for claim in one.claims if claim.id == other} == {Status.HAPPENED}


def test_a_public_id_of_what_is_set_aside_says_so(record: Path) -> None:
    (one,) = chronology(record).incidents
    public = publish(record, one.id, AMAL).standing.judgement.value
    set_aside(record, one.id, AMAL)
    with pytest.raises(RecordError, match="was published on"):
        incident(record, public)


def test_the_id_of_a_claim_that_was_set_aside_leads_to_what_it_stood_with(record: Path) -> None:
    (one,) = chronology(record).incidents
    aside, left = claims_of(record)
    judgement = set_aside(record, aside, AMAL).standing.judgement
    for name in (left, one.id, one.id[:9], aside, aside[:9]):
        assert incident(record, name).incident.claims == (left,)
    withdraw(record, judgement.id, AMAL)
    assert incident(record, one.id).incident == one


def test_where_nothing_is_left_the_id_of_a_claim_that_was_set_aside_names_the_judgement(record: Path) -> None:
    made = {claim: set_aside(record, claim, AMAL).standing.judgement for claim in claims_of(record)}
    for claim, judgement in made.items():
        for name in (claim, claim[:8]):
            with pytest.raises(RecordError, match=f"set aside on .* by {AMAL.who} .judgement {judgement.id}"):
                incident(record, name)
    withdraw(record, made[min(made)].id, AMAL)
    assert incident(record, min(made)).incident.claims == (min(made),)
