"""Names of parties that the alias files lack, what they may stand for, and what people say of that.

What is confirmed stands in the record's own alias file, over the built-in one; it counts once the record has been
brought together by it. Whatever was said can be taken back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz, process

from recount.codebook.actors import Actor, Actors, actors_over, name_key
from recount.codebook.nameless import classed, differs_by_speaker
from recount.desk.asking import ActorRow
from recount.desk.jobs import Result
from recount.desk.running import RunOptions, Watch, run
from recount.desk.tools import ADOPTED_ACTORS, Rules, Settings, rules_of
from recount.errors import CodebookError, RecordError
from recount.store import opened

_REFUSED = "names told apart"
_SAID = "said of names"
_NEAR = 86  # of 100; below it, likeness of spelling says little
_MOST = 40
_LONGEST = 200
_HEAD = "# The desk's own actors and aliases, over the built-in ones; confirmed on the page of actors.\n"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A name that no alias file knows, in so many incidents, and actors it may stand for, the likeliest first.

    `spoken` says that it is a word for a kind of people, which means other people with other speakers.
    """

    name: str
    incidents: int
    likely: tuple[str, ...]
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """That a name is an actor's, or is not: who said so and when (ISO), "" where that was not noted."""

    name: str
    actor: str
    same: bool
    who: str = ""
    when: str = ""

    @property
    def key(self) -> str:
        """By which it is taken back."""
        return sha256("\n".join((self.name, self.actor, str(self.same))).encode()).hexdigest()[:16]

    @property
    def words(self) -> str:
        """It in one line."""
        return f"“{self.name}” is {'' if self.same else 'not '}{self.actor}"


def doubts(record: Path, rules: Rules, rows: Iterable[ActorRow]) -> tuple[Doubt, ...]:
    """The unknown names of a record that look like an actor's, those in most incidents first, and behind them words for
    kinds of people; likeness is no proof."""
    table = actors_over(rules_of(record, rules).actors)
    names = _keys_of(table.actors)
    refused = set(_refused(record))
    found: list[Doubt] = []
    for row in rows:
        if row.known is not None or classed(row.name) or table.canonical(row.name) is not None:
            continue
        likely = [one for one in _likely(row.name, names) if (row.name, one) not in refused]
        if likely:
            spoken = differs_by_speaker(row.name, table)
            found.append(Doubt(row.name, row.agent_in + row.target_of, tuple(likely), spoken))
        if len(found) == _MOST:
            break
    return tuple(sorted(found, key=lambda one: one.spoken))


def doubts_about(record: Path, rules: Rules, rows: Iterable[ActorRow], actors: Iterable[str]) -> tuple[Doubt, ...]:
    """The names of a record that look like one of these actors', but are not known to be: whoever asks for these does
    not see them. Of an actor that the alias files lack all names that look like it."""
    table = actors_over(rules_of(record, rules).actors)
    known = [actor for name in actors if (actor := table.canonical(name)) is not None]
    names = _keys_of(known)
    strange = {name_key(name): name for name in actors if table.canonical(name) is None}
    refused = set(_refused(record))

    def likely(row: ActorRow) -> tuple[str, ...]:
        own = _likely(row.name, names) if row.known is None and table.canonical(row.name) is None else []
        return tuple(one for one in (*own, *_likely(row.name, strange)) if (row.name, one) not in refused)

    asked = {name_key(name) for name in actors}
    said = (row for row in rows if name_key(row.name) not in asked and not classed(row.name))
    found = (Doubt(row.name, row.agent_in + row.target_of, likely(row)) for row in said)
    telling = (one for one in found if one.likely and not differs_by_speaker(one.name, table))
    return tuple(sorted(telling, key=lambda one: -one.incidents))


def _keys_of(actors: Iterable[Actor]) -> dict[str, str]:
    return {name_key(name): actor.name for actor in actors for name in (actor.name, *actor.aliases)}


def _likely(name: str, names: dict[str, str]) -> list[str]:
    key = name_key(name)
    if len(key) < 4:  # likeness of short names and acronyms is chance
        return []
    near = process.extract(key, names.keys(), scorer=fuzz.WRatio, limit=6, score_cutoff=_NEAR)
    return list(dict.fromkeys(names[other] for other, _, _ in near if len(other) >= 4))[:3]


def confirm_alias(
    record: Path, rules: Rules, name: str, actor: str, who: str = "", *, whoever_speaks: bool = False
) -> Said:
    """That a name stands for an actor of the alias files. RecordError where it can't, and for a word for a kind of
    people unless it is said that it does `whoever_speaks`. It counts after `brought_together`."""
    path = _own_file(record, rules)
    table = actors_over(path if path.is_file() else None)
    known, name = _known(table, actor), name.strip()
    if not name or len(name) > _LONGEST or not name.isprintable():
        raise RecordError(f"name {name[:40]}", "can't be an alias", f"Give at most {_LONGEST} plain characters.")
    if (taken := table.named(name)) is not None:
        raise RecordError(f"name {name}", f"is one of {taken.name} already", "Nothing has to be done.")
    if differs_by_speaker(name, table) and not whoever_speaks:
        what = "is a word for a kind of people, which means others with another speaker"
        raise RecordError(f"name {name}", what, f"Say that it means {known} whoever speaks, if it does.")
    page = _page_of(path)
    entry = next((one for one in page["actors"] if one.get("name") == known), None)
    if entry is None:
        page["actors"].append({"name": known, "aliases": [name]})
    else:
        entry["aliases"] = [*_words(entry.get("aliases")), name]
    _write(path, page)
    _keep_refused(record, [pair for pair in _refused(record) if pair != (name, known)])
    return _note(record, Said(name, known, True, who, datetime.now(UTC).isoformat()))


