"""The desk's pages, one module a page; `ROUTERS` lists what the app takes in."""

from fastapi import APIRouter

from recount.web.pages import codebook, jobs, overview, report

ROUTERS: tuple[APIRouter, ...] = (overview.router, report.router, jobs.router, codebook.router)
