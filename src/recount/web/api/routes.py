"""What programs can ask, theme by theme."""

from fastapi import APIRouter

from recount.web.api import (
    aliases,
    claims,
    codebook,
    incidents,
    judgements,
    marks,
    people,
    publishing,
    queue,
    reports,
    sources,
    standing,
    takedown,
    victims,
)

API: tuple[APIRouter, ...] = (
    incidents.router,
    claims.router,
    reports.router,
    judgements.router,
    queue.router,
    standing.router,
    aliases.router,
    codebook.router,
    sources.router,
    marks.router,
    publishing.router,
    people.router,
    victims.router,
    takedown.router,
)
"""What programs can ask, theme by theme."""
