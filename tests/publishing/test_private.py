"""No private person's name in any byte of what is published."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from recount.publishing.changes import Edition, changes_since
from recount.publishing.site import zipped
from recount.publishing.sitrep import sitrep_pdf
from recount.publishing.sitrep_page import sitrep_html
from tests.publishing.made import material, redacted, site, situation, told

_SOUNDS = ("zar", "qub", "dju", "vex", "moq", "faz", "hib", "Ź", "ghu", "rré", "tox", "wub")
_PART = st.lists(st.sampled_from(_SOUNDS), min_size=2, max_size=3).map(lambda some: "".join(some).capitalize())
_NAME = st.tuples(_PART, st.sampled_from((" ", " al-", " bin ", "-", " O. ")), _PART).map("".join)
_SENTENCES = (
    "Jets struck Tel Nour on Friday and three people died, {0} said.",
    "Jets struck the house of {0} in Tel Nour and killed three people, said the Northern Monitor.",
    "{0} told Radio Furat that jets struck Tel Nour; three people died, {1} among them.",
    "Rescuers said jets struck {1}'s car near Tel Nour, that three people died, and that {0}, 41, lived.",
    "“They struck us,” wept {0}, whose sister {1} was one of three people killed in Tel Nour.",
)


def _parts(name: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", name).casefold()
    bare = "".join(c if c.isalpha() else " " for c in folded if not unicodedata.combining(c))
    return [part for part in bare.split() if len(part) > 3]


def _folded(content: bytes) -> str:
    text = unicodedata.normalize("NFKD", content.decode()).casefold()
    return "".join(c for c in text if not unicodedata.combining(c))


@settings(max_examples=60, deadline=None)
@given(
    st.tuples(_NAME, _NAME),
    st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=3),
    st.sampled_from(("agents", "targets", "origin", "via", "")),
    st.booleans(),
)
def test_no_name_of_a_private_person_is_in_any_file(
    names: tuple[str, str], lines: list[str], role: str, slug: bool
) -> None:
    pairs = []
    for n, line in enumerate(lines):
        said = line.format(*names)
        url = f"https://example.org/{'-'.join(_parts(names[0]))}-killed" if slug else None
        roles = {role: (names[0],)} if role and names[0] in said else {}
        pairs.append(told(f"{names[0]} mourns\n{said}", f"report {n}", url, **roles))
    incidents, _ = redacted([material(pairs[:1]), material(pairs, "R-00000002")])
    changes = changes_since(Edition((), {}), Edition(incidents, {}), {})
    made = situation(incidents)
    whole = [content for _, content in site(incidents, changes).files()] + [sitrep_html(made).encode()]
    for content in whole:
        text = _folded(content)
        for name in names:
            for part in _parts(name):
                assert part not in text


def test_nothing_of_a_name_is_in_an_archive_or_a_pdf() -> None:
    pair = told(
        "Zarqub mourns\nJets struck Tel Nour and three people died, Zarqub Vexmoq said.", origin=("Zarqub Vexmoq",)
    )
    incidents, redactor = redacted([material([pair])])
    made = situation(incidents)
    assert b"Vexmoq" not in zipped(site(incidents))
    assert b"Vexmoq" not in sitrep_pdf(made)
    assert any(one.words == "Zarqub Vexmoq" for one in redactor.withheld)


def test_a_name_released_by_a_person_is_published_and_only_that_one() -> None:
    pair = told("Title\nJets struck Tel Nour and three people died, Zarqub Vexmoq and Fazhib Toxwub said.")
    (one,), _ = redacted([material([pair])], released=frozenset({"zarqub vexmoq"}))
    assert "Zarqub Vexmoq" in one.quotes[0].words
    assert "Toxwub" not in one.quotes[0].words
