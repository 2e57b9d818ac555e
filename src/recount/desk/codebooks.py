"""A desk's own codebook as files: copied from the built-in one, a type added to it, and checked."""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from recount.codebook.checks import Finding, findings_in
from recount.codebook.load import ACTORS_FILE, load_codebook
from recount.codebook.schema import built_in_folder
from recount.errors import CodebookError
from recount.reading.reader.dictionary import listed_form

BUILT_IN = "built-in"
"""What the codebook that comes with Recount is called where a folder is asked for."""

_TYPE = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True)
class NewType:
    """A type that was added: its file, whether its folder was begun with it, and what there is to say about the file.

    `rivals` are files and lines of other types whose triggers have the very words that the new one begins with.
    """

    file: Path
    begun: bool
    findings: tuple[Finding, ...]
    rivals: tuple[str, ...]


def folder_named(name: str | None) -> Path:
    """The folder of a codebook; of the built-in one for no name and for "built-in"."""
    return built_in_folder() if name is None or name == BUILT_IN else Path(name)


def content_of(folder: Path) -> str:
    """A hash of a codebook's files, so that a codebook that was read can be known to be theirs still: reading them
    takes half a second."""
    content = (path.name.encode() + b"\0" + path.read_bytes() + b"\0" for path in sorted(folder.glob("*.yaml")))
    return hashlib.sha256(b"".join(content)).hexdigest()


def checked(name: str | None = None) -> tuple[Finding, ...]:
    """What is to be mended in a codebook: errors first, then by file and line. CodebookError where there is none."""
    return findings_in(folder_named(name), listed_form)


def copied(folder: Path) -> Path:
    """The built-in codebook copied into a new or empty folder, with the schemas that editors check it by.

    Coded by the copy, reports make the claims that they make by the original. CodebookError where the folder holds
    something, or can't be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CodebookError(str(folder), "holds something already", "Name a new or empty folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in sorted(built_in_folder().iterdir()):
            if file.suffix in (".yaml", ".json") and file.name != ACTORS_FILE:
                shutil.copyfile(file, folder / file.name)
    except OSError as error:
        what = f"can't be written ({error.strerror or error})"
        raise CodebookError(str(folder), what, "Name a folder you may write to.") from error
    return folder


def new_type(name: str, folder: Path) -> NewType:
    """A type added to a desk's codebook, as a file that says in each place what belongs there and works as it is.

    A folder that is not there yet, or is empty, begins as a copy of the built-in codebook. CodebookError where `name`
    can't be a type's name, where the codebook has the type, or where it holds mistakes.
    """
    code = re.sub(r"[\s-]+", "_", name.strip().lower())
    if not _TYPE.fullmatch(code):
        remedy = "Use letters, digits and _, beginning with a letter, such as pipeline_attack."
        raise CodebookError(name, "can't be the name of a type", remedy)
    begun = not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
    if begun:
        copied(folder)
    codebook, file = load_codebook(folder), folder / f"{code}.yaml"
    if code in codebook.types or file.exists():
        raise CodebookError(str(file), f"the codebook has the type {code}", "Change that file, or choose another name.")
    words = code.replace("_", " ")
    text = (resources.files("recount") / "codebooks" / "new-type.yaml.txt").read_text(encoding="utf-8")
    article = "an" if words[0] in "aeiou" else "a"
    for key, value in {"TYPE": code, "NAME": words.capitalize(), "WORDS": words, "A": article}.items():
        text = text.replace(f"%{key}%", value)
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        what = f"can't be written ({error.strerror or error})"
        raise CodebookError(str(file), what, "Check your rights to the folder.") from error
    findings = tuple(one for one in findings_in(folder, listed_form) if one.source.partition(":")[0] == file.name)
    rivals = [t for t in codebook.starting_with.get(words.split()[0], ()) if t.words == tuple(words.split())]
    return NewType(
        file,
        begun,
        findings,
        tuple(dict.fromkeys(f"{codebook.types[t.type].file}:{t.line}" for t in rivals if t.type in codebook.types)),
    )
