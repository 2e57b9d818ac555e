"""For whom a speaker speaks, and whom a report credits with a figure that its sentence credits to nobody by name."""

from __future__ import annotations

import pytest

from recount.codebook.actors import built_in_actors
from recount.model import Claim, Document
from recount.resolution.chains import way_of
from recount.resolution.credited import Voices, credited_nearby
from recount.resolution.origins import speakers
from recount.resolution.reprints import reprints_among
from recount.resolution.spokespeople import body_of
from tests.resolution.told import claim, report, toll

ACTORS = built_in_actors()
MONITOR = "Syrian Observatory for Human Rights"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Lena Oruk", f"The shelter was hit twice, said {MONITOR} director Lena Oruk. She gave no names."),
        ("Lena Oruk", f"The head of the {MONITOR}, Lena Oruk, gave no names."),
        ("Lena Oruk", f"Lena Oruk, who runs the London-based {MONITOR}, gave no names."),
        ("Lena Oruk", f"Lena Oruk, spokeswoman for the {MONITOR}, gave no names."),
        ("Lena Oruk", f"The {MONITOR} counted again. Lena Oruk, the Observatory's director, gave no names."),
        ("Lena Oruk", f'The {MONITOR} counted again. "Nobody was warned," the monitor\'s head Lena Oruk said.'),
        ("Observatory", f"The {MONITOR} counted again. The Observatory gave no names."),
        ("monitoring group", f"A monitoring group counted again. The {MONITOR} gave no names."),
        (f"statement from the {MONITOR}", ""),
        (f"London-based {MONITOR}", ""),
        ("SOHR director", ""),
    ],
)
def test_a_body_speaks_through_its_people_and_papers(name: str, text: str) -> None:
    body = body_of(name, text, ACTORS)
    assert body is not None
    assert body.name == MONITOR


@pytest.mark.parametrize(
    "text",
    [
        "U.N. humanitarian chief Lena Oruk gave no names.",
        "The United Nations emergency relief coordinator, Lena Oruk, gave no names.",
        "UN Under-Secretary-General for Humanitarian Affairs and Relief Coordinator Lena Oruk gave no names.",
        "Lena Oruk, the U.N. under-secretary-general for humanitarian affairs, gave no names.",
    ],
)
def test_who_holds_a_bodys_post_speaks_for_it(text: str) -> None:
    body = body_of("Lena Oruk", text, ACTORS)
    assert body is not None
    assert body.name == "UN Office for the Coordination of Humanitarian Affairs"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Lena Oruk", f"Lena Oruk fled from the town, the {MONITOR} said. The mayor left too."),
        ("Lena Oruk", f"The {MONITOR} gave no names.\nLena Oruk, a farmer, saw the jets."),
        ("Lena Oruk", "Tarnow governor Lena Oruk gave no names."),
        ("Lena Oruk", f"Lena Oruk, a former worker of the {MONITOR}, gave no names."),
        ("monitoring group", f"The {MONITOR} and the Syrian Network for Human Rights differ on this."),
        ("rights groups", f"The {MONITOR} gave no names."),
        ("group", f"The {MONITOR} gave no names. The group's fighters left."),
        ("Velda Monitor director", ""),
        ("residents", f"The {MONITOR} gave no names."),
    ],
)
def test_others_speak_for_themselves(name: str, text: str) -> None:
    assert body_of(name, text, ACTORS) is None


def voices_of(one: Document, claims: list[Claim]) -> dict[str, Voices]:
    reports, reprints = {one.id: one}, reprints_among([one])
    return {c.id: speakers(c, reports, way_of(c, reports, reprints, ACTORS), ACTORS) for c in claims}


@pytest.mark.parametrize(
    ("first", "second", "credited"),
    [
        ([], [MONITOR], MONITOR),
        (["reports"], [MONITOR], MONITOR),
        (["monitoring group"], [MONITOR], MONITOR),
        (["residents"], [MONITOR], None),
        ([], ["Islamic State"], None),
        ([], ["Reuters"], None),
        ([], ["Tarnow police"], "Tarnow police"),
        ([], ["Tarnow police", MONITOR], None),
        (["SANA"], [MONITOR], None),
    ],
)
def test_a_figure_before_the_first_credit_is_the_word_of_the_monitor_that_the_report_then_names(
    first: list[str], second: list[str], credited: str | None
) -> None:
    one = report("a", "word " * 9, outlet="Harbour Post")
    claims = [claim(one, 0, tolls=[toll(9)], origin=first), claim(one, 1, origin=second)]
    voices = voices_of(one, claims)
    _, meant = credited_nearby(claims, voices, ACTORS).get(claims[0].id, (False, None))
    assert meant == credited


def test_what_a_report_adds_after_the_credit_is_its_own() -> None:
    one = report("a", "word " * 9, outlet="Harbour Post")
    claims = [claim(one, 0, tolls=[toll(9)], origin=[MONITOR]), claim(one, 1, tolls=[toll(4)])]
    voices = voices_of(one, claims)
    assert credited_nearby(claims, voices, ACTORS) == {}
