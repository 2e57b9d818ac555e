"""The answer of `recount why` for people: sentences with their words marked, the chain, and what read each value."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from recount.cli.judging_words import decision_line
from recount.cli.tables import ID_LENGTH
from recount.cli.text import marked, shown
from recount.desk.why import Evidence, Reason, Why
from recount.export.wording import SIGNS, date_words, place_words, plural, published_words, type_words
from recount.model import Incident, Merge

_MERGES = 12  # the rest is said to be there; --json has all


def why_view(answer: Why, emphasis: bool) -> Iterator[RenderableType]:
    """The answer, part by part; `emphasis` says whether bold and underline can be seen."""
    if answer.incident:
        yield _headline(answer.incident)
    for evidence in answer.evidence:
        yield Text()
        yield _report_line(evidence)
        yield Padding(_sentences(evidence, emphasis), (0, 0, 0, 2))
        yield Padding(_chain(evidence), (0, 0, 0, 2))
        yield Padding(_reasons(evidence), (0, 0, 0, 2))
        if any(reason.field == "time" for reason in evidence.reasons):
            yield from (Padding(line, (0, 0, 0, 2)) for line in _dating(evidence))
    if answer.judgements:
        yield Text()
        yield Text("What people decided:", style="bold")
        for judgement in answer.judgements:
            yield Padding(decision_line(judgement), (0, 0, 0, 2))
    if answer.merges:
        yield Text()
        yield Text(f"Why these claims are one incident ({plural(len(answer.merges), 'link')}):", style="bold")
        for merge in answer.merges[:_MERGES]:
            yield Padding(_merge(merge), (0, 0, 0, 2))
        if len(answer.merges) > _MERGES:
            yield Text(f"  and {len(answer.merges) - _MERGES} more: --json lists them all", style="dim")


def _headline(incident: Incident) -> Text:
    line = Text().append(f"{SIGNS[incident.status]} {type_words(incident.type)}", style="bold")
    where, when = shown(place_words(incident)), shown(date_words(incident.when))
    return line.append(f" · {incident.status.value} · {when} · {where} · incident {incident.id}")


def _report_line(evidence: Evidence) -> Text:
    document = evidence.document
    line = Text().append(shown(document.title or document.name), style="bold")
    outlet = shown(document.outlet or "outlet not stated")
    line.append(f" — {outlet}, {published_words(document.published)}")
    return line.append(f"  {shown(document.source)} · claim {evidence.claim.id[:ID_LENGTH]}", style="dim")


def _sentences(evidence: Evidence, emphasis: bool) -> Text:
    marks = [reason.span for reason in evidence.reasons]
    text = evidence.document.text
    out = Text()
    before = None
    for sentence in evidence.sentences:
        if before is not None:
            out.append(" " if text[before.end : sentence.start].strip() == "" else " … ")
        out.append_text(marked(text, sentence, marks, emphasis))
        before = sentence
    return out


def _chain(evidence: Evidence) -> Text:
    links = " ← ".join(shown(link) for link in evidence.chain)
    own = "" if evidence.claim.origin else " (on its own authority)"
    return Text(f"you ← {links}{own}")


def _dating(evidence: Evidence) -> Iterator[Text]:
    """Why an undated report is held to have come out when it did: its "Friday" is counted from there."""
    published = evidence.document.published
    if published.day is None and published.reasons:
        yield Text(f"The report carries no date; {published_words(published)}:", style="dim")
        yield from (Text(f"  {shown(reason)}", style="dim") for reason in published.reasons)


def _reasons(evidence: Evidence) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(ratio=3)
    table.add_column(ratio=3)
    table.add_column(ratio=2, style="dim", overflow="fold")
    for reason in evidence.reasons:
        words = Text(f"“{shown(reason.span.of(evidence.document.text))}”" if not reason.wordless else "no words say it")
        rule = f"{reason.rule}, {reason.by}" if reason.by else reason.rule
        table.add_row(reason.field, Text(_value(reason)), words, Text(shown(rule)))
    return table


def _value(reason: Reason) -> str:
    return type_words(reason.value) if reason.field == "type" else shown(reason.value)


def _merge(merge: Merge) -> Text:
    out = Text(f"{merge.a[:ID_LENGTH]} + {merge.b[:ID_LENGTH]}  score {merge.score:.1f}: ")
    return out.append("; ".join(f"{f.name} {f.weight:+.1f} ({shown(f.why)})" for f in merge.features), style="dim")
