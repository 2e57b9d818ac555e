"""The encoder and its heads, run by onnxruntime: one window at a time, on one thread.

A window is run alone because small-integer scales are taken from all the numbers of one run: in a
batch, a report's reading would depend on its neighbours.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from recount.reading.reader.lemmas import lemma
from recount.reading.reader.pieces import EDGE_SHAPE, FIRST, LAST

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Outputs = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Labels:
    """What the numbers of each head stand for."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    lemma: tuple[str, ...]
    name: tuple[str, ...]
    rel: tuple[str, ...]
    event: tuple[str, ...]
    lemmas: dict[str, dict[str, str]]

    @classmethod
    def load(cls, folder: Path) -> Labels:
        """The lists beside the weights."""
        lists = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        lemmas = json.loads((folder / "lemmas.json").read_text(encoding="utf-8"))
        upos, xpos, lemma, name, rel, event = (
            tuple(lists.get(k, ())) for k in ("upos", "xpos", "lemma", "name", "rel", "event")
        )
        return cls(upos, xpos, lemma, name, rel, event, lemmas)

    def lemma_of(self, word: str, upos: str, recipe: int) -> str:
        """The lemma the treebanks give a word, else the one the model's recipe makes of it."""
        lower = word.lower()
        known = self.lemmas.get(upos, {}).get(lower)
        if known is None:
            return lemma(word, self.lemma[recipe])
        return known or lower


class Network:
    """The weights of a folder, ready to run."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session: InferenceSession = onnxruntime.InferenceSession(
            str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._names = [o.name for o in self._session.get_outputs()]

    def answers(self, ids: list[int], shapes: list[int], first: list[int]) -> Outputs:
        """Every head's output for one window of subwords."""
        found = self._session.run(
            self._names,
            {
                "ids": np.array([[FIRST, *ids, LAST]], np.int64),
                "shapes": np.array([[EDGE_SHAPE, *shapes, EDGE_SHAPE]], np.int64),
                "first": np.array(first, np.int64),
            },
        )
        return dict(zip(self._names, found, strict=True))


def version(folder: Path) -> str:
    """A hash of everything that decides how a text is read."""
    digest = hashlib.sha256()
    for name in ("reader.onnx", "labels.json", "lemmas.json", "vocab.txt"):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:16]
