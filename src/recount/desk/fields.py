"""Tags, and fields of a desk's own, on incidents and reports: who gave what when, and what stands now.

They are kept by claim. After a merge an incident has the tags of both, and of two values for one field the later; after
a split both halves have what the whole had, until somebody takes it off one.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from recount.desk.judged import target_of
from recount.errors import RecordError, RestrictedError
from recount.judging import Ground
from recount.model import Target
from recount.model.judgement import Kind
from recount.store import opened
from recount.store.desk_work_marks import Field, Mark
from recount.store.sql import SqlStore

__all__ = ["KINDS", "Field", "Given", "Mark", "OnIt"]

KINDS = ("text", "number", "choice", "date", "yes/no")
"""What a field of a desk's own can hold."""
_TAG = 40
_LONGEST = 2000
_NAME = 60
_MOST_FIELDS = 60
_MOST_CHOICES = 60
_ON = (Kind.INCIDENT, Kind.REPORT)


@dataclass(frozen=True, slots=True)
class Given:
    """A field with the value that stands ("" for none), who gave it, and what other values stand on parts of the same
    incident since it was merged."""

    field: Field
    value: str = ""
    mark: Mark | None = None
    others: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class OnIt:
    """What a desk put on an incident or a report: tags, values of its fields, and all that was ever put there."""

    tags: tuple[str, ...]
    fields: tuple[Given, ...]
    history: tuple[tuple[Mark, bool], ...]


def fields(record: Path) -> tuple[Field, ...]:
    """The desk's own fields in their order, retired ones last."""
    with closing(opened(record)) as store:
        return store.fields()


def define(record: Path, name: str, kind: str, choices: Iterable[str], by: str) -> Field:
    """A new field; RecordError where its name is taken or can't be shown, or where a choice has nothing to choose."""
    words = " ".join(name.split())
    options = tuple(dict.fromkeys(" ".join(one.split()) for one in choices if one.strip()))
    if not words or len(words) > _NAME or not words.isprintable():
        raise RecordError("the field", f"needs a name of up to {_NAME} characters", "Name it in a few plain words.")
    if kind not in KINDS:
        raise RecordError(f"kind {kind[:40]}", "is none of a field's", f"Choose one of {', '.join(KINDS)}.")
    if kind == "choice" and not 2 <= len(options) <= _MOST_CHOICES:
        what = f"needs two to {_MOST_CHOICES} choices"
        raise RecordError(f"field {words}", what, "Write them one to a line.")
    if any(len(one) > _NAME or not one.isprintable() for one in options):
        raise RecordError(f"field {words}", "has a choice that is too long", f"Keep to {_NAME} characters.")
    with closing(opened(record)) as store:
        held = store.fields()
        if any(one.name.casefold() == words.casefold() for one in held):
            raise RecordError(f"field {words}", "is there already", "Bring it back if it is retired.")
        if len(held) >= _MOST_FIELDS:
            raise RecordError("the desk", f"has {_MOST_FIELDS} fields", "Use a tag instead.")
        made = _now()
        key = hashlib.sha256(f"{words} {made}".encode()).hexdigest()[:16]
        field = Field(key, words, kind, options if kind == "choice" else (), len(held), False, by, made)
        store.put_field(field)
    return field


def retire(record: Path, field: str, retired: bool = True) -> Field:
    """Ask for a field no more, or again; its values stay."""
    with closing(opened(record)) as store:
        changed = replace(_field(store, field), retired=retired)
        store.put_field(changed)
    return changed


def move(record: Path, field: str, by: int) -> None:
    """Put a field so many places further down (up: less than 0)."""
    with closing(opened(record)) as store:
        shown = [one for one in store.fields() if not one.retired]
        at = next((n for n, one in enumerate(shown) if one.id == field), None)
        if at is None:
            raise _no_field(field)
        one = shown.pop(at)
        shown.insert(max(0, at + by), one)
        for n, each in enumerate(shown):
            if each.position != n:
                store.put_field(replace(each, position=n))


def tag(record: Path, on: str, words: str, by: str, hidden: Collection[str] = ()) -> Mark:
    """Put a tag on an incident or a report; RecordError where it can't be one. `hidden` are the reports that who marks
    may not see, here and below: RestrictedError where it rests on these alone."""
    return _put(record, on, f"tag:{_tag(words)}", "on", by, hidden)


def untag(record: Path, on: str, words: str, by: str, hidden: Collection[str] = ()) -> Mark:
    """Take a tag off an incident or a report."""
    return _put(record, on, f"tag:{_tag(words)}", "", by, hidden)


