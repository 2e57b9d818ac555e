"""What a release changed since the one before it."""

from __future__ import annotations

from dataclasses import replace

from recount.publishing.changes import Deed, Edition, FieldChange, PublicChange, changes_since, without_names
from recount.publishing.content import PublicIncident
from tests.publishing.made import material, redacted, told


def incident(public: str) -> PublicIncident:
    pair = told("Title\nJets struck Tel Nour and three people died.", public)
    (made,), _ = redacted([material([pair], public)])
    return made


ONE, TWO = incident("R-1"), incident("R-2")


def edition(*incidents: PublicIncident, **claims: str) -> Edition:
    return Edition(incidents, {f"R-{key[1:]}": frozenset(value.split()) for key, value in claims.items()})


def test_what_comes_to_is_added_and_what_goes_is_withdrawn() -> None:
    made = changes_since(edition(ONE), edition(TWO), {})
    assert [(one.deed, one.id) for one in made] == [(Deed.ADDED, "R-2"), (Deed.WITHDRAWN, "R-1")]


def test_what_stays_as_it_is_is_no_change() -> None:
    assert changes_since(edition(ONE, TWO), edition(TWO, ONE), {}) == ()


def test_a_change_is_told_field_by_field() -> None:
    graded = replace(ONE, grade="fair", headlines=())
    (made,) = changes_since(edition(ONE), edition(graded), {})
    assert made.fields == (FieldChange("grade", "confirmed", "fair"), FieldChange("killed", "3", "not stated"))


def test_a_change_behind_the_values_says_what_it_is() -> None:
    (made,) = changes_since(edition(ONE), edition(replace(ONE, quotes=())), {})
    assert [one.field for one in made.fields] == ["quotations"]


def test_a_list_of_changes_does_not_quote_the_file_that_a_former_release_named() -> None:
    (origin,) = ONE.origins
    before = replace(ONE, origins=(replace(origin, name="report night call"),))
    after = replace(ONE, grade="fair", origins=(replace(origin, name="an outlet"),))
    (made,) = changes_since(edition(before), edition(after), {})
    assert made.fields == (FieldChange("grade", "confirmed", "fair"),)


def test_what_changed_behind_the_values_is_said_in_words() -> None:
    (source,) = ONE.sources
    named = replace(ONE, sources=(replace(source, outlet="Harbour Post"),))
    (made,) = changes_since(edition(replace(ONE, sources=(replace(source, outlet="an outlet"),))), edition(named), {})
    (field,) = made.fields
    assert field.field == "reports"
    assert field.was.startswith("an outlet, ")
    assert field.now.startswith("Harbour Post, ")
    (made,) = changes_since(edition(replace(ONE, figures=())), edition(ONE), {})
    assert [(one.field, one.was) for one in made.fields] == [("figures", "not there")]


def test_another_order_is_no_change() -> None:
    more = replace(ONE, origins=(*ONE.origins, replace(ONE.origins[0], name="Radio Furat")), quotes=())
    sources = (replace(ONE.sources[0], outlet="Harbour Post"), *ONE.sources)
    figures = tuple(replace(one, origin=1 - one.origin, source=1) for one in more.figures)
    turned = replace(more, origins=more.origins[::-1], sources=sources, figures=figures)
    assert changes_since(edition(replace(more, sources=sources[::-1])), edition(turned), {}) == ()


def test_what_was_removed_on_request_is_no_change_of_the_next_release() -> None:
    assert changes_since(edition(replace(ONE, erased=True)), edition(ONE), {}) == ()


def test_a_merged_incident_leads_to_the_other() -> None:
    (made,) = changes_since(edition(ONE, TWO), edition(ONE), {"R-2": "R-1"})
    assert (made.deed, made.id, made.to) == (Deed.MERGED, "R-2", ("R-1",))


def test_a_split_names_what_was_told_apart() -> None:
    before = edition(ONE, r1="a b c")
    made = changes_since(before, edition(ONE, TWO, r1="a b", r2="c"), {})
    assert [(one.deed, one.id, one.to) for one in made] == [(Deed.ADDED, "R-2", ()), (Deed.SPLIT, "R-1", ("R-2",))]


def test_a_name_taken_back_is_in_no_list_of_changes() -> None:
    fields = (FieldChange("who", "Omar Darwish; rebels", "a person; rebels"),)
    change = PublicChange(Deed.CHANGED, "R-1", "Attack on omar darwish", fields)
    (made,) = without_names([change], ["Omar Darwish"])
    assert "arwish" not in repr(made)
    assert "rebels" in repr(made)
