"""The desk's pages, one module a page; `ROUTERS` lists what the app takes in."""

from fastapi import APIRouter

from recount.web.pages import (
    account,
    codebook,
    entering,
    incident,
    jobs,
    judgements,
    overview,
    people,
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
    jobs.router,
    codebook.router,
    entering.router,
    account.router,
    people.router,
)
