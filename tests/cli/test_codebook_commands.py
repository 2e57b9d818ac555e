"""The commands that change, check and try a codebook, as a desk types them."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from recount.cli.app import app
from recount.codebook import conflict_codebook, load_codebook
from recount.desk.tools import Rules
from recount.pipeline import Tools
from tests.coded import tools
from tests.stand_ins import folder_of

COMMANDS = ("copy", "new", "check", "test", "diff", "suggest")
RAID = (
    "Rebels sabotaged a pipeline near Homs on Monday, the oil ministry said.\n\n"
    "Fighters insulted two engineers in Homs, the ministry added.\n"
)


@pytest.fixture(autouse=True)
def real_tools(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def made(rules: Rules, *_: object) -> Tools:
        return dataclasses.replace(tools(), codebook=load_codebook(rules.codebook)) if rules.codebook else tools()

    for module in ("running", "trying", "recoding", "suggesting"):
        monkeypatch.setattr(f"recount.desk.{module}.tools_of", made)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)


def typed(*words: object) -> Result:
    return CliRunner().invoke(app, ["codebook", *map(str, words)])


def with_pipelines(folder: Path) -> Path:
    """A codebook of one's own with a type for pipelines, which takes them from destruction."""
    assert typed("new", "pipeline_attack", "--in", folder).exit_code == 0
    file = folder / "pipeline_attack.yaml"
    trigger = "triggers:\n  - verb: [sabotage]\n    needs: {object: [pipeline]}\n"
    file.write_text(file.read_text("utf-8").replace("triggers:\n", trigger), "utf-8")
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    page = typed(command, "--help")
    assert page.exit_code == 0
    assert "Example: recount codebook" in page.output


def test_a_copy_codes_as_the_original_does_and_is_not_written_over() -> None:
    assert typed("copy", "own").exit_code == 0
    assert load_codebook(Path("own")).version == conflict_codebook().version
    assert sorted(p.name for p in Path("own").glob("*.json")) == [
        "actors.schema.json",
        "event-type.schema.json",
        "merging.schema.json",
        "words.schema.json",
    ]
    refused = typed("copy", "own")
    assert refused.exit_code == 1
    assert "holds something already" in str(refused.exception)


def test_a_new_type_begins_a_codebook_that_has_no_mistakes_and_works_at_once() -> None:
    made = typed("new", "Oil theft", "--in", "own")
    assert made.exit_code == 0
    assert "own is now a copy of the built-in codebook" in made.output
    assert "To do: 1 of the 6 coded examples" in made.output
    assert Path("own/oil_theft.yaml").exists()
    assert typed("check", "own").exit_code == 0
    tried = typed("test", "own", "oil_theft")
    assert (tried.exit_code, tried.output) == (0, "3 of 3 examples coded as the codebook says.\n")


def test_a_new_type_says_when_its_words_tell_another_type() -> None:
    assert "Its words tell another type, too: see own/siege.yaml:" in typed("new", "blockade", "--in", "own").output


@pytest.mark.parametrize("name", ["", "7up", "a" * 41, "x/../y", "naïve"])
def test_a_name_that_can_be_no_type_is_refused(name: str) -> None:
    refused = typed("new", name, "--in", "own")
    assert refused.exit_code == 1
    assert "can't be the name of a type" in str(refused.exception)


def test_a_type_that_is_there_is_not_written_over() -> None:
    typed("copy", "own")
    refused = typed("new", "siege", "--in", "own")
    assert refused.exit_code == 1
    assert "the codebook has the type siege" in str(refused.exception)


def test_check_names_file_line_problem_and_remedy_and_exits_for_ci() -> None:
    with_pipelines(Path("own"))
    warned = typed("check", "own")
    assert (warned.exit_code, typed("check", "own", "--strict").exit_code) == (0, 1)
    assert "0 errors, 1 warning in own." in warned.output
    page = Path("own/pipeline_attack.yaml")
    page.write_text(page.read_text("utf-8").replace("needs: {object", "needs: {abject"), "utf-8")
    wrong = typed("check", "own", "--json")
    assert wrong.exit_code == 1
    (finding,) = json.loads(wrong.stdout)
    line = page.read_text("utf-8").splitlines().index("    needs: {abject: [pipeline]}") + 1
    assert finding["file"] == "pipeline_attack.yaml"
    assert (finding["level"], finding["line"]) == ("error", line)
    assert "Did you mean `object`?" in finding["remedy"]
    missing = typed("check", "nowhere")
    assert missing.exit_code == 1
    assert "no such folder" in str(missing.exception)


