"""Tools that stand in for the real ones where a test is about the desk and not about reading."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from recount.codebook import conflict_merging
from recount.codebook.actors import built_in_actors
from recount.desk.tools import Settings
from recount.model import Document
from recount.pipeline import Coded
from tests.made import sentences, strike

SETTINGS = Settings(Path("unused"))

STRIKE = (
    "Jets hit Tel Nour\n\n"
    "Coalition jets struck Tel Nour on Friday, killing at least 26 militants, the Northern Monitor told Radio Furat.\n"
)
"""A report with one claim, for the stand-in coder."""


def coded_by_hand(document: Document, tools: object) -> Coded:
    """The claim of `tests.made` where a report has its words; a defect where it asks for one."""
    if "defect" in document.text:
        raise ZeroDivisionError("as asked")
    claims = (strike(document),) if "struck Tel Nour on Friday" in document.text else ()
    return Coded(document, sentences(document), claims)


class StandIns:
    """What the desk reads with in a test; `version` can be raised as if the codebook had changed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.version = "1"
        self.read: list[str] = []
        monkeypatch.setattr("recount.desk.running.tools_of", self._tools)
        monkeypatch.setattr("recount.desk.recounting.tools_of", self._tools)
        monkeypatch.setattr("recount.desk.coding.coded", self._coded)

    def _tools(self, *_: object) -> Any:
        return SimpleNamespace(
            codebook=SimpleNamespace(version=self.version, merging=conflict_merging()),
            actors=built_in_actors(),
            gazetteer=SimpleNamespace(fingerprint="g"),
            reader=SimpleNamespace(version="r"),
        )

    def _coded(self, document: Document, tools: object) -> Coded:
        self.read.append(document.name)
        return coded_by_hand(document, tools)


def folder_of(path: Path, **texts: str) -> Path:
    """A folder with a .txt file for each text."""
    path.mkdir(exist_ok=True)
    for name, text in texts.items():
        (path / f"{name}.txt").write_text(text, encoding="utf-8")
    return path
