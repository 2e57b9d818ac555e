"""Who is credited with what, by whose relay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.codebook.actors import built_in_actors
from recount.extraction.attribution import Attribution, attribution_of, attributions_in
from recount.model import Reading, Span
from tests.coded import read
from tests.extraction.wordings import reading

ACTORS = built_in_actors()


def told(report: Reading, words: str) -> Attribution | None:
    """The attribution that the clause with these words stands under."""
    start = report.document.text.index(words)
    return attribution_of(Span(start, start + len(words)), attributions_in(report, ACTORS))


def credited(report: Reading, words: str) -> tuple[list[str], list[str]]:
    """Origin and relays of the clause with these words."""
    found = told(report, words)
    return ([o.value for o in found.origin], [v.value for v in found.via]) if found else ([], [])


@pytest.mark.parametrize(
    ("sentence", "clause", "origin", "via"),
    [
        ("The governor said that two shells hit Tel Nour.", "two shells hit Tel Nour", ["governor"], []),
        ("Two shells hit the market in Tel Nour, the governor said.", "shells hit the market", ["governor"], []),
        ("Shells hit the market local medics said on Friday.", "Shells hit the market", ["local medics"], []),
        ("Two shells hit the market, said Amir/PER Dalal/PER, a baker.", "Two shells hit", ["Amir Dalal"], []),
        ("Two people died, Amir/PER Dalal/PER, spokesman for Ilmet/PER police, said.", "Two people died",
         ["Amir Dalal"], []),
        ("Two people died, Ilmet/PER police said.", "Two people died", ["Ilmet police"], []),
        ("According to a hospital official two people died.", "two people died", ["hospital official"], []),
        ("Two people died, according to the Syrian Observatory.", "Two people died", ["Syrian Observatory"], []),
        ("Two people died, according to the Syrian Observatory and local doctors.", "Two people died",
         ["Syrian Observatory", "local doctors"], []),
        ("Two people died on Monday, according to a statement issued by Tel/ORG Nour/ORG Brigade/ORG.",
         "Two people died", ["Tel Nour Brigade"], []),
        ("The clinic director told Reuters that two people died.", "two people died", ["clinic director"], ["Reuters"]),
        ("The clinic director told reporters that two people died.", "two people died", ["clinic director"], []),
        ("SANA/ORG cited a army source as saying two men fled.", "two men fled", ["army source"], ["SANA"]),
        ("Two rebels died, SANA reported, citing a military source.", "Two rebels died", ["military source"], ["SANA"]),
        ("Citing medical workers, the Observatory/ORG said two people died.", "two people died", ["medical workers"],
         ["Observatory"]),
        ("The mayor was quoted by Xinhua as saying two people died.", "two people died", ["mayor"], ["Xinhua"]),
        ("Speaking to Reuters, a farmer said two people died.", "two people died", ["farmer"], ["Reuters"]),
        ("The interior ministry said in a letter carried by SANA that two people died.", "two people died",
         ["interior ministry"], ["SANA"]),
        ("The monitor said the army had confirmed that two soldiers died.", "two soldiers died", ["army"], ["monitor"]),
        ("A monitor and two doctors said four people died.", "four people died", ["monitor", "two doctors"], []),
        ("A rebel=denied, quoted by Reuters, denied that two people died.", "two people died", ["rebel"], ["Reuters"]),
        ("The group's envoy=warned, Amir/PER Dalal/PER, warned that two people died.", "two people died",
         ["Amir Dalal"], []),
        ("Police spokesman Amir/PER Dalal/PER said two people died.", "two people died", ["Amir Dalal"], []),
        ("Amir/PER Dalal/PER=said, who heads the town council, said two people died.", "two people died",
         ["Amir Dalal"], []),
        ("The United/ORG Nations/ORG on Friday said 40 people fled.", "40 people fled", ["United Nations"], []),
        ("Two people died, a farmer said on Monday/PROPN, SANA reported.", "Two people died", ["farmer"], ["SANA"]),
        ("The clinic director told a Reuters correspondent that two people died.", "two people died",
         ["clinic director"], ["Reuters"]),
        ("Rights groups and local activists said two people died.", "two people died",
         ["Rights groups", "local activists"], []),
        ("The daily reported the interior ministry as saying two people died.", "two people died",
         ["interior ministry"], ["daily"]),
        ("Tanks shelled Tel Nour killing/VERB four civilians residents said.", "Tanks shelled", ["residents"], []),
        ("The envoy to/ADP the United/ORG Nations/ORG said two people died.", "two people died",
         ["envoy to the United Nations"], []),
        ("The council raised/VERB its/PRON toll to 15 after a shell hit the port.", "a shell hit the port",
         ["council"], []),
    ],
)  # fmt: skip
def test_a_clause_has_its_origin_and_relays(sentence: str, clause: str, origin: list[str], via: list[str]) -> None:
    assert credited(reading(sentence), clause) == (origin, via)


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("Two shells hit the market in Tel Nour.", "Two shells hit the market"),
        ("The governor denied the report while two shells hit the market.", "The governor"),
        ("The rebels declared a curfew after two people died.", "two people died"),
        ("The fighting claimed the lives of two farmers.", "the lives of two farmers"),
        ("Two people died, according to preliminary reports.", "Two people died"),
        ("Two people died reports said.", "Two people died"),
        ("Said/PER Dalal/PER left after two people died.", "two people died"),
        ("He said two people died.", "two people died"),
        ("The army has not said that two people died.", "two people died"),
        ("The army must/AUX say/VERB that two people died.", "two people died"),
        ("No faction has claimed responsibility for the blast.", "responsibility for the blast"),
        ("Two people died, the council said as jets hit the port.", "jets hit the port"),
    ],
)
def test_what_the_reporter_states_has_no_origin(sentence: str, clause: str) -> None:
    assert credited(reading(sentence), clause)[0] == []


def test_reports_of_nobodys_are_hearsay() -> None:
    found = told(reading("Two people died reports said."), "Two people died reports said")
    assert found is not None
    assert (found.origin, found.hedge) == ((), "alleged")


def test_an_event_is_credited_where_its_trigger_stands() -> None:
    report = reading("The mayor gave/VERB a toll of two while the Hilltop/ORG Monitor/ORG said nine people died.")
    text = report.document.text
    trigger = Span(text.index("died"), text.index("died") + 4)
    found = attribution_of(Span(0, len(text)), attributions_in(report, ACTORS), trigger)
    assert found is not None
    assert [o.value for o in found.origin] == ["Hilltop Monitor"]


def test_a_sentence_wrongly_cut_in_two_is_credited_whole() -> None:
    report = reading("Jets hit a camp and killed two people | Wednesday/PROPN near the town a monitor said.")
    assert credited(report, "Jets hit a camp")[0] == ["monitor"]
    report = reading("Jets hit a camp and killed two people. | Wednesday/PROPN near the town a monitor said.")
    assert credited(report, "Jets hit a camp")[0] == []


def test_the_rebel_group_is_no_monitor() -> None:
    report = reading(
        "The Syrian/ORG Observatory/ORG for Human/ORG Rights/ORG said two people died. | "
        "The Nusra/ORG Front/ORG said four people fled. | The terrorist group said that nine soldiers died."
    )
    assert credited(report, "nine soldiers died")[0] == ["Nusra Front"]


def test_what_runs_on_after_a_denial_is_said() -> None:
    report = reading('The army denied it shelled the port. | "Four houses fell. | Five people fled." | Jets left.')
    found = told(report, "Five people fled")
    assert found is not None
    assert found.hedge == "said"


@pytest.mark.parametrize(
    ("sentence", "clause", "hedge"),
    [
        ("The army denied that two people died.", "two people died", "denied"),
        ("The mayor accused the army of what hit the market.", "hit the market", "accused"),
        ("The mayor claimed that two people died.", "two people died", "claimed"),
        ("Officials believe that two people died.", "two people died", "believed"),
        ("Officials confirmed that two people died.", "two people died", "confirmed"),
    ],
)
def test_how_a_source_puts_it_is_kept(sentence: str, clause: str, hedge: str) -> None:
    found = told(reading(sentence), clause)
    assert found is not None
    assert found.hedge == hedge


def test_adding_goes_on_with_the_speaker() -> None:
    report = reading("Two people died, the governor said, adding that four houses fell.")
    assert credited(report, "four houses fell") == (["governor"], [])
    assert credited(report, "Two people died") == (["governor"], [])


def test_two_speakers_of_one_sentence_keep_their_halves() -> None:
    report = reading("Doctors said two people died, while the army said nine rebels died.")
    assert credited(report, "two people died")[0] == ["Doctors"]
    assert credited(report, "nine rebels died")[0] == ["army"]


def test_pronouns_find_the_last_fitting_speaker() -> None:
    report = reading(
        "The Hilltop/ORG Monitor/ORG said two people died. | Amir/PER Dalal/PER told Reuters four people died. | "
        "It said five houses fell. | He said six people fled."
    )
    assert credited(report, "five houses fell")[0] == ["Hilltop Monitor"]
    assert credited(report, "six people fled") == (["Amir Dalal"], ["Reuters"])


def test_a_short_name_or_description_leads_to_the_fullest_name() -> None:
    report = reading(
        "Two people died, a monitoring group said. | The Syrian/ORG Observatory/ORG for Human/ORG Rights/ORG said "
        "four people died. | Five houses fell, the Britain-based watchdog said."
    )
    for clause in ("Two people died", "four people died", "Five houses fell"):
        assert credited(report, clause)[0] == ["Syrian Observatory for Human Rights"]


def test_an_office_leads_to_who_holds_it() -> None:
    report = reading("District governor Amir/PER Dalal/PER left the town. | The governor said that two people died.")
    assert credited(report, "two people died")[0] == ["Amir Dalal"]


def test_verbs_share_their_subject() -> None:
    report = reading("The state/NOUN agency=gave gave/VERB no names but said that two people died.")
    assert credited(report, "two people died")[0] == ["state agency"]


def test_a_source_ends_where_the_next_phrase_begins() -> None:
    report = reading("According to the Hilltop/ORG Monitor/ORG heavy/ADJ shelling hit the port.")
    assert credited(report, "shelling hit the port")[0] == ["Hilltop Monitor"]


def test_the_same_sources_are_the_sources_before() -> None:
    report = reading("Hospital sources said two people died. | The same sources said that four people fled.")
    assert credited(report, "four people fled")[0] == ["Hospital sources"]


def test_a_quotation_runs_on_until_it_is_closed() -> None:
    report = reading(
        '"Two people died," the mayor said. | "Four houses fell. | Five people fled." | Six soldiers left the town.'
    )
    for clause in ("Four houses fell", "Five people fled"):
        assert credited(report, clause)[0] == ["mayor"]
    assert credited(report, "Six soldiers left")[0] == []


def test_a_quotation_that_opens_before_its_speaker_is_named_belongs_to_that_speaker() -> None:
    report = reading('The governor said two people died. | "Four houses fell. | Five people fled," a baker said.')
    assert credited(report, "Four houses fell")[0] == ["baker"]


def test_a_figure_that_adds_to_the_one_before_is_the_same_speakers() -> None:
    report = reading("Two people died, the governor said. | Seven others were wounded. | Jets hit the port.")
    assert credited(report, "Seven others were wounded")[0] == ["governor"]
    assert credited(report, "Jets hit the port")[0] == []


def test_words_that_only_credit_belong_to_the_quotation_before_them() -> None:
    report = reading('The governor said two people died. | "Four houses fell. | Five people fled," | a baker said.')
    assert credited(report, "Four houses fell")[0] == ["baker"]
    assert credited(report, "Five people fled")[0] == ["baker"]


def test_a_statement_given_in_full_is_the_ministers_to_its_end() -> None:
    report = reading(
        "Foreign minister Amir/PER Dalal/PER said:", "Two people died. | The army has confirmed four deaths."
    )
    assert credited(report, "Two people died") == (["Amir Dalal"], [])
    assert credited(report, "four deaths") == (["army"], ["Amir Dalal"])


def test_a_communique_is_its_authors_to_its_end() -> None:
    report = reading(
        "COMMUNIQUE ISSUED BY/ADP THE/DET HILLTOP/ORG FRONT/ORG: FOUR SOLDIERS DIED/VERB. | TWO TOWNS FELL/VERB."
    )
    assert credited(report, "TWO TOWNS FELL")[0] == ["HILLTOP FRONT"]


def test_turns_of_a_recording_are_their_speakers() -> None:
    report = reading(
        "[BEGIN RECORDING] [REPORTER] WHAT HAPPENED ?",
        "[DALAL] TWO PEOPLE DIED/VERB IN/ADP THE/DET TOWN. [END RECORDING]",
        "FOUR SHOPS BURNED/VERB.",
    )
    assert credited(report, "TWO PEOPLE DIED")[0] == ["DALAL"]
    assert credited(report, "FOUR SHOPS BURNED")[0] == []


def test_every_name_is_the_words_it_cites() -> None:
    report = reading(
        "A monitoring group said two people died. | Rebel commander Amir/PER Dalal/PER told Anadolu that four "
        "soldiers died. | Dalal/PER said five houses fell, and the Syrian/ORG Observatory/ORG confirmed it."
    )
    found = attributions_in(report, ACTORS)
    assert found
    for attribution in found:
        for name in (*attribution.origin, *attribution.via):
            assert " ".join(name.span.of(report.document.text).split()) == name.value
            assert name.rule
        assert attribution.rule.startswith("attribution.")


WORDS = st.sampled_from(
    ["said", "told", "Reuters", "according", "to", "the", "monitor/NOUN", "that", ",", ".", "and", "Amir/PER", "who",
     "citing", "rebels", "died", ":", '"', "reported", "he", "it", "army", "by", "was", "quoted", "as", "saying"]
)  # fmt: skip


@given(st.lists(WORDS, min_size=1, max_size=30))
def test_any_string_of_words_is_read_and_spans_stay_inside(words: list[str]) -> None:
    report = reading(" ".join(words))
    for attribution in attributions_in(report, ACTORS):
        for span in (attribution.cue, attribution.phrase, *attribution.content):
            assert span.end <= len(report.document.text)


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        (
            "The Syrian Observatory for Human Rights counts the dead. Raids killed nine men near Douma, an "
            "organisation monitoring the war said on Friday.",
            ["Syrian Observatory for Human Rights"],
        ),
        ("The council accused the army of killing nine men, a charge dismissed by the army.", ["council"]),
        ("Gunmen shot nine prisoners said to be officers.", []),
        ("A bomb killed nine people in Baidoa, Baidoa's mayor said.", ["Baidoa's mayor"]),
        ("A rights group, the Tarnow Rights Watch, said nine farmers were killed.", ["Tarnow Rights Watch"]),
        ("A rights group, which has few members, said nine farmers were killed.", ["rights group"]),
        ("Shells killed nine people in Tel Nour state-run news agency said.", ["news agency"]),
    ],
)
def test_who_is_credited_is_who_speaks(text: str, origins: list[str]) -> None:
    told = {name.value for claim in read(text).claims for name in claim.origin}
    assert told == set(origins)


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        (
            "The blast in Goma was reported by state television with the Furat news agency confirming at least four "
            "dead.",
            {"Furat news agency"},
        ),
        ("A militant website said nine men were killed in Goma.", {"militant website"}),
        ("Shelling killed nine men in Goma, the Secretary General said.", {"Secretary General"}),
    ],
)
def test_a_figure_is_credited_to_who_gives_it(text: str, origins: set[str]) -> None:
    assert {name.value for claim in read(text).claims if claim.tolls for name in claim.origin} == origins


@pytest.mark.parametrize("who", ["a nurse at the clinic", "a teacher", "two rescuers"])
def test_whoever_is_named_after_the_verb_can_speak(who: str) -> None:
    (claim,) = read(f"Ten people died in the raid on Goma, said {who}.").claims
    assert [name.value for name in claim.origin] == [who.removeprefix("a ")]


@pytest.mark.parametrize(
    ("sentence", "clause", "origin", "via"),
    [
        (
            "The army said it had killed 12 rebels near Tikrit on Monday, state television reported.",
            "killed 12 rebels",
            ["army"],
            ["state television"],
        ),
        (
            "The governor said 27 people were killed in Monday's strikes on Douma, Reuters reported on Wednesday.",
            "27 people were killed",
            ["governor"],
            ["Reuters"],
        ),
        (
            "Monday's strikes on Douma killed about 100 people, according to the governor and the White Helmets.",
            "killed about 100 people",
            ["governor", "White Helmets"],
            [],
        ),
    ],
)
def test_a_newsroom_that_closes_a_sentence_relays_who_spoke_in_it(
    sentence: str, clause: str, origin: list[str], via: list[str]
) -> None:
    (claim,) = read(sentence).claims
    assert clause in claim.clause.of(sentence)
    assert ([one.value for one in claim.origin], [one.value for one in claim.via]) == (origin, via)


def test_a_monitoring_group_is_the_observatory_that_the_report_calls_so_later() -> None:
    report = reading(
        "Two people died, a monitoring group said. | Jets left. | Four people fled, the Observatory/ORG said."
    )
    assert credited(report, "Two people died")[0] == ["Observatory"]


def test_what_stands_before_a_source_is_its_word_though_another_sentence_runs_on() -> None:
    text = (
        "Nine children were killed in a village last week when troops shot families of rebels a monitoring group said "
        "on Saturday Tuesday's executions took place in the village of Orlen."
    )
    (told,) = {claim.origin[0].value for claim in read(text).claims if claim.tolls}
    assert told == "monitoring group"
