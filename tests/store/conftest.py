"""Stores of each kind, for tests that hold for all of them."""

from tests.postgres import database, postgres

__all__ = ["database", "postgres"]
