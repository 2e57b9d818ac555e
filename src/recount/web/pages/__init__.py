"""The desk's pages, one module a page; `ROUTERS` lists what the app takes in."""

from fastapi import APIRouter

from recount.web.pages import (
    account,
    actors,
    codebook,
    entering,
    fields,
    incident,
    jobs,
    judgements,
    origins,
    overview,
    people,
    places,
    queue,
    report,
    search,
    why,
)

ROUTERS: tuple[APIRouter, ...] = (
    overview.router,
    incident.router,
    judgements.router,
    why.router,
    search.router,
    report.router,
    queue.router,
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
