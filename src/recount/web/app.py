"""The desk as a web application."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.staticfiles import StaticFiles

from recount.errors import RecountError
from recount.web.guarding import Guarded
from recount.web.here import Here
from recount.web.options import WebOptions
from recount.web.pages import ROUTERS
from recount.web.rendering import STATIC
from recount.web.sessions import member_of


def make_app(options: WebOptions) -> FastAPI:
    """The pages and the API of one desk."""
    app = FastAPI(title="Recount", openapi_url=None, docs_url=None, redoc_url=None)
    app.state.options = options
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for router in ROUTERS:
        app.include_router(router, include_in_schema=False)
    app.add_exception_handler(RecountError, _refused)
    app.add_exception_handler(HTTPException, _answered)
    app.add_middleware(Guarded, secure=options.secure)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(options.hosts))
    return app


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, RecountError)  # noqa: S101 — the handler is registered for it
    status = 404 if "is not in the record" in error.what else 422
    return _here(request).page("problem.html", status, title=error.source, what=error.what, remedy=error.remedy)


async def _answered(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 — the handler is registered for it
    what = "There is no such page." if error.status_code == 404 else str(error.detail)
    return _here(request).page("problem.html", error.status_code, title="Recount", what=what, remedy="")


def _here(request: Request) -> Here:
    options: WebOptions = request.app.state.options
    return Here(request, options, member_of(request, options))
