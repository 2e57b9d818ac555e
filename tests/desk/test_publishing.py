"""Numbered releases of a record: what goes out, what changes, what is taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from recount.desk.judging import (
    By,
    confirm,
    judge_different,
    judge_same,
    judgements,
    note,
    publish,
    set_aside,
    withdraw,
)
from recount.desk.publishing import draft, make_release, published, publishing_mark, releases
from recount.desk.publishing_checks import SPLIT_OFF
from recount.desk.publishing_choices import (
    choose_policy,
    decide_name,
    decided_names,
    hold_back,
    policy_from,
    policy_of,
)
from recount.desk.publishing_jobs import begin_release
from recount.desk.publishing_site import public_file, site_archive, site_of, write_site
from recount.desk.restricting import restrict
from recount.desk.victims import Told, enter, undo
from recount.errors import RecordError, RecountError
from recount.model import Incident, Verdict
from recount.publishing.changes import Deed
from recount.publishing.policy import Coarse, Policy
from recount.store import opened

BY = By("Amal", "checked", exports=False)


def incidents(record: Path) -> tuple[Incident, ...]:
    store = opened(record)
    try:
        return store.incidents()
    finally:
        store.close()


@pytest.fixture
def graded(record: Path) -> list[Incident]:
    """The five incidents of the most reports are confirmed."""
    some = sorted(incidents(record), key=lambda one: (-len(one.documents), one.id))[:5]
    for one in some:
        confirm(record, one.id, "confirmed", BY)
    return some


def test_only_graded_incidents_go_out_under_public_ids_of_their_own(record: Path, graded: list[Incident]) -> None:
    planned = draft(record)
    assert planned.number == 1
    assert {one.incident.id for one in planned.candidates} == {one.id for one in graded}
    assert all(one.new and one.public.id.startswith("R-") for one in planned.candidates)
    assert [one.why for one in planned.kept_back] == ["not graded confirmed"]
    made = make_release(record, "June", BY)
    held = published(record)
    assert [one.id for one in held.incidents] == [one.public.id for one in planned.candidates]
    assert {one.deed for one in made.changes} == {Deed.ADDED}
    minted = [one.judgement for one in judgements(record) if one.judgement.verdict is Verdict.PUBLISH]
    assert {one.value for one in minted} == {one.id for one in held.incidents}
    assert releases(record) == (made,)


def test_what_bounds_a_published_figure_is_quoted_and_a_reprint_repeats_nothing(record: Path) -> None:
    for one in incidents(record):
        confirm(record, one.id, "confirmed", BY)
    told = {one.public.place.name: one.public for one in draft(record).candidates if one.public.headlines}
    words = [quote.words for quote in told["Khan Sheikhun"].quotes]
    assert any("at least 100 people" in said for said in words)
    assert any("at least 87 civilians" in said for said in words)
    assert any("138" in quote.words for quote in told["al-Bab"].quotes)
    for candidate in draft(record).candidates:
        said = [quote.words for quote in candidate.public.quotes]
        assert len(said) == len(set(said))


def test_a_health_directorate_is_published_under_its_name(record: Path) -> None:
    one = next(one for one in incidents(record) if any("directorate" in origin.name for origin in one.origins))
    confirm(record, one.id, "confirmed", BY)
    (candidate,) = draft(record).candidates
    assert any("health directorate" in origin.name for origin in candidate.public.origins)
    assert any("health directorate" in quote.words for quote in candidate.public.quotes)


def test_a_place_of_the_record_is_named_whatever_else_is_published(record: Path) -> None:
    called = {one.place.name for one in incidents(record) if one.place} | {"Raqqa", "Hama", "Aleppo", "Idlib"}
    for one in incidents(record)[:8]:
        judged = confirm(record, one.id, "confirmed", BY).standing.judgement
        (candidate,) = draft(record).candidates
        assert candidate.public.quotes
        assert called.isdisjoint(one.words for one in draft(record).withheld)
        withdraw(record, judged.id, BY)


def test_nothing_new_makes_no_release_and_an_empty_one_is_none(record: Path) -> None:
    with pytest.raises(RecordError, match="would be empty"):
        make_release(record, "", BY)
    confirm(record, incidents(record)[0].id, "confirmed", BY)
    make_release(record, "", BY)
    with pytest.raises(RecordError, match="would say what release 1 says"):
        make_release(record, "", BY)


def test_a_release_says_what_was_changed_merged_withdrawn_and_taken_back(record: Path, graded: list[Incident]) -> None:
    make_release(record, "first", BY)
    first = published(record)
    a, b, c = graded[:3]
    same = judge_same(record, a.id, b.id, BY).standing.judgement
    aside = set_aside(record, c.id, BY).standing.judgement
    second = make_release(record, "second", BY)
    deeds = [one.deed for one in second.changes]
    assert deeds.count(Deed.MERGED) == deeds.count(Deed.WITHDRAWN) == 1
    merged = next(one for one in second.changes if one.deed is Deed.MERGED)
    assert merged.to[0] in {one.id for one in published(record).incidents}
    site = site_of(record)
    assert {one.id: (one.to, one.since) for one in second.former} == {
        merged.id: (merged.to[0], 0),
        next(one.id for one in second.changes if one.deed is Deed.WITHDRAWN): ("", 2),
    }
    assert merged.to[0].encode() in (site.file(f"incidents/{merged.id}.html") or b"")
    withdraw(record, same.id, BY)
    withdraw(record, aside.id, BY)
    third = make_release(record, "third", BY)
    assert {one.id for one in published(record).incidents} == {one.id for one in first.incidents}
    assert {one.deed for one in third.changes} >= {Deed.ADDED, Deed.SPLIT}
    assert not third.former


def test_a_published_id_is_not_undone_and_held_back_it_comes_again(record: Path, graded: list[Incident]) -> None:
    make_release(record, "first", BY)
    one = next(one for one in incidents(record) if one.id == graded[0].id)
    minted = next(j.judgement for j in judgements(record) if j.judgement.value == one.public[0])
    with pytest.raises(RecordError, match="a release holds for good") as refused:
        withdraw(record, minted.id, BY)
    assert "Hold the incident back" in refused.value.remedy
    hold_back(record, one.id, True, "Amal")
    make_release(record, "second", BY)
    hold_back(record, one.id, False, "Amal")
    third = make_release(record, "third", BY)
    assert one.public[0] in {change.id for change in third.changes if change.deed is Deed.ADDED}


def test_a_publication_withdrawn_before_any_release_leaves_its_id_to_the_incident(record: Path) -> None:
    one = incidents(record)[0]
    first = publish(record, one.id, BY).standing.judgement
    withdraw(record, first.id, BY)
    assert publish(record, one.id, BY).standing.judgement.value == first.value
    confirm(record, one.id, "confirmed", BY)
    assert [c.public.id for c in draft(record).candidates] == [first.value]


def test_a_split_incident_keeps_its_id_and_names_the_other(record: Path, graded: list[Incident]) -> None:
    one = next(one for one in graded if len(one.documents) > 1)
    make_release(record, "", BY)
    judge_different(record, one.claims[-1], one.id, BY)
    other = next(i for i in incidents(record) if one.claims[-1] in i.claims)
    confirm(record, other.id, "confirmed", BY)
    made = make_release(record, "", BY)
    split = next(change for change in made.changes if change.deed is Deed.SPLIT)
    assert split.to[0] in {change.id for change in made.changes if change.deed is Deed.ADDED}


def test_a_part_that_is_split_off_and_not_graded_is_warned_of_and_told(record: Path, graded: list[Incident]) -> None:
    one = next(one for one in graded if len(one.documents) > 1)
    make_release(record, "", BY)
    (public,) = (c.public.id for c in draft(record).candidates if c.incident.id == one.id)
    effect = judge_different(record, one.claims[-1], one.id, BY)
    other = next(i for i in incidents(record) if one.claims[-1] in i.claims)
    planned = draft(record)
    (told,) = (caution for caution in planned.warnings if caution.kind == SPLIT_OFF)
    assert (told.incident, told.public) == (other.id, public)
    (split,) = (change for change in planned.changes if change.deed is Deed.SPLIT)
    assert (split.id, split.to) == (public, ())
    assert split.fields[0].now == "an incident of its own, not published"
    confirm(record, other.id, "confirmed", BY)
    assert not any(caution.kind == SPLIT_OFF for caution in draft(record).warnings)
    withdraw(record, effect.standing.judgement.id, BY)
    assert not any(change.deed is Deed.SPLIT for change in draft(record).changes)


def test_a_release_is_frozen_whatever_is_judged_later(record: Path, graded: list[Incident], tmp_path: Path) -> None:
    make_release(record, "first", BY)
    before = site_archive(record, 1)
    for one in graded[:3]:
        set_aside(record, one.id, BY)
    make_release(record, "second", BY)
    assert site_archive(record, 1) == before
    write_site(record, tmp_path / "site", 1)
    write_site(record, tmp_path / "site", 2)
    assert sorted(p.name for p in (tmp_path / "site" / "incidents").iterdir()) == sorted(
        path.rpartition("/")[2] for path in site_of(record).paths if path.startswith("incidents/")
    )


def test_what_changed_since_somebody_looked_does_not_go_out_unseen(record: Path, graded: list[Incident]) -> None:
    seen = draft(record).seen
    set_aside(record, graded[0].id, BY)
    for make in (make_release, begin_release):
        with pytest.raises(RecordError, match="changed since you looked"):
            make(record, "", BY, seen)
    make_release(record, "", BY, draft(record).seen)
    with pytest.raises(RecordError, match="changed since you looked"):
        make_release(record, "", BY, seen)


def test_what_no_release_would_hold_stops_none(record: Path, graded: list[Incident]) -> None:
    seen, mark = draft(record).seen, publishing_mark(record)
    other = next(one for one in incidents(record) if not one.grade)
    note(record, other.id, replace(BY, why="look at the date"))
    note(record, graded[0].id, replace(BY, why="a photo is on its way"))
    set_aside(record, other.id, BY)
    assert publishing_mark(record) != mark
    assert draft(record).seen == seen
    assert make_release(record, "", BY, seen).number == 1


def test_rules_and_what_to_look_at_first_are_seen_before_a_release(record: Path, graded: list[Incident]) -> None:
    seen = {draft(record).seen}
    choose_policy(record, replace(policy_of(record), title="Another title"))
    seen.add(draft(record).seen)
    one = next(one for one in incidents(record) if not one.grade)
    confirm(record, one.id, "confirmed", BY)
    seen.add(draft(record).seen)
    assert len(seen) == 3


def test_an_incident_held_back_stays_out_and_is_found_by_its_claims(record: Path, graded: list[Incident]) -> None:
    hold_back(record, graded[0].id, True, "Amal", "under review")
    assert graded[0].id not in {one.incident.id for one in draft(record).candidates}
    assert [one.id for one in draft(record).held] == [graded[0].id]
    judge_same(record, graded[0].id, graded[1].id, BY)
    assert len(draft(record).held) == 1
    hold_back(record, draft(record).held[0].id, False, "Amal")
    assert not draft(record).held


def test_a_restricted_report_is_counted_and_nothing_else(record: Path, graded: list[Incident]) -> None:
    one = max(graded, key=lambda one: len(one.documents))
    restrict(record, one.documents[0], "Amal", "a source at risk")
    planned = draft(record)
    shown = next(c.public for c in planned.candidates if c.incident.id == one.id)
    assert shown.withheld_reports == 1
    assert shown.reports == len(one.documents) - 1
    for document in one.documents[1:]:
        restrict(record, document, "Amal", "a source at risk")
    assert one.id not in {c.incident.id for c in draft(record).candidates}
    assert "told by restricted reports alone" in [kept.why for kept in draft(record).kept_back]


def test_names_are_released_one_by_one_and_taken_back(record: Path, graded: list[Incident]) -> None:
    row = decide_name(record, "  Omar   Darwish ", True, "Amal", "spoke to us")
    assert (row.key, row.name) == ("omar darwish", "Omar Darwish")
    decide_name(record, "omar darwish", False, "Basil")
    assert [(one.name, one.allowed, one.who) for one in decided_names(record)] == [("omar darwish", False, "Basil")]
    for bad in ("", "…", "x" * 300):
        with pytest.raises(RecordError):
            decide_name(record, bad, True, "Amal")
    with pytest.raises(RecordError):
        decide_name(record, "Omar Darwish", True, " ")


def test_rules_are_checked(record: Path) -> None:
    chosen = choose_policy(record, replace(Policy(), address="https://example.org/x", coarse=Coarse.REGION))
    assert chosen.address == "https://example.org/x/"
    assert policy_of(record) == chosen
    for bad in (
        {"title": " "}, {"title": "x" * 200}, {"grades": ("perfect",)}, {"rule": "none"}, {"quote_length": 10_000},
        {"min_origins": 0}, {"address": "javascript:alert(1)"}, {"address": "https://example.org/?x"},
        {"about": "\x00"},
    ):  # fmt: skip
        with pytest.raises(RecordError):
            choose_policy(record, replace(Policy(), **bad))
    with pytest.raises(RecordError, match="origins"):
        policy_from({"min_origins": "many"}, (), Policy())
    with pytest.raises(RecordError, match="precision"):
        policy_from({"coarse": "exact"}, (), Policy())


def test_the_desk_shows_its_release_only_where_it_is_allowed(record: Path, graded: list[Incident]) -> None:
    make_release(record, "", BY)
    with pytest.raises(RecordError):
        public_file(record, "index.html")
    choose_policy(record, replace(Policy(), served=True))
    assert b"<h1>" in public_file(record, "")
    with pytest.raises(RecordError):
        public_file(record, "../record.sqlite")
    assert draft(record).idle == "would say what release 1 says"  # the switch itself is nothing to release
    choose_policy(record, replace(Policy(), served=False))
    with pytest.raises(RecordError, match="Nothing is shown"):
        public_file(record, "")


def test_what_a_person_asks_to_be_removed_leaves_all_releases(record: Path, graded: list[Incident]) -> None:
    make_release(record, "", BY)
    gone = published(record).incidents[0].id
    store = opened(record)
    assert store.take_out(gone) == 1
    store.close()
    held = published(record)
    assert held.removed == 1
    assert gone not in {one.id for one in held.incidents}
    assert b"removed on request" in (site_of(record).file("index.html") or b"")


def test_a_site_goes_into_no_folder_with_other_things(record: Path, graded: list[Incident], tmp_path: Path) -> None:
    make_release(record, "", BY)
    (tmp_path / "notes.txt").write_text("mine")
    for folder in (tmp_path, tmp_path / "notes.txt"):
        with pytest.raises(RecountError):
            write_site(record, folder)
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_named_person_who_was_not_released_is_in_no_file_and_the_changes_say_nothing(
    record: Path, graded: list[Incident]
) -> None:
    own = {candidate.incident.id: candidate.public.place for candidate in draft(record).candidates}
    one = next(one for one in graded if one.place and one.place.admin1 and own[one.id].name not in one.place.admin1)
    called = own[one.id].name
    make_release(record, "first", BY)
    (before,) = (held for held in published(record).incidents if held.place == own[one.id])
    _, entered = enter(record, one.id, Told(f"Jihad {called}", "Islam Power"), "Amal")
    planned = draft(record)
    (now,) = (found.public for found in planned.candidates if found.public.id == before.id)
    assert called not in repr(now)
    assert one.place is not None
    assert now.place.name == one.place.admin1
    assert now.place.lat is None
    assert "place in a name" in {one.kind for one in planned.warnings if one.public == now.id}
    assert called not in repr([change for change in planned.changes if change.id == now.id])
    make_release(record, "second", BY)
    assert called not in site_of(record).file(f"incidents/{now.id}.html").decode()  # type: ignore[union-attr]
    undo(record, entered, "Amal")
    assert next(found.public for found in draft(record).candidates if found.public.id == now.id).place == before.place
