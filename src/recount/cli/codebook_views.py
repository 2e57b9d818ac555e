"""Answers about codebooks for people and, with --json, for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from recount.cli.lines import print_json
from recount.cli.screen import emphasis, show, tell
from recount.cli.text import marked, shown
from recount.codebook.cases import FIELDS, Pair, value_of
from recount.codebook.cases import shown as as_written
from recount.codebook.checks import Finding, Level
from recount.desk.codebooks import NewType
from recount.desk.lines.codebooks import case_line, finding_line
from recount.desk.lines.values import Line
from recount.desk.suggesting import Suggestion, Suggestions
from recount.desk.trying import Case, Outcome, SentenceRead, Trial
from recount.export.wording import plural
from recount.model import Span

_SIGNS = {Outcome.PASSED: "●", Outcome.FAILED: "✕", Outcome.KNOWN: "○", Outcome.MENDED: "◐"}

_WEIGHT = "Weight: 3 for each figure of victims, 2 for an armed party or a weapon, 1 for people harmed or a place."


def show_new_type(made: NewType, folder: Path) -> None:
    """Where the new type lies, and what to do with it."""
    if made.begun:
        tell(f"{folder} is now a copy of the built-in codebook, for you to change.")
    tell(f"{made.file} works as it is; it says in each place what belongs there.")
    for rival in made.rivals:
        tell(
            f"Its words tell another type, too: see {folder / rival}. Where that one's conditions hold, it goes first."
        )
    for finding in made.findings:
        tell(f"To do: {finding.what} ({finding.source}).")
    tell(f"Then: recount codebook test {folder} {made.file.stem}")


def show_findings(findings: Sequence[Finding], folder: str | None, as_json: bool) -> int:
    """All findings; the number of errors."""
    errors = sum(finding.level is Level.ERROR for finding in findings)
    if as_json:
        print_json([finding_line(finding) for finding in findings])
        return errors
    name = folder or "the built-in codebook"
    for finding in findings:
        head = Text().append(f"{shown(finding.source)}: ", style="bold")
        show(head.append(f"{finding.level.value}: {shown(finding.what)}.", style=""))
        show(Padding(Text(shown(finding.remedy), style="dim"), (0, 0, 0, 2)))
    if not findings:
        show(Text(f"Nothing to mend in {name}."))
    else:
        counted = f"{plural(errors, 'error')}, {plural(len(findings) - errors, 'warning')} in {name}."
        show(Text(counted, style="bold"))
    return errors


def show_trial(trial: Trial, as_json: bool) -> int:
    """The examples that are not coded as they say, with the reading; the number of failures nobody owned up to."""
    failed = trial.number(Outcome.FAILED)
    if as_json:
        print_json([case_line(case) for case in trial.cases])
        return failed
    for case in trial.cases:
        if case.outcome is not Outcome.PASSED:
            show(*_case_view(case), Text())
    show(Text(_summary(trial), style="bold"))
    return failed


def _summary(trial: Trial) -> str:
    right = trial.number(Outcome.PASSED) + trial.number(Outcome.MENDED)
    parts = [f"{right} of {plural(len(trial.cases), 'example')} coded as the codebook says"]
    parts += [f"{n} known not to be" for n in [trial.number(Outcome.KNOWN)] if n]
    parts += [f"{n} failed" for n in [trial.number(Outcome.FAILED)] if n]
    return ", ".join(parts) + "."


def _case_view(case: Case) -> Iterator[RenderableType]:
    head = Text(f"{_SIGNS[case.outcome]} {shown(case.source)} {case.type}, {case.outcome.value}", style="bold")
    yield head
    yield Padding(Text(f"“{shown(case.example.text)}”"), (0, 0, 0, 2))
    if case.outcome is Outcome.MENDED:
        yield Padding(Text("It is coded as it says now: take `known_failure` out."), (0, 0, 0, 2))
        return
    if case.example.known_failure:
        yield Padding(Text(shown(case.example.known_failure), style="dim"), (0, 0, 0, 2))
    yield Padding(_compared(case.pairs), (0, 0, 0, 2))
    for sentence in case.reading:
        yield Padding(_tree(sentence), (0, 0, 0, 2))
        yield Padding(_rules(sentence), (0, 0, 0, 2))


def _compared(pairs: Sequence[Pair]) -> Table:
    table = _grid("", "expected", "got")
    for n, pair in enumerate(pairs, 1):
        if pair.claim is None and pair.expected is not None:
            table.add_row(f"claim {n}", _said(pair.expected), "no claim")
        elif pair.claim is not None and pair.expected is None:
            told = {field: value_of(pair.claim, field) for field in FIELDS}
            table.add_row(f"claim {n}", "no claim", f"{_said(told)}, by {pair.claim.rule}")
        elif pair.claim is not None:
            for one in pair.differences:
                table.add_row(f"claim {n} {one.field}", shown(one.expected), shown(one.got))
            if pair.differences:
                table.add_row("", "", Text(f"by {pair.claim.rule}", style="dim"))
    return table


def _said(claim: object) -> str:
    values = claim if isinstance(claim, dict) else {}
    named = [f"{key} {as_written(value)}" for key, value in values.items() if value not in ([], "")]
    return shown(", ".join(named).removeprefix("type "))


def _tree(sentence: SentenceRead) -> Table:
    table = _grid("word", "read as", "of")
    for word in sentence.words:
        indent = "· " * min(word.depth, 12)
        table.add_row(indent + shown(word.text), f"{word.tag} {word.relation}", shown(word.above))
    return table


def _rules(sentence: SentenceRead) -> Table:
    table = _grid("rule", "words", "")
    for rule in sentence.rules:
        why = rule.why_not or "counts"
        table.add_row(Text(shown(rule.rule), style="bold" if rule.counted else ""), shown(rule.words), Text(shown(why)))
    if not sentence.rules:
        table.add_row("no rule has a word of this sentence", "", "")
    return table


def _grid(*headings: str) -> Table:
    table = Table(box=None, show_header=True, header_style="dim", padding=(0, 2, 0, 0), pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def show_suggestions(found: Suggestions, most: int, as_json: bool) -> None:
    """The words, each with sentences; the most frequent first."""
    if as_json:
        print_json([_suggestion_line(one) for one in found.words[:most]])
        return
    for problem in found.problems:
        tell(f"Set aside: {shown(problem.source)}: {shown(problem.what)}. {shown(problem.remedy)}")
    for one in found.words[:most]:
        head = Text(f"{'verb' if one.verb else 'noun'} {shown(one.lemma)}", style="bold")
        head.append(
            f"  {plural(one.times, 'time')} in {plural(one.reports, 'report')}, weight {one.weight}", style="dim"
        )
        show(head)
        for sighting in one.sightings:
            whole = Span(0, len(sighting.text))
            line = marked(sighting.text, whole, [sighting.word], emphasis())
            line.append(f"  {shown(sighting.report)}: {shown(', '.join(sighting.signs))}", style="dim")
            show(Padding(line, (0, 0, 0, 2)))
    words = f"{plural(len(found.words), 'word')} that no rule knows, in {plural(found.reports, 'report')}"
    words += f"; the first {most} are shown" if len(found.words) > most else ""
    words += f"; {found.once} more that stand there once" if found.once else ""
    show(Text(f"{words}.", style="bold"))
    if found.words:
        show(Text(_WEIGHT, style="dim"))


def _suggestion_line(one: Suggestion) -> Line:
    return {
        "word": one.lemma,
        "kind": "verb" if one.verb else "noun",
        "times": one.times,
        "reports": one.reports,
        "weight": one.weight,
        "sentences": [
            {"report": s.report, "text": s.text, "start": s.word.start, "end": s.word.end, "signs": list(s.signs)}
            for s in one.sightings
        ],
    }
