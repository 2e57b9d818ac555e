"""Incident to ledger: figures beside their speakers, revisions."""