def set_value(record: Path, on: str, field: str, value: str, by: str, hidden: Collection[str] = ()) -> Mark:
    """Give an incident or a report a value of a field, with "" none; RecordError where it can't be one."""
    with closing(opened(record)) as store:
        stored = value_of(_field(store, field), value)
    return _put(record, on, f"field:{field}", stored, by, hidden)


def why_no_tag(words: str) -> RecordError | None:
    """Why words can't be a tag; None where they can."""
    try:
        _tag(words)
    except RecordError as refused:
        return refused
    return None


def why_no_value(record: Path, field: str, value: str) -> RecordError | None:
    """Why words can't be a value of a field; None where they can, or where there is no such field."""
    held = next((one for one in fields(record) if one.id == field), None)
    try:
        if held is not None:
            value_of(held, value)
    except RecordError as refused:
        return refused
    return None


def value_of(field: Field, value: str) -> str:
    """A value of a field as it is stored: numbers without commas, days as 2017-06-05; RecordError for any other."""
    words = value.strip()
    if not words:
        return ""
    if len(words) > _LONGEST or not words.replace("\n", " ").replace("\r", " ").replace("\t", " ").isprintable():
        raise RecordError(field.name, f"takes up to {_LONGEST:,} plain characters", "Write it shorter.")
    if field.kind == "number":
        return _number(field, words)
    if field.kind == "date":
        try:
            return date.fromisoformat(words).isoformat()
        except ValueError:
            raise RecordError(field.name, f"“{words[:40]}” is no day", "Write it as 2017-06-05.") from None
    if field.kind == "yes/no" and words.casefold() not in ("yes", "no"):
        raise RecordError(field.name, f"“{words[:40]}” is neither yes nor no", "Choose one, or leave it empty.")
    if field.kind == "choice" and words not in field.choices:
        raise RecordError(field.name, f"“{words[:40]}” is none of its choices", f"{', '.join(field.choices)}.")
    return words.casefold() if field.kind == "yes/no" else words


def undo(record: Path, mark: str, by: str, hidden: Collection[str] = ()) -> Mark:
    """Let a tag or a value no longer hold: what stood before it stands again."""
    with closing(opened(record)) as store:
        if (held := store.mark_named(mark)) is not None:
            _seen_by(held.target, hidden)
        return store.undo_mark(mark, _now(), by)


def mark_named(record: Path, mark: str) -> Mark | None:
    """A tag or value by its id; None where there is none."""
    with closing(opened(record)) as store:
        return store.mark_named(mark)


def mark_words(record: Path, mark: Mark) -> str:
    """What a mark does, in a line."""
    if mark.key.startswith("tag:"):
        tag = mark.key.removeprefix("tag:")
        return f"Tagged “{tag}”." if mark.value else f"The tag “{tag}” is taken off."
    names = {f"field:{field.id}": field.name for field in fields(record)}
    name = names.get(mark.key, "A field")
    return f"{name}: {mark.value}." if mark.value else f"{name} has no value any more."


def on_it(record: Path, name: str, hidden: frozenset[str] = frozenset()) -> OnIt:
    """What a desk put on an incident or a report; what stands on reports in `hidden` alone is left out."""
    with closing(opened(record)) as store:
        target = target_of(store, name, _ON)
        shut = {*hidden, *(claim.id for claim in store.claims_in(hidden))} if hidden else set()
        history = store.marks_on([key for key in _subjects(target) if key not in shut])
        own = store.fields()
    standing = [mark for mark, stands in history if stands]
    tags = sorted({mark.key.removeprefix("tag:") for mark in standing if mark.key.startswith("tag:")})
    return OnIt(tuple(tags), tuple(_given(field, standing) for field in own), history)


