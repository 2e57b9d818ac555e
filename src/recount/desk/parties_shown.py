"""Parties and origins for who may not see named persons: where one is a private person, it says that there is
somebody, and no name. Reports keep their own words."""

from __future__ import annotations

import dataclasses
import json
import operator
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from recount.aggregates.parties import Dyad, PartyRow
from recount.aggregates.voices import Voice
from recount.control import Step
from recount.desk.alias_grounds import Spoken
from recount.desk.aliases import Doubt
from recount.desk.asking import ActorRow
from recount.desk.correcting_views import Correctable
from recount.desk.grounds import Ground
from recount.desk.incident_views import IncidentView
from recount.desk.named_parties import Mention, Mentions, Secret, secret_among
from recount.desk.queue_scenes import Scene, Side, Told
from recount.desk.report_page import ReportClaim
from recount.desk.why import Evidence, Reason, Why
from recount.judging.fields import names_of
from recount.judging.hands import Hand
from recount.model import (
    Cited,
    Claim,
    Document,
    Feature,
    Incident,
    Judgement,
    LedgerEntry,
    Origin,
    OriginKind,
    Span,
    Verdict,
)
from recount.store.finding_rows import Row
from recount.tolls.lines import OriginLine
from recount.tolls.trees import OriginNode

T = TypeVar("T")

_PARTIES: Mapping[type, tuple[str, ...]] = {
    Incident: ("agents", "targets"),
    Claim: ("agents", "targets"),
    LedgerEntry: ("agents", "party", "side"),
    Origin: ("side",),
    OriginNode: ("side",),
    Row: ("agents", "targets"),
    Step: ("parties", "sides", "before"),
    ActorRow: ("name",),
    PartyRow: ("party",),
    Dyad: ("agent", "target"),
    Doubt: ("name",),
    Spoken: ("side",),
    Voice: ("side",),
}
"""Where values name who does something, or to whom it is done."""
_VOICES: Mapping[type, tuple[str, ...]] = {
    Claim: ("origin", "via"),
    LedgerEntry: ("origin", "via"),
    Origin: ("name",),
    OriginNode: ("name",),
    OriginLine: ("origin",),
    Voice: ("name",),
    Step: ("origins", "voices"),
    Spoken: ("origin",),
}
"""Where they name who says so."""
_CHAINS: Mapping[type, tuple[str, ...]] = {
    LedgerEntry: ("chain",),
    Origin: ("chains",),
    Ground: ("chain",),
    Evidence: ("chain",),
    Told: ("chain",),
}
"""Where they say how the word came: the outlet first, which is no person."""
_SAYING: frozenset[type] = frozenset({Feature, Reason, Hand, Correctable})
"""Values with words of the desk in which such a name may stand."""
_JUDGED = frozenset({"agents", "targets", "origin", "via"})
"""Fields whose corrections name somebody."""
_REPORTS = frozenset({Document, Span})
_REPORTS_WORDS = frozenset({"pieces", "words", "outlet"})
"""What holds a report's own words."""


def without_named(record: Path, value: T, own: Path | None = None, incidents: Iterable[str] = ()) -> T:
    """What a page or an answer shows, without the names of private persons among its parties and origins; `own` is a
    desk's alias file, `incidents` are those that the value belongs to where it does not say so itself."""
    names: Mentions = defaultdict(Mention)
    _gather(value, tuple(incidents), names)
    secret = secret_among(record, names, own)
    return _told(value, secret, tuple(incidents)) if secret else value


def _gather(value: Any, scope: tuple[str, ...], names: Mentions) -> None:
    """Note the names that parties and origins of a value go by, and in which incidents and reports."""
    if isinstance(value, tuple | list | frozenset):
        for one in value:
            _gather(one, scope, names)
    elif isinstance(value, Mapping):
        for one in value.values():
            _gather(one, scope, names)
    elif fields := _fields_of(kind := type(value)):
        scope = _scope_of(value, scope)
        reports = _reports_in(value)
        speaks = {value.kind} if kind in (LedgerEntry, Origin, Voice) or (kind is OriginNode and value.kind) else {None}
        for some, kinds, first in ((_PARTIES, set(), 0), (_VOICES, speaks, 0), (_CHAINS, speaks, 1)):
            for name in (name for at in some.get(kind, ()) for name in _names_in(getattr(value, at), first)):
                _note(names[name], scope, reports, kinds)
        if kind is Judgement:
            for name in _judged_names(value):
                _note(names[name], scope, reports, {None} if value.field in ("origin", "via") else set())
        for at in fields:
            _gather(getattr(value, at), scope, names)


