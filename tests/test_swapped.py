"""Reports with invented names keep their coding: every coded span holds the same words, names swapped."""

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.swapped import rewritten

WORDS = st.sampled_from(["Tel", "Nour", "jets", "bombed", "the", "Furat", "U.S", "army", "al-Harra", "x's", "26"])
NAMES = {"Tel": "Gorlem", "Nour": "Va", "Furat": "Stindalk", "Harra": "Be", "U": "K", "S": "T"}


@settings(deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=12), st.data())
def test_a_span_of_whole_words_holds_the_same_words_after_the_swap(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    start = len(" ".join([*words[:first], ""]))
    end = start + len(" ".join(words[first : last + 1]))
    new, moved = rewritten(text, NAMES)
    assert new[moved(start) : moved(end)] == rewritten(text[start:end], NAMES)[0]


def test_every_name_is_swapped_and_nothing_else() -> None:
    assert (
        rewritten("Furat jets bombed al-Harra, Furat said.", NAMES)[0] == "Stindalk jets bombed al-Be, Stindalk said."
    )
