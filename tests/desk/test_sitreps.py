"""A situation report on some days of the invented reports."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from recount.desk.judging import By, confirm, correct
from recount.desk.publishing import make_release
from recount.desk.publishing_choices import choose_policy, policy_of
from recount.desk.restricting import restrict
from recount.desk.sitreps import SitrepOptions, last_days, sitrep, sitrep_file
from recount.errors import RecordError
from recount.export.headings import heading_of
from recount.model import Harm
from recount.publishing.sitrep import _printed, ungraded_words
from recount.store import opened
from recount.version import VERSION
from tests.web.conftest import SETTINGS

JULY = SitrepOptions(date(2015, 7, 1), date(2015, 7, 31))


def test_it_lists_incidents_totals_and_sources_of_the_days(record: Path) -> None:
    made = sitrep(record, JULY, SETTINGS)
    assert made.incidents
    assert all(one.first and one.last and one.first <= JULY.last and one.last >= JULY.first for one in made.incidents)
    killed = next(line for line in made.totals if line.harm is Harm.KILLED)
    assert killed.told + killed.silent <= len(made.incidents)
    assert made.sources
    assert made.map().startswith("<svg")
    assert made.rule == "range"


def test_it_can_keep_to_what_was_graded(record: Path) -> None:
    asked = SitrepOptions(JULY.first, JULY.last, graded=True)
    assert sitrep(record, asked, SETTINGS).incidents == ()
    confirm(record, sitrep(record, JULY, SETTINGS).incidents[0].id, "confirmed", By("Amal", exports=False))
    assert len(sitrep(record, asked, SETTINGS).incidents) == 1


def test_page_and_pdf_are_whole_files_and_the_same_each_time(record: Path) -> None:
    name, page = sitrep_file(record, JULY, SETTINGS)
    assert name == "sitrep-2015-07-01_2015-07-31.html"
    assert b"<script" not in page
    assert b"default-src 'none'" in page
    name, pdf = sitrep_file(record, JULY, SETTINGS, pdf=True)
    assert name.endswith(".pdf")
    assert pdf.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in pdf
    assert sitrep_file(record, JULY, SETTINGS, pdf=True)[1] == pdf


def test_every_figure_names_who_gives_it_and_each_incident_its_sources(record: Path) -> None:
    made = sitrep(record, JULY, SETTINGS)
    page = sitrep_file(record, JULY, SETTINGS)[1].decode()
    rows = {row[1].partition("\n")[0]: row for row in _printed(made)["rows"]}  # type: ignore[attr-defined]
    told = [one for one in made.incidents if one.headlines]
    assert told
    for one in told:
        figures, sources = rows[one.heading][3:]
        for cited in made.figures(one):
            assert cited.voices
            assert all(f"according to {voice.name} [" in figures for voice, _ in cited.voices)
            assert {n for _, numbers in cited.voices for n in numbers} <= set(made.numbers(one))
            assert page.count(cited.words) > 0
        assert sources.endswith(": " + ", ".join(map(str, sorted(set(made.numbers(one))))))
        assert [made.sources[n - 1] for n in made.numbers(one)] == list(one.sources)
    for n in range(1, len(made.sources) + 1):
        assert f'<li id="source-{n}">' in page
        assert f'<a href="#source-{n}">{n}</a>' in page


def test_it_can_be_cited_and_traced(record: Path) -> None:
    one = sitrep(record, JULY, SETTINGS).incidents[0]
    confirm(record, one.id, "confirmed", By("Amal", exports=False))
    choose_policy(record, replace(policy_of(record), address="https://example.org/incidents/"))
    make_release(record, "", By("Amal", exports=False))
    made = sitrep(record, JULY, SETTINGS)
    (public,) = made.making.published
    page = sitrep_file(record, JULY, SETTINGS)[1].decode()
    assert f'<a href="https://example.org/incidents/incidents/{public}.html">{public}</a>' in page
    assert page.count(", in no release") == len(made.incidents) - 1 + len(made.news)
    today = f"{datetime.now(UTC).date():%-d %b %Y}"
    assert f"made on {today}, release 1 of {today}" in page
    assert f"Made by Recount {VERSION}" in page
    assert f"codebook {made.making.tools[0].version[:16]}" in page
    printed = _printed(made)
    assert str(printed["rows"]).count(public) == 1
    assert "happened · graded: confirmed" in str(printed["rows"])
    assert any(today in words for words in made_words(printed))


def made_words(printed: dict[str, object]) -> list[str]:
    words = printed["making"]
    assert isinstance(words, list)
    return words


def test_it_is_made_once_until_the_record_changes(record: Path) -> None:
    made = sitrep(record, JULY, SETTINGS)
    assert sitrep(record, JULY, SETTINGS) is made
    store = opened(record)
    report = next(one for one in store.incidents() if one.id == made.incidents[0].id).documents[0]
    store.close()
    restrict(record, report, "Amal", "at risk")
    assert sitrep(record, JULY, SETTINGS) is not made


def test_what_the_desk_corrected_is_said_on_page_and_paper(record: Path) -> None:
    one = sitrep(record, JULY, SETTINGS).incidents[0]
    with closing(opened(record)) as store:
        held = next(i for i in store.incidents() if heading_of(i) == one.heading)
    correct(record, f"{held.id}.status", "denied", By("Amal", exports=False), SETTINGS)
    _, page = sitrep_file(record, JULY, SETTINGS)
    assert page.decode().count("status corrected by the desk") == 1
    assert b"Amal" not in page
    assert str(_printed(sitrep(record, JULY, SETTINGS))["rows"]).count("status corrected by the desk") == 1


def test_new_figures_for_earlier_incidents_are_told(record: Path) -> None:
    days = SitrepOptions(date(2015, 7, 6), date(2015, 7, 8))
    made = sitrep(record, days, SETTINGS)
    assert all(one.was != one.now and one.origins for one in made.news)
    assert made.news


def test_days_without_reports_say_so(record: Path) -> None:
    day = SitrepOptions(date(1999, 1, 1), date(1999, 1, 1))
    _, page = sitrep_file(record, day, SETTINGS)
    assert b"not to say that nothing happened" in page
    assert sitrep_file(record, day, SETTINGS, pdf=True)[1].startswith(b"%PDF-")


def test_wrong_days_are_refused(record: Path) -> None:
    for first, last in ((date(2017, 2, 1), date(2017, 1, 1)), (date(2016, 1, 1), date(2017, 1, 1))):
        with pytest.raises(RecordError):
            sitrep(record, SitrepOptions(first, last), SETTINGS)


def test_a_season_or_a_year_can_be_asked_for(record: Path) -> None:
    for first, last in ((date(2015, 6, 1), date(2015, 8, 30)), (date(2015, 1, 1), date(2015, 12, 31))):
        made = sitrep(record, SitrepOptions(first, last), SETTINGS)
        july = sitrep(record, JULY, SETTINGS)
        assert {one.id for one in july.incidents} <= {one.id for one in made.incidents}


def test_the_last_week_is_that_of_the_last_report(record: Path) -> None:
    week = last_days(record)
    assert week is not None
    assert (week[1] - week[0]).days == 6


def test_the_days_without_asking_hold_an_incident_whose_day_is_known(record: Path) -> None:
    week = last_days(record)
    assert week is not None
    made = sitrep(record, SitrepOptions(*week), SETTINGS)
    assert any(one.first == one.last == week[1] for one in made.incidents)


def test_it_says_how_many_incidents_nobody_graded(record: Path) -> None:
    made = sitrep(record, JULY, SETTINGS)
    many = len(made.incidents)
    assert made.ungraded == many > 0
    assert f"{many} of {many} incident" in sitrep_file(record, JULY, SETTINGS)[1].decode()
    assert "not graded" in ungraded_words(made)
    for one in made.incidents:
        confirm(record, one.id, "confirmed", By("Amal", exports=False))
    assert b"not graded" not in sitrep_file(record, JULY, SETTINGS)[1]
    assert ungraded_words(sitrep(record, JULY, SETTINGS)) == ""
