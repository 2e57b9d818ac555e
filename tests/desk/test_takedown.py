"""Embargoes keep things out of publications; what is erased is in no byte of the record and does not come back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from recount.desk import embargoing, takedown, victims
from recount.desk.erasing import begin_person
from recount.desk.handing import export
from recount.desk.judging import By, confirm, correct, note
from recount.desk.likeness import spelled_alike
from recount.desk.publishing import draft, make_release, published
from recount.desk.publishing_choices import choose_policy, policy_of
from recount.desk.publishing_site import site_archive, site_of, write_site
from recount.desk.running import RunOptions, run
from recount.desk.settings import settings_from
from recount.desk.sitreps import SitrepOptions, sitrep
from recount.desk.tools import BUILT_IN
from recount.desk.verifying import verify
from recount.desk.victims import Told
from recount.errors import RecordError
from recount.model import Incident
from recount.publishing.release import hash_of
from recount.store import opened
from recount.store.blocking import words_of
from recount.store.victims import VictimFilter

SETTINGS = settings_from({})
ME = By("Amal")
NAMES = ("Yusuf al-Testmann", "Yousef Testmann")
FIRST = (
    "An air strike on the city of Raqqa killed Yusuf al-Testmann, 14, and four other civilians on Monday, the Harbour "
    "Monitor said. Relatives of YUSUF AL-TESTMANN spoke of two bombs.\n\nShells wounded nine people in Tabqa on Monday."
)
SECOND = "Five civilians died on Monday when warplanes bombed Raqqa, among them Yousef Testmann, the town council said."


def lines(folder: Path, *texts: str) -> Path:
    """A file of reports."""
    path = folder / f"in{len(texts)}.jsonl"
    reports = [
        {"id": f"r{n}", "outlet": "Test Wire", "published": "2017-06-06", "title": f"Report {n}", "text": text}
        for n, text in enumerate(texts)
    ]
    path.write_text("".join(f"{json.dumps(one)}\n" for one in reports), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def named_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("named")
    run([lines(folder, FIRST, SECOND)], folder / "record", SETTINGS, RunOptions())
    return folder


@pytest.fixture
def named(named_once: Path, tmp_path: Path) -> Path:
    """A record whose reports name a person; the file that it was read from lies beside it."""
    shutil.copytree(named_once, tmp_path / "named")
    return tmp_path / "named" / "record"


def incidents(record: Path) -> tuple[Incident, ...]:
    with closing(opened(record)) as store:
        return store.incidents()


def bytes_of(folder: Path) -> Iterator[tuple[Path, bytes]]:
    yield from ((path, path.read_bytes().lower()) for path in folder.rglob("*") if path.is_file())


def everywhere(record: Path, words: str) -> list[str]:
    """Files and stored bytes of a record that hold some words, in any case or escaped as JSON."""
    forms = {words.lower().encode(), json.dumps(words).strip('"').lower().encode()}
    found = [path.name for path, content in bytes_of(record) if any(form in content for form in forms)]
    with closing(opened(record)) as store:
        found += [one.id for one in store.documents() if words.lower().encode() in store.raw(one.id).lower()]
    return found


def test_a_person_is_in_no_byte_after_being_erased(named: Path) -> None:
    incident = next(one for one in incidents(named) if one.ledger)
    one, _ = victims.enter(named, incident.id, Told(NAMES[0], spellings=NAMES[1], note="his aunt told us"), "Amal")
    victims.release(named, one.id, "Amal", "his family agreed")
    note(named, incident.id, replace(ME, why="Is Yusuf al-Testmann the son of the baker?"))
    confirm(named, incident.id, "confirmed", ME)
    make_release(named, "with a name", ME)
    assert "Testmann" in str(published(named).incidents)
    assert everywhere(named, "testmann")

    names = takedown.names_to_erase(named, one.id, "")
    plan = takedown.what_person(named, names, one.id)
    assert plan.counts["reports"] == 2
    assert len(plan.reports) == 2
    assert everywhere(named, "testmann"), "a trial must change nothing"

    removal = takedown.erase_person(named, names, "2026/7", "Amal", one.id)
    assert (removal.number, removal.kind, removal.request) == (1, "person", "2026/7")
    assert everywhere(named, "testmann") == []
    assert everywhere(named, "his aunt") == []
    held = published(named)
    assert (held.removed, held.touched) == (0, 1)
    assert len(held.incidents) == 1
    assert held.given_out == hash_of(held.incidents) != held.release.content
    public = held.incidents[0].id
    page = site_of(named).file(f"incidents/{public}.html") or b""
    assert b"Something of this incident was removed on request." in page
    told = json.loads(site_of(named).file("data/incidents.json") or b"")
    assert (told["content_sha256"], told["content_sha256_when_made"]) == (held.given_out, held.release.content)
    for path in ("releases.html", "method.html"):
        words = (site_of(named).file(path) or b"").decode()
        assert held.given_out[:16] in words
        assert held.release.content[:16] in words
    with closing(opened(named)) as store:
        for document in store.documents():
            assert "█" in document.text
            for claim in store.claims_in([document.id]):
                assert claim.trigger.end <= len(document.text)
    assert {len(document.text) for document in _documents(named)} == {len(FIRST), len(SECOND)}


def _documents(record: Path) -> tuple:  # type: ignore[type-arg]
    with closing(opened(record)) as store:
        return store.documents()


def test_the_record_is_verified_with_its_tombstones(named: Path) -> None:
    takedown.erase_person(named, NAMES, "2026/7", "Amal")
    found = verify(named, SETTINGS)
    assert found.same, [check for check in found.checks if not check.same]
    told = next(check.said for check in found.checks if check.name == "removals")
    assert told.startswith("1 on request (1 of a person); 2 reports")


@pytest.mark.parametrize("reread", [False, True])
def test_an_erased_person_does_not_come_back(named: Path, reread: bool) -> None:
    takedown.erase_person(named, NAMES, "2026/7", "Amal")
    run([lines(named.parent, FIRST, SECOND)], named, SETTINGS, RunOptions(reread=reread))
    assert everywhere(named, "testmann") == []
    third = "On Tuesday, too, people in Raqqa buried Yousef  Testmann; a strike killed six of his neighbours."
    run([lines(named.parent, FIRST, SECOND, third)], named, SETTINGS, RunOptions())
    assert everywhere(named, "testmann") == []
    assert any("buried ███" in document.text for document in _documents(named))


def test_a_look_at_what_would_go_stops_nobody_and_counts_what_goes(named: Path) -> None:
    incident = next(one for one in incidents(named) if one.ledger)
    one, _ = victims.enter(named, incident.id, Told(NAMES[0], spellings=NAMES[1], note="his aunt told us"), "Amal")
    note(named, incident.id, replace(ME, why="Is Yusuf al-Testmann the son of the baker?"))
    confirm(named, incident.id, "confirmed", ME)
    make_release(named, "", ME)
    report = next(one for one in _documents(named) if one.text == SECOND)
    names = takedown.names_to_erase(named, one.id, "")
    with closing(opened(named)) as store, store._writing():  # as one who judges, or a run that writes
        person = takedown.what_person(named, names, one.id)
        whole = takedown.what_report(named, report.id)
    assert person.counts["texts in other tables"] > 2
    other = named.parent / "other"
    shutil.copytree(named, other)
    assert takedown.erase_report(other, report.id, report.id, "2026/8", "Amal").counts == whole.counts
    assert takedown.erase_person(named, names, "2026/7", "Amal", one.id).counts == person.counts


def test_short_names_and_names_in_the_request_are_refused(named: Path) -> None:
    with pytest.raises(RecordError, match="fewer than"):
        takedown.names_to_erase(named, "", "Ali")
    with pytest.raises(RecordError, match="are missing"):
        takedown.names_to_erase(named, "", " \n ")
    for request in ("letter of Yusuf Al Testmann", "REQ-7 Testmann", "al-Testman 9", "yousef/7"):
        with pytest.raises(RecordError, match="holds a part of the name"):
            takedown.erase_person(named, NAMES, request, "Amal")
        with pytest.raises(RecordError, match="holds a part of the name"):
            begin_person(named, NAMES, "", request, request, "Amal")
    assert takedown.removals(named) == ()


def test_no_tombstone_tells_a_name_that_was_erased_before_or_after(named: Path) -> None:
    report = next(one for one in _documents(named) if one.text == SECOND)
    takedown.erase_report(named, report.id, report.id, "of Yousef Testmann, 7", "Amal")
    takedown.erase_person(named, NAMES, "2026/8", "Amal")
    assert everywhere(named, "testmann") == []
    report = _documents(named)[0]
    with pytest.raises(RecordError, match="was erased before"):
        takedown.erase_report(named, report.id, report.id, "of Yousef Testmann, 9", "Amal")


def test_an_erased_report_is_gone_and_stays_gone(named: Path) -> None:
    report = next(one for one in _documents(named) if one.text == SECOND)
    with closing(opened(named)) as store:
        claim = store.claims_in([report.id])[0].id
    correct(named, f"{claim}.status", "alleged", ME, SETTINGS)
    with pytest.raises(RecordError, match="is not the report's id"):
        takedown.erase_report(named, report.id, "yes", "2026/8", "Amal")
    assert takedown.what_report(named, report.id).counts["claims"] > 0
    removal = takedown.erase_report(named, report.id, report.id[:8], "2026/8", "Amal")
    assert removal.counts["judgements"] == 1
    assert everywhere(named, "town council") == []
    assert len(_documents(named)) == 1
    assert all(report.id not in one.documents for one in incidents(named))
    run([lines(named.parent, FIRST, SECOND)], named, SETTINGS, RunOptions())
    again = lines(named.parent, "Other words.", SECOND.replace("Raqqa, ", "Raqqa,\n"))
    run([again], named, SETTINGS, RunOptions())
    assert everywhere(named, "town council") == []
    assert verify(named, SETTINGS).same


def test_an_incident_under_embargo_stays_out_until_it_is_lifted(record: Path) -> None:
    one = next(one for one in incidents(record) if one.ledger)
    confirm(record, one.id, "confirmed", ME)
    place = embargoing.embargo(record, one.id, "", "Amal", "the family is not told yet")
    assert not draft(record).candidates
    assert [held.id for held in draft(record).held] == [one.id]
    embargoing.lift(record, place, "Amal")
    assert len(draft(record).candidates) == 1
    with pytest.raises(RecordError, match="does not hold"):
        embargoing.lift(record, place, "Amal")


def test_an_embargo_on_a_report_hides_what_only_it_tells_and_ends_by_itself(record: Path) -> None:
    one = next(one for one in incidents(record) if one.ledger and len(one.documents) == 1)
    confirm(record, one.id, "confirmed", ME)
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    embargoing.embargo(record, one.documents[0], tomorrow.isoformat(), "Amal", "its reporter is still there")
    assert not draft(record).candidates
    with closing(opened(record)) as store:
        store.note_embargo(replace(store.embargoes()[0], until=date(2020, 1, 1).isoformat()))
    assert len(draft(record).candidates) == 1


@pytest.mark.parametrize("until", ["soon", "2020-01-01"])
def test_an_embargo_ends_on_a_day_to_come(record: Path, until: str) -> None:
    with pytest.raises(RecordError, match="the day"):
        embargoing.embargo(record, incidents(record)[0].id, until, "Amal", "because")


def test_a_name_that_is_not_released_is_in_no_publication_or_export(record: Path, tmp_path: Path) -> None:
    one = next(one for one in incidents(record) if one.ledger)
    kept, _ = victims.enter(record, one.id, Told("Amina Testova", spellings="Amena Testowa", note="qqnoteqq"), "Amal")
    out, _ = victims.enter(record, one.id, Told("Salma Freigabe", age="9", origin="qqoriginqq"), "Amal")
    victims.release(record, out.id, "Amal", "her father agreed, qqwhyqq")
    confirm(record, one.id, "confirmed", ME)
    make_release(record, "", ME)
    write_site(record, tmp_path / "site")
    site_archive(record)
    days = one.when or pytest.fail("it is dated")
    assert days.first is not None
    assert days.last is not None
    told = str(sitrep(record, SitrepOptions(days.first, days.last), SETTINGS, BUILT_IN))
    texts = [told.encode(), *(export(record, form).encode() for form in ("csv", "geojson"))]
    texts += [content for _, content in bytes_of(tmp_path / "site")]
    texts += [content for _, content in bytes_of(record / "exports")]
    for secret in (b"testova", b"testowa", b"qqnoteqq", b"qqoriginqq", b"qqwhyqq", kept.id.encode()):
        assert not any(secret in text.lower() for text in texts), secret
    assert any(b"salma freigabe" in text for text in texts)
    victims.take_back(record, out.id, "Amal")
    make_release(record, "", ME)
    write_site(record, tmp_path / "later")
    assert not any(b"freigabe" in content for _, content in bytes_of(tmp_path / "later"))


def test_erasing_a_name_takes_out_every_entry_that_is_called_so(named: Path) -> None:
    incident = next(one for one in incidents(named) if one.ledger)
    one, _ = victims.enter(named, incident.id, Told(NAMES[0], spellings="يوسف تستمان", age="14"), "Amal")
    other, _ = victims.enter(named, incident.id, Told("Salma Freigabe", spellings="YUSUF AL TESTMANN"), "Amal")
    near, _ = victims.enter(named, incident.id, Told("Umm Yusuf al-Testmann"), "Amal")
    for key in (one.id, other.id, near.id):
        victims.release(named, key, "Amal", "the family agreed")
    confirm(named, incident.id, "confirmed", ME)

    names = takedown.names_to_erase(named, "", NAMES[0])
    assert set(names) == {NAMES[0], "يوسف تستمان", "Salma Freigabe", "YUSUF AL TESTMANN"}
    plan = takedown.what_person(named, names)
    assert {line.victim.id for line in plan.entries} == {one.id, other.id}
    assert plan.counts["named persons"] == 2
    takedown.erase_person(named, names, "2026/7", "Amal")

    left = victims.listed(named, VictimFilter()).lines
    assert [(line.victim.id, line.victim.released) for line in left] == [(near.id, False)]
    assert everywhere(named, "يوسف") == []
    make_release(named, "", ME)
    assert "█" not in str(published(named))
    assert not any(one.victims for one in published(named).incidents)
    with pytest.raises(RecordError, match="was removed on request"):
        victims.release(named, near.id, "Amal", "she agreed")
    for told_again in (Told("yusuf al testmann"), Told("His son", note="a son of Yusuf al-Testmann")):
        with pytest.raises(RecordError, match="was removed on request"):
            victims.enter(named, incident.id, told_again, "Amal")


def test_before_erasing_other_spellings_of_the_name_are_shown(named: Path) -> None:
    incident = next(one for one in incidents(named) if one.ledger)
    elsewhere, _ = victims.enter(named, incident.id, Told("Youssef Testman"), "Amal")
    names = takedown.names_to_erase(named, "", NAMES[0])
    told = {one.name: (one.reports, one.entries) for one in takedown.what_person(named, names).alike}
    assert told == {"Yousef Testmann": (1, 0), "Youssef Testman": (0, 1)}
    every = takedown.names_to_erase(named, "", "\n".join((*NAMES, "Youssef Testman")))
    plan = takedown.what_person(named, every)
    assert plan.alike == ()
    assert [line.victim.id for line in plan.entries] == [elsewhere.id]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Khalid al Masri, 34, was hit.", ["Khalid al Masri"]),
        ("Khaled Abu Omar al-Masri said", ["Khaled Abu Omar al-Masri"]),
        ("قتل خالد المصري", ["خالد المصري"]),
        ("Khaled and Ahmad Masri", []),
        ("Khaldoun Masri; Khaled Hamdan", []),
    ],
)
def test_a_name_is_known_in_other_spellings(text: str, found: list[str]) -> None:
    assert list(spelled_alike(text, [words_of("Khaled al-Masri")])) == found


def test_other_forms_of_the_name_are_shown_and_go_where_they_are_chosen(tmp_path: Path) -> None:
    told = (
        "Shelling of the city of Raqqa on Monday killed Huda Karimov, 34, and two girls. Huda was a nurse; Mr Karimov "
        "can be reached at huda.k@example.org. In the list she is Karimov, Huda."
    )
    other = "In the city of Homs on Tuesday a car bomb killed four people, said Huda Zayat. Huda saw it from her house."
    record = tmp_path / "record"
    run([lines(tmp_path, told, other)], record, SETTINGS, RunOptions())
    one = next(one for one in incidents(record) if "Raqqa" in one.place_names)
    note(record, one.id, replace(ME, why="Khūdā Karīmov is the wife of Mr Karimov. Huda was here."))
    choose_policy(record, replace(policy_of(record), about="We thank Huda Karimov."))

    plan = takedown.what_person(record, ["Huda Karimov"])
    assert {one.name for one in plan.alike} >= {"Mr Karimov", "huda.k@example.org", "Karimov, Huda"}
    assert next(one for one in plan.alike if one.name == "Mr Karimov").written == 1
    assert [(one.name, one.reports) for one in plan.alone] == [("Huda", 1), ("Karimov", 1)]

    names = takedown.names_to_erase(record, "", "\n".join(["Huda Karimov", *(one.name for one in plan.alike)]))
    parts = takedown.parts_to_erase(names, "Huda")
    chosen = takedown.what_person(record, names, parts=parts)
    assert (chosen.parts, [one.name for one in chosen.alone]) == (("Huda",), [])
    takedown.erase_person(record, names, "2026/7", "Amal", parts=parts)
    assert everywhere(record, "karimov") == []
    texts = {one.text for one in _documents(record)}
    assert other in texts
    assert sum("Huda" in text for text in texts) == 1
    with closing(opened(record)) as store:
        assert "Huda" not in str(store.judgements())
    assert policy_of(record).about == "We thank [name withheld]."
    again = told.replace("two girls", "three girls")
    run([lines(tmp_path, told, other, again)], record, SETTINGS, RunOptions())
    assert sum("Huda" in one.text for one in _documents(record)) == 1


def test_a_part_is_a_word_of_the_names() -> None:
    assert takedown.parts_to_erase(["Huda Karimov"], "Huda\n\nHuda") == ("Huda",)
    for part in ("Omar", "Huda Karimov"):
        with pytest.raises(RecordError, match="no word of the names"):
            takedown.parts_to_erase(["Huda Karimov"], part)
