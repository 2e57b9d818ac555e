"""What a publication knows to be places beyond those of its own incidents."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from recount.desk import publishing_places
from recount.store import SqlStore
from tests.made import RAQQA, at, cited
from tests.publishing.made import known, told


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Tel Nour\nJets struck a market in Zardana, where three people died.", True),
        ("Tel Nour\nWarplanes struck on the road to Zardana; three people died.", True),
        ("Tel Nour\nWarplanes struck Zardana's house and three people died.", False),
        ("Tel Nour\nJets struck as three people watched, Zardana said.", False),
        ("Tel Nour\nJets struck the house of baker Omar Zardana; three people died.", False),
        ("Tel Nour\nJets struck in Zardana's street, where three people died.", False),
    ],
)
def test_a_name_is_a_place_where_a_report_speaks_of_it_so(text: str, place: bool) -> None:
    document, claim = told(text)
    spoken = replace(claim, place=replace(RAQQA, name="Zardana"), places=(cited(document, "Zardana"),))
    store = cast(
        SqlStore,
        SimpleNamespace(
            documents=lambda ids: (document,), sentences=lambda _: (at(document, document.text.splitlines()[1]),)
        ),
    )
    assert publishing_places._is_place(store, "zardana", [spoken], known()) is place
