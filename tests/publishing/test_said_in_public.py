"""What an incident says in public: its heading, its figures, its quotations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recount.codebook.actors import name_key
from recount.export.wording import type_words
from recount.model import UNDATED, Category, Count, Harm, LedgerEntry, Origin, OriginKind
from recount.publishing.making import Material
from recount.publishing.policy import Policy
from tests.publishing.made import material, redacted, told

TEXT = "Strike\nJets struck Tel Nour and killed three people, residents said."
WORD = LedgerEntry("c", "", Harm.KILLED, "people", Category.UNKNOWN, False, Count(1, 1), "A", (), UNDATED)


def standing(one: Material, **changes: object) -> Material:
    return replace(one, incident=replace(one.incident, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["abduction", "shelling", "air_strike", "killing"])
def test_a_heading_says_the_kind_of_event_whatever_names_are_withheld(kind: str) -> None:
    one = standing(material([told(TEXT)]), type=kind)
    (shown,), _ = redacted([one], places=frozenset({"raqqa", name_key("Tel Nour")}))
    assert shown.heading.startswith(type_words(kind).capitalize())
    assert "withheld" not in shown.heading


@pytest.mark.parametrize(
    ("first", "second", "contested"),
    [
        ((8, 8, "people"), (22, 22, "people"), True),
        ((12, None, "people"), (15, 15, "people"), False),
        ((12, None, "civilians"), (15, 15, "people"), False),
        ((15, 15, "people"), (15, 15, "people"), False),
    ],
)
def test_figures_are_contested_where_they_cant_both_be_right(
    first: tuple[int, int | None, str], second: tuple[int, int | None, str], contested: bool
) -> None:
    whole = material([told(TEXT)])
    document = whole.incident.documents[0]
    ledger = tuple(
        replace(
            WORD, document=document, origin=origin, who=who, count=Count(low, high),
            category=Category.CIVILIAN if who == "civilians" else Category.UNKNOWN,
        )
        for origin, (low, high, who) in (("Observatory", first), ("Relief Board", second))
    )  # fmt: skip
    (shown,), _ = redacted([standing(whole, ledger=ledger)])
    assert shown.contested is contested, shown.headlines


def test_what_happens_in_a_war_is_no_name_at_the_head_of_a_sentence() -> None:
    _, redactor = redacted([material([told(TEXT)])])
    assert redactor.text("Shelling wounded six people.") == "Shelling wounded six people."
    assert redactor.text("Hamdan wounded six people.") == "[name withheld] wounded six people."


def test_a_quotation_holds_the_figure_of_its_claim() -> None:
    long = " after a night on which nobody in the town slept and the market had burned" * 4
    text = f"Strike\nJets struck Tel Nour{long}, and killed three people, residents said{long}."
    (shown,), _ = redacted([material([told(text)])], Policy(quote_length=200))
    (quote,) = shown.quotes
    assert "three people" in quote.words
    assert len(quote.words) <= 200


@pytest.mark.parametrize(
    "more", [(), ("Strike\nJets struck Tel Nour and three people died, the Qamar Post reported.",)]
)
def test_an_outlet_is_named_whatever_other_reports_say_of_it(more: tuple[str, ...]) -> None:
    document, claim = told(TEXT)
    pairs = [(replace(document, outlet="Qamar Post"), claim), *(told(text, f"m{n}") for n, text in enumerate(more))]
    (shown,), _ = redacted([material(pairs)])
    assert shown.sources[0].outlet == "Qamar Post"


@pytest.mark.parametrize(
    ("outlet", "source", "voice"),
    [
        ("Harbour Post", "Harbour Post", "medics (Harbour Post)"),
        ("Omar Darwish", "an outlet", "medics (an outlet)"),
        ("Big", "an outlet", "medics (an outlet)"),
        ("O", "an outlet", "medics (an outlet)"),
    ],
)
def test_an_outlet_is_called_the_same_as_a_source_and_as_a_voice(outlet: str, source: str, voice: str) -> None:
    _, redactor = redacted([material([told(TEXT)])])
    assert redactor.outlet(outlet) == source
    own = Origin(outlet, False, ("d",), (), OriginKind.OUTLET)
    unnamed = Origin(f"medics ({outlet})", False, ("d",), (), OriginKind.UNNAMED)
    assert redactor.voices([own, unnamed]) == {outlet: source, f"medics ({outlet})": voice}
