from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.codebook.actors import Actor, Actors, built_in_actors, load_actors
from recount.errors import CodebookError

ACTORS = built_in_actors()


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("IS", "Islamic State"),
        ("Daesh", "Islamic State"),
        ("the Islamic State group", "Islamic State"),
        ("ISIL militants", "Islamic State"),
        ("Islamic State (IS) fighters", "Islamic State"),
        ("so-called Islamic State", "Islamic State"),
        ("Jabhat al-Nusra", "al-Nusra Front"),
        ("Turkeys military", "Turkish army"),
        ("Turkey's military", "Turkish army"),
        ("AL QAEDA", "al-Qaeda"),
        ("FMLN guerrillas", "Farabundo Marti National Liberation Front"),
        ("SENDERO LUMINOSO", "Shining Path"),
        ("Houthi rebels", "Houthis"),
        ("Houthi drones", "Houthis"),
        ("U.S.-led coalition aircraft", "US-led coalition"),
        ("the US-led coalition warplanes", "US-led coalition"),
        ("AP", "Associated Press"),
        ("UK-based Syrian Observatory", "Syrian Observatory for Human Rights"),
        ("Medecins sans frontieres", "Médecins Sans Frontières"),
    ],
)
def test_a_name_leads_to_its_actor(name: str, canonical: str) -> None:
    actor = ACTORS.canonical(name)
    assert actor is not None
    assert actor.name == canonical


@pytest.mark.parametrize(
    "name", ["is", "Is", "ap", "guardian", "site", "Kurdish forces", "Raqqa", "the group", "", "the"]
)
def test_a_word_or_an_unknown_name_leads_to_no_actor(name: str) -> None:
    assert ACTORS.canonical(name) is None


@pytest.mark.parametrize(
    ("a", "b"),
    [("ISIS", "Daesh"), ("the Al-Nusra front", "Jabhat Fateh al-Sham"), ("Tel Nour Brigade", "the Tel Nour brigade")],
)
def test_aliases_and_spellings_are_one_actor(a: str, b: str) -> None:
    assert ACTORS.same(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Hezbollah", "Kataib Hezbollah"),
        ("SDF", "SAA"),
        ("al-Qaeda", "al-Qaeda in Iraq"),
        ("Tel Nour Brigade", "Tel Noor Brigade"),
    ],
)
def test_names_that_resemble_each_other_stay_apart(a: str, b: str) -> None:
    assert not ACTORS.same(a, b)


def test_a_description_tells_the_kinds_it_can_mean() -> None:
    assert ACTORS.kinds_called("the war monitor") == {"monitor"}
    assert "news agency" in ACTORS.kinds_called("the agency")
    assert ACTORS.kinds_called("the bakery") == frozenset()


def test_short_names_that_are_words_need_their_sentence() -> None:
    assert ACTORS.needs_context("IS")
    assert not ACTORS.needs_context("Daesh")


@given(st.sampled_from(ACTORS.actors))
def test_every_name_of_every_actor_leads_to_it(actor: Actor) -> None:
    for name in (actor.name, *actor.aliases, *actor.exact):
        assert ACTORS.canonical(name) == actor


@given(st.text())
def test_any_text_can_be_asked_for(text: str) -> None:
    ACTORS.canonical(text)
    assert ACTORS.same(text, text)


def desk(tmp_path: Path, text: str) -> Actors:
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return load_actors(path)


def test_a_desk_adds_aliases_and_actors(tmp_path: Path) -> None:
    actors = desk(
        tmp_path,
        "actors:\n"
        "  - {name: Islamic State, aliases: [Black Banner]}\n"
        "  - {name: Tel Nour Brigade, kind: rebel group, side: Syrian opposition, exact: [TNB]}\n",
    )
    assert actors.same("the Black Banner", "ISIS")
    assert actors.same("TNB fighters", "Tel Nour Brigade")
    assert actors.version != ACTORS.version


def test_a_desk_moves_an_alias_to_another_actor(tmp_path: Path) -> None:
    actors = desk(
        tmp_path, "actors:\n  - {name: Army of National Liberation of Nowhere, kind: rebel group, exact: [ELN]}\n"
    )
    found = actors.canonical("ELN")
    assert found is not None
    assert found.name == "Army of National Liberation of Nowhere"


def test_a_desk_names_a_kind_of_its_own(tmp_path: Path) -> None:
    actors = desk(tmp_path, "kinds: {cartel: [cartel, syndicate]}\nactors:\n  - {name: Los Otros, kind: cartel}\n")
    assert actors.kinds_called("the syndicate") == {"cartel"}


