"""A situation report as a page, or as a part of one."""

from __future__ import annotations

import base64
import hashlib

from markupsafe import Markup

from recount.publishing.site import SLIM, STYLE, source_of, templates
from recount.publishing.sitrep import (
    Sitrep,
    id_words,
    lead_words,
    making_words,
    state_words,
    total_words,
    ungraded_words,
)


def sitrep_body(made: Sitrep) -> Markup:
    """A situation report as a part of a page."""
    slim = [Markup(svg) for _, svg in made.charts(SLIM)]  # noqa: S704 — the drawing escapes all words
    charts = [(heading, Markup(svg), slim[n]) for n, (heading, svg) in enumerate(made.charts())]  # noqa: S704 — as above
    body = templates().get_template("sitrep_body.html")
    drawn = (Markup(made.map()), Markup(made.map(SLIM, 300)))  # noqa: S704 — as above
    said = {
        "lead": lead_words, "total": total_words, "ungraded": ungraded_words, "state": state_words,
        "id_of": id_words, "making": making_words,
    }  # fmt: skip
    return Markup(body.render(made=made, map=drawn, charts=charts, **said))  # noqa: S704 — as above


def sitrep_html(made: Sitrep) -> str:
    """A situation report as a page of its own, with its style in it."""
    style = source_of(STYLE)
    digest = f"sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}"
    page = templates().get_template("sitrep.html")
    return page.render(made=made, body=sitrep_body(made), style=Markup(style), digest=digest)  # noqa: S704 — our own
