"""An incident's figures for people: the headline and its rule, every figure with its speaker, who has it from whom, and
how the headline came to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from recount.cli.text import shown
from recount.desk.asking import Opened
from recount.desk.knowing import AsOf
from recount.desk.ledgers import Figures, Ledger
from recount.desk.table_figures import TableFigure
from recount.export.wording import change_words, days_words, estimate_words, plural, published_words, toll_words
from recount.model import Harm, LedgerEntry, OriginKind, Stance
from recount.tolls.estimates import Estimate, bounds_words
from recount.tolls.standing import formers
from recount.tolls.trees import OriginNode

ID_LENGTH = 8
_LISTED = 4  # reports at a node of a tree, figures of a step; JSON lists all
_STANCES = {Stance.ADMISSION: "admission against interest", Stance.BOAST: "own boast"}

Names = Mapping[str, Sequence[str]]


def ledger_view(ledger: Ledger, trees: bool = True, in_tables: Sequence[TableFigure] = ()) -> RenderableType:
    """Headlines, all figures, the tree of origins and the steps of the headline; `in_tables` are the dead of its rows
    in tables of others."""
    if not ledger.figures:
        parts: list[RenderableType] = [Text("No figure is stated for this incident.")]
    else:
        parts = [headlines(ledger, in_tables), figures_table(ledger)]
        parts.append(Text("Figures of different speakers stand side by side; they are never added up.", style="dim"))
    if trees and ledger.tree:
        parts += [Text(), origins_view(ledger)]
    if ledger.stepped:
        parts += [Text(), steps_table(ledger.stepped, ledger.view.names)]
    if ledger.as_of is not None:
        parts += [Text(), *as_of_lines(ledger.as_of)]
    if ledger.apart:
        ids = ", ".join(key[:ID_LENGTH] for key in ledger.apart[:_LISTED])
        parts.append(Text(f"Claims of it stood in other incidents then, which later reports joined: {ids}.", "dim"))
    return Group(*parts)


def headlines(ledger: Ledger, in_tables: Sequence[TableFigure] = ()) -> RenderableType:
    """For each harm the figure that the rule chooses, with the rule and what it did, what other rules say, and of the
    dead what else stands in tables of others."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(ratio=1)
    for figures in ledger.figures:
        words = Text(_several(figures.headline) if figures.headline else "no figure by this rule", style="bold")
        how, comma, note = (figures.headline[0].how if len(figures.headline) == 1 else "side by side").partition(", ")
        told = f"{how} in {plural(len({entry.document for entry in figures.entries}), 'report')}{comma}{note}"
        words.append(f"  {ledger.rule.name}: {told}" if figures.headline else "", style="not bold dim")
        if figures.others:
            others = " · ".join(f"{one.rule}: {estimate_words(one)}" for one in figures.others)
            words.append(f"\n{others}", style="not bold dim")
        if in_tables and figures.harm is Harm.KILLED:
            rows = " · ".join(_in_table(one) for one in in_tables)
            words.append(f"\nexported in a row on civilians, without fighters: {rows}", style="not bold dim")
        grid.add_row(figures.harm.value, words)
    return grid


def _in_table(figure: TableFigure) -> str:
    span = f" ({bounds_words(figure.low, figure.high)})" if figure.low != figure.high else ""
    return f"{figure.table}: {figure.best:,}{span}"


def _several(estimates: Sequence[Estimate]) -> str:
    if len(estimates) == 1:
        return estimate_words(estimates[0])
    return " · ".join(f"{shown(one.entries[0].origin)} {estimate_words(one)}" for one in estimates)


def figures_table(ledger: Ledger) -> Table:
    """Every figure in the order it was reported: whom it counts, whose word it is and how it came, what it revises."""
    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, header_style="dim", padding=(0, 1, 0, 0))
    table.add_column("Reported", min_width=11, max_width=14)
    table.add_column("Figure", ratio=3, min_width=14)
    table.add_column("According to", ratio=3, min_width=14)
    table.add_column("Report", min_width=14, max_width=24, overflow="fold")
    table.add_column("Claim", style="dim", no_wrap=True)
    former = formers(ledger.entries)
    for entry in ledger.entries:
        table.add_row(
            Text(published_words(entry.reported)),
            _figure(entry, former(entry), ledger.view.names),
            _speaker(entry),
            _report(entry, ledger.view),
            entry.claim[:ID_LENGTH],
        )
    return table


def _figure(entry: LedgerEntry, former: LedgerEntry | None, names: Names) -> Text:
    figure = Text(shown(toll_words(entry)))
    notes = [
        f"people of {shown(entry.party)}" if entry.party and entry.stance is Stance.NEITHER else "",
        "of more than this incident" if entry.campaign else "",
        "of two joined events" if entry.shared else "",
        change_words(entry.change, entry.earlier),
    ]
    figure.append("".join(f"\n{note}" for note in notes if note), style="dim")
    if entry.revises:
        said = f" ({shown(toll_words(former))})" if former is not None else ""
        figure.append(f"\nrevises {entry.revises[:ID_LENGTH]}{said}", style="dim")
    if entry.reprint_of:
        figure.append(f"\nreprint of {shown(names.get(entry.reprint_of, (entry.reprint_of,))[0])}", style="dim")
    return figure


