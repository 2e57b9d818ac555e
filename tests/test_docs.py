"""The documentation says what the program does: generated pages are fresh, every key and command has its words."""

import doctest
import re
from pathlib import Path

import pytest

from recount.codebook import Role, conflict_codebook
from recount.codebook.load import KINDS
from recount.codebook.schema import EVENT_TYPE, schema_named
from recount.export.acled_scheme import COLUMNS as ACLED
from recount.export.tables import COLUMNS
from recount.export.ucdp_scheme import COLUMNS as UCDP
from recount.model import Status
from tools.outputs import PAGES, record_of_the_examples, with_outputs
from tools.reference import REFERENCE, pages

ROOT = Path(__file__).parents[1]
_OTHERS = {".venv", "node_modules", "record"}
MARKDOWN = sorted(p for p in ROOT.rglob("*.md") if _OTHERS.isdisjoint(p.relative_to(ROOT).parts))
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("name", sorted(pages()))
def test_a_generated_page_is_what_the_code_says(name: str) -> None:
    assert (REFERENCE / name).read_text("utf-8") == pages()[name], "run `make docs`"


@pytest.mark.parametrize("page", MARKDOWN, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("column", [*(column.name for column in COLUMNS), *(column.name for column in (*ACLED, *UCDP))])
def test_every_export_column_has_its_words(column: str) -> None:
    assert f"| `{column}` |" in (REFERENCE / "exports.md").read_text("utf-8")


def test_the_glossary_names_every_status() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    assert [status.value for status in Status if status.value not in glossary] == []


def test_every_key_of_the_interchange_lines_has_its_words() -> None:
    formats = (ROOT / "docs" / "formats.md").read_text("utf-8")
    source = (ROOT / "src" / "recount" / "export" / "contract.py").read_text("utf-8")
    lines = re.findall(r'^        "(\w+)":', source, re.MULTILINE)
    assert lines
    assert [key for key in lines if f"`{key}`" not in formats] == []


def test_every_key_of_the_codebook_has_its_words() -> None:
    page = (ROOT / "docs" / "codebook.md").read_text("utf-8")
    schema = schema_named(EVENT_TYPE)
    keys = {*schema["properties"], *Role, *(f"@{kind}" for kind in KINDS)}
    for part in ("trigger", "conditions", "turn", "example", "claim"):
        keys |= set(schema["$defs"][part]["properties"])
    assert sorted(key for key in keys if f"`{key}`" not in page) == []


def test_every_event_type_has_its_words() -> None:
    page = (REFERENCE / "event-types.md").read_text("utf-8")
    assert [name for name in conflict_codebook().types if f"## {name}\n" not in page] == []


def test_the_readme_names_the_commands_that_set_everything_up() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "make run" in readme
    assert "make test" in readme


@pytest.mark.parametrize("page", ["README.md", "docs/tour.md"])
def test_the_python_shown_does_what_the_page_says(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    found = doctest.testfile(str(ROOT / page), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert found.attempted
    assert not found.failed


def test_the_outputs_shown_are_what_the_commands_print() -> None:
    with record_of_the_examples() as record:
        old = [
            str(page.relative_to(ROOT))
            for page in PAGES
            if with_outputs(page.read_text("utf-8"), record) != page.read_text("utf-8")
        ]
    assert old == [], "run `make docs`"