def test_an_allegiance_holds_on_its_days_and_the_lasting_side_on_all_others(tmp_path: Path) -> None:
    actors = desk(
        tmp_path,
        "actors:\n"
        "  - {name: Tel Nour Front, kind: rebel group}\n"
        "  - {name: Tel Nour Brigade, kind: rebel group, side: Syrian opposition,\n"
        "     sides: [{side: Tel Nour Front, from: 2014-06, to: 2015}]}\n",
    )
    brigade = actors.canonical("Tel Nour Brigade")
    assert brigade is not None
    sides = [
        brigade.side_on(day) for day in (date(2014, 5, 31), date(2014, 6, 1), date(2015, 12, 31), date(2016, 1, 1))
    ]
    assert sides == ["Syrian opposition", "Tel Nour Front", "Tel Nour Front", "Syrian opposition"]
    assert [one.side for one in brigade.allegiances] == ["Tel Nour Front", "Syrian opposition"]


@pytest.mark.parametrize(
    ("name", "acled", "ucdp"),
    [
        ("Iraqi army", "State Forces", "government"),
        ("FMLN", "Rebel Group", "rebel group"),
        ("Rondas Campesinas", "Identity Militia", "communal group"),
        ("Bajrang Dal", "Political Militia", "non-state group"),
        ("US-led coalition", "External/Other Forces", "government"),
        ("Reuters", None, None),
    ],
)
def test_an_actor_has_the_classes_of_its_kind(name: str, acled: str | None, ucdp: str | None) -> None:
    actor = ACTORS.canonical(name)
    assert actor is not None
    assert (actor.acled, actor.ucdp) == (acled, ucdp)


def test_every_side_is_an_actor_and_no_allegiance_ends_before_it_begins() -> None:
    names = {actor.name for actor in ACTORS.actors}
    for actor in ACTORS.actors:
        for one in actor.allegiances:
            assert one.side in names
            assert one.first is None or one.last is None or one.first <= one.last


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert desk(tmp_path, "# nothing yet\n").version == ACTORS.version


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("actors:\n  - {kind: media}\n", 2, "without a name"),
        ("actors:\n  - {name: A, kind: band}\n", 2, "unknown kind"),
        ("actors:\n  - {name: A}\n", 2, "no kind"),
        ("actors:\n  - {name: A, kind: media, alias: B}\n", 2, "unknown key"),
        ("actors:\n  - name: A\n    kind: media\n    kind: media\n", 4, "stands twice"),
        ("actors:\n  - {name: A, kind: media}\n  - {name: A, kind: media}\n", 3, "listed twice"),
        (
            "actors:\n  - {name: A, kind: media, aliases: [C]}\n  - {name: B, kind: media, aliases: [the C]}\n",
            3,
            "is a name of",
        ),
        ("actors:\n  - {name: A, kind: media, side: Nobody}\n", 2, "is no actor"),
        ("actors:\n  - {name: A, kind: media, sides: [{side: Nobody}]}\n", 2, "is no actor"),
        ("actors:\n  - {name: A, kind: media, sides: NATO}\n", 2, "no list"),
        ("actors:\n  - {name: A, kind: media, sides: [{from: 2014}]}\n", 2, "without a side"),
        ("actors:\n  - {name: A, kind: media, sides: [{side: NATO, from: June}]}\n", 2, "no date"),
        ("actors:\n  - {name: A, kind: media, sides: [{side: NATO, to: 2014-13}]}\n", 2, "no date"),
        ("actors:\n  - {name: A, kind: media, sides: [{side: NATO, from: 2015, to: 2014}]}\n", 2, "before it begins"),
        ("actors:\n  - {name: A, kind: media, aliases: ['...']}\n", 2, "empty name"),
        ("actors: 7\n", 1, "no list"),
        ("- one\n", 1, "expected"),
        ("actors:\n  - {name: [A], kind: media}\n", 2, "a name is expected"),
        ("actors: [\n", 2, "no YAML"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(tmp_path: Path, text: str, line: int, what: str) -> None:
    with pytest.raises(CodebookError) as refusal:
        desk(tmp_path, text)
    assert refusal.value.source.endswith(f"own.yaml:{line}")
    assert what in refusal.value.what
    assert refusal.value.remedy


def test_a_missing_or_garbled_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CodebookError):
        load_actors(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"actors: \xff\xfe")
    with pytest.raises(CodebookError):
        load_actors(tmp_path / "latin.yaml")
