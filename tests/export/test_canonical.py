"""The canonical export: equal records are equal bytes."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import random

from hypothesis import given
from hypothesis import strategies as st

from recount.export.canonical import PARTS, Everything, canonical_text, hashes
from tests.made import incident_of, report, strike

DOCUMENTS = tuple(report(key, outlet=key) for key in ("wire", "paper", "radio", "page"))
CLAIMS = tuple(strike(document) for document in DOCUMENTS)
INCIDENTS = tuple(incident_of([claim], DOCUMENTS) for claim in CLAIMS)
WHOLE = Everything(DOCUMENTS, CLAIMS, INCIDENTS)


@given(st.randoms(use_true_random=False))
def test_order_is_no_difference(chance: random.Random) -> None:
    def shuffled(values: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(chance.sample(values, len(values)))

    other = Everything(shuffled(DOCUMENTS), shuffled(CLAIMS), shuffled(INCIDENTS))  # type: ignore[arg-type]
    assert canonical_text(other) == canonical_text(WHOLE)
    assert hashes(other) == hashes(WHOLE)


def test_where_files_lay_is_no_difference_and_what_they_say_is() -> None:
    moved = tuple(dataclasses.replace(d, source=f"/elsewhere/{d.name}", name="x", extractor="y") for d in DOCUMENTS)
    assert hashes(dataclasses.replace(WHOLE, documents=moved)) == hashes(WHOLE)
    told = (dataclasses.replace(DOCUMENTS[0], title="Another"), *DOCUMENTS[1:])
    assert {k for k, v in hashes(dataclasses.replace(WHOLE, documents=told)).items() if v != hashes(WHOLE)[k]} == {
        "reports",
        "canonical",
    }


def test_it_is_lines_of_json_whose_hash_is_that_of_the_bytes() -> None:
    text = canonical_text(WHOLE)
    lines = [json.loads(line) for line in text.splitlines()]
    assert [next(iter(line)) for line in lines] == ["report"] * 4 + ["claim"] * 4 + ["incident"] * 4
    assert hashes(WHOLE)["canonical"] == hashlib.sha256(text.encode()).hexdigest()
    assert list(hashes(WHOLE)) == [*PARTS, "canonical"]
