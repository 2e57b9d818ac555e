"""The codebook: its types with rules and examples, tests of the examples, and changes tried before they are adopted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException
from fastapi.responses import RedirectResponse, Response

from recount.codebook import Codebook
from recount.codebook.checks import Level
from recount.codebook.rules import EventType, Trigger
from recount.desk import drafting
from recount.desk.finding import Asked, facets
from recount.desk.jobs import begun, job_called, jobs
from recount.desk.tools import rules_of
from recount.desk.trying import condition_words
from recount.web.here import Admin, Coder, Here, Reader

router = APIRouter(prefix="/codebook")

TEST, EFFECT, ADOPT = "codebook-test", "codebook-effect", "codebook-adopt"
_SHOWN = 200  # claims and incidents that an effect's page lists


@dataclass(frozen=True, slots=True)
class RuleRow:
    """The triggers of one line of a type's file: words that tell the same in the same way."""

    line: int
    kind: str
    words: tuple[str, ...]
    says: tuple[tuple[str, str], ...]


@router.get("")
def codebook(here: Reader) -> Response:
    """The types, the state of the draft, and the last tests and effects."""
    book = drafting.codebook_in_use(here.record, here.options.rules)
    families = sorted({one.family for one in book.types.values()})
    lately = [one for one in jobs(here.record) if one.kind in (TEST, EFFECT, ADOPT)][:6]
    return here.page(
        "codebook.html",
        book=book,
        families=[(family, _of_family(book, family)) for family in families],
        counted=facets(here.record, Asked(hidden=here.hidden)).types,
        lately=lately,
        draft=_draft(here),
        own=rules_of(here.record, here.options.rules).codebook is not None,
    )


def _of_family(book: Codebook, family: str) -> list[EventType]:
    return sorted((one for one in book.types.values() if one.family == family), key=lambda one: -one.gravity)


def _draft(here: Here) -> tuple[str, ...] | None:
    """The files that the draft changes; None where there is no draft."""
    if drafting.draft_in(here.record) is None:
        return None
    return drafting.changed_files(here.record, here.options.rules)


@router.get("/types/{name}")
def event_type(here: Reader, name: str) -> Response:
    """One type: what counts as it and why, its rules, its examples, what other schemes call it."""
    book = drafting.codebook_in_use(here.record, here.options.rules)
    one = book.types.get(name)
    if one is None:
        raise HTTPException(404)
    return here.page("codebook_type.html", one=one, rules=rule_rows(one.triggers), draft=_draft(here))


def rule_rows(triggers: Iterable[Trigger]) -> tuple[RuleRow, ...]:
    """The rules of a type, line by line of its file."""
    rows = []
    for line, group in groupby(sorted(triggers, key=lambda one: one.line), key=lambda one: one.line):
        some = list(group)
        first = some[0]
        parts = [(role, ", ".join(getattr(first, role))) for role in ("agent", "target", "place")]
        says = [(f"the {role} stands as", places) for role, places in parts if places]
        says += [("only with", condition_words(one)) for one in first.needs]
        says += [("never with", condition_words(one)) for one in first.unless]
        if first.by_means:
            says.append(("the type", "is that of the weapon or means that the clause names, where it names one"))
        if first.finite:
            says.append(("counts", "only as a predicate, not as a description before a noun"))
        kind = f"{'verb' if first.verb else 'noun'}, {first.role.value}"
        rows.append(RuleRow(line, kind, tuple(dict.fromkeys(" ".join(one.words) for one in some)), tuple(says)))
    return tuple(rows)


@router.get("/classes")
def classes(here: Reader) -> Response:
    """The word classes that rules name, and the weights by which claims are brought together."""
    book = drafting.codebook_in_use(here.record, here.options.rules)
    weights = sorted(book.merging.weights.items(), key=lambda one: (-one[1], one[0]))
    return here.page("codebook_classes.html", book=book, weights=weights)


