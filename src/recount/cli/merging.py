"""The answer of `recount why INCIDENT --merge`: each merge with its reasons and their sum, and the near misses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from recount.cli.lines import print_json
from recount.cli.screen import show
from recount.cli.tables import ID_LENGTH, incident_head
from recount.cli.text import shown
from recount.codec import plain
from recount.desk.merging import Together, brought_together_by
from recount.export.wording import plural, published_words
from recount.model import Feature, Merge
from recount.resolution.near import NearMiss

_SHOWN = 20  # merges; JSON lists all
_BESIDE = 4  # further claims of a report


def show_merges(record: Path, name: str, as_json: bool) -> None:
    """Why an incident is one."""
    found = brought_together_by(record, name)
    if as_json:
        print_json(_line(found))
        return
    show(*_view(found))


def _view(found: Together) -> Iterator[RenderableType]:
    yield incident_head(found.incident)
    if not found.merges:
        yield Text("It has one claim; nothing had to be brought together.")
    for merge, needed in found.merges[:_SHOWN]:
        yield Text()
        within = _report_of(found, merge.a) == _report_of(found, merge.b)
        yield Text(f"{_end(found, merge.a, alone=within)}\n+ {_end(found, merge.b, alone=within)}")
        yield _reasons(merge.features)
        yield _sum(merge, needed)
    if len(found.merges) > _SHOWN:
        yield Text(f"\n… and {plural(len(found.merges) - _SHOWN, 'more merge')}; --json lists all.")
    yield Text()
    if not found.near:
        yield Text("No other incident came near.")
        return
    yield Text("Nearest of those left out", style="bold")
    for miss in found.near:
        yield Text()
        yield Text(f"{_end(found, miss.a)}\n- {_end(found, miss.b)}, incident {miss.other[:ID_LENGTH]}")
        yield _reasons(miss.features)
        yield Text(f"{miss.score:+6.1f}  in sum; kept apart: {shown(miss.kept_apart)}", style="bold")


def _report_of(found: Together, claim: str) -> str | None:
    return told.document if (told := found.claims.get(claim)) is not None else None


def _end(found: Together, claim: str, *, alone: bool = False) -> str:
    """A claim with its report, its outlet and its date, and with what else its report tells of the happening."""
    told = found.claims.get(claim)
    if told is None:
        return claim[:ID_LENGTH]
    report = found.reports[told.document]
    name = shown(found.names[report.id][0])
    others = [] if alone else [one[:ID_LENGTH] for one in found.beside.get(claim, ()) if one != claim]
    more = f" with {', '.join(others[:_BESIDE])}" if others else ""
    more += f" and {len(others) - _BESIDE} more" if len(others) > _BESIDE else ""
    outlet = shown(report.outlet or "no outlet")
    return f"{claim[:ID_LENGTH]}{more}  {name}, {outlet}, {published_words(report.published)}"


def _reasons(features: Iterable[Feature]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", no_wrap=True, min_width=6)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(ratio=1)
    for feature in sorted(features, key=lambda feature: -feature.weight):
        table.add_row(f"{feature.weight:+.1f}", feature.name, Text(shown(feature.why)))
    return table


def _sum(merge: Merge, needed: float) -> Text:
    enough = f"{needed:g} make them one" if merge.score >= needed else "one story, printed twice, needs no sum"
    return Text(f"{merge.score:+6.1f}  in sum; {enough}", style="bold")


def _line(found: Together) -> dict[str, object]:
    return {
        "incident": found.incident.id,
        "merges": [{**_features(found, merge), "needed": needed} for merge, needed in found.merges],
        "near": [
            {**_features(found, miss), "incident": miss.other, "kept_apart": miss.kept_apart} for miss in found.near
        ],
    }


def _features(found: Together, link: Merge | NearMiss) -> dict[str, object]:
    within = _report_of(found, link.a) == _report_of(found, link.b)
    of_both = {
        f"claims_of_{end}": [claim] if within else list(found.beside.get(claim, (claim,)))
        for end, claim in (("a", link.a), ("b", link.b))
    }
    features = [plain(one) for one in link.features]
    return {"a": link.a, "b": link.b, **of_both, "score": link.score, "features": features}
