"""A situation report on some days of a record, redacted as all that leaves a desk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from recount.aggregates.sums import LeftOut, Measure, left_out_of, parted, sum_of
from recount.control import Rules as ControlRules
from recount.control import Timeline, Towns, said_of_control, timelines_of
from recount.control.timelines import Step
from recount.desk.drafting import codebook_in_use
from recount.desk.embargoing import embargoed_claims, embargoed_reports
from recount.desk.given_out import given_out
from recount.desk.judged import actors_of_record
from recount.desk.operations import to_be_summed
from recount.desk.publishing import materials_of, redactor_for
from recount.desk.publishing_choices import grades_published, policy_in
from recount.desk.tools import BUILT_IN, Rules, Settings, gazetteer_of
from recount.errors import RecordError
from recount.export.sum_wording import sum_words
from recount.export.wording import days_words, estimate_words, plural
from recount.model import Harm, Incident, Origin, OriginKind, Precision, Status
from recount.publishing.making import Material, public_incident, without_reports
from recount.publishing.redaction import Redactor
from recount.publishing.release import Tool
from recount.publishing.sitrep import ControlLine, Making, NewFigure, Sitrep, TotalLine, sitrep_pdf
from recount.publishing.sitrep_page import sitrep_html
from recount.store import Filters, SqlStore, opened
from recount.tolls.headlines import RULES, HeadlineRule, headline_of
from recount.tolls.ledger import ledger_as_of
from recount.version import VERSION

LONGEST = 366
"""Days of one report."""
_MOST = 300  # incidents listed
_BEFORE = 120  # days back in which earlier incidents are looked for
_KEPT = 8  # reports kept in this process
_HARMS = (Harm.KILLED, Harm.WOUNDED, Harm.CASUALTIES, Harm.DISPLACED)
_REJECTED = frozenset({"rejected", "discounted"})


@dataclass(frozen=True, slots=True)
class SitrepOptions:
    """The days, both included; `graded` keeps to incidents with a grade that goes out."""

    first: date
    last: date
    graded: bool = False


def sitrep(record: Path, asked: SitrepOptions, settings: Settings, rules: Rules = BUILT_IN) -> Sitrep:
    """The report on the days asked for, made today. RecordError where these are none, or more than a year.

    It is kept in this process until the record changes: a page, its PDF and its file are made from one.
    """
    if asked.last < asked.first:
        raise RecordError("the days", f"end before they begin ({asked.first})", "Give the first day first.")
    if (asked.last - asked.first).days >= LONGEST:
        raise RecordError("the days", f"are more than {LONGEST}, a year", "Ask for a year at most.")
    with closing(opened(record)) as store:
        actors_of_record(store, rules.actors)  # refuses a record of other actors
        state = store.publishing_mark(), codebook_in_use(record, rules).version, datetime.now(UTC).date()
    return _made(record, asked, settings, rules, state)


@lru_cache(maxsize=_KEPT)
def _made(record: Path, asked: SitrepOptions, settings: Settings, rules: Rules, state: tuple[str, str, date]) -> Sitrep:
    *_, today = state
    given = given_out(record) or frozenset()
    gazetteer = gazetteer_of(rules, settings, lambda _words: None)
    codebook = codebook_in_use(record, rules)
    with closing(opened(record)) as store:
        reading = ControlRules(codebook, actors_of_record(store, rules.actors), Towns(gazetteer.lookup))
        made = _sitrep(store, asked, reading, rules, _making(store, today))
    told = {*(one.id for one in made.incidents), *(one.id for one in made.news)}
    return replace(made, making=replace(made.making, published=tuple(sorted(told & given))))


def _making(store: SqlStore, today: date) -> Making:
    """What a report made today is made from."""
    runs, made = store.runs(), store.releases()
    return Making(
        day=today,
        version=VERSION,
        tools=tuple(Tool(name, mark) for name, mark in runs[-1].tools) if runs else (),
        reports=len(store.stamps()),
        release=made[-1].number if made else 0,
        released=made[-1].made.date() if made else None,
        address=policy_in(store).address,
    )


def last_days(record: Path) -> tuple[date, date] | None:
    """The last seven days in which an incident lies whose day is known; without one, the last that a report came out
    on. None where no report has a day."""
    with closing(opened(record)) as store:
        shown = store.incidents(Filters(hidden=_hidden(store)))
        dated = [one for one in shown if one.status is not Status.PLANNED and one.grade not in _REJECTED]
        when = [one.when for one in dated if one.when is not None]
        days = [one.last for one in when if one.precision is Precision.DAY and one.last is not None]
        hidden = _hidden(store)
        days = days or [
            day for key, one in store.published().items() if key not in hidden and (day := one.last or one.first)
        ]
    return (max(days) - timedelta(days=6), max(days)) if days else None


def _sitrep(store: SqlStore, asked: SitrepOptions, reading: ControlRules, rules: Rules, making: Making) -> Sitrep:
    actors, policy = reading.actors, policy_in(store)
    grades = grades_published(store, policy) if asked.graded else ()
    rule = RULES[policy.rule]
    waiting = embargoed_claims(store)

    def goes_in(one: Incident) -> bool:
        return one.grade not in _REJECTED and waiting.keys().isdisjoint(one.claims)

    hidden = _hidden(store)
    some = store.incidents(Filters(asked.first, asked.last, grades=grades, hidden=hidden))
    found = [one for one in some if goes_in(one)]
    within = [one for one in found if _lies_in(one, asked)]
    earlier = store.incidents(
        Filters(asked.first - timedelta(days=_BEFORE), asked.first - timedelta(days=1), grades=grades, hidden=hidden)
    )
    before = [one for one in earlier if goes_in(one) and one not in found and _told_in(one, asked)][:_MOST]
    listed = within[:_MOST]
    publics = {one.id: one.public[0] if one.public else one.id for one in (*listed, *before)}
    materials = materials_of(store, _whole(store, [*listed, *before]), publics)
    redactor = redactor_for(store, actors, policy, materials)
    now = {one.incident.id for one in materials[: len(listed)]}
    shown = [public_incident(one, redactor, rule) for one in materials if one.incident.id in now]
    clean = [one for material in materials if (one := without_reports(material, actors)) is not None]
    return Sitrep(
        title=policy.title if policy.title != "Incidents" else "Situation report",
        first=asked.first,
        last=asked.last,
        incidents=tuple(one for one in shown if one is not None),
        totals=_totals(
            to_be_summed(store, [m.incident for m in clean if m.incident.id in now], rules.actors, hidden), rule
        ),
        news=_news([one for one in clean if one.incident.id not in now], asked, rule, redactor),
        control=_control([one for one in clean if one.incident.id in now], asked, redactor, reading),
        rule=rule.name,
        rule_about=rule.about_one,
        graded=asked.graded,
        making=making,
        vague=len(found) - len(within),
        left=len(within) - len(listed),
        licence=policy.licence,
        contact=policy.contact,
    )


def _hidden(store: SqlStore) -> frozenset[str]:
    """The reports of which nothing is published today; nor do they say what lies in these days."""
    return frozenset(store.restricted()) | embargoed_reports(store)


def _whole(store: SqlStore, incidents: Sequence[Incident]) -> list[Incident]:
    """The same incidents with what hidden reports tell of them, which is counted."""
    held = {one.id: one for one in store.incidents(Filters(ids=tuple(one.id for one in incidents)))}
    return [held.get(one.id, one) for one in incidents]


def _lies_in(one: Incident, asked: SitrepOptions) -> bool:
    """Whether an incident is dated closely enough to be one of these days': within them, or over a week at most."""
    when = one.when
    if when is None or when.first is None or when.last is None:
        return False
    return (when.last - when.first).days < 7 or (asked.first <= when.first and when.last <= asked.last)


