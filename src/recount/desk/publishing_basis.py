"""What a release is made from: versions, rules of coding, and what of the record it does not hold."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from recount.codebook import conflict_codebook, load_codebook
from recount.codebook.rules import NOTHING, EventType
from recount.desk.kept_rules import laid_out
from recount.export.wording import type_words
from recount.model.judgement import DEFAULT_GRADES
from recount.publishing.redaction import Redactor
from recount.publishing.release import Basis, CodedType, KeptBack, Tool
from recount.store import RuleFile, SqlStore
from recount.tolls.headlines import RULES
from recount.version import VERSION


def basis_of(store: SqlStore, redactor: Redactor, grades: tuple[str, ...], kept_back: Mapping[str, int]) -> Basis:
    """What a release made now is made from, with the codebook as the record was last read by it."""
    runs = store.runs()
    days = [day for one in store.published().values() for day in (one.first, one.last) if day]
    rule = RULES[redactor.policy.rule]
    return Basis(
        version=VERSION,
        tools=tuple(Tool(name, mark) for name, mark in runs[-1].tools) if runs else (),
        grades=grades,
        rule=rule.name,
        rule_about=rule.about_one,
        reports=len(store.stamps()),
        incidents=store.counted(),
        kept_back=tuple(KeptBack(why, number) for why, number in sorted(kept_back.items()) if number),
        names=len({one.words for one in redactor.withheld if one.what in ("name", "origin", "place")}),
        restricted=len(store.restricted()),
        first_report=min(days, default=None),
        last_report=max(days, default=None),
        types=_types_of(tuple(file for file in store.rule_files() if file.kind == "codebook")),
        scheme=store.option("grades") or DEFAULT_GRADES,
    )


@lru_cache(maxsize=4)
def _types_of(files: tuple[RuleFile, ...]) -> tuple[CodedType, ...]:
    """The event types of a codebook that a record keeps, else of the built-in one, by what they are called."""
    with TemporaryDirectory() as folder:
        own = laid_out(files, "codebook", Path(folder))
        codebook = load_codebook(own) if own else conflict_codebook()
    return tuple(sorted(map(_coded, codebook.types.values()), key=lambda one: one.title))


def _coded(one: EventType) -> CodedType:
    otherwise = tuple(
        f"{'not coded' if turn.type == NOTHING else type_words(turn.type)}: {turn.when}" for turn in one.becomes
    )
    return CodedType(one.name, one.title, one.code_when, one.because, otherwise)
