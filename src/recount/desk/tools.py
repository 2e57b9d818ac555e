"""What reports are read with, made ready for a desk: codebook, aliases, gazetteer, reader model."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from recount.codebook import conflict_codebook, load_codebook
from recount.codebook.actors import Actors, actors_over
from recount.errors import GazetteerError
from recount.gazetteer import Gazetteer, built
from recount.gazetteer.geonames import extract
from recount.pipeline import Tools
from recount.reading.reader import Reader

Say = Callable[[str], None]
"""Called with what is being done when it takes longer than a moment."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where this desk keeps what is built once: `cache` is the folder of the gazetteer."""

    cache: Path


@dataclass(frozen=True, slots=True)
class Rules:
    """A desk's own rules; None where the built-in ones hold.

    `codebook` is a folder of event types that takes the place of the built-in one, `actors` an alias file and
    `places` an overlay of places that are laid over the built-in ones.
    """

    codebook: Path | None = None
    actors: Path | None = None
    places: Path | None = None


BUILT_IN = Rules()

ADOPTED = "codebook"
"""The folder in a record of the codebook that was adopted there."""


ADOPTED_ACTORS = "actors.yaml"
"""The file in a record of the aliases that were confirmed there."""


def rules_of(record: Path, rules: Rules) -> Rules:
    """The rules that a record is read by: those given, else the codebook and the aliases that were adopted in it."""
    codebook, actors = record / ADOPTED, record / ADOPTED_ACTORS
    if rules.codebook is None and codebook.is_dir():
        rules = replace(rules, codebook=codebook)
    return replace(rules, actors=actors) if rules.actors is None and actors.is_file() else rules


BY_HAND = "by hand"
"""What stands in the place of a report's stamp where somebody took it down: no machine reads it, now or anew."""


def tools_of(rules: Rules, settings: Settings, say: Say) -> Tools:
    """The tools for reading; builds the gazetteer where it is missing, which takes a quarter of a minute.

    Raises CodebookError, GazetteerError or ReaderError where one of them is wrong or missing.
    """
    codebook = load_codebook(rules.codebook) if rules.codebook else conflict_codebook()
    return Tools(Reader.load(), codebook, gazetteer_of(rules, settings, say), actors_of(rules))


def actors_of(rules: Rules) -> Actors:
    """The alias table of a desk."""
    return actors_over(rules.actors)


def gazetteer_path(rules: Rules, settings: Settings) -> Path:
    """Where the gazetteer lies; a desk with places of its own has one of its own."""
    if rules.places is None:
        return settings.cache / "gazetteer.sqlite"
    own = hashlib.sha256(str(rules.places.resolve()).encode()).hexdigest()[:12]
    return settings.cache / f"gazetteer-{own}.sqlite"


def gazetteer_of(rules: Rules, settings: Settings, say: Say) -> Gazetteer:
    """The gazetteer, built now where there is none or where its sources have changed."""
    path = gazetteer_path(rules, settings)
    overlays = tuple(filter(None, (rules.places, dumped_places(settings))))
    try:
        return Gazetteer.open(path, overlays)
    except GazetteerError:
        say(f"Building the gazetteer in {path} (once, about a quarter of a minute) …")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return built(path, overlays)
    except OSError as error:
        what = f"the gazetteer can't be written ({error.strerror or error})"
        raise GazetteerError(str(path), what, "Set RECOUNT_CACHE to a folder you may write to.") from error


def dumped_places(settings: Settings) -> Path | None:
    """The places that this desk took from dumps of GeoNames, if it did."""
    path = settings.cache / "geonames.tsv"
    return path if path.exists() else None


def take_geonames(dumps: Sequence[Path], settings: Settings, say: Say) -> None:
    """Take the places of dumps of GeoNames into every gazetteer of this desk, instead of those taken before.

    Raises GazetteerError for a file that is no dump.
    """
    path = settings.cache / "geonames.tsv"
    try:
        settings.cache.mkdir(parents=True, exist_ok=True)
        say(f"{extract(dumps, path):,} places taken from {', '.join(map(str, dumps))}.")
    except OSError as error:
        what = f"the places can't be written ({error.strerror or error})"
        raise GazetteerError(str(path), what, "Set RECOUNT_CACHE to a folder you may write to.") from error


def marks_of(tools: Tools) -> tuple[tuple[str, str], ...]:
    """Which version of each tool this is: equal marks make equal claims of equal reports."""
    return (
        ("codebook", tools.codebook.version),
        ("actors", tools.actors.version),
        ("gazetteer", tools.gazetteer.fingerprint),
        ("reader", getattr(tools.reader, "version", type(tools.reader).__qualname__)),
    )


def stamp_of(marks: tuple[tuple[str, str], ...], version: str) -> str:
    """One short hash of the tools and the program's version, kept with every report they read."""
    return hashlib.sha256(repr((marks, version)).encode()).hexdigest()[:16]
