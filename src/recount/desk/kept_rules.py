"""A desk's own rules as a record keeps them, laid out as files for a while."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from recount.desk.tools import Rules
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
        codebook, actors, places = (
            laid_out(files, kind, Path(folder) / kind) for kind in ("codebook", "actors", "places")
        )
        yield KeptRules(codebook, only_in(actors), only_in(places))


def with_kept(given: Rules, store: RecordStore, folder: Path, cache: Path) -> Rules:
    """The rules given; where none are, the record's own, laid out as files for a while in a `folder`.

    Places lie in the `cache`, where they are found again: a gazetteer is built for each file of them, once.
    """
    files = store.rule_files()
    places = [file for file in files if file.kind == "places"]
    lasting = cache / "rules" / hashlib.sha256(b"".join(file.content for file in places)).hexdigest()[:12]
    codebook, actors = (laid_out(files, kind, folder / kind) for kind in ("codebook", "actors"))
    return Rules(
        given.codebook or codebook,
        given.actors or only_in(actors),
        given.places or only_in(laid_out(places, "places", lasting)),
    )


def laid_out(files: Sequence[RuleFile], kind: str, folder: Path) -> Path | None:
    """The folder with a record's own rule files of one kind; None where it has none."""
    own = [file for file in files if file.kind == kind]
    if not own:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    for file in own:
        (folder / Path(file.name).name).write_bytes(file.content)
    return folder


def only_in(folder: Path | None) -> Path | None:
    """The file in a folder that holds one."""
    return min(folder.iterdir()) if folder else None
