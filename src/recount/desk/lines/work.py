"""The desk's own work as plain values: the queue, tags and fields, saved views, people."""

from __future__ import annotations

from collections.abc import Iterable

from recount.codec import plain
from recount.desk.fields import Field, Mark
from recount.desk.lines.judgements import judgement_line
from recount.desk.lines.values import Line
from recount.desk.queue_scenes import Scene, Side, Told
from recount.desk.queueing import Answer, Choice, Item, Progress, Taken
from recount.desk.roles import Role
from recount.desk.views import Alert, View
from recount.export.headings import heading_of
from recount.store.people import Person


def item_line(item: Item) -> Line:
    """Something that waits, and why."""
    return {
        "id": item.id,
        "kind": item.kind,
        "incident": item.incident or None,
        "what": item.what,
        "score": item.score,
        "reasons": [{"why": why, "points": points} for why, points in item.reasons],
    }


def taken_line(taken: Taken, scene: Scene, question: str, choices: Iterable[Choice], hidden: frozenset[str]) -> Line:
    """An item with the words behind it, and what can be answered."""
    lock = taken.lock
    return item_line(taken.item) | {
        "question": question,
        "heading": heading_of(scene.incident) if scene.incident else None,
        "mine": taken.mine,
        "looked_at_by": lock.who if lock else None,
        "held_until": lock.until if lock else None,
        "answered": taken.done,
        "given": taken.given or None,
        "also": [item_line(one) for one in taken.also],
        "choices": [{"name": one.name, "words": one.words, "judges": one.judges} for one in choices],
        "claims": [told_words(one) for one in scene.told],
        "sides": [_side_line(side) for side in scene.sides],
        "figures": [
            {
                "claim": figure.entry.claim,
                "origin": figure.entry.origin,
                "words": figure.words,
                "before": figure.before or None,
                "report": figure.report.id,
            }
            for figure in scene.figures
        ],
        "features": plain(scene.features),
        "sum": scene.score,
        "enough": scene.enough,
        "judgement": judgement_line(scene.judgement, hidden) if scene.judgement else None,
        "more_claims": scene.more,
    }


def told_words(told: Told) -> Line:
    """A claim as a screen shows it; none of its words where its report is withheld."""
    if told.withheld:
        return {"id": told.claim.id, "report": None, "outlet": None, "chain": [], "words": [], "withheld": True}
    return {
        "id": told.claim.id,
        "report": told.document.id,
        "outlet": told.document.outlet,
        "chain": list(told.chain),
        "words": [{"text": text, "marked": marked} for text, marked in told.pieces],
        "withheld": False,
    }


def _side_line(side: Side) -> Line:
    return {
        "claim": told_words(side.told) if side.told else None,
        "incident": side.incident.id if side.incident else None,
        "heading": heading_of(side.incident) if side.incident else None,
    }


def progress_line(progress: Progress) -> Line:
    """How far somebody is."""
    return {
        "answered_today": progress.today,
        "waiting": dict(progress.waiting),
        "left": progress.left,
        "skipped": progress.skipped,
        "minutes": progress.minutes,
    }


def answer_line(one: Answer) -> Line:
    """What somebody answered, and what it did."""
    return {
        "id": one.id,
        "item": one.item,
        "kind": one.kind,
        "incident": one.incident or None,
        "who": one.who,
        "made": one.made or None,
        "answer": one.answer,
        "said": one.said,
        "judgement": one.judgement or None,
        "undone": one.undone,
    }


def field_line(field: Field) -> Line:
    """A field of the desk's own."""
    return {
        "id": field.id,
        "name": field.name,
        "kind": field.kind,
        "choices": list(field.choices),
        "retired": field.retired,
    }


def mark_line(mark: Mark) -> Line:
    """A tag or a value that was given or taken away."""
    kind, _, name = mark.key.partition(":")
    return {
        "id": mark.id,
        "kind": kind,
        "name": name,
        "value": mark.value or None,
        "on": mark.target.id,
        "who": mark.who,
        "made": mark.made,
        "undone": mark.undone,
    }


def view_line(view: View, who: str) -> Line:
    """A saved view; the address of its feed is told to its owner only."""
    return {
        "id": view.id,
        "name": view.name,
        "query": view.query,
        "owner": view.owner,
        "shared": view.shared,
        "watched": view.watched,
        "first": view.first,
        "made": view.made,
        "feed": f"/feeds/{view.token}.xml" if view.owner == who else None,
    }


def alert_line(alert: Alert, view: str, words: str, by: str | None = None) -> Line:
    """What changed in a view, and by whom."""
    return {
        "id": alert.id,
        "view": alert.view,
        "view_name": view,
        "made": alert.made,
        "incident": alert.incident,
        "kind": alert.kind,
        "words": words,
        "by": by,
        "line": alert.line,
        "read": alert.read,
    }


def person_line(person: Person) -> Line:
    """An account, without anything that somebody could sign in with."""
    return {
        "id": person.id,
        "name": person.name,
        "role": Role[person.role.upper()].word,
        "invited": person.password is None,
        "made": person.made.isoformat(),
        "closed": person.disabled.isoformat() if person.disabled else None,
    }
