"""The body that a report has named and then calls by what it is."""

from __future__ import annotations

import pytest

from recount.codebook.actors import built_in_actors
from recount.resolution.described import body_described

ACTORS = built_in_actors()
MSF = "Médecins Sans Frontières"


def described(text: str, words: str) -> str | None:
    """Whom the last of these words of a text mean."""
    return body_described(words, text.rindex(words), text, ACTORS)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("A clinic run by Doctors Without Borders was hit, the aid group said.", "aid group", MSF),
        ("A clinic of Medecins Sans Frontieres was hit, the medical charity said.", "medical charity", MSF),
        ("Doctors Without Borders left. The organisation gave no names.", "organisation", MSF),
        ("A school of UNICEF was hit, the agency said.", "agency", "UNICEF"),
        ("A post of the Taliban was hit, the group said.", "group", "Taliban"),
        ("Taliban fighters hit a clinic of Doctors Without Borders, the aid group said.", "aid group", MSF),
        ("A clinic run by Tarnow Help, an aid group, was hit, the aid group said.", "aid group", "Tarnow Help"),
        ("A clinic of the charity Tarnow Help was hit, the charity said.", "charity", "Tarnow Help"),
    ],
)
def test_what_an_article_points_back_to_is_the_body_named_before(text: str, words: str, name: str) -> None:
    assert described(text, words) == name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A clinic of Doctors Without Borders was hit, an aid group said.", "aid group"),
        ("Taliban fighters hit a clinic of Doctors Without Borders, the group said.", "group"),
        ("Taliban fighters hit a clinic, the aid group said.", "aid group"),
        ("A clinic was hit, the aid group said. Doctors Without Borders had left.", "aid group"),
        ("A clinic of Doctors Without Borders was hit, the governor said.", "governor"),
        ("A clinic of UNICEF and Doctors Without Borders was hit, the aid group said.", "aid group"),
    ],
)
def test_words_that_may_mean_several_or_nobody_mean_nobody(text: str, words: str) -> None:
    assert described(text, words) is None
