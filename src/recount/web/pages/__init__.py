"""The desk's pages, one module a page; `ROUTERS` lists what the app takes in."""

from fastapi import APIRouter

from recount.web.pages import (
    account,
    actors,
    byhand,
    codebook,
    entering,
    fields,
    incident,
    incident_choosing,
    jobs,
    judgements,
    origins,
    overview,
    people,
    places,
    queue,
    report,
    search,
    sources,
    views,
    why,
)

ROUTERS: tuple[APIRouter, ...] = (
    overview.router,
    incident.router,
    incident_choosing.router,
    judgements.router,
    why.router,
    search.router,
    report.router,
    byhand.router,
    sources.router,
    queue.router,
    views.router,
    fields.router,
    jobs.router,
    codebook.router,
    places.router,
    actors.router,
    origins.router,
    entering.router,
    account.router,
    people.router,
)