def _speaker(entry: LedgerEntry) -> Text:
    speaker = Text(shown(entry.origin))
    about = [] if entry.kind is OriginKind.UNKNOWN else [entry.kind.value]
    about += [] if entry.stance is Stance.NEITHER else [_STANCES[entry.stance]]
    about += ["named elsewhere in the report"] if entry.elsewhere else []
    speaker.append(f"\n{', '.join(about)}" if about else "", style="dim")
    relays = entry.chain[1:-1]
    if relays:
        speaker.append(f"\nvia {shown(' ← '.join(relays))}", style="dim")
    return speaker


def _report(entry: LedgerEntry, view: Opened) -> Text:
    outlet = view.documents[entry.document].outlet
    name = Text(shown(view.names[entry.document][0]))
    return Text(f"{shown(outlet)}\n").append_text(name) if outlet else name


def _about(kind: OriginKind | None, side: str | None, name: str) -> str:
    """What an origin is and whose side it takes, as far as that is known and its name does not say it."""
    said = [kind.value] if kind is not None and kind is not OriginKind.UNKNOWN else []
    return " · ".join([*said, *([f"side: {shown(side)}"] if side and side != name else [])])


def origins_view(ledger: Ledger) -> RenderableType:
    """How many origins in how many reports, and who has it from whom."""
    roots = ledger.tree
    count = f"{plural(len(roots), 'origin')} in {plural(len(ledger.view.incident.documents), 'report')}"
    head = Text(count, style="bold")
    names = {root.name for root in roots}
    giving = len(names & {entry.origin for entry in ledger.entries if not entry.campaign})
    if giving < len(roots):
        head.append(f", {giving} with figures of it", style="not bold dim")
    sides = Counter(root.side for root in roots if root.side)
    for side, of_it in sides.items():
        head.append(f", {of_it} of one side ({shown(side)})" if of_it > 1 else "", style="not bold dim")
    return Group(head, tree_view(roots, ledger.view.names))


def tree_view(roots: Iterable[OriginNode], names: Names) -> Tree:
    """The origins with the relays and outlets that carry their word, and the reports at the ends."""
    tree = Tree("", hide_root=True, guide_style="dim")
    for root in roots:
        label = Text(shown(root.name))
        own = "" if root.named or root.kind in (OriginKind.UNNAMED, OriginKind.WITNESS) else "own account"
        about = " · ".join(part for part in (_about(root.kind, root.side, root.name), own) if part)
        label.append(f"  {about}" if about else "", style="dim")
        _grown(tree.add(_with_reports(label, root, names)), root.children, names)
    return tree


def _grown(branch: Tree, nodes: Iterable[OriginNode], names: Names) -> None:
    for node in nodes:
        _grown(branch.add(_with_reports(Text(shown(node.name)), node, names)), node.children, names)


def _with_reports(label: Text, node: OriginNode, names: Names) -> Text:
    if node.documents:
        listed = [
            f"{shown(names[key][0])}{' (reprint)' if key in node.reprints else ''}" for key in node.documents[:_LISTED]
        ]
        more = len(node.documents) - len(listed)
        label.append(f"  {', '.join(listed)}{f' and {more} more' if more else ''}", style="cyan")
    return label


def steps_table(some: Sequence[Figures], names: Names) -> RenderableType:
    """The days on which a headline changed, and the figures reported that day that changed it."""
    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, header_style="dim", padding=(0, 1, 0, 0))
    table.add_column("As known on", min_width=11, max_width=14)
    table.add_column("Headline", ratio=2, min_width=12)
    table.add_column("Because", ratio=5)
    for figures in some:
        for step in figures.steps:
            headline = Text(f"{figures.harm.value} {_several(step.estimates) if step.estimates else 'none'}")
            headline.append(
                f"\n{plural(step.origins, 'origin')} in {plural(step.reports, 'report')}",
                style="dim",
            )
            news = Text("\n".join(_news(step.news, names)))
            table.add_row(days_words(step.day, step.day), headline, news)
    title = Text("How the headline came to be", style="bold")
    return Group(title.append(", of the reports brought together by now", style="not bold dim"), table)


def _news(entries: Sequence[LedgerEntry], names: Names) -> Iterator[str]:
    for entry in entries[:_LISTED]:
        now = "now " if entry.revises else ""
        yield f"{shown(entry.origin)}: {now}{shown(toll_words(entry))} ({shown(names[entry.document][0])})"
    if len(entries) > _LISTED:
        yield f"and {len(entries) - _LISTED} more"


def as_of_lines(as_of: AsOf) -> list[Text]:
    """What a view of a former day leaves out."""
    said = f"As known on {days_words(as_of.day, as_of.day)}: {plural(as_of.later, 'later report')} left out"
    if not as_of.unsure:
        return [Text(f"{said}.", style="dim")]
    names = ", ".join(shown(name) for name in as_of.unsure[:_LISTED])
    more = len(as_of.unsure) - _LISTED
    listed = f"{names} and {more} more" if more > 0 else names
    return [Text(f"{said}, and {len(as_of.unsure)} that may have come later: {listed}.", style="dim")]