def test_a_failing_example_is_shown_with_what_came_out_the_tree_and_the_rules() -> None:
    page = with_pipelines(Path("own")) / "pipeline_attack.yaml"
    more = '  - text: "Rebels sabotaged a pipeline near Homs."\n    claims: [{agents: [guards], places: [Homs]}]\n'
    page.write_text(page.read_text("utf-8").replace("examples:\n", "examples:\n" + more), "utf-8")
    failed = typed("test", "own", "pipeline_attack")
    assert failed.exit_code == 1
    for words in (
        "✕ pipeline_attack.yaml:",
        "claim 1 agents  guards    Rebels",
        "VERB root",
        "pipeline_attack/1 sabotage",
        "another rule was tried before it",
        "3 of 4 examples coded as the codebook says, 1 failed.",
    ):
        assert words in failed.output
    case = json.loads(typed("test", "own", "pipeline_attack", "--json").stdout)[0]
    assert (case["outcome"], case["claims"][0]["differs"]) == ("failed", ["agents"])
    page.write_text(
        page.read_text("utf-8").replace(more, more + "    known_failure: Who did it is guessed.\n"), "utf-8"
    )
    known = typed("test", "own", "pipeline_attack")
    assert known.exit_code == 0
    assert "3 of 4 examples coded as the codebook says, 1 known not to be." in known.output


def test_a_type_of_the_built_in_codebook_is_tested_by_its_name() -> None:
    assert "examples coded as the codebook says" in typed("test", "siege").output
    refused = typed("test", "sieges")
    assert "is no type of this codebook" in str(refused.exception)


def test_diff_says_what_a_change_does_to_a_record_and_why() -> None:
    reports = folder_of(Path("in"), raid=RAID)
    done = CliRunner().invoke(app, ["run", str(reports), "--record", "rec", "--published", "2016-06-03"])
    assert done.exit_code == 0, done.output
    with_pipelines(Path("own"))
    same = typed("diff", "built-in", "built-in", "--record", "rec")
    assert "The two codebooks say the same." in same.output
    moved = typed("diff", "built-in", "own", "--record", "rec")
    assert moved.exit_code == 0
    for words in (
        "pipeline_attack: verb sabotage is new",
        "0 claims appear, 0 vanish, 1 told otherwise, in 1 report.",
        "type: destruction → pipeline_attack",
        "pipeline attack    0 → 1",
    ):
        assert words in moved.output
    assert typed("diff", "built-in", "own", "--record", "rec", "--strict").exit_code == 1
    line = json.loads(typed("diff", "built-in", "own", "--record", "rec", "--json").stdout)
    assert line["claims"][0]["why"][0]["subject"] == "pipeline_attack: verb sabotage"
    assert line["incidents"][0]["fields"]["type"] == ["destruction", "pipeline_attack"]
    assert {"type": "pipeline_attack", "claims": [0, 1], "incidents": [0, 1], "killed": [0, 0]} in line["totals"]


def test_suggest_names_words_that_no_rule_knows_with_their_sentences() -> None:
    reports = folder_of(Path("in"), raid=RAID)
    found = typed("suggest", reports)
    assert found.exit_code == 0
    assert "verb insult  1 time in 1 report" in found.output
    assert "Fighters «insulted» two engineers" in found.output
    words = [row["word"] for row in json.loads(typed("suggest", reports, "--json").stdout)]
    assert "insult" in words
    assert not {"sabotage", "say", "add"} & set(words)
    assert typed("suggest").exit_code == 2


def test_suggest_puts_frequent_words_first_and_leaves_out_those_met_once_and_those_of_figures() -> None:
    often = (
        "Militants insulted a doctor in Homs. Rebels insulted two nurses in Hama. The dead climbed to 40 in Homs.\n\n"
    )
    reports = folder_of(Path("in"), raid=often + "Soldiers serenaded three nurses in Homs, medics said.\n")
    words = [row["word"] for row in json.loads(typed("suggest", reports, "--json").stdout)]
    assert words == ["insult"]
    shown = " ".join(typed("suggest", reports).output.split())
    assert "once" in shown
    assert "Weight: 3 for each figure" in shown