def _told_in(one: Incident, asked: SitrepOptions) -> bool:
    """Whether a figure of an earlier incident was reported in these days."""
    days = [entry.reported.last for entry in one.ledger if entry.reported.last]
    return any(asked.first <= day <= asked.last for day in days) and min(days) < asked.first


def _totals(incidents: Sequence[Incident], rule: HeadlineRule) -> tuple[TotalLine, ...]:
    lines = []
    for harm in _HARMS:
        measure = Measure(harm, rule)
        kept, out = parted(incidents, measure)
        whole = sum_of(kept, measure)
        left = tuple(_left_words(one) for one in left_out_of(out, measure) if one.sum.told)
        if whole.told or left:
            words = sum_words(whole) if whole.told else "not stated"
            lines.append(TotalLine(harm, words, len(whole.told), len(whole.silent), left))
    return tuple(lines)


def _left_words(one: LeftOut) -> str:
    return f"not counted, {one.why}: {plural(len(one.sum.told), 'incident')} with {sum_words(one.sum)}"


def _news(
    materials: Iterable[Material], asked: SitrepOptions, rule: HeadlineRule, redactor: Redactor
) -> tuple[NewFigure, ...]:
    """Earlier incidents whose headline changed by what was reported in these days."""
    lines = []
    for one in materials:
        public = public_incident(one, redactor, rule)
        if public is None:
            continue
        called = redactor.voices(one.incident.origins)
        for harm in _HARMS:
            told = [entry for entry in one.incident.ledger if entry.harm is harm]
            was, now = (
                headline_of(rule, ledger_as_of(told, day), harm)
                for day in (asked.first - timedelta(days=1), asked.last)
            )
            if was is None or now is None or estimate_words(was) == estimate_words(now):
                continue
            fresh = [e for e in told if e.reported.last and asked.first <= e.reported.last <= asked.last]
            origins = tuple(dict.fromkeys(called.get(entry.origin, "an origin") for entry in fresh))
            lines.append(NewFigure(public.id, public.heading, harm, estimate_words(was), estimate_words(now), origins))
    return tuple(lines)


