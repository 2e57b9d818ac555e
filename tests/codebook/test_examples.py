"""The built-in codebook's examples, read by the real reader; and every value is the words it cites."""

from __future__ import annotations

from functools import cache

import pytest

from recount.codebook import Example, conflict_codebook
from recount.codebook.checks import findings_in
from recount.codebook.schema import built_in_folder
from recount.desk.trying import Case, Outcome, case_of
from recount.model import Cited
from tests.coded import read, tools

EXAMPLES = list(conflict_codebook().examples())
FLOOR = 0.86
"""The share of the examples that must be coded as the codebook says; `recount codebook test` shows the others."""
UNSAID = 0.05
"""The share of them that may fail without saying so themselves."""


@cache
def cases() -> tuple[Case, ...]:
    return tuple(case_of(kind, example, tools()) for kind, example in EXAMPLES)


def test_the_built_in_codebook_is_not_to_be_mended() -> None:
    assert [f"{one.source}: {one.what}" for one in findings_in(built_in_folder())] == []


def test_the_examples_are_coded_as_the_codebook_says() -> None:
    wrong = [case for case in cases() if case.outcome not in (Outcome.PASSED, Outcome.MENDED)]
    right = len(EXAMPLES) - len(wrong)
    failing = "\n".join(f"{case.source} {case.outcome}: {case.example.text}" for case in wrong)
    assert right >= FLOOR * len(EXAMPLES), f"{right} of {len(EXAMPLES)}; these are not:\n{failing}"


def test_an_example_says_itself_when_it_is_known_to_fail() -> None:
    unsaid = [case for case in cases() if case.outcome is Outcome.FAILED]
    assert len(unsaid) <= UNSAID * len(EXAMPLES), [f"{case.source}: {case.example.text}" for case in unsaid]


@pytest.mark.parametrize("example", [example for _, example in EXAMPLES], ids=lambda example: example.id)
def test_every_value_is_the_words_it_cites(example: Example) -> None:
    report = read(example.text)
    text = report.document.text
    for claim in report.claims:
        assert claim.trigger.of(text).strip()
        assert claim.clause.contains(claim.trigger) or claim.clause.overlaps(claim.trigger)
        assert 0 < claim.clause.end - claim.clause.start <= 700
        for cited in (*claim.agents, *claim.targets, *claim.places, *claim.origin, *claim.via):
            assert _same_words(cited, text), (cited, cited.span.of(text))


def _same_words(cited: Cited[str], text: str) -> bool:
    return cited.value.lower().split() == cited.span.of(text).lower().split() or (
        "toll" in cited.rule and cited.value.lower() in text.lower()
    )
