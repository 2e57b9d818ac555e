"""Values of the desk as plain JSON values, for `--json` and the API; keys are added to, never renamed."""
