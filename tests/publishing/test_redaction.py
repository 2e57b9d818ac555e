"""What is taken out of all that leaves a desk."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.model import Origin, OriginKind, Place, PlacePrecision
from recount.publishing.policy import Coarse, Policy
from recount.publishing.redaction import NAME, Redactor
from recount.publishing.shortening import shortened
from tests.made import RAQQA
from tests.publishing.made import known, material, redacted, told


def redactor(**policy: object) -> Redactor:
    return Redactor(replace(Policy(), **policy), known())  # type: ignore[arg-type]


def test_a_position_is_moved_to_the_grid() -> None:
    exact = Place("Raqqa", "SY", "Ar-Raqqah", 35.9528, 39.0079, PlacePrecision.EXACT)
    for coarse, position in ((Coarse.TOWN, (35.96, 39.0)), (Coarse.DISTRICT, (36.0, 39.0)), (Coarse.REGION, (36, 39))):
        shown = redactor(coarse=coarse).place("Raqqa", "Raqqa, Syria", exact)
        assert (shown.lat, shown.lon) == position
        assert shown.radius >= coarse.radius
    hidden = redactor(coarse=Coarse.NONE).place("Raqqa", "Raqqa, Syria", exact)
    assert hidden.lat is hidden.lon is None


@given(st.floats(-90, 90), st.floats(-180, 180), st.sampled_from([c for c in Coarse if c.step]))
def test_no_position_is_more_exact_than_the_grid(lat: float, lon: float, coarse: Coarse) -> None:
    place = Place("Raqqa", "SY", None, lat, lon, PlacePrecision.EXACT)
    shown = redactor(coarse=coarse).place("Raqqa", "Raqqa", place)
    assert shown.lat is not None
    assert shown.lon is not None
    for degrees in (shown.lat, shown.lon):
        assert abs(degrees / coarse.step - round(degrees / coarse.step)) < 1e-6
    assert abs(shown.lat - lat) <= coarse.step


def test_a_place_named_after_somebody_is_called_by_the_gazetteer() -> None:
    shown = redactor().place("Omar Darwish", "Omar Darwish, Syria", RAQQA)
    assert shown.name == shown.words == "Raqqa"


@pytest.mark.parametrize(
    "words",
    ["Write to omar@example.org now.", "Call +963 944 123 456 now.", "See @omar_d now.", "At 35.95281, 39.00794 now."],
)
def test_ways_to_reach_somebody_are_withheld(words: str) -> None:
    made = redactor().text(words)
    assert "[withheld]" in made
    assert not any(part in made for part in ("omar", "944", "95281"))


def test_an_address_without_names_stays_and_one_that_may_hold_one_loses_its_path() -> None:
    one = redactor()
    assert (
        one.url("https://example.org/news/2017/jets-market-12?id=7#top")
        == "https://example.org/news/2017/jets-market-12?id=7"
    )
    for secret in ("omar-darwish-killed", "omar%2Ddarwish", "%D8%A3%D8%AD%D9%85%D8%AF", "x?author=darwish"):
        assert one.url(f"https://example.org/{secret}") == "https://example.org/"
    for bad in ("javascript:alert(1)", "ftp://example.org/", "https://[::1", "", None, "https://user:pass@"):
        assert one.url(bad) == ""
    assert "secret" not in one.url("https://user:secret@example.org/news/")


def test_speakers_who_are_private_persons_become_what_they_are() -> None:
    called = redactor().voices(
        Origin(name, True, ("d",), ("c",), kind)
        for name, kind in (
            ("Omar Darwish", OriginKind.WITNESS),
            ("Huda Nasser", OriginKind.WITNESS),
            ("Fadi Karam", OriginKind.AUTHORITY),
            ("Syrian Observatory for Human Rights", OriginKind.MONITOR),
            ("Radio Furat", OriginKind.OUTLET),
        )
    )
    assert list(called.values()) == [
        "a witness", "a witness (2)", "an official", "Syrian Observatory for Human Rights", "Radio Furat",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("at_the_desk", "in_public"),
    [
        ("report omar darwish", "an outlet"),
        ("report our friend at the depot", "an outlet"),
        ("report Radio Furat", "an outlet"),
        ("medics (report hope baker)", "medics (an outlet)"),
        ("residents (report night call (2))", "residents (an outlet)"),
        ("Omar Darwish (report notes)", "somebody unnamed"),
        ("medics (Radio Furat)", "medics (Radio Furat)"),
    ],
)
def test_what_a_file_is_called_never_goes_out(at_the_desk: str, in_public: str) -> None:
    for released in ((), ("report radio furat", "radio furat", "hope baker", "our friend at the depot")):
        asked = Redactor(Policy(), known(released=frozenset(released)))
        assert asked.voices([Origin(at_the_desk, False, ("d",), ("c",), OriginKind.OUTLET)]) == {at_the_desk: in_public}
    two = redactor().voices(
        Origin(name, False, ("d",), ("c",), OriginKind.OUTLET) for name in (at_the_desk, "report x")
    )
    assert len(set(two.values())) == 2


def test_a_release_holds_no_word_of_a_file_s_name_and_withholds_none_elsewhere() -> None:
    lead = "Jets hit Tel Nour\nJets struck Tel Nour and three people died"
    pairs = [told(f"{lead}.", "tulip"), told(f"{lead}, medics said in the tulip field.", "kestrel", origin=("medics",))]
    one = material([(replace(document, outlet=None), claim) for document, claim in pairs])
    files = {"tulip": "report tulip", "medics": "medics (report kestrel)"}
    origins = tuple(replace(origin, name=files[origin.name], named=False) for origin in one.incident.origins)
    ledger = tuple(replace(entry, origin=files[entry.origin]) for entry in one.incident.ledger)
    made, asked = redacted([replace(one, incident=replace(one.incident, origins=origins, ledger=ledger))])
    assert [origin.name for origin in made[0].origins] == ["medics (an outlet)", "an outlet"]
    assert "kestrel" not in repr(made)
    assert repr(made).count("tulip") == repr(made).count("tulip field") == 1
    assert {other.words for other in asked.withheld if other.what == "origin"} == set(files.values())


def test_a_report_is_quoted_so_often_and_so_much_and_no_more() -> None:
    one = redactor(quote_length=60, quotes_a_report=2)
    words = "Jets struck the market " + "and the road again " * 20
    quotes = [one.quote(words, 0, "d") for _ in range(4)]
    assert [bool(quote) for quote in quotes] == [True, True, False, False]
    assert all(len(quote) <= 60 and quote.endswith("…") for quote in quotes[:2])
    assert one.quote(words, 0, "e")
    assert redactor(quote_length=0).quote(words, 0, "d") == ""


def test_a_text_without_capitals_is_not_quoted() -> None:
    assert redactor().quote("jets struck the house of omar darwish", 0, "d") == ""


@given(st.text(st.sampled_from("ab []"), max_size=80), st.integers(5, 60), st.integers(0, 80))
def test_a_cut_is_short_enough_and_splits_no_mark(words: str, limit: int, around: int) -> None:
    line = " ".join(f"{words} {NAME} {words}".split())
    cut = shortened(line, limit, min(around, len(line)))
    assert len(cut) <= max(limit, 0) or cut == line
    assert cut.count("[name") == cut.count("withheld]")


def test_nothing_of_a_hidden_report_is_shown_but_that_it_is_there() -> None:
    open_one = told("Jets hit Tel Nour\nCoalition jets struck Tel Nour and three people died.", "open")
    secret = told(
        "A secret title\nHelicopters struck Tel Nour and three people died, said the Relief Corps.", "secret",
        agents=("Helicopters",), origin=("Relief Corps",),
    )  # fmt: skip
    (shown,), _ = redacted([material([open_one, secret], hidden=frozenset({secret[0].id}))])
    assert shown.withheld_reports == 1
    assert shown.reports == 1
    assert "Helicopters" not in repr(shown)
    assert "Relief" not in repr(shown)
    assert redacted([material([secret], hidden=frozenset({secret[0].id}))])[0] == ()


def test_a_place_that_is_stated_and_withheld_is_not_called_unknown() -> None:
    asked = Redactor(Policy(), known())
    shown = asked.place("Wardeh Sofar", "Wardeh Sofar", None)
    assert (shown.name, shown.words) == ("[withheld]", "[withheld]")
    assert asked.place("", "", None).name == "not stated"


def test_a_school_that_is_called_after_somebody_is_no_person() -> None:
    asked = Redactor(Policy(), known())
    assert asked.parties(["Wardeh al-Sofar school", "Wardeh al-Sofar"]) == ("Wardeh al-Sofar school", "a person")
