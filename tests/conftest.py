"""What several packages' tests share."""

from __future__ import annotations

import pytest

from recount.gazetteer import Gazetteer, built
from tests.postgres import database, postgres

__all__ = ["database", "gazetteer", "postgres"]


@pytest.fixture(scope="session")
def gazetteer(pytestconfig: pytest.Config) -> Gazetteer:
    """The built-in gazetteer, built once and kept in pytest's cache until its sources change."""
    cache = pytestconfig.cache
    assert cache is not None
    return built(cache.mkdir("recount") / "gazetteer.sqlite")
