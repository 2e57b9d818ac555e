"""Names of parties that the alias files lack, what they may stand for, and what people say of that.

What is confirmed stands in the record's own alias file, over the built-in one; it counts once the record has been
brought together by it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import yaml
from rapidfuzz import fuzz, process

from recount.codebook.actors import Actors, actors_over, name_key
from recount.codebook.nameless import classed
from recount.desk.asking import ActorRow
from recount.desk.jobs import Result
from recount.desk.running import RunOptions, Watch, run
from recount.desk.tools import ADOPTED_ACTORS, Rules, Settings, rules_of
from recount.errors import CodebookError, RecordError
from recount.store import opened

_REFUSED = "names told apart"
_NEAR = 86  # of 100; below it, likeness of spelling says little
_MOST = 40
_LONGEST = 200
_HEAD = "# The desk's own actors and aliases, over the built-in ones; confirmed on the page of actors.\n"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A name that no alias file knows, in so many incidents, and actors it may stand for, the likeliest first."""

    name: str
    incidents: int
    likely: tuple[str, ...]


def doubts(record: Path, rules: Rules, rows: Iterable[ActorRow]) -> tuple[Doubt, ...]:
    """The unknown names of a record that look like an actor's, those in most incidents first; likeness is no proof."""
    own = rules_of(record, rules).actors
    table = actors_over(own)
    names = {name_key(name): actor.name for actor in table.actors for name in (actor.name, *actor.aliases)}
    with closing(opened(record)) as store:
        refused = {tuple(pair) for pair in json.loads(store.option(_REFUSED) or "[]")}
    found = []
    for row in rows:
        if row.known is not None or classed(row.name) or table.canonical(row.name) is not None:
            continue
        likely = [one for one in _likely(row.name, names) if (row.name, one) not in refused]
        if likely:
            found.append(Doubt(row.name, row.agent_in + row.target_of, tuple(likely)))
        if len(found) == _MOST:
            break
    return tuple(found)


def _likely(name: str, names: dict[str, str]) -> list[str]:
    key = name_key(name)
    if len(key) < 4:  # likeness of short names and acronyms is chance
        return []
    near = process.extract(key, names.keys(), scorer=fuzz.WRatio, limit=6, score_cutoff=_NEAR)
    return list(dict.fromkeys(names[other] for other, _, _ in near if len(other) >= 4))[:3]


def confirm_alias(record: Path, rules: Rules, name: str, actor: str) -> None:
    """That a name stands for an actor of the alias files. RecordError where it can't: it counts after
    `brought_together`."""
    table = actors_over(_own_file(record, rules))
    known = _known(table, actor)
    if not name.strip() or len(name) > _LONGEST or not name.isprintable():
        raise RecordError(f"name {name[:40]}", "can't be an alias", f"Give at most {_LONGEST} plain characters.")
    if (taken := table.named(name)) is not None:
        raise RecordError(f"name {name}", f"is one of {taken.name} already", "Nothing has to be done.")
    path = record / ADOPTED_ACTORS
    page = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}
    entries = page.setdefault("actors", [])
    entry = next((one for one in entries if one.get("name") == known), None)
    if entry is None:
        entries.append({"name": known, "aliases": [name.strip()]})
    else:
        entry["aliases"] = [*entry.get("aliases", []), name.strip()]
    text = _HEAD + yaml.safe_dump(page, allow_unicode=True, sort_keys=False, width=110)
    part = path.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    try:
        actors_over(part)
    except CodebookError:
        part.unlink()
        raise
    part.replace(path)


def refuse_alias(record: Path, name: str, actor: str) -> None:
    """That a name does not stand for an actor: it is not asked again."""
    with closing(opened(record)) as store:
        refused = json.loads(store.option(_REFUSED) or "[]")
        if [name, actor] not in refused:
            store.choose(_REFUSED, json.dumps([*refused, [name, actor]], ensure_ascii=False))


def waiting(record: Path, rules: Rules) -> bool:
    """Whether aliases were confirmed that the record has not been brought together by yet."""
    if rules.actors is not None or not (record / ADOPTED_ACTORS).is_file():
        return False
    with closing(opened(record)) as store:
        runs = store.runs()
    return not runs or dict(runs[-1].tools).get("actors", "") != actors_over(record / ADOPTED_ACTORS).version


def brought_together(record: Path, settings: Settings, rules: Rules, watch: Watch) -> Result:
    """The record brought together by the aliases that were confirmed; no report is read anew."""
    report = run([], record, settings, RunOptions(rules=rules_of(record, rules)), watch)
    return {"incidents": report.in_all}


def _own_file(record: Path, rules: Rules) -> Path | None:
    if rules.actors is not None:
        remedy = f"Add the alias to {rules.actors}, then: recount run --actors {rules.actors}."
        raise RecordError(str(rules.actors), "is the alias file that this desk was started with", remedy)
    path = record / ADOPTED_ACTORS
    return path if path.is_file() else None


def _known(table: Actors, name: str) -> str:
    actor = table.named(name)
    if actor is None:
        raise RecordError(f"actor {name[:80]}", "is not in the alias files", "Choose one that is.")
    return actor.name
