"""The desk's pages and its API: requests parsed, functions of the desk called, answers rendered. Nothing is decided
here."""