def refuse_alias(record: Path, name: str, actor: str, who: str = "") -> Said:
    """That a name does not stand for an actor: it is not asked again."""
    pairs = _refused(record)
    if (name, actor) not in pairs:
        _keep_refused(record, [*pairs, (name, actor)])
    return _note(record, Said(name, actor, False, who, datetime.now(UTC).isoformat()))


def said_of_names(record: Path, rules: Rules) -> tuple[Said, ...]:
    """What holds of names by what people said, the latest first; what was taken back holds no more."""
    noted = {one.key: one for one in _noted(record)}
    path = record / ADOPTED_ACTORS
    entries = _page_of(path)["actors"] if rules.actors is None else []
    standing = [Said(name, entry["name"], True) for entry in entries for name in _words(entry.get("aliases"))]
    standing += [Said(name, actor, False) for name, actor in _refused(record)]
    return tuple(sorted((noted.get(one.key, one) for one in standing), key=lambda one: one.when, reverse=True))


def take_back(record: Path, rules: Rules, key: str) -> Said:
    """What was said of a name holds no more; RecordError where nothing is known by that key. What was confirmed stops
    counting after `brought_together`."""
    one = next((one for one in said_of_names(record, rules) if one.key == key), None)
    if one is None:
        remedy = "The page of actors lists what was said of names."
        raise RecordError(f"alias {key[:40]}", "is not in the record", remedy)
    if not one.same:
        _keep_refused(record, [pair for pair in _refused(record) if pair != (one.name, one.actor)])
        return one
    path = _own_file(record, rules)
    page = _page_of(path)
    for entry in page["actors"]:
        if entry.get("name") == one.actor:
            entry["aliases"] = [name for name in _words(entry.get("aliases")) if name != one.name]
    page["actors"] = [one for one in page["actors"] if one.get("aliases") or set(one) - {"name", "aliases"}]
    _write(path, page)
    return one


def waiting(record: Path, rules: Rules) -> bool:
    """Whether aliases were confirmed, or taken back, that the record has not been brought together by yet."""
    if rules.actors is not None or not (record / ADOPTED_ACTORS).is_file():
        return False
    with closing(opened(record)) as store:
        runs = store.runs()
    return not runs or dict(runs[-1].tools).get("actors", "") != actors_over(record / ADOPTED_ACTORS).version


def brought_together(record: Path, settings: Settings, rules: Rules, watch: Watch) -> Result:
    """The record brought together by the aliases that were confirmed; no report is read anew."""
    report = run([], record, settings, RunOptions(rules=rules_of(record, rules)), watch)
    return {"incidents": report.in_all}


def _own_file(record: Path, rules: Rules) -> Path:
    """Where the record's own aliases stand, or are to stand."""
    if rules.actors is not None:
        remedy = f"Change {rules.actors}, then: recount run --actors {rules.actors}."
        raise RecordError(str(rules.actors), "is the alias file that this desk was started with", remedy)
    return record / ADOPTED_ACTORS


def _page_of(path: Path) -> dict[str, Any]:
    page = (yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else None) or {}
    page["actors"] = page.get("actors") or []
    return page


def _words(node: Any) -> list[str]:
    """A list of names as an alias file has it, where one may stand by itself."""
    return [str(one) for one in (node if isinstance(node, list) else [node] if node else [])]


def _write(path: Path, page: dict[str, Any]) -> None:
    """Keep an alias file, if it is one."""
    text = _HEAD + yaml.safe_dump(page, allow_unicode=True, sort_keys=False, width=110)
    part = path.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    try:
        actors_over(part)
    except CodebookError:
        part.unlink()
        raise
    part.replace(path)


def _refused(record: Path) -> list[tuple[str, str]]:
    with closing(opened(record)) as store:
        return [(name, actor) for name, actor in json.loads(store.option(_REFUSED) or "[]")]


def _keep_refused(record: Path, pairs: Sequence[tuple[str, str]]) -> None:
    with closing(opened(record)) as store:
        store.choose(_REFUSED, json.dumps(pairs, ensure_ascii=False))


def _noted(record: Path) -> list[Said]:
    """Who said what of names, the earliest first; what was taken back stands there, too."""
    with closing(opened(record)) as store:
        return [Said(**one) for one in json.loads(store.option(_SAID) or "[]")]


def _note(record: Path, one: Said) -> Said:
    noted = [*_noted(record), one]
    with closing(opened(record)) as store:
        store.choose(_SAID, json.dumps([asdict(each) for each in noted], ensure_ascii=False))
    return one


def _known(table: Actors, name: str) -> str:
    actor = table.named(name)
    if actor is None:
        raise RecordError(f"actor {name[:80]}", "is not in the alias files", "Choose one that is.")
    return actor.name
