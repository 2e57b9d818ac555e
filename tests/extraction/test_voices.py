"""One sentence with several speakers: each figure stands with the source that gives it."""

from __future__ import annotations

import pytest

from recount.model import Status
from tests.coded import read


def voices(text: str) -> list[tuple[str, int]]:
    """Each source of a text with the dead it tells of."""
    return [
        (claim.origin[0].value, toll.value.count.low or toll.value.count.high or 0)
        for claim in read(text).claims
        for toll in claim.tolls
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "A raid on Douma killed 18 people, medics said; the Observatory put the toll at 11.",
            [("medics", 18), ("Observatory", 11)],
        ),
        (
            "A raid on Douma killed 18 people, medics said, while the Observatory put it at 11.",
            [("medics", 18), ("Observatory", 11)],
        ),
        (
            "Activists reported 16 dead in the shelling of Goma; state media spoke of at least five.",
            [("Activists", 16), ("state media", 5)],
        ),
        (
            "The blast in Kano killed 7 people according to police and 15 according to the Red Cross.",
            [("police", 7), ("Red Cross", 15)],
        ),
        (
            "The army said 40 gunmen were killed in clashes near Goma, but the rebels said they lost four fighters.",
            [("army", 40), ("rebels", 4)],
        ),
        (
            "The clinic said six people died in the blast in Kano, the police spoke of nine, and a local official put "
            "the figure at 20.",
            [("clinic", 6), ("police", 9), ("local official", 20)],
        ),
        (
            "The army said nine people died in a raid on Douma, the Observatory said 12 died, and a doctor said three "
            "died.",
            [("army", 9), ("Observatory", 12), ("doctor", 3)],
        ),
    ],
)
def test_each_speaker_keeps_its_own_figure(text: str, told: list[tuple[str, int]]) -> None:
    assert voices(text) == told


def test_the_claims_of_two_speakers_are_of_one_event() -> None:
    first, second = read("A raid on Douma on Monday killed 18 people, medics said; the army spoke of three.").claims
    assert first.type == second.type == "air_strike"
    assert [p.value for p in first.places] == [p.value for p in second.places] == ["Douma"]
    assert first.time == second.time
    assert first.id != second.id
    assert "another speaker's figure" in second.rule


def test_a_figure_that_two_sources_agree_on_is_told_by_both() -> None:
    text = "The Observatory said 12 people died in a raid on Douma, while state media said 12 also died."
    assert voices(text) == [("Observatory", 12), ("state media", 12)]


def test_one_speakers_figures_stay_together() -> None:
    (claim,) = read("Police said the blast in Kano killed nine people and wounded 14.").claims
    assert [toll.value.count.low for toll in claim.tolls] == [9, 14]


def test_who_only_another_speaker_counts_is_no_victim_of_this_ones() -> None:
    text = "A raid on Douma killed 18 civilians, medics said; the army spoke of three gunmen killed."
    first, second = read(text).claims
    assert [t.value for t in first.targets] == ["civilians"]
    assert [t.value for t in second.targets] == ["gunmen"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The Red Cross lowered its death toll from the bombing in Kano to 31 on Tuesday.", [("Red Cross", 31)]),
        ("Hospital officials increased the number of dead in the blast in Kano to 70.", [("Hospital officials", 70)]),
        ("A day after a raid on Douma, medics said they had dug out 14 bodies.", [("medics", 14)]),
        ("Nine killed in the shelling of Goma -- Red Cross", [("Red Cross", 9)]),
        ("At least 15 dead in Kano blast - hospital sources", [("hospital sources", 15)]),
        (
            "Thirty people died in the fighting in Goma, Doctors Without Borders said.",
            [("Doctors Without Borders", 30)],
        ),
    ],
)
def test_who_counts_is_found_though_no_verb_of_speaking_holds_the_deed(text: str, told: list[tuple[str, int]]) -> None:
    assert voices(text) == told


@pytest.mark.parametrize("text", ["Soldiers cut 14 trees in Goma.", "The army raised the number of troops in Goma."])
def test_raising_and_cutting_anything_else_credits_nobody(text: str) -> None:
    assert not any(claim.origin for claim in read(text).claims)


@pytest.mark.parametrize(
    "found",
    [
        "A medic said nine bodies had been brought in.",
        "The hospital said it had received nine bodies.",
        "Nine corpses were taken to the morgue, a doctor said.",
    ],
)
def test_bodies_brought_in_are_the_dead_of_the_event_told_before(found: str) -> None:
    first, second = read(f"A raid hit a market in Douma on Monday. {found}").claims
    assert second.type == first.type == "air_strike"
    assert [toll.value.count.low for toll in second.tolls] == [9]
    assert [place.value for place in second.places] == ["Douma"]
    assert len(second.origin) == 1


@pytest.mark.parametrize(
    ("text", "denied", "instead"),
    [
        ("The army denied that its jets had killed 30 civilians in Goma and said that nine gunmen were killed.", 30, 9),
        ("The army denied that its raid killed 56 farmers in Goma, saying that ten rebels were killed.", 56, 10),
        ("The Taliban denied that 23 of their fighters were killed in Kano, saying only two had died.", 23, 2),
        ("The army denied that 23 villagers died in the raid on Goma and said only nine villagers died.", 23, 9),
        ("The army denied reports that 30 villagers were killed in Goma on Monday; it put the toll at four.", 30, 4),
    ],
)
def test_what_a_denial_gives_instead_is_a_statement_of_its_own(text: str, denied: int, instead: int) -> None:
    told = {claim.status.value: [toll.value.count.low for toll in claim.tolls] for claim in read(text).claims}
    assert told == {Status.DENIED: [denied], Status.HAPPENED: [instead]}
    assert len({claim.origin[0].value for claim in read(text).claims}) == 1
