"""The command."""

from recount.cli.app import main

__all__ = ["main"]
