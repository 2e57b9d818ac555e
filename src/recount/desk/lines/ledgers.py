"""An incident's figures as JSON: keys are added to, never renamed."""

from __future__ import annotations

from recount.codec import plain
from recount.desk.asking import Opened
from recount.desk.knowing import AsOf
from recount.desk.ledgers import Figures, Ledger
from recount.desk.lines.values import Line
from recount.export.figure_lines import number_words, people_names
from recount.export.named_dead import names_somebody, whom_counted
from recount.model import LedgerEntry
from recount.tolls.estimates import Estimate
from recount.tolls.headlines import HeadlineRule
from recount.tolls.lines import Stand
from recount.tolls.trees import OriginNode


def ledger_line(ledger: Ledger) -> Line:
    """The figures of an incident, the rule and its headlines, the tree of its origins, the steps of each headline, and
    each origin's own."""
    return {
        "tolls": [entry_line(entry, ledger.view) for entry in ledger.entries],
        "rule": _rule_line(ledger.rule),
        "headlines": [_figures_line(figures, ledger.view) for figures in ledger.figures],
        "origins": len(ledger.tree),
        "reports": len(ledger.view.incident.documents),
        "tree": [_node_line(node, ledger.view) for node in ledger.tree],
        "as_of": _as_of_line(ledger.as_of) if ledger.as_of is not None else None,
        "apart": list(ledger.apart),
    }


def entry_line(entry: LedgerEntry, view: Opened) -> Line:
    """A figure with its speaker."""
    counted = {"harm": entry.harm.value, "low": entry.count.low, "high": entry.count.high, "approx": entry.count.approx}
    return {
        **counted,
        "who": whom_counted(entry),
        "cat": entry.category.value,
        "sub": entry.sub,
        "origin": entry.origin,
        "via": list(entry.via),
        "report": view.names[entry.document][0],
        "outlet": view.documents[entry.document].outlet,
        "reported_first": entry.reported.first.isoformat() if entry.reported.first else None,
        "reported_last": entry.reported.last.isoformat() if entry.reported.last else None,
        "claim": entry.claim,
        "revises": entry.revises,
        "reprint_of": entry.reprint_of,
        "kind": entry.kind.value,
        "side": entry.side,
        "stance": entry.stance.value,
        "chain": list(entry.chain),
        "happened": entry.happened.iso() if entry.happened else None,
        "words": "" if names_somebody(entry) else entry.words,
        "elsewhere": entry.elsewhere,
        "campaign": entry.campaign,
        "party": entry.party,
        "shared": entry.shared,
        "change": entry.change.value if entry.change else None,
        "earlier": {"low": entry.earlier.low, "high": entry.earlier.high} if entry.earlier else None,
    }


def estimate_line(chosen: Estimate) -> Line:
    """A headline figure, the rule that chose it and the claims it was chosen from."""
    return {
        "rule": chosen.rule,
        "harm": chosen.harm.value,
        "low": chosen.low,
        "best": chosen.best,
        "high": chosen.high,
        "most": chosen.most,
        "how": chosen.how,
        "origins": sorted({entry.origin for entry in chosen.entries}),
        "claims": list(dict.fromkeys(entry.claim for entry in chosen.entries)),
        "left_out": list(dict.fromkeys(entry.claim for entry in chosen.left_out)),
    }


def _rule_line(rule: HeadlineRule) -> Line:
    return {"name": rule.name, "about": rule.about, **plain(rule)}


def _figures_line(figures: Figures, view: Opened) -> Line:
    steps = [
        {
            "day": step.day.isoformat(),
            "headline": [estimate_line(one) for one in step.estimates],
            "news": [entry.claim for entry in step.news],
            "origins": step.origins,
            "reports": step.reports,
        }
        for step in figures.steps
    ]
    return {
        "harm": figures.harm.value,
        "headline": [estimate_line(one) for one in figures.headline],
        "others": [estimate_line(one) for one in figures.others],
        "tree": [_node_line(node, view) for node in figures.tree],
        "steps": steps,
        "lines": [
            {
                "origin": line.origin,
                "steps": [_stand_line(stand) for stand in line.stands],
                "people": [
                    {"who": who, "steps": [_stand_line(stand) for stand in stands]}
                    for who, stands in zip(people_names(line), line.people, strict=True)
                ],
            }
            for line in figures.lines
        ],
    }


def _stand_line(stand: Stand) -> Line:
    """What an origin stands by from a day on, and the claims that it comes from."""
    return {
        "day": stand.day.isoformat() if stand.day else None,
        "since": stand.since.isoformat() if stand.since else None,
        "low": stand.low,
        "high": stand.high,
        "approx": stand.about,
        "words": number_words(stand),
        "claims": list(dict.fromkeys(entry.claim for entry in stand.entries)),
    }


def _node_line(node: OriginNode, view: Opened) -> Line:
    about = {"kind": node.kind.value, "side": node.side, "named": node.named} if node.kind is not None else {}
    return {
        "name": node.name,
        **about,
        "reports": [view.names[key][0] for key in node.documents],
        "reprints": [view.names[key][0] for key in node.reprints],
        "below": [_node_line(child, view) for child in node.children],
    }


def _as_of_line(as_of: AsOf) -> Line:
    return {"day": as_of.day.isoformat(), "later": as_of.later, "unsure": list(as_of.unsure)}
