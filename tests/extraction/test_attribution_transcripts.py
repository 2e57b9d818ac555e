"""Turns of recordings, communiques and press conferences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.extraction.transcripts import turns_in


def turns(text: str) -> list[tuple[str | None, str]]:
    """Each turn's name and the first words of its content."""
    return [(t.name.of(text) if t.name else None, " ".join(t.content.of(text).split())[:20]) for t in turns_in(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("TEL NOUR, 3 MAY (RADIO FURAT) -- [COMMUNIQUE] [HILLTOP FRONT] [TEXT] FOUR SOLDIERS DIED.",
         [("HILLTOP FRONT", "[TEXT] FOUR SOLDIERS")]),
        ("[SPEECH TO THE NATION BY PRESIDENT AMIR DALAL IN TEL NOUR] [TEXT] CITIZENS,",
         [("PRESIDENT AMIR DALAL", "IN TEL NOUR] [TEXT] ")]),
        ("[BEGIN RECORDING] [REPORTER] WHO DIED?\n[DALAL] FOUR MEN. [END RECORDING] RAIN FELL.",
         [(None, "WHO DIED?"), ("DALAL", "FOUR MEN."), (None, "RAIN FELL.")]),
        ("QUESTION: Who died in Tel Nour on the night of the shelling, and who can say so for certain today?\n"
         "SECRETARY DALAL: Four men died there, as far as our embassy knows, and we have asked the governor.",
         [(None, "Who died in Tel Nour"), ("SECRETARY DALAL", "Four men died there,")]),
        ("[REPORT] [SAMI HADDAD] [TEXT] RAIN FELL. THE HF\n[HILLTOP FRONT] FLED. [BEGIN RECORDING] [DALAL] FOUR DIED.",
         [("DALAL", "FOUR DIED.")]),
        ("Four men died. [BRACKETS] mean nothing here.", []),
        ("", []),
    ],
)  # fmt: skip
def test_turns_are_found_with_their_speakers(text: str, found: list[tuple[str | None, str]]) -> None:
    assert turns(text) == found


@given(st.text("[]AB: \nREPOT.", max_size=300))
def test_turns_lie_inside_any_text_in_order(text: str) -> None:
    ends = [0]
    for turn in turns_in(text):
        assert ends[-1] <= turn.content.start <= turn.content.end <= len(text)
        ends.append(turn.content.end)
