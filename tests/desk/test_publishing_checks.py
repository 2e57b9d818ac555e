"""What a reviewer is told to look at before a release."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recount.desk.publishing_checks import outlets_withheld, warnings_of
from recount.model import Category, Harm
from recount.publishing.content import PublicFigure
from tests.publishing.made import material, redacted, told

_TEXT = "Title\nJets struck Tel Nour and three people died."


def test_an_outlet_that_is_withheld_is_named_with_its_incident() -> None:
    document, claim = told(_TEXT)
    whole = material([(replace(document, outlet="Zarqub Vexmoq"), claim)])
    (public,), redactor = redacted([whole])
    assert public.sources[0].outlet == "an outlet"
    assert outlets_withheld(redactor.withheld) == ("Zarqub Vexmoq",)
    kinds = [one.kind for one in warnings_of([(whole.incident, public)], redactor.withheld)]
    assert "outlet withheld" in kinds


@pytest.mark.parametrize(
    ("harm", "words", "warned"),
    [
        (Harm.KILLED, "3+ injured civilians killed", True),
        (Harm.KILLED, "2 martyrs and several injured civilians killed", True),
        (Harm.KILLED, "3 civilians killed", False),
        (Harm.KILLED, "2 martyrs killed", False),
        (Harm.WOUNDED, "4 dead wounded", True),
        (Harm.WOUNDED, "4 injured", False),
        (Harm.WOUNDED, "4 wounded", False),
    ],
)
def test_a_figure_that_is_worded_as_of_another_harm_is_warned_of(harm: Harm, words: str, warned: bool) -> None:
    whole = material([told(_TEXT)])
    (public,), redactor = redacted([whole])
    figure = PublicFigure(harm, words, 3, None, Category.CIVILIAN, 0, 0)
    kinds = [one.kind for one in warnings_of([(whole.incident, replace(public, figures=(figure,)))], redactor.withheld)]
    assert ("harm worded otherwise" in kinds) == warned
