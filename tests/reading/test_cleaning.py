from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.model import LabelKind
from recount.reading.cleaning import Parts, parts_of

LEAD = "At least four people died when mortar rounds fell on a market in Tel Nour on Friday, the clinic said."
SECOND = "The clinic counted nine wounded, two of them children, and said that more rounds fell in the evening."
THIRD = "Jordan will open its northern border to the wounded from Monday on, the interior minister told reporters."
TITLE = "Mortar rounds kill four at market in Tel Nour"


def labelled(text: str, kind: LabelKind, title: str | None = None) -> list[str]:
    return [label.span.of(text) for label in parts_of(text, title).labels if label.kind is kind]


def stories(text: str, title: str | None = None) -> list[list[str]]:
    return [[span.of(text) for span in passage] for passage in parts_of(text, title).passages]


def test_a_title_is_the_first_span_of_its_story() -> None:
    text = f"{TITLE}\n\n{LEAD}\n\n{SECOND}"
    assert parts_of(text).title == TITLE
    assert stories(text) == [[TITLE, LEAD, SECOND]]


def test_a_text_without_a_title_has_none() -> None:
    assert parts_of(f"{LEAD}\n\n{SECOND}").title is None


@pytest.mark.parametrize(
    "line",
    [
        f"{TITLE} | Levant Post",
        f"{TITLE} - Region - World - Levant Online",
        f"{TITLE} - Levant Daily News",
        f"Levant News Agency - {TITLE}",
    ],
)
def test_the_sites_name_is_no_part_of_the_title(line: str) -> None:
    text = f"{line}\n\n{LEAD}"
    assert stories(text, title=line) == [[TITLE, LEAD]]


def test_who_speaks_in_a_headline_stays_in_it() -> None:
    line = "Jets hit the market of Tel Nour - Monitor"
    assert stories(f"{line}\n\n{LEAD}")[0][0] == line


@pytest.mark.parametrize(
    "head",
    [
        f"{TITLE}\n{LEAD}",
        f"{TITLE} {LEAD}",
        f"{TITLE}. {LEAD}",
        f"{TITLE} AFP Saturday 4 Jun 2016 {LEAD}",
        f"Sat Jun 4 2016 {TITLE}. {LEAD}",
        f"04-06-2016 title: {TITLE}. {LEAD}",
        f"{TITLE} Middle East Syria 04-06-2016 0147 PM {LEAD}",
        f"04-06-2016 {TITLE}. {LEAD}",
        f"Last updated at Oct 032017 BEIRUT {LEAD}",
        f"{TITLE}. Amal Haddad Jon Reed. {LEAD}",
    ],
)
def test_a_repeated_title_and_the_sender_after_it_are_no_story(head: str) -> None:
    text = f"{TITLE}\n\n{head}"
    assert stories(text, TITLE) == [[TITLE, LEAD]]


def test_counts_of_a_share_button_are_not_the_storys_figures() -> None:
    story = (
        "38 people died when a missile hit the hospital of Tel Nour at noon on Friday, the governor of the town said."
    )
    head = "07.04.2017Get short URL Topic Strikes on Tel Nour (200) 0 12"
    assert stories(f"{TITLE}\n\n{head} {story}") == [[TITLE, story]]
    assert stories(f"{TITLE}\n\n{head} {LEAD}") == [[TITLE, LEAD]]


def test_a_title_without_a_line_of_its_own_is_the_title_and_no_repeat() -> None:
    text = f"{TITLE}. {LEAD}\n\n{SECOND}"
    assert labelled(text, LabelKind.TITLE, TITLE) == [f"{TITLE}."]
    assert stories(text, TITLE) == [[f"{TITLE}.", LEAD, SECOND]]


def test_a_sentence_that_opens_as_the_title_does_stays_whole() -> None:
    title = "The Siege of Tel Nour"
    sentence = f"{title} was laid by the army in May and was lifted in August 2014, when the rebels left."
    assert stories(f"{title}\n\n{sentence}", title) == [[title, sentence]]


