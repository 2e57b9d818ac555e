"""A record of the invented reports, to work on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from recount.desk.running import RunOptions, run
from recount.desk.settings import settings_from

EXAMPLES = Path(__file__).parents[2] / "examples" / "raqqa"
SETTINGS = settings_from({})


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples' record, read once; tests work on copies of it."""
    record = tmp_path_factory.mktemp("read") / "record"
    run([EXAMPLES], record, SETTINGS, RunOptions())
    return record


@pytest.fixture
def record(read_once: Path, tmp_path: Path) -> Path:
    """A copy of the examples' record, to work in."""
    return Path(shutil.copytree(read_once, tmp_path / "record"))
