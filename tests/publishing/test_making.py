"""An incident as the public sees it says what the desk says of its figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from recount.export.wording import estimate_words
from recount.model import Category, Count, Harm, LedgerEntry, OriginKind
from recount.publishing.content import PublicIncident
from recount.publishing.lines import drawn_lines
from recount.publishing.making import Material, public_incident
from recount.publishing.policy import Policy
from recount.publishing.redaction import Redactor
from recount.tolls.headlines import RULES, Choice, HeadlineRule, Statistic, headline_of
from tests.made import given
from tests.publishing.made import known, material, site, told

_TEXT = "T\nJets struck Tel Nour and three people died."
_DAY = given(date(2017, 6, 3))


def figure(origin: str, count: Count, words: str, who: str = "people", **changes: object) -> LedgerEntry:
    """A figure of the first report."""
    key = told(_TEXT)[0].id
    one = LedgerEntry(f"c{key}", key, Harm.KILLED, who, Category.UNKNOWN, False, count, origin, (), _DAY, words=words)
    return replace(one, **changes)  # type: ignore[arg-type]


VAGUE = (
    figure("Observatory", Count(3, None), "several people were killed"),
    figure("army", Count(5, 5), "five people were killed"),
)
SCORES = (
    figure("Observatory", Count(40, None), "scores of people were killed"),
    figure("army", Count(12, 12), "12 fighters were killed", "fighters", category=Category.COMBATANT),
    figure("rescuers", Count(61, None), "more than 60 people were killed"),
)
ABOUT = (
    figure("Observatory", Count(100, 100, approx=True), "about 100 people were killed"),
    figure("army", Count(2, None), "some people were killed"),
    figure("Zarqub Vexmoq", Count(24, None), "dozens of Zarqub Vexmoq's family were killed", "family of Zarqub Vexmoq"),
)
SIDED = (
    figure("army", Count(9, 9), "nine people", side="Zarqub Vexmoq", kind=OriginKind.PARTY),
    figure("Observatory", Count(7, 7), "seven people", side="opposition"),
)
OF_A_SIDE = HeadlineRule("side", Statistic.HIGHEST, (Choice(sides=("Zarqub Vexmoq",)), Choice(names=("army",))))


def made(ledger: tuple[LedgerEntry, ...], rule: HeadlineRule) -> tuple[Material, PublicIncident]:
    whole = material([told(_TEXT), told(_TEXT, "two")])
    whole = replace(whole, incident=replace(whole.incident, ledger=ledger))
    public = public_incident(whole, Redactor(Policy(), known()), rule)
    assert public is not None
    return whole, public


@pytest.mark.parametrize("rule", [*RULES.values(), OF_A_SIDE], ids=lambda rule: rule.name)
@pytest.mark.parametrize("ledger", [VAGUE, SCORES, ABOUT, SIDED], ids=["vague", "scores", "about", "sided"])
def test_the_public_headline_is_the_desks_by_every_rule(ledger: tuple[LedgerEntry, ...], rule: HeadlineRule) -> None:
    whole, public = made(ledger, rule)
    own = headline_of(rule, whole.incident.ledger)
    told = [(own.how, estimate_words(own), own.low, own.best, own.high, own.most)] if own else []
    assert [(one.how, one.words, one.low, one.best, one.high, one.most) for one in public.headlines] == told


def test_public_figures_are_worded_and_drawn_as_open_as_their_reports_leave_them() -> None:
    _, public = made(ABOUT, RULES["range"])
    assert [one.words for one in public.figures][:2] == ["~100 people killed", "some people killed (2 or more)"]
    drawn = {line.name: line.points[0] for line in drawn_lines(public, Harm.KILLED)}
    assert drawn["Observatory"].about
    assert drawn["Observatory"].counted == "~100"
    assert drawn["army"].counted == "some"
    page = (site((public,)).file(f"incidents/{public.id}.html") or b"").decode()
    assert 'class="about"' in page
    assert "Zarqub" not in page


def test_a_figure_that_a_later_one_takes_the_place_of_is_not_called_revised() -> None:
    later = given(date(2017, 6, 5))
    first = figure("army", Count(5, 5), "five people")
    again = figure("army", Count(5, 5), "five people", reported=later, claim="later")
    _, public = made((first, replace(again, document=told(_TEXT, "two")[0].id)), RULES["range"])
    page = (site((public,)).file(f"incidents/{public.id}.html") or b"").decode()
    assert not public.figures[0].stands
    assert "a later figure stands" in page
    assert "revised since" not in page


def test_what_the_desk_corrected_or_added_is_said_to_be_so() -> None:
    document, claim = told(_TEXT)
    (toll,) = claim.tolls
    by_desk = {
        "corrected": replace(claim, tolls=(replace(toll, rule="judgement j1"),)),
        "added": replace(claim, rule="judgement j2", tolls=(replace(toll, rule="judgement j2"),)),
        "": claim,
    }
    for said, one in by_desk.items():
        whole = replace(material([(document, one)]), corrected=("place",) if said else ())
        public = public_incident(whole, Redactor(Policy(), known()), RULES["range"])
        assert public is not None
        assert [figure.by_desk for figure in public.figures] == [said]
        page = (site((public,)).file(f"incidents/{public.id}.html") or b"").decode()
        assert (f"{said} by the desk" in page) is bool(said)
        assert page.count("corrected by the desk") == {"corrected": 2, "added": 1, "": 0}[said]
        words = {"corrected": "place and killed corrected by the desk", "added": "place corrected by the desk", "": ""}
        assert public.corrected_words == words[said]
        month = (site((public,)).file(f"months/{next(iter(site((public,)).months))}.html") or b"").decode()
        assert (words[said] in month) if said else ("corrected" not in month)
