"""A desk's own rules as a record keeps them, laid out as files for a while."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from recount.store import RecordStore, RuleFile


@dataclass(frozen=True, slots=True)
class KeptRules:
    """Where a record's own rules lie now; None where the built-in ones hold."""

    codebook: Path | None
    actors: Path | None
    places: Path | None


@contextmanager
def kept_rules(store: RecordStore) -> Iterator[KeptRules]:
    """The rules that a record was last read with, as files that are there until this is left."""
    files = store.rule_files()
    if not files:
        yield KeptRules(None, None, None)
        return
    with TemporaryDirectory() as folder:
        actors, places = (_laid_out(files, kind, Path(folder)) for kind in ("actors", "places"))
        codebook = _laid_out(files, "codebook", Path(folder))
        yield KeptRules(codebook, next(iter(_in(actors)), None), next(iter(_in(places)), None))


def _laid_out(files: Sequence[RuleFile], kind: str, folder: Path) -> Path | None:
    own = [file for file in files if file.kind == kind]
    if not own:
        return None
    (folder / kind).mkdir()
    for file in own:
        (folder / kind / Path(file.name).name).write_bytes(file.content)
    return folder / kind


def _in(folder: Path | None) -> Iterable[Path]:
    return sorted(folder.iterdir()) if folder else ()
