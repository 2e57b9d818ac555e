"""Texts coded by the product's own tools, which are made once for all tests."""

from __future__ import annotations

import os
from functools import cache

from recount.desk.settings import settings_from
from recount.desk.tools import BUILT_IN, tools_of
from recount.pipeline import Coded, Tools, coded
from recount.reading import document_from


@cache
def tools() -> Tools:
    """The reader model, codebook, gazetteer and aliases that a desk starts with."""
    return tools_of(BUILT_IN, settings_from(os.environ), print)


@cache
def read(text: str, title: str | None = None) -> Coded:
    """A text coded as a report of 3 June 2016, a Friday."""
    return coded(document_from(text, name="example", published="2016-06-03", title=title), tools())
