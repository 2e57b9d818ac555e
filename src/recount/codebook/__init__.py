"""Coding rules as data: load, compile, check."""