def _note(one: Mention, scope: Iterable[str], reports: Iterable[str], kinds: set[OriginKind | None]) -> None:
    one.incidents |= dict.fromkeys(scope)
    one.reports |= dict.fromkeys(reports)
    one.kinds |= kinds


def _names_in(value: Any, first: int) -> Iterator[str]:
    """The names in a field, of chains from the `first` on."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Cited):
        yield value.value
    elif value and not isinstance(value[0], str | Cited):
        for one in value:
            yield from _names_in(one, first)
    elif value:
        for one in value[first:]:
            yield from _names_in(one, first)


def _judged_names(one: Judgement) -> tuple[str, ...]:
    """The parties and origins that a correction names."""
    return names_of(one.value) if one.verdict is Verdict.CORRECT and one.field in _JUDGED and one.value else ()


def _scope_of(value: Any, scope: tuple[str, ...]) -> tuple[str, ...]:
    """The incidents that a value tells of, those of what it stands in where it does not say."""
    if isinstance(value, Incident | Row):
        return (value.id,)
    if isinstance(value, IncidentView):
        return (value.whole.id,)
    if isinstance(value, Scene | Why | Side):
        return (value.incident.id,) if value.incident is not None else scope
    if isinstance(value, ReportClaim):
        return (value.incident,) if value.incident else scope
    return value.incidents if isinstance(value, Step) else scope


def _reports_in(value: Any) -> tuple[str, ...]:
    """The reports that a value is read from."""
    if isinstance(value, Claim | LedgerEntry):
        return (value.document,)
    return value.documents if isinstance(value, Origin | Step) else ()


def _told(value: Any, secret: Secret, scope: tuple[str, ...]) -> Any:
    """A value without these names; the same one where it has none."""
    kind = type(value)
    if kind is str:
        return secret.name(value, scope)
    if kind in (tuple, list, frozenset):
        told = [_told(one, secret, scope) for one in value]
        return value if all(map(operator.is_, told, value)) else kind(told)
    if isinstance(value, Mapping):
        pairs = {_told(key, secret, scope): _told(one, secret, scope) for key, one in value.items()}
        same = all(map(operator.is_, pairs, value)) and all(pairs[key] is value[key] for key in pairs)
        return value if same else pairs
    fields = _fields_of(kind)
    if not fields:
        return value
    scope = _scope_of(value, scope)
    changed = {at: now for at in fields if (now := _told(was := getattr(value, at), secret, scope)) is not was}
    if kind in _SAYING:
        changed |= {
            at: now
            for at in fields
            if type(was := getattr(value, at)) is str and (now := secret.words(was, scope)) != was
        }
    if kind is Judgement and (names := _judged_names(value)):
        changed["value"] = json.dumps([secret.name(name, scope) for name in names], ensure_ascii=False)
        changed["was"] = secret.words(value.was, scope)
    if kind in (Incident, Row):
        changed |= {at: tuple(dict.fromkeys(changed[at])) for at in ("agents", "targets") if at in changed}
    return dataclasses.replace(value, **changed) if changed else value


def _fields_of(kind: type) -> tuple[str, ...]:
    """The fields of a value that may hold such names; none of what is no value, and of a report's own words."""
    found = _FIELDS.get(kind)
    if found is None:
        whole = () if kind in _REPORTS or not dataclasses.is_dataclass(kind) else dataclasses.fields(kind)
        found = tuple(one.name for one in whole if one.init and one.name not in _REPORTS_WORDS)
        _FIELDS[kind] = found
    return found


_FIELDS: dict[type, tuple[str, ...]] = {}