@router.post("/test")
def try_examples(here: Coder, which: Annotated[str, Form()] = "present", of: Annotated[str, Form()] = "") -> Response:
    """Read the examples of the present codebook, or of the draft, and see which are coded as they say."""
    options = here.options
    rules = rules_of(here.record, options.rules)
    folder = drafting.draft_in(here.record) if which == "draft" else rules.codebook
    types = (of,) if of else ()
    title = f"Examples of {of.replace('_', ' ') if of else 'the codebook'}{' (draft)' if which == 'draft' else ''}"
    return _begun(here, TEST, title, lambda w: drafting.tested(folder, types, options.settings, rules, w))


@router.post("/effect")
def effect(here: Coder) -> Response:
    """What the draft would do to this record."""
    record, options = here.record, here.options
    title = "Effect of the draft on this record"
    return _begun(here, EFFECT, title, lambda w: drafting.effect(record, options.settings, options.rules, w))


@router.post("/adopt")
def adopt(here: Admin) -> Response:
    """Read the record by the draft from now on."""
    record, options = here.record, here.options
    title = "Adopting the draft: all reports are read anew"
    return _begun(here, ADOPT, title, lambda w: drafting.adopt(record, options.settings, options.rules, w))


def _begun(here: Here, kind: str, title: str, work: Any) -> Response:
    job = begun(here.record, kind, title, here.member.name, "/codebook/results/{job}", work)
    return RedirectResponse(f"/jobs/{job.id}", 303)


@router.get("/results/{key}")
def result(here: Reader, key: str) -> Response:
    """What a test, an effect or an adoption came to."""
    job = job_called(here.record, key)
    if job.result is None:
        return RedirectResponse(f"/jobs/{job.id}", 303)
    template = {TEST: "codebook_test.html", EFFECT: "codebook_effect.html", ADOPT: "codebook_adopted.html"}
    if job.kind not in template:
        raise HTTPException(404)
    told = {part: _moves(job.result[part], part) for part in ("claims", "incidents")} if job.kind == EFFECT else {}
    has_draft = drafting.draft_in(here.record) is not None
    values = {"told": told, "parts_of": _parts_of, "value_words": _value_words, "has_draft": has_draft}
    return here.page(template[job.kind], 200, job=job, found=job.result, shown=_SHOWN, **values)


def _moves(moved: Sequence[Any], nouns: str) -> list[tuple[int, str]]:
    """How many of the claims or incidents appear, vanish, or are told otherwise."""
    kinds = Counter("appear" if one["old"] is None else "vanish" if one["new"] is None else "both" for one in moved)
    return [(kinds["appear"], f"{nouns} appear"), (kinds["vanish"], "vanish"), (kinds["both"], "told otherwise")]


def _parts_of(claim: Mapping[str, Any]) -> str:
    """A claim's values in one line: "status ongoing, agents rebels"."""
    return ", ".join(f"{key} {_value_words(value)}" for key, value in claim.items() if value not in (None, "", [], {}))


def _value_words(value: Any) -> str:
    """A value of a claim for people, whatever a claim's field or an example's line holds."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_value_words(one)}" for key, one in value.items()) or "nothing"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(_value_words, value)) or "nothing"
    return "nothing" if value in (None, "") else str(value)


@router.post("/draft")
def begin(here: Coder, file: Annotated[str, Form()] = "") -> Response:
    """Begin a draft, and open a file of it."""
    drafting.begin(here.record, here.options.rules)
    return RedirectResponse(f"/codebook/draft/{file}" if file else "/codebook", 303)


@router.post("/draft/discard")
def discard(here: Coder) -> Response:
    """Throw the draft away."""
    drafting.throw_away(here.record)
    return here.done("/codebook", said="draft-discarded")


@router.get("/draft/{name}")
def draft_file(here: Coder, name: str) -> Response:
    """A file of the draft, to be changed."""
    file = drafting.draft_file(here.record, here.options.rules, name)
    findings = drafting.found_in(here.record, name)
    return here.page("codebook_draft.html", file=file, findings=findings, draft=_draft(here))


@router.post("/draft/{name}")
def save(here: Coder, name: str, text: Annotated[str, Form()] = "") -> Response:
    """Keep a file of the draft as it was written, with what is to be said of it."""
    drafting.save(here.record, name, text)
    wrong = any(one.level is Level.ERROR for one in drafting.found_in(here.record, name))
    return here.done(f"/codebook/draft/{name}", said="draft-wrong" if wrong else "draft-kept")