def test_a_figure_after_the_date_is_the_titles_own() -> None:
    title = "100 fighters killed at Tel Nour"
    assert stories(f"{title}\n\n01-11-2014 {title}. {LEAD}") == [[title, LEAD]]


@pytest.mark.parametrize(
    "dateline",
    [
        "BEIRUT (Reuters) - ",
        "BEIRUT, June 4 (Reuters) - ",
        "DAMASCUS, (SANA) 5 March 2013 - ",
        "MOSCOW October 18 (RIA Novosti) - ",
        "MOSCOW (Sputnik) ",
        "CINCINNATI (AP/WDTN) — ",
        "ALEPPO, Syria — ",
        "Beirut (AFP) – ",
        "Maiduguri - ",
        "Port Sudan – ",
        "Date of publication 8 October 2017 ",
        "Published April 29 2017 ",
        "Posted on July 2 2016 by Amal Haddad ",
        "Last updated at Oct 032017 BEIRUT - ",
        "06.04.2017(updated 1500 06.04.2017) Get short URL 0 13 ",
        "REUTERS Jon Reed Harbour News 0315 09.11.2018Get short URL 27 ",
        "Fri 12 Jun 2015 at 0810 Regional NNA - ",
        "Wednesday 22 July 2015 22:33 ",
        "SAN JUAN, 4 JUN 90 (CANAL NUEVE RADIO) -- [TEXT] ",
        "SAN JUAN (COSTA RICA), 16 MAR 89 (EFE) -- [SPEECH] [PRESIDENT JON REED] [EXCERPTS] ",
        "CLANDESTINE, NO DATE (RADIO LIBRE) -- [TEXT] ",
    ],
)
def test_datelines_stand_before_the_story(dateline: str) -> None:
    text = f"{dateline}{LEAD}"
    assert stories(text) == [[LEAD]]
    assert " ".join(found.strip() for found in labelled(text, LabelKind.DATELINE)) == dateline.strip()


@pytest.mark.parametrize(
    "opening",
    [
        "Syrian Democratic Forces (SDF) took the town of Tel Nour from the militants on Friday, its spokesman said.",
        "UN - backed talks on a truce in the north will begin again on Monday, the envoy told reporters in Geneva.",
        "On August 21 2013 rockets fell on the town of Tel Nour and killed many of its people, doctors said later.",
        "In May 2017 the town of Tel Nour was taken by the army after a siege of four months, the governor said.",
        "THE BAKER OF TEL NOUR HID HIS 6-YEAR-OLD NIECE FROM THE GANGS IN A CELLAR FROM APRIL ON, HE SAID.",
        "THE REBELS OF THE FRONT -- WHICH HAS TWICE REJECTED THE OFFER OF A TRUCE -- TOOK TWO TOWNS ON FRIDAY.",
        "ALSO ON 15 MAY, SOLDIERS HAD TO CLEAR THE OFFICES OF THE BANK IN THE CENTER OF THE CITY, POLICE SAID.",
        "Amir Dalal - the mayor of Tel Nour - told the council on Friday that the siege of the town was over at last.",
        "Tel Nour - once a town of bakers - lay in ruins on Friday after four months of shelling, its mayor told us.",
        "Reuters reported that rockets fell on the town of Tel Nour and killed many of its people on Friday evening.",
    ],
)
def test_how_a_sentence_opens_is_no_dateline(opening: str) -> None:
    assert stories(opening) == [[opening]]


@pytest.mark.parametrize(
    "line",
    [
        "Share",
        "Advertisement",
        "Read Also",
        "Read more: Truce holds in the north",
        "Tags: Syria, Idlib",
        "Follow us on Facebook",
        "Sign up for our morning letter.",
        "We use cookies to make this site better.",
        "You must enter the characters that you see in the picture",
        "Copyright 2016 Levant Post. All rights reserved.",
        "desk@levant.example",
        "Please enable Javascript to play the video",
    ],
)
def test_page_furniture_is_left_out(line: str) -> None:
    text = f"{TITLE}\n\n{LEAD}\n\n{line}\n\n{SECOND}"
    assert labelled(text, LabelKind.PROMO) == [line]
    assert stories(text) == [[TITLE, LEAD, SECOND]]


