"""One report as it came in: its bytes, and the document they make."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from recount.model import Document
from recount.reading.cleaning import parts_of
from recount.reading.dating import DateEvidence, day_in_url, report_date
from recount.reading.formats import coded_end, storable


@dataclass(frozen=True, slots=True)
class Received:
    """A report and the very bytes it was received as, for the record to keep.

    `raw` is the unpacked file (what a .gz holds), or for .jsonl the line without its line end;
    `document.sha256` is the hash of exactly these bytes.
    """

    document: Document
    raw: bytes


@dataclass(frozen=True, slots=True)
class Fields:
    """What a sender says about a report beside its text; None where nothing is said.

    `published` is the date as given, in any spelling. `found` are dates that the page's metadata state.
    """

    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    found: tuple[DateEvidence, ...] = ()


def document_id(text: str, outlet: str | None, published: str | None, url: str | None) -> str:
    """A report's identity: the same text from the same outlet on the same day at the same address is one report.

    The four are hashed as one JSON array, so that no two different tuples run together.
    """
    told = json.dumps([text, outlet, published, url], ensure_ascii=True).encode("ascii")
    return hashlib.sha256(told).hexdigest()[:20]


def document_of(text: str, raw: bytes, fields: Fields, *, name: str, source: str, extractor: str) -> Document:
    """The document that a decoded text and its sender's fields make: labelled, cut into passages, dated. What stands
    behind `coded_end` is in no passage: it is kept and shown, not coded."""
    parts = parts_of(text[: coded_end(text)], fields.title)
    found = fields.found
    if not found and fields.url is not None and (day := day_in_url(fields.url)) is not None:
        found = (DateEvidence(day, "the report's address"),)
    return Document(
        id=document_id(text, fields.outlet, fields.published, fields.url),
        name=name,
        text=text,
        sha256=hashlib.sha256(raw).hexdigest(),
        source=source,
        extractor=extractor,
        title=parts.title,
        outlet=fields.outlet,
        published=report_date(text, parts.labels, fields.published, found),
        url=fields.url,
        language=fields.language,
        labels=parts.labels,
        passages=parts.passages,
    )


def document_from(
    text: str,
    *,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    title: str | None = None,
    name: str = "report",
) -> Document:
    """A document from a text in memory; `published` in ISO form or as an outlet would print it.

    >>> document_from("A mortar shell hit a market in Azaz on Friday.", published="2016-06-03").published.day
    datetime.date(2016, 6, 3)
    """
    text = storable(text)
    fields = Fields(title=title, outlet=outlet, published=published, url=url, language="en")
    raw = text.encode()
    return document_of(text, raw, fields, name=name, source=name, extractor="text as given")
