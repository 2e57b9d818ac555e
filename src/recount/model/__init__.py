"""Immutable values that flow from stage to stage; nothing here computes, reads or writes."""

from recount.model.claim import Category, Claim, Harm, Place, PlacePrecision, Status, Toll
from recount.model.document import (
    UNDATED,
    Document,
    Entity,
    Label,
    LabelKind,
    Passage,
    Problem,
    Reading,
    ReportDate,
    Sentence,
    Token,
)
from recount.model.hints import Hints, Link
from recount.model.incident import Feature, Incident, LedgerEntry, Merge, Origin, Record, Relation
from recount.model.values import Cited, Count, Precision, Span, When

__all__ = [
    "UNDATED",
    "Category",
    "Cited",
    "Claim",
    "Count",
    "Document",
    "Entity",
    "Feature",
    "Harm",
    "Hints",
    "Incident",
    "Label",
    "LabelKind",
    "LedgerEntry",
    "Link",
    "Merge",
    "Origin",
    "Passage",
    "Place",
    "PlacePrecision",
    "Precision",
    "Problem",
    "Reading",
    "Record",
    "Relation",
    "ReportDate",
    "Sentence",
    "Span",
    "Status",
    "Token",
    "Toll",
    "When",
]
