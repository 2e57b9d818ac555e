from __future__ import annotations

import pytest

from recount.reading.language import foreign_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Les forces du régime ont bombardé la ville dans la nuit, selon une source qui est sur place.",
            "French",
        ),
        (
            "Las fuerzas del gobierno bombardearon la ciudad en la noche, según una fuente que está en el lugar.",
            "Spanish",
        ),
        (
            "Die Truppen der Regierung haben in der Nacht die Stadt bombardiert, sagte ein Sprecher von den Helfern.",
            "German",
        ),
        (
            "Rejim güçleri gece boyunca kenti bombaladı ve çok sayıda kişi için bir konvoy ile gitti.",
            "Turkish",
        ),
        ("قصفت قوات النظام المدينة خلال الليل", "Arabic script"),
        ("Правительственные войска обстреляли город ночью", "Cyrillic script"),
        ("政府军夜间炮击该市", "Chinese or Japanese script"),
    ],
)
def test_other_languages_are_named(text: str, language: str) -> None:
    assert foreign_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "THE EJERCITO DE LIBERACION AND THE COORDINADORA DE LA PAZ SAID IN LA LIBERTAD THAT LOS ANDES WAS UNDER ATTACK",
        "Bomb kills five",
        "Army takes Tel Nour from rebels after siege, state television says",
        "The group Jaish al-Nur (جيش النور) said on Friday that it had left the town.",
        "",
    ],
)
def test_english_with_foreign_names_is_english(text: str) -> None:
    assert foreign_language(text) is None
