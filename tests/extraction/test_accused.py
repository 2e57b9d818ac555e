"""Who denies, and whose deed is denied."""

from __future__ import annotations

import pytest

from recount.model import Status
from tests.coded import read


@pytest.mark.parametrize(
    ("text", "denier", "doers"),
    [
        ("The army still held Goma, it said, denying RSF claims that it had captured the city.", "army", ["RSF"]),
        ("Al-Shabab denied government claims that 40 of its fighters died in Kismayo.", "Al-Shabab", []),
        ("The government denied rebel claims that 40 soldiers were killed in Goma on Monday.", "government", []),
        ("The army rejected reports by the RSF that it had bombed a market in Nyala.", "army", ["army"]),
        ("The army denied RSF accusations that it bombed a hospital in Nyala on Monday.", "army", ["army"]),
        ("The RSF denied the army's accusation that it had shelled a hospital in Nyala.", "RSF", ["RSF"]),
        ("The Houthis denied Saudi claims that they had attacked a ship near Hodeidah.", "Houthis", ["Houthis"]),
        ("The militia rejected allegations that it massacred 30 villagers in Goma.", "militia", ["militia"]),
        ("The ministry refuted the council's report that 12 civilians had been killed in Goma.", "ministry", []),
        ("The governor denied a UN report that police had killed nine people in Goma.", "governor", ["police"]),
    ],
)  # fmt: skip
def test_a_denial_is_the_deniers_and_its_deed_the_accuseds(text: str, denier: str, doers: list[str]) -> None:
    told = [c for c in read(text).claims if c.status.value is Status.DENIED]
    assert told
    assert {name.value for claim in told for name in claim.origin} == {denier}
    assert [name.value for name in told[0].agents] == doers


def test_nobody_confirms_what_another_claims_of_himself_in_his_own_name() -> None:
    (told, *_) = read("The army said it had killed 12 rebels in Goma. The rebels denied the claim.").claims
    assert [name.value for name in told.origin] == ["army"]
