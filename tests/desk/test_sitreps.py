"""A situation report on some days of the invented reports."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from recount.desk.judging import By, confirm, correct
from recount.desk.sitreps import SitrepOptions, last_days, sitrep, sitrep_file
from recount.errors import RecordError
from recount.export.headings import heading_of
from recount.model import Harm
from recount.publishing.sitrep import _printed, ungraded_words
from recount.store import opened
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