@pytest.mark.parametrize(
    "tail",
    [
        "Reporting by Amal Haddad; Editing by Jon Reed Our Standards:The Levant Trust Principles.",
        "(Source: Levant Media Office) Twitter",
        "-AFP",
        "--Reuters",
        "Agencies contributed to this report Read more",
        "Last Update: Monday 9 June 2014 KSA 05:12 - GMT 02:12",
        "Market Blast Kills Nine in Tel Rima Tags Daesh Tel Nour Community standardsDiscussion Comment via Levant",
        "Amal Haddad",
    ],
)
def test_furniture_that_was_run_into_the_last_sentence_is_cut_off(tail: str) -> None:
    text = f"{TITLE}\n\n{LEAD} {SECOND} {tail}"
    assert stories(text) == [[TITLE, f"{LEAD} {SECOND}"]]


def test_a_last_sentence_without_its_stop_stays() -> None:
    last = "the fighting went on around the Grand Mosque according to media reports"
    text = f"{TITLE}\n\n{LEAD} {last}"
    assert stories(text)[0][1].endswith(last)


@pytest.mark.parametrize(
    "line",
    [
        "Families wait for bread in the old town of Homs March 3, 2014.",
        "A boy looks at the ruins of his school (Reuters/Amal Haddad)",
        "File photo: soldiers on the road to Tel Nour",
        "This picture taken from the hill shows smoke over the market.",
    ],
)
def test_captions_are_labelled_and_stay_reachable(line: str) -> None:
    text = f"{TITLE}\n\n{LEAD}\n\n{SECOND}\n\n{line}"
    assert labelled(text, LabelKind.CAPTION) == [line]
    assert stories(text) == [[TITLE, LEAD, SECOND]]


@pytest.mark.parametrize(
    "line",
    [
        "A doctor told AFP/Reuters that twenty wounded had been brought in.",
        "Reuters images of the street showed three burnt cars.",
        "Your name was on their list, the officer told him, and he was led away.",
        "Written by a panel of three judges, the report blames the army for the attack.",
        "Share prices fell after the attack on the pipeline.",
        "Live rounds were fired at the crowd, witnesses said.",
        "Homes were searched and twelve men led away.",
    ],
)
def test_sentences_that_look_like_furniture_stay(line: str) -> None:
    assert stories(f"{TITLE}\n\n{LEAD}\n\n{line}\n\n{SECOND}") == [[TITLE, LEAD, line, SECOND]]


def test_a_storys_sentence_that_ends_in_a_date_is_no_caption() -> None:
    text = f"{TITLE}\n\n{LEAD}\n\nThe town was first shelled by the army on March 3, 2014."
    assert labelled(text, LabelKind.CAPTION) == []


def test_a_short_line_straight_under_the_title_is_a_caption() -> None:
    text = f"{TITLE}\nRescue workers at the market\n\n{LEAD}"
    assert labelled(text, LabelKind.CAPTION) == ["Rescue workers at the market"]


def test_a_second_story_on_the_page_is_a_passage_of_its_own() -> None:
    other = "Two soldiers shot at Harran checkpoint"
    lead = "Two soldiers were shot at a checkpoint near Harran on Thursday by unknown gunmen, the army said."
    text = f"{TITLE}\n\n{LEAD}\n\n{SECOND}\n\n\n{other}\n\n{lead}"
    assert stories(text) == [[TITLE, LEAD, SECOND], [other, lead]]


def test_a_heading_within_a_story_is_no_second_story() -> None:
    text = f"{TITLE}\n\n{LEAD}\n\nFear of a long winter\n\n{SECOND}"
    assert len(stories(text)) == 1