def _control(
    materials: Sequence[Material], asked: SitrepOptions, redactor: Redactor, reading: ControlRules
) -> tuple[ControlLine, ...]:
    """What is said in these days of who holds which town."""
    documents = {document.id: document for one in materials for document in one.documents.values()}
    claims = [claim for one in materials for claim in one.claims]
    said = said_of_control(claims, documents, [one.incident for one in materials], reading)
    kinds = {origin.name: origin.kind for one in materials for origin in one.incident.origins}
    redactor.turn_to("", (), [name for one in materials for name in one.unreleased])
    return tuple(
        _line(timeline, step, kinds, redactor)
        for timeline in timelines_of(said.statements, reading.actors)
        for step in timeline.steps
        if step.last is not None and asked.first <= step.last and (step.first or step.last) <= asked.last
    )


def _line(timeline: Timeline, step: Step, kinds: dict[str, OriginKind], redactor: Redactor) -> ControlLine:
    parties = ", ".join(redactor.parties(step.parties)) or "party not stated"
    before = f", held before by {', '.join(redactor.parties(step.before))}" if step.before else ""
    part = "a part of it " if step.part else ""
    doubt = "denied: " if step.denied else "alleged: " if step.alleged else ""
    voices = [Origin(name, True, (), (), kinds.get(name, OriginKind.UNKNOWN)) for name in step.origins]
    first = step.first or step.last
    assert first is not None and step.last is not None  # noqa: S101, PT018 — asked for by whom calls
    return ControlLine(
        town=redactor.text(timeline.name),
        when=days_words(first, step.last),
        said=f"{doubt}{part}{step.shift.value} by {parties}{before}",
        origins=tuple(dict.fromkeys(redactor.voices(voices).values())),
        contested=bool(step.rivals),
    )


def sitrep_file(
    record: Path, asked: SitrepOptions, settings: Settings, rules: Rules = BUILT_IN, *, pdf: bool = False
) -> tuple[str, bytes]:
    """The report as a page of its own, or as a PDF, with a name for its file."""
    made = sitrep(record, asked, settings, rules)
    days = asked.first.isoformat() if asked.first == asked.last else f"{asked.first}_{asked.last}"
    if pdf:
        return f"sitrep-{days}.pdf", sitrep_pdf(made)
    return f"sitrep-{days}.html", sitrep_html(made).encode()
