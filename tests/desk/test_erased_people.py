"""Who is erased on request still counts: in tolls, in exports, in what is released, and whatever is read after."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from recount.desk import takedown
from recount.desk.judging import By, confirm, correct
from recount.desk.publishing import draft, make_release, published
from recount.desk.running import RunOptions, run
from recount.desk.settings import settings_from
from recount.desk.verifying import verify
from recount.model import Harm
from recount.store import opened
from recount.tolls.headlines import RULES, headline

SETTINGS = settings_from({})
ME = By("Amal")
REPORTS: tuple[tuple[str, str, str], ...] = (
    (
        "Harbour Post",
        "2017-06-06",
        "Shelling of the city of Raqqa on Monday killed Anwar Tellani, 30, and his three children, the Vela Monitor "
        "said. Mr Tellani was a baker.",
    ),
    (
        "Test Wire",
        "2017-06-07",
        "An air strike on the town of Tabqa on Tuesday killed Huda Karimov and two soldiers, residents said.",
    ),
    (
        "Test Wire",
        "2017-06-09",
        "An air strike on the city of Aleppo on Thursday killed seven people including Khaldun Mansoor, 34, and his "
        "sister Lamia Mansoor, 31, the Harbour Monitor said.",
    ),
    (
        "North Courier",
        "2017-06-10",
        "Warplanes bombed a house in Aleppo on Thursday. Khaldun Mansoor, 34, and Lamia Mansoor, 31, died with five "
        "neighbours, relatives said.",
    ),
    (
        "Test Wire",
        "2017-06-12",
        "Gunmen shot dead Basim Orfali, Samer Halvani and Nadim Korbani in the city of Idlib on Sunday, police said. "
        "Wounded were Rafiq Zeitani and four others.",
    ),
    (
        "North Courier",
        "2017-06-14",
        "A car bomb in the city of Homs on Tuesday killed at least nine people, said Ana Rusova, who heads the Vela "
        "Monitor.",
    ),
    (
        "Harbour Post",
        "2017-06-15",
        "The toll of the car bomb in the city of Homs on Tuesday has risen to 14, Ana Rusova said. Ana Rusova, who "
        "heads the Vela Monitor, spoke of 20 wounded.",
    ),
    (
        "Harbour Post",
        "2017-06-17",
        "Rebels abducted Dr Wael Sabbaghi and three nurses in the city of Hama on Friday, his brother Tarek Sabbaghi "
        "said.",
    ),
)
PEOPLE = (
    "Anwar Tellani",
    "Huda Karimov",
    "Khaldun Mansoor",
    "Lamia Mansoor",
    "Basim Orfali",
    "Samer Halvani",
    "Nadim Korbani",
    "Rafiq Zeitani",
    "Ana Rusova",
    "Wael Sabbaghi",
    "Tarek Sabbaghi",
)


def lines(folder: Path, name: str, *reports: tuple[str, str, str]) -> Path:
    """A file of reports: outlet, day, text."""
    keys = ("outlet", "published", "text")
    told = [{"id": f"{name}{n}", **dict(zip(keys, one, strict=True))} for n, one in enumerate(reports)]
    path = folder / f"{name}.jsonl"
    path.write_text("".join(f"{json.dumps(one)}\n" for one in told), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def told_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("people")
    run([lines(folder, "in", *REPORTS)], folder / "record", SETTINGS, RunOptions())
    return folder


@pytest.fixture
def told(told_once: Path, tmp_path: Path) -> Path:
    """A record whose reports name people; the file that it was read from lies beside it."""
    shutil.copytree(told_once, tmp_path / "told")
    return tmp_path / "told" / "record"


Bounds = Mapping[str, object]


def figures(record: Path) -> Bounds:
    """For each incident its claims, and low, best and high of each harm by every rule."""
    with closing(opened(record)) as store:
        return {
            one.id: (
                one.claims,
                one.type,
                one.when,
                {
                    (rule.name, harm): [(e.low, e.best, e.high) for e in headline(rule, one.ledger, harm)]
                    for rule in RULES.values()
                    for harm in Harm
                },
            )
            for one in store.incidents()
        }


def held(record: Path) -> str:
    """All that a record's exports and its claims say, in small letters."""
    with closing(opened(record)) as store:
        told = [str(store.claims()), str(store.incidents()), str(store.documents()), str(store.judgements())]
    told += [path.read_text("utf-8", "replace") for path in (record / "exports").rglob("*") if path.is_file()]
    return "\n".join(told).casefold()


