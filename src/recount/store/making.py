"""What a record was made from, kept in its database beside what was made."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from recount.errors import RecordError
from recount.store.manifest_tables import GIVEN, MANIFESTS, RULE_FILES
from recount.store.port import RuleFile

_LAST_MANIFEST = select(MANIFESTS).order_by(MANIFESTS.c.position.desc()).limit(1)


class MakingTables:
    """The part of `port.RecordStore` that keeps what a record was made from."""

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def note_manifest(self, line: str, made: datetime) -> None:
        """Keep a manifest; one that says what the last one says only moves that one's time."""
        with self._writing() as connection:
            last = connection.execute(_LAST_MANIFEST).one_or_none()
            if last is not None and last.manifest == line:
                same = MANIFESTS.c.position == last.position
                connection.execute(update(MANIFESTS).where(same).values(made=made.isoformat()))
            else:
                position = 0 if last is None else last.position + 1
                connection.execute(insert(MANIFESTS).values(position=position, made=made.isoformat(), manifest=line))

    def manifest(self) -> tuple[str, datetime] | None:
        """The last manifest, and when it was kept; None where none was."""
        with self._reading() as connection:
            last = connection.execute(_LAST_MANIFEST).one_or_none()
        return None if last is None else (last.manifest, datetime.fromisoformat(last.made))

    def note_given(self, outlet: str | None, published: str | None) -> None:
        """Keep what was given for reports that don't say it themselves."""
        row = {"outlet": outlet or "", "published": published or ""}
        if (row["outlet"], row["published"]) in self.given():
            return
        with self._writing() as connection:
            connection.execute(insert(GIVEN).values(**row))

    def given(self) -> frozenset[tuple[str, str]]:
        """All that was ever given so: outlet and day, "" where nothing was."""
        with self._reading() as connection:
            return frozenset((row.outlet, row.published) for row in connection.execute(select(GIVEN)))

    def keep_rules(self, files: Iterable[RuleFile]) -> None:
        """Keep a desk's own rule files instead of the former ones."""
        rows = [
            {
                "kind": file.kind,
                "name": file.name,
                "sha256": hashlib.sha256(file.content).hexdigest(),
                "content": zlib.compress(file.content, 6),
            }
            for file in files
        ]
        with self._writing() as connection:
            connection.execute(delete(RULE_FILES))
            if rows:
                connection.execute(insert(RULE_FILES), rows)

    def rule_files(self) -> tuple[RuleFile, ...]:
        """The desk's own rule files, by kind and name; RecordError where one is no longer what was kept."""
        with self._reading() as connection:
            rows = connection.execute(select(RULE_FILES).order_by(RULE_FILES.c.kind, RULE_FILES.c.name)).all()
        files = [RuleFile(row.kind, row.name, _unpacked(row.content)) for row in rows]
        for row, file in zip(rows, files, strict=True):
            if hashlib.sha256(file.content).hexdigest() != row.sha256:
                what = "its stored copy is not what was read"
                raise RecordError(f"{row.kind} {row.name}", what, "Name the file itself, or go back to a copy.")
        return tuple(files)


def _unpacked(content: bytes) -> bytes:
    try:
        return zlib.decompress(content)
    except zlib.error:
        return b""
