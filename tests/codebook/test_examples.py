"""Every example of the codebook, found by itself, coded as the codebook says; and every value is the words it cites."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from recount.codebook import EventType, Example, conflict_codebook
from recount.model import Cited, Claim, Status
from tests.coded import read

EXAMPLES = list(conflict_codebook().examples())


def toll_words(claim: Claim) -> list[str]:
    """Figures as examples write them: "killed 26+ militants"."""
    return [f"{t.value.harm} {t.value.count} {t.value.who}".strip() for t in claim.tolls]


def coded_as(claim: Claim, asked: Iterable[str]) -> dict[str, object]:
    """A claim by the keys that an example asks for."""
    found: dict[str, object] = {"type": claim.type, "status": str(claim.status.value), "tolls": toll_words(claim)}
    found["time"] = claim.time.value.iso() if claim.time is not None else ""
    for key in ("agents", "targets", "places", "origin", "via"):
        found[key] = [cited.value for cited in getattr(claim, key)]
    return {key: found[key] for key in asked}


@pytest.mark.parametrize(("event_type", "example"), EXAMPLES, ids=[example.id for _, example in EXAMPLES])
def test_example_is_coded_as_the_codebook_says(event_type: EventType, example: Example) -> None:
    wanted = [{"type": event_type.name, "status": str(Status.HAPPENED), **claim} for claim in example.claims]
    claims = read(example.text).claims
    keys = [tuple(claim) for claim in wanted] + [("type",)] * (len(claims) - len(wanted))
    assert [coded_as(claim, asked) for claim, asked in zip(claims, keys, strict=False)] == wanted


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