@pytest.mark.parametrize("name", PEOPLE)
def test_erasing_a_person_changes_no_figure(told: Path, name: str) -> None:
    before = figures(told)
    takedown.erase_person(told, [name], "2026/7", "Amal")
    assert figures(told) == before
    assert name.casefold() not in held(told)
    found = verify(told, SETTINGS)
    assert found.same, [check for check in found.checks if not check.same]


def test_erasing_everybody_one_by_one_changes_no_figure_and_leaves_no_word_of_a_name(told: Path) -> None:
    before = figures(told)
    for n, name in enumerate(PEOPLE, 1):
        takedown.erase_person(told, [name], f"2026/{n}", "Amal")
        assert figures(told) == before, name
    with closing(opened(told)) as store:
        coded = str(store.claims()).casefold()
    assert not [word for name in PEOPLE for word in name.casefold().split() if word in coded]


def test_a_value_read_from_a_part_of_a_name_goes_with_it(told: Path) -> None:
    takedown.erase_person(told, ["Khaldun Mansoor", "Lamia Mansoor"], "2026/7", "Amal")
    with closing(opened(told)) as store:
        values = [
            value
            for claim in store.claims()
            for value in (*(toll.value.who for toll in claim.tolls), *(one.value for one in claim.targets))
        ]
    assert any("█" in value for value in values)
    assert not [value for value in values for part in ("khaldun", "lamia", "mansoor") if part in value.casefold()]


@pytest.mark.parametrize("reread", [False, True])
def test_a_person_counts_after_the_record_was_read_anew(told: Path, reread: bool) -> None:
    before = figures(told)
    for name in ("Anwar Tellani", "Huda Karimov"):
        takedown.erase_person(told, [name], "2026/7", "Amal")
    report = run([told.parent / "in.jsonl"], told, SETTINGS, RunOptions(reread=reread))
    assert report.stale == 0
    assert figures(told) == before
    assert "anwar tellani" not in held(told)


def test_a_new_report_with_an_erased_name_counts_the_person(told: Path) -> None:
    again = (
        "Coast Radio",
        "2017-07-02",
        "Shelling of the city of Deir ez-Zor on Saturday killed Anwar Tellani, 30, and his two cousins.",
    )
    other = told.parent / "other"
    shutil.copytree(told, other)
    takedown.erase_person(told, ["Anwar Tellani"], "2026/7", "Amal")
    for record in (told, other):
        run([lines(told.parent, "new", again)], record, SETTINGS, RunOptions())
    assert figures(told) == figures(other)
    assert "anwar" in held(other)
    assert "anwar" not in held(told)


def test_a_correction_that_names_the_person_still_holds(told: Path) -> None:
    with closing(opened(told)) as store:
        claim = next(claim for claim in store.claims() for toll in claim.tolls if toll.value.who == "Huda Karimov")
    correct(told, f"{claim.id}.killed.1", "2", ME, SETTINGS)
    correct(told, f"{claim.id}.targets", "Huda Karimov; soldiers", ME, SETTINGS)
    before = figures(told)
    takedown.erase_person(told, ["Huda Karimov"], "2026/7", "Amal")
    assert figures(told) == before
    assert "karimov" not in held(told)


def test_a_release_counts_who_was_erased(told: Path) -> None:
    with closing(opened(told)) as store:
        key = next(one.id for one in store.incidents() if "Anwar Tellani" in one.targets)
    confirm(told, key, "confirmed", ME)
    make_release(told, "", ME)
    (was,) = published(told).incidents
    takedown.erase_person(told, ["Anwar Tellani"], "2026/7", "Amal")
    (now,) = (one.public for one in draft(told).candidates)
    assert now.headlines == was.headlines != ()
    assert "█" not in str(now)