def test_a_headline_with_no_story_under_it_is_a_link() -> None:
    link = "With Rockets at Sea, the Navy Is Sending a Message"
    text = f"{TITLE}\n\n{LEAD}\n\n{SECOND}\n\n{link}"
    assert labelled(text, LabelKind.PROMO) == [link]


def test_a_second_dispatch_is_a_passage_of_its_own() -> None:
    text = f"BEIRUT (Reuters) - {LEAD}\n\n{SECOND}\n\nAMMAN (Reuters) - {THIRD}"
    assert stories(text) == [[LEAD, SECOND], [THIRD]]


def test_a_standfirst_is_told_once() -> None:
    text = f"{TITLE}\n\n04-06-2016 {TITLE}. {LEAD} {LEAD} {SECOND}"
    assert stories(text) == [[TITLE, LEAD, SECOND]]


def test_tags_between_standfirst_and_story_are_left_out() -> None:
    text = f"{TITLE}\n\n8 October 2017 {LEAD} Tags Syria Idlib Tel Nour Three shells fell on the square at noon."
    assert stories(text) == [[TITLE, LEAD, "Three shells fell on the square at noon."]]


def test_a_sender_between_standfirst_and_story_parts_them() -> None:
    text = f"{TITLE}\n\n{TITLE} State media tell of a blast in the old market AFP Tuesday 6 Aug 2013 {LEAD}"
    assert stories(text, TITLE) == [[TITLE, "State media tell of a blast in the old market", LEAD]]


@pytest.mark.parametrize(
    "piece",
    [
        "a\n",
        ". Reporting by A ",
        f"{TITLE}\n\n",
        "Aaa Bbb Ccc Ddd Eee\n\n",
        f"{LEAD} ",
        "Tags A ",
        "SAN JUAN, 16 MAR 89 (",
        "BEIRUT, ",
        "3 May 2014 ",
        "(",
        "\n",
    ],
)
def test_a_hostile_text_takes_no_longer_than_its_length(piece: str) -> None:
    parts_of(f"{LEAD}\n\n" + piece * (60_000 // len(piece)))  # minutes where a rule looks at every pair


LINES = st.sampled_from(
    [
        TITLE,
        LEAD,
        SECOND,
        "Share",
        "BEIRUT (Reuters) - ",
        "Tags Syria",
        "AFP Tuesday 6 Aug 2013 ",
        "(Reuters)",
        " ",
        "\n",
        ".",
    ]
)


def check(text: str, parts: Parts) -> None:
    end = 0
    for label in parts.labels:
        assert end <= label.span.start < label.span.end <= len(text)
        end = label.span.end
    out = [label.span for label in parts.labels if label.kind is not LabelKind.TITLE]
    end = 0
    for span in (span for passage in parts.passages for span in passage):
        assert end <= span.start < span.end <= len(text)
        assert not any(span.overlaps(other) for other in out)
        assert span.of(text) == span.of(text).strip()
        end = span.end


@pytest.mark.parametrize("data", ["x" * 3_000, "iVBORw0KGgo/" * 400, "(" * 1_000])
def test_letters_without_a_space_are_no_story(data: str) -> None:
    assert labelled(f"{LEAD}\n\n{data}\n\n{SECOND}", LabelKind.PROMO) == [data]
    assert stories(f"{LEAD} {data} {SECOND}") == [[LEAD, SECOND]]


@given(st.lists(st.one_of(LINES, st.text(max_size=40)), max_size=12), st.sampled_from(["", "\n", "\n\n", " "]))
def test_labels_and_passages_lie_inside_the_text_in_order_and_apart(lines: list[str], between: str) -> None:
    text = between.join(lines)
    check(text, parts_of(text))
    check(text, parts_of(text, TITLE))


@given(
    st.lists(st.sampled_from([LEAD, SECOND, "Soldiers left the hill at dawn."]), min_size=1, max_size=6, unique=True)
)
def test_every_word_of_a_plain_story_is_in_a_passage(sentences: list[str]) -> None:
    text = "\n\n".join(sentences)
    assert [span.of(text) for passage in parts_of(text).passages for span in passage] == sentences
