"""The API under /api/v1: every page's data and every judgement, for programs."""
