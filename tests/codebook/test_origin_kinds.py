from __future__ import annotations

from pathlib import Path

import pytest

from recount.codebook.actors import built_in_actors, load_actors
from recount.codebook.alias_file import ORIGIN_KINDS
from recount.codebook.origin_kinds import kind_of_origin, kind_of_outlet, kind_of_unnamed
from recount.codebook.schema import schema_named
from recount.errors import CodebookError
from recount.model import OriginKind

ACTORS = built_in_actors()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("SOHR", "monitor"),
        ("the Turkish army", "party"),
        ("SANA", "agency"),
        ("White Helmets", "relief"),
        ("Gaza health ministry", "authority"),
        ("United Nations", "body"),
        ("Tarnow Valley Observatory", "monitor"),
        ("Health Ministry of Tarnow", "authority"),
        ("Defence Ministry of Tarnow", "party"),
        ("the governor of Tarnow", "authority"),
        ("Tarnow General Hospital", "relief"),
        ("Colonel Adem Brook", "party"),
        ("Ferry Bridge Brigade", "party"),
        ("Tarnow News Agency", "agency"),
        ("Radio Furat", "outlet"),
        ("Ana Rus", "unknown"),
    ],
)
def test_an_origins_kind_is_the_alias_files_or_what_its_words_mean(name: str, kind: str) -> None:
    assert kind_of_origin(name, ACTORS).value == kind


def test_an_outlet_is_one_whatever_its_name_says_but_for_agencies_and_parties() -> None:
    assert kind_of_outlet("The Colonel", ACTORS) is OriginKind.OUTLET
    assert kind_of_outlet("Tarnow Wire", ACTORS) is OriginKind.AGENCY
    assert kind_of_outlet("US Central Command", ACTORS) is OriginKind.PARTY


def test_whom_an_outlet_does_not_name_is_unnamed_or_a_witness() -> None:
    assert kind_of_unnamed("activists") is OriginKind.UNNAMED
    assert kind_of_unnamed("two residents of the quarter") is OriginKind.WITNESS


def test_a_desk_says_what_an_origin_is(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("actors:\n  - {name: Ana Rus, kind: civilians, origin: monitor}\n")
    assert kind_of_origin("Ana Rus", load_actors(own)) is OriginKind.MONITOR


def test_an_unknown_origin_is_refused_with_what_there_is(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("actors:\n  - {name: Ana Rus, kind: civilians, origin: gossip}\n")
    with pytest.raises(CodebookError, match=r"own\.yaml:2.*gossip"):
        load_actors(own)


def test_the_schema_offers_the_kinds_that_a_file_may_give() -> None:
    kinds = schema_named("actors.schema.json")["$defs"]["actor"]["properties"]["origin"]["enum"]
    assert tuple(kinds) == ORIGIN_KINDS
