"""What a desk asks of one incident's figures: the headline that a rule chooses, who has them from whom, and how the
headline came to be."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from recount.codebook.actors import Actors, actors_over
from recount.desk.asking import Opened, incident_named, opened_incident
from recount.desk.knowing import AsOf, incident_on, opened_on
from recount.errors import CodebookError
from recount.model import Harm, Incident, LedgerEntry
from recount.tolls.estimates import Estimate
from recount.tolls.headlines import DEFAULT, RULES, HeadlineRule, headline, headline_of
from recount.tolls.lines import OriginLine, lines_of
from recount.tolls.rule_files import LONGEST_RULE, rule_from
from recount.tolls.steps import Step, steps_of
from recount.tolls.trees import OriginNode, figure_tree, origin_tree

_OTHERS = ("range", "ucdp", "acled")  # shown beside the default rule; `latest-per-origin` is the ledger itself


@dataclass(frozen=True, slots=True)
class Figures:
    """An incident's figures for one harm, in report order: the headline by the rule asked for, what other rules make of
    them, who has them from whom, the days on which the headline changed, and each origin's figure over time."""

    harm: Harm
    entries: tuple[LedgerEntry, ...]
    headline: tuple[Estimate, ...]
    others: tuple[Estimate, ...]
    tree: tuple[OriginNode, ...]
    steps: tuple[Step, ...]
    lines: tuple[OriginLine, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """An incident with its figures by harm, the gravest first, the tree of all its origins, and the rule asked for.

    `as_of` is set where it is shown as known on a former day; `apart` are then the incidents in which other claims of
    today's stood.
    """

    view: Opened
    rule: HeadlineRule
    figures: tuple[Figures, ...]
    tree: tuple[OriginNode, ...]
    as_of: AsOf | None = None
    apart: tuple[str, ...] = ()

    @property
    def entries(self) -> tuple[LedgerEntry, ...]:
        """The figures in the order they were reported."""
        harms = {figures.harm for figures in self.figures}
        return tuple(entry for entry in self.view.incident.ledger if entry.harm in harms)

    @property
    def stepped(self) -> tuple[Figures, ...]:
        """The figures whose headline is told day by day: of every harm that has one, where any of them ever changed."""
        changed = any(len(figures.steps) > 1 for figures in self.figures)
        return tuple(figures for figures in self.figures if figures.steps) if changed else ()

    def only(self, harm: Harm) -> Ledger:
        """The same with the figures for one harm only."""
        return replace(self, figures=tuple(figures for figures in self.figures if figures.harm is harm))


def ledger(
    record: Path, name: str, rule: HeadlineRule = DEFAULT, day: date | None = None, own: Path | None = None
) -> Ledger:
    """The ledger of an incident that answers to a name, today's or as known on a day; RecordError where none does."""
    store, as_of = opened_on(record, day, own)
    with closing(store):
        if day is None:
            return ledger_of(opened_incident(store, incident_named(store, name)), rule)
        one, apart = incident_on(record, store, name, day)
        return replace(ledger_of(opened_incident(store, one), rule, as_of), apart=apart)


def ledger_of(view: Opened, rule: HeadlineRule = DEFAULT, as_of: AsOf | None = None) -> Ledger:
    """The figures of an incident by harm."""
    told = view.incident.ledger
    harms = [harm for harm in Harm if any(entry.harm is harm for entry in told)]
    claims = {claim.id: claim for claim in view.claims}
    figures = tuple(_figures(view, harm, rule) for harm in harms)
    return Ledger(view, rule, figures, origin_tree(view.incident, claims), as_of)


def _figures(view: Opened, harm: Harm, rule: HeadlineRule) -> Figures:
    entries = tuple(entry for entry in view.incident.ledger if entry.harm is harm)
    others = [RULES[name] for name in _OTHERS if rule is DEFAULT and name != rule.name]
    found = tuple(estimate for other in others if (estimate := headline_of(other, entries, harm)) is not None)
    chosen = headline(rule, entries, harm)
    tree, steps = figure_tree(entries, view.incident), steps_of(entries, rule, harm)
    return Figures(harm, entries, chosen, found, tree, steps, lines_of(entries, rule, harm))


def most_contested(incidents: Iterable[Incident], harm: Harm = Harm.KILLED) -> Incident | None:
    """The incident whose figures tell most of how figures come about: by how many origins give one, how many were
    revised, and how many there are; None where no two origins give one and none was revised."""

    def contested(one: Incident) -> tuple[int, int]:
        told = [entry for entry in one.ledger if entry.harm is harm and not entry.campaign]
        revised = sum(entry.revises is not None for entry in told)
        return 2 * len({entry.origin for entry in told}) + revised, len(told)

    return max((one for one in incidents if contested(one)[0] > 2), key=contested, default=None)


def rule_called(given: str | None, own: Path | None = None) -> HeadlineRule:
    """The headline rule that a name or a file stands for, the default one for None; CodebookError where none does.

    Names and sides in a desk's rule may be any alias of the alias files.
    """
    if given is None:
        return DEFAULT
    if given in RULES:
        return RULES[given]
    path = Path(given)
    if not path.is_file():
        known = ", ".join(RULES)
        raise CodebookError(f"rule {given}", "is no rule and no file", f"Use {known}, or a file: see docs/ledger.md.")
    try:
        with path.open(encoding="utf-8") as file:
            text = file.read(LONGEST_RULE + 1)
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError(given, f"can't be read ({error})", "Give a YAML file in UTF-8.") from error
    return _with_known_names(rule_from(text, given), actors_over(own))


def _with_known_names(rule: HeadlineRule, actors: Actors) -> HeadlineRule:
    def known(name: str) -> str:
        actor = actors.canonical(name)
        return actor.name if actor is not None else name

    return replace(
        rule,
        prefer=tuple(
            replace(choice, names=tuple(map(known, choice.names)), sides=tuple(map(known, choice.sides)))
            for choice in rule.prefer
        ),
    )