def fields_of(record: Path, incidents: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    """For exports: by incident, its tags (under "tags", joined by "; ") and the values of the desk's own fields by
    their names. What has neither is left out."""
    with closing(opened(record)) as store:
        marks = store.standing_marks(incidents)
        names = {f"field:{field.id}": field.name for field in store.fields()}
    found: dict[str, dict[str, str]] = {}
    for incident, held in marks.items():
        row: dict[str, str] = {}
        tags = sorted({mark.key.removeprefix("tag:") for mark in held if mark.key.startswith("tag:")})
        if tags:
            row["tags"] = "; ".join(tags)
        row |= {names[mark.key]: mark.value for mark in held if mark.key in names}
        found[incident] = row
    return found


def tags(record: Path, hidden: frozenset[str] = frozenset()) -> tuple[tuple[str, int], ...]:
    """The tags in use, with on how many incidents each is, the most used first; those on reports in `hidden` alone are
    left out."""
    with closing(opened(record)) as store:
        return store.tags(hidden)


def unattached(record: Path, hidden: frozenset[str] = frozenset()) -> tuple[tuple[Mark, tuple[str, ...]], ...]:
    """Tags and values whose claims are no longer read from their reports, with the claims that were; not those on
    reports in `hidden`."""
    with closing(opened(record)) as store:
        return tuple(one for one in store.unattached() if not rests_on(one[0], hidden))


def rests_on(mark: Mark, hidden: frozenset[str]) -> bool:
    """Whether a mark was put on what hidden reports alone tell."""
    told = {anchor.report for anchor in mark.target.anchors} or {mark.target.id}
    return bool(hidden) and told <= hidden


def bring_along(store: SqlStore) -> int:
    """Put tags and values whose claims were read anew on the claims that these became; how many marks moved."""
    lost = store.unattached()
    if not lost:
        return 0
    anchors = {anchor.claim: anchor for mark, _ in lost for anchor in mark.target.anchors}
    wanted = {anchor.report for anchor in anchors.values()}
    wanted |= set(store.received_as({a.sha256 for a in anchors.values()}, {a.name for a in anchors.values()}))
    documents = store.documents(wanted)
    ground = Ground(documents, store.claims_in([document.id for document in documents]))
    moved = 0
    for mark, subjects in lost:
        found = {key: ground.attached(anchors[key]).claim for key in subjects if key in anchors}
        to = {key: claim.id for key, claim in found.items() if claim is not None and claim.id != key}
        if to:
            store.move_mark(mark, to)
            moved += 1
    return moved


def _seen_by(target: Target, hidden: Collection[str]) -> None:
    told = {anchor.report for anchor in target.anchors} or {target.id}
    if hidden and told <= set(hidden):
        kind, remedy = target.kind.value, "Reviewers and admins may mark it."
        raise RestrictedError(kind, target.id, f"{kind} {target.id[:8]}", "is restricted", remedy)


def _put(record: Path, on: str, key: str, value: str, by: str, hidden: Collection[str]) -> Mark:
    if not by.strip():
        raise RecordError("the mark", "nobody is named for it", "Sign in, or give your name.")
    with closing(opened(record)) as store:
        target = target_of(store, on, _ON)
        _seen_by(target, hidden)
        made = _now()
        name = hashlib.sha256(f"{key} {target.id} {by} {made}".encode()).hexdigest()[:24]
        mark = Mark(name, key, value, target, by, made)
        store.mark(mark, _subjects(target))
    return mark


def _subjects(target: Target) -> tuple[str, ...]:
    """What a mark is kept by: the claims of an incident; a report's own id."""
    return (target.id,) if target.kind is Kind.REPORT else tuple(anchor.claim for anchor in target.anchors)


def _given(field: Field, standing: Iterable[Mark]) -> Given:
    own = [mark for mark in standing if mark.key == f"field:{field.id}"]
    if not own:
        return Given(field)
    others = tuple(mark for mark in own[:-1] if mark.value != own[-1].value)
    return Given(field, own[-1].value, own[-1], others)


def _field(store: SqlStore, key: str) -> Field:
    found = next((one for one in store.fields() if one.id == key), None)
    if found is None:
        raise _no_field(key)
    return found


def _no_field(key: str) -> RecordError:
    return RecordError(f"field {key[:40]}", "is not in the record", "The page of fields lists them.")


def _tag(words: str) -> str:
    found = " ".join(words.split()).lower()
    if not re.fullmatch(r"[\w][\w .,'’&/+-]*", found) or len(found) > _TAG:
        what = f"“{found[:_TAG]}” can't be a tag"
        raise RecordError("the tag", what, f"Use up to {_TAG} letters, digits and spaces, such as “to check”.")
    return found


def _number(field: Field, words: str) -> str:
    plain = words.replace(",", "").replace("\u202f", "").replace(" ", "")
    try:
        number = float(plain)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or len(plain) > 30 or not re.fullmatch(r"-?\d+(\.\d+)?", plain):
        raise RecordError(field.name, f"“{words[:40]}” is no number", "Write digits: 12 or 12.5.")
    return plain


def _now() -> str:
    return datetime.now(UTC).isoformat()
