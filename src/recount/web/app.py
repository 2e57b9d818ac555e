"""The desk as a web application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from recount.errors import RecountError
from recount.store.databases import kept_open
from recount.web.api import describing
from recount.web.api.routes import API
from recount.web.checking import Checked
from recount.web.guarding import Guarded
from recount.web.heads import Headed
from recount.web.options import WebOptions
from recount.web.pages import ROUTERS
from recount.web.problems import problem_answer
from recount.web.rendering import STATIC
from recount.web.sessions import SignInFirst
from recount.web.static_files import OwnFiles


@asynccontextmanager
async def _with_records_kept_open(_app: FastAPI) -> AsyncIterator[None]:
    with kept_open():
        yield


def make_app(options: WebOptions) -> FastAPI:
    """The pages and the API of one desk. It reports to nobody: FastAPI's own telemetry is off whatever the environment
    says."""
    app = FastAPI(
        title="Recount",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        telemetry={"auto_configure": False},
        lifespan=_with_records_kept_open,
    )
    app.state.options = options
    app.mount("/static", OwnFiles(directory=STATIC), name="static")
    for router in (*API, describing.router, *ROUTERS):
        app.include_router(router, include_in_schema=False)
    for kind in (RecountError, HTTPException, RequestValidationError, SignInFirst):
        app.add_exception_handler(kind, problem_answer)
    app.add_middleware(Checked, options=options, refused=problem_answer)
    app.add_middleware(Guarded, options=options, refused=problem_answer)
    app.add_middleware(Headed)
    return app
