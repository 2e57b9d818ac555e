"""By whom a watched view changed: who judged last on the incident before the change was noticed, where no reports came
in after that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path

from recount.desk.views import Alert
from recount.model import Judgement
from recount.store import Filters, opened

READ = "reports that came in"
"""What changed an incident where nobody judged on it since."""


def causes(record: Path, alerts: Iterable[Alert]) -> Mapping[str, str]:
    """For each alert by its id who brought it about: somebody's name, or that reports came in; nothing where neither is
    known."""
    asked = tuple(alerts)
    names = {one.incident for one in asked}
    with closing(opened(record)) as store:
        held = {one.id: set(one.claims) for one in store.incidents(Filters(ids=tuple(names)))} if names else {}
        keys = {key: {key, key.removeprefix("i"), *held.get(key, ())} for key in names}
        made = store.judgements_on(sorted({key for some in keys.values() for key in some}))
        read = [moment for run in store.runs() for moment in (run.finished or run.started,)]
    steps = {key: sorted(_steps(own, made)) for key, own in keys.items()}
    found = {}
    for one in asked:
        noticed = datetime.fromisoformat(one.made)
        judged = [step for step in steps[one.incident] if step[0] <= noticed]
        before = [moment for moment in read if moment <= noticed]
        if judged and (not before or judged[-1][0] >= max(before)):
            found[one.id] = judged[-1][1]
        elif before and one.kind != "grade":
            found[one.id] = READ
    return found


def _steps(own: set[str], judgements: Iterable[Judgement]) -> Iterator[tuple[datetime, str]]:
    """When somebody judged on any of these, or took a judgement back, and who."""
    for one in judgements:
        if one.on.id in own or any(anchor.claim in own for anchor in one.anchors):
            yield one.when, one.who
            if one.withdrawn is not None:
                yield one.withdrawn.when, one.withdrawn.who
