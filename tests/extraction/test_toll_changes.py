"""What a sentence says of its figure beside an earlier one."""

from __future__ import annotations

import pytest

from recount.extraction.tolls import tolls_in
from tests.extraction.figures import flat


def said(text: str) -> list[str]:
    """The tolls of a sentence in short: figure, part or not, change, and the figure it came from."""
    out = []
    for mention in tolls_in(flat(text)):
        toll = mention.toll.value
        words = [str(toll.count), "part" if toll.sub else "", str(toll.change or "")]
        out.append(" ".join(w for w in (*words, f"from {toll.earlier}" if toll.earlier else "") if w))
    return out


@pytest.mark.parametrize(
    ("sentence", "tolls"),
    [
        ("the death toll has risen/VERB to 21", ["21 rising"]),
        ("the death toll has risen/VERB to 21 , up from nine", ["21 rising from 9"]),
        ("the toll rose/VERB from 12 to 18", ["18 rising from 12"]),
        ("the ministry lowered/VERB the death toll to 14 from an earlier count of 19", ["14 falling from 19"]),
        ("the toll was revised/VERB down to 11 from 17", ["11 falling from 17"]),
        ("the toll was put/VERB at 14 but later revised/VERB to 11", ["14", "11 falling from 14"]),
        ("another/DET five people died bringing/VERB the death toll to 26", ["5 part more", "26 rising"]),
        ("a further 12 people died raising/VERB the toll to 40", ["12 part more", "40 rising"]),
        ("medics put/VERB the death toll at eight later revising/VERB it down to six", ["8", "6 falling from 8"]),
        ("the monitor put/VERB the toll at 14 , then raised/VERB it to 17", ["14", "17 rising from 14"]),
        ("94 people were killed/VERB raising/VERB its earlier figure of 77", ["94 rising from 77"]),
        ("40 rebels were killed/VERB correcting/VERB its previous toll of 60", ["40 falling from 60"]),
        ("the number of rebels killed/VERB rose/VERB to 39", ["39 rising"]),
        ("three more soldiers died", ["3 more"]),
        ("the blast killed/VERB six people and wounded/VERB another/DET ten", ["6", "10"]),
        ("more than 30 people died", ["31+"]),
        ("the death toll rose/VERB by two to 14", ["2 part more", "14 rising"]),
        ("the number of dead went/VERB up by three overnight", ["3 part more"]),
        ("the toll has risen/VERB by one since a wounded man died", ["1 part more"]),
        ("two injured children died of their wounds", ["2 more"]),
        ("two children died of their wounds", ["2"]),
        ("the toll has risen/VERB to 19 after seven people died of wounds overnight", ["19 rising", "7 part more"]),
        ("the death toll rose/VERB to 19 after two men died in hospital", ["19 rising", "2 part more"]),
        ("the death toll climbed/VERB to 12 after three succumbed/VERB to burns", ["12 rising", "3 part more"]),
        ("the toll rose/VERB to 19 after police killed/VERB seven people", ["19 rising", "7"]),
        ("the toll rose/VERB to 19 after seven people died in a blast", ["19 rising", "7"]),
        ("police lowered/VERB the death toll to 15 saying/VERB two dead had been counted/VERB twice", ["15 falling"]),
        ("police cut/VERB the death toll to nine , as three dead were double-counted/VERB", ["9 falling"]),
        ("two people were killed/VERB and one was found/VERB alive", ["2"]),
        ("31 people were killed/VERB the mayor said in a new toll", ["31 revised"]),
        ("31 people were killed/VERB according/VERB to a preliminary toll", ["31 preliminary"]),
        ("31 people were killed/VERB according/VERB to preliminary reports", ["31 preliminary"]),
        ("twelve people were killed/VERB", ["12"]),
        ("prices rose/VERB after twelve people were killed/VERB", ["12"]),
        ("the army put/VERB the toll at four", ["4"]),
        ("it revised/VERB its count for the strike on the mill down to 41 from 44", ["41 falling from 44"]),
        ("it had raised/VERB its tally for the raid on the mill from 12 to 16", ["16 rising from 12"]),
        ("nurses cut/VERB their own earlier count for the blast to 18", ["18 falling"]),
        ("it raised/VERB its count of those wounded/VERB in the raid to 70", ["70 rising"]),
        ("it revised/VERB its count for the harvest down to 41", []),
        ("its count for the strike went/VERB on to 41 streets", []),
        ("it revised/VERB its death toll up to 31 from 27", ["31 rising from 27"]),
        ("it raised/VERB the death toll up to 31", ["31 rising"]),
        ("the blast killed/VERB up to 31 people", ["≤31"]),
        ("31 people were killed/VERB , it said after giving a figure of 27 earlier", ["31 rising from 27"]),
        ("31 people were killed/VERB and 16 wounded/VERB , it said after first giving a figure of 27",
         ["31 rising from 27", "16"]),
        ("31 people were killed/VERB , it said , having earlier reported/VERB 27 dead", ["31 rising from 27"]),
        ("31 people were killed/VERB , after it had earlier put/VERB the toll at 37", ["31 falling from 37"]),
        ("31 people were killed/VERB , compared with an earlier count of 27", ["31 rising from 27"]),
        ("31 people were killed/VERB , against 27 it had reported/VERB earlier", ["31 rising from 27"]),
        ("31 people were killed/VERB , after six others died earlier in the week", ["31", "6"]),
        ("31 people were killed/VERB , after 27 were killed/VERB a day earlier", ["31", "27"]),
        ("31 people were killed/VERB after a patrol of six left earlier", ["31"]),
    ],
)  # fmt: skip
def test_a_figure_says_how_it_came_out_of_an_earlier_one(sentence: str, tolls: list[str]) -> None:
    assert said(sentence) == tolls


def test_the_words_of_a_change_are_cited_with_the_figure_and_its_rule_named() -> None:
    (mention,) = tolls_in(flat("the death toll has risen/VERB to 21 , up from nine"))
    text = "the death toll has risen to 21 , up from nine"
    assert mention.toll.span.of(text) == "toll has risen to 21 , up from nine"
    assert mention.toll.rule.endswith("+toll.rising")


def test_a_whole_counts_those_whom_the_part_added_to_it_counts() -> None:
    told = tolls_in(flat("another/DET five nurses died bringing/VERB the death toll to 26"))
    assert [mention.toll.value.who for mention in told] == ["nurses", "nurses"]
