"""What several packages' tests share."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest
from hypothesis import settings

from recount.gazetteer import Gazetteer, built
from tests.postgres import database, postgres

__all__ = ["database", "gazetteer", "postgres"]


settings.register_profile("recount", deadline=None)  # how long an example takes says what else the machine does
settings.load_profile("recount")

_USERS_LACK = "lie beside the developers' checkouts only"


@pytest.fixture(scope="session")
def gazetteer(pytestconfig: pytest.Config) -> Gazetteer:
    """The built-in gazetteer, built once and kept in pytest's cache until its sources change."""
    cache = pytestconfig.cache
    assert cache is not None
    return built(cache.mkdir("recount") / "gazetteer.sqlite")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where RECOUNT_SKIPS is "none", as in CI, what would be skipped fails, but for floors whose data no user has."""
    report = yield
    skipped = report.skipped and not hasattr(report, "wasxfail")
    if skipped and os.environ.get("RECOUNT_SKIPS") == "none" and _USERS_LACK not in str(report.longrepr):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, where nothing may be: {report.longrepr}"
    return report
