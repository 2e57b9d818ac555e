"""How long a judgement takes on a record, and after how many others: `python -m benchmarks.judging [--claims N]`.

An invented war of so many claims (`synthetic.py`) is put into a record and brought together; then incidents drawn by
lot are graded, remarked on, corrected, set aside and merged two by two, and judgements withdrawn, as the desk does it:
each is kept, and all incidents are up to date after it. Then grades are put in at once, as many as a desk has after
some months, and the same is done again. Milliseconds of the processor, the middle one and the longest of ten.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.scale import filled
from benchmarks.synthetic import reports
from recount.codebook.actors import actors_over
from recount.desk import judging
from recount.desk.gathering import brought_up_to_date
from recount.desk.judged import incident_target
from recount.desk.judging import By, Effect
from recount.desk.spreading import spread_over
from recount.desk.tools import Settings
from recount.judging.lines import identified
from recount.model import Incident, Judgement, Verdict
from recount.store import RecordStore, Run, opened, opened_or_made
from recount.store.databases import kept_open
from recount.version import VERSION

SIZE = 4_000
OTHERS = 500
_TIMES = 10
_BY = By("an analyst", "looked at", exports=False)


def measure(data: Path, size: int = SIZE, others: int = OTHERS, jobs: int = 2) -> dict[str, object]:
    """Milliseconds of each deed, at first and after so many other judgements; `data` is not needed."""
    with tempfile.TemporaryDirectory() as folder, kept_open():
        record = Path(folder) / "record"
        with closing(opened_or_made(record)) as store:
            filled(store, reports(size), {})
            actors = actors_over(None)
            brought_up_to_date(store, actors, spread=spread_over(jobs))
            now = datetime.now(UTC)
            store.note_run(Run(now, VERSION, (("actors", actors.version),), now))
            incidents = store.incidents()
        chance = random.Random(1)  # noqa: S311 (made-up data)
        judging.confirm(record, incidents[0].id, "confirmed", _BY)  # whatever is read once
        figures: dict[str, object] = {"incidents": len(incidents), "at first": _deeds(record, incidents, chance)}
        with closing(opened(record)) as store:
            figures["judgements"] = store.judge(list(_grades(store, chance.sample(incidents, others))))
            brought_up_to_date(store, actors)
        return figures | {"after them": _deeds(record, incidents, chance)}


def _grades(store: RecordStore, incidents: list[Incident]) -> Iterator[Judgement]:
    for one in incidents:
        if (held := next(iter(store.holding(one.claims)), None)) is not None:
            target, when = incident_target(store, held), datetime.now(UTC)
            yield identified(Judgement("", "another", when, Verdict.CONFIRM, target, grade="confirmed"))


def _deeds(record: Path, incidents: tuple[Incident, ...], chance: random.Random) -> dict[str, dict[str, float]]:
    settings, made = Settings(record.parent), list[str]()

    def graded(one: str) -> Effect:
        return judging.confirm(record, one, "no conclusion", _BY)

    def corrected(one: str) -> Effect:
        return judging.correct(record, f"{one}.type", "shelling", _BY, settings)

    def merged(one: str) -> Effect:
        return judging.judge_same(record, one, chance.choice(incidents).claims[0], _BY)

    deeds: dict[str, Callable[[str], Effect]] = {
        "grade": graded,
        "remark": lambda one: judging.note(record, one, _BY),
        "correct": corrected,
        "merge": merged,
        "set aside": lambda one: judging.set_aside(record, one, _BY),
        "withdraw": lambda _: judging.withdraw(record, made.pop(), _BY),
    }
    return {name: _timed(deed, incidents, chance, made) for name, deed in deeds.items()}


def _timed(
    deed: Callable[[str], Effect], incidents: tuple[Incident, ...], chance: random.Random, made: list[str]
) -> dict[str, float]:
    took = []
    for _ in range(_TIMES):
        one = chance.choice(incidents).claims[0]
        began = time.process_time()
        effect = deed(one)
        took.append(1000 * (time.process_time() - began))
        if effect.standing.judgement.withdrawn is None:
            made.append(effect.standing.judgement.id)
    return {"median": round(statistics.median(took), 1), "most": round(max(took), 1)}


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=SIZE, help="the size of the record")
    parser.add_argument("--judgements", type=int, default=OTHERS, help="grades put in at once")
    arguments = parser.parse_args()
    json.dump(measure(Path(), arguments.claims, arguments.judgements), sys.stdout, indent=1)


if __name__ == "__main__":
    main()
