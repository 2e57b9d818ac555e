"""What the first page would otherwise wait for: columns read, templates compiled, the overview's parts made."""

from __future__ import annotations

import gc
import threading
from contextlib import suppress

from fastapi import FastAPI

from recount.codebook.actors import actors_over
from recount.desk.drafting import codebook_in_use
from recount.desk.finding import Asked, Order, found
from recount.desk.nearby import towns_around
from recount.drawing.outlines import Box, outlines_in
from recount.errors import RecountError
from recount.gazetteer.nations import country_called
from recount.model import Place, PlacePrecision
from recount.resolution.names import country_names
from recount.web.filters import Asking
from recount.web.options import WebOptions
from recount.web.overview_pieces import Pieces
from recount.web.rendering import environment

_SOMEWHERE = Place("", "", None, 0.0, 0.0, PlacePrecision.UNKNOWN)
_FIRST = ("overview.html", "overview_fragment.html", "incident.html")


def warming(options: WebOptions, app: FastAPI) -> threading.Thread:
    """A thread that readies a worker while it serves already; it ends with the process."""
    thread = threading.Thread(target=_warmed, args=(options, app), name="warming", daemon=True)
    thread.start()
    return thread


def _warmed(options: WebOptions, app: FastAPI) -> None:
    read_addresses(app)
    warm(options)
    gc.collect()
    gc.freeze()  # a hundred thousand incidents' worth of objects that stay: looked through, each time they take 0.2 s


def read_addresses(app: FastAPI) -> None:
    """Ready what the parameters of all addresses are checked by, which is worked out when the first is asked for: here
    one that there is not."""
    for route in app.routes:
        route.matches({"type": "http", "method": "GET", "path": "/-", "root_path": ""})


def warm(options: WebOptions) -> None:
    """Ready what pages are made from. What is wrong with the record or the rules is left for the page that shows it."""
    with suppress(RecountError):
        for asking in (Asking(), *([Asking(Asked(nameless=True))] if options.accounts else [])):
            Pieces(options.record, options.rules.actors, asking).make()
        for order in Order:
            found(options.record, Asking().filters, order)
    templates = environment()
    for name in (*_FIRST, *templates.list_templates(extensions=["html"])):
        templates.get_template(name)
    outlines_in(Box(0.0, 0.0, 1.0, 1.0))  # reads the outlines
    with suppress(RecountError):
        actors_over(options.rules.actors)
        codebook_in_use(options.record, options.rules)
    country_names()
    country_called("")
    towns_around(options.rules, options.settings, _SOMEWHERE, 1.0)  # reads all towns, a second for the first incident
