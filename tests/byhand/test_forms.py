"""A source taken by hand: a form becomes a report and its claims, and every mistake is named with its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recount.byhand import Taken, form_in, taken
from recount.codebook import conflict_codebook
from recount.desk.byhand import empty_form
from recount.errors import ReportError
from recount.model import Category, Count, Harm, Place, Span, Status, Toll
from tests.made import RAQQA

TYPES = tuple(conflict_codebook().types)
FORM = """kind: visit
by: Amal
day: 2017-06-04
from: resident W-12
notes: |
  The west wall of the school is down. Shells hit it twice on Friday,
  a guard said; he counted three dead pupils.
claims:
  - type: shelling
    quote: Shells hit it twice on Friday, a guard said
    trigger: hit
    time: 2017-06-02
    place: Raqqa
    targets: [school]
    origin: guard of the school
    tolls:
      - {harm: killed, count: 3, who: pupils, category: civilian}
      - {harm: wounded, count: "~10"}
"""


def located(words: str) -> Place:
    return RAQQA


def taken_from(tmp_path: Path, form: str = FORM) -> Taken:
    path = tmp_path / "school.yaml"
    path.write_text(form, encoding="utf-8")
    return taken(form_in(path), "0" * 64, "school.yaml", TYPES, located)


def test_the_notes_are_the_text_and_the_claim_quotes_them(tmp_path: Path) -> None:
    found = taken_from(tmp_path)
    document, (claim,) = found.document, found.claims
    assert (document.kind, document.name, document.outlet) == ("visit", "school", "taken by hand")
    assert document.published.day is not None
    assert document.published.day.isoformat() == "2017-06-04"
    assert claim.clause.of(document.text) == "Shells hit it twice on Friday,\na guard said"
    assert claim.trigger.of(document.text) == "hit"
    assert (claim.type, claim.status.value, claim.rule) == ("shelling", Status.HAPPENED, "by hand")
    assert [cited.value for cited in claim.origin] == ["guard of the school"]
    assert [cited.value for cited in claim.via] == ["resident W-12"]
    assert [cited.value for cited in claim.tolls] == [
        Toll(Harm.KILLED, Count(3, 3), "pupils", Category.CIVILIAN),
        Toll(Harm.WOUNDED, Count(10, 10, approx=True), "", Category.UNKNOWN),
    ]
    assert claim.main
    assert found.sentences[0].of(document.text) == "The west wall of the school is down."


@pytest.mark.parametrize(
    ("notes", "count", "words"),
    [
        ("Shells hit it twice on Friday. The guard counted 67 dead and 90 wounded.", "67", "67"),
        ("Shells hit it twice on Friday. The guard counted 1,200 dead and 90 wounded.", "1200", "1,200"),
        ("Shells hit it twice on Friday. The guard counted forty-two dead.", "42", "forty-two"),
        ("Shells hit it twice on Friday. The guard counted more than 60 dead.", "60+", "60"),
        ("Shells hit it twice on Friday. The guard counted 67 dead.", "66", "hit"),
    ],
)
def test_a_figure_stands_where_its_number_does_and_else_at_the_trigger(
    tmp_path: Path, notes: str, count: str, words: str
) -> None:
    form = FORM.replace("Shells hit it twice on Friday,\n  a guard said; he counted three dead pupils.", notes)
    form = form.replace("quote: Shells hit it twice on Friday, a guard said", f"quote: '{notes}'")
    form = form.replace("count: 3", f"count: '{count}'")
    found = taken_from(tmp_path, form)
    (claim,) = found.claims
    assert claim.tolls[0].span.of(found.document.text) == words


def test_who_gave_it_is_the_origin_where_no_other_is_named(tmp_path: Path) -> None:
    (claim,) = taken_from(tmp_path, FORM.replace("    origin: guard of the school\n", "")).claims
    assert [cited.value for cited in claim.origin] == ["resident W-12"]
    assert claim.via == ()


def test_the_same_form_is_the_same_source_and_another_day_is_another(tmp_path: Path) -> None:
    first, again = taken_from(tmp_path), taken_from(tmp_path)
    assert first == again
    other = taken_from(tmp_path, FORM.replace("day: 2017-06-04", "day: 2017-06-05"))
    assert other.document.id != first.document.id
    assert other.claims[0].id != first.claims[0].id


def test_json_is_as_good_as_yaml(tmp_path: Path) -> None:
    form = {"kind": "photo", "by": "Amal", "day": "2017-06-04", "from": "Civil Defence", "notes": "A burnt bus."}
    assert taken_from(tmp_path, json.dumps(form)).document.kind == "photo"


def test_the_empty_form_can_be_taken_in_as_it_is(tmp_path: Path) -> None:
    (claim,) = taken_from(tmp_path, empty_form()).claims
    assert claim.type == "air_strike"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: visit", "kind: rumour", "school.yaml:1.*not known"),
        ("by: Amal\n", "", "`by` is missing"),
        ("day: 2017-06-04", "day: 4 June", "school.yaml:3.*no day"),
        ("day: 2017-06-04", "day: 2017-06-41", "school.yaml:3.*no day"),
        ("from: resident W-12", "source: resident W-12", "`from` is missing|unknown key"),
        ("type: shelling", "type: picnic", "school.yaml:9.*picnic"),
        ("quote: Shells hit it", "quote: Bombs hit it", "school.yaml:9.*does not stand in the notes"),
        ("trigger: hit", "trigger: wall", "does not stand in the notes, or not in the quote"),
        ("time: 2017-06-02", "time: Friday", "school.yaml:12.*no date"),
        ("time: 2017-06-02", "time: 2017-06-99", "school.yaml:9.*no date"),
        ("count: 3", "count: plenty", "school.yaml:9.*no count"),
        ("count: 3", 'count: "3 or so"', "holds words"),
        ("harm: killed", "harm: hurt", "school.yaml:17.*not known"),
        ("category: civilian", "category: pupil", "not known"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_a_remedy(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(ReportError, match=f"(?s){said}") as caught:
        taken_from(tmp_path, FORM.replace(old, new))
    assert caught.value.remedy


def test_two_claims_on_the_same_words_need_triggers_of_their_own(tmp_path: Path) -> None:
    twice = FORM + FORM[FORM.index("  - type: shelling") :]
    with pytest.raises(ReportError, match="same words"):
        taken_from(tmp_path, twice)
    apart = FORM + FORM[FORM.index("  - type: shelling") :].replace("trigger: hit", "trigger: said")
    assert [claim.main for claim in taken_from(tmp_path, apart).claims] == [False, False]


def test_words_that_stand_nowhere_rest_on_the_trigger(tmp_path: Path) -> None:
    (claim,) = taken_from(tmp_path, FORM.replace("targets: [school]", "targets: [pupils of the town]")).claims
    assert claim.targets[0].span == claim.trigger != Span(0, 0)
