"""Which passwords are good enough, and how they are kept."""

from __future__ import annotations

import threading
from typing import Literal

import pytest
from argon2 import PasswordHasher

from recount.desk import passwords
from recount.desk.passwords import hashed, is_old, is_password, password_problem
from recount.errors import TooOftenError

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "hasher", lambda: QUICK)


@pytest.mark.parametrize(
    "good",
    [
        "seven quiet herons",
        "Tarik walks his dog",
        "kF9#vQ2!mZ7p",
        "passwordless entry for nobody",
        "ثلاثة طيور على السطح",
        "monday is the worst day",
    ],
)
def test_a_few_words_or_many_signs_are_good(good: str) -> None:
    assert password_problem(good, "Tarik") == ""


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "short words",
        "password1234",
        "Passw0rd!!!!",
        "P@ssw0rd2024",
        "passwordpassword",
        "qwertyuiop12",
        "qwertyuiopasdfgh",
        "123456789012",
        "098765432109",
        "aaaaaaaaaaaa",
        "abababababab",
        "abcdefghijklmnop",
        "letmein12345",
        "Administrator1",
        "changeme2026!",
        "recountrecount",
        "Tarik Mansour1",
        "a" * 201,
        "seven\nquiet herons",
    ],
)
def test_what_is_guessed_first_is_refused(bad: str) -> None:
    assert password_problem(bad, "Tarik Mansour")


def test_what_is_kept_is_argon2id_and_tells_right_from_wrong() -> None:
    kept = hashed("seven quiet herons")
    assert kept.startswith("$argon2id$")
    assert is_password(kept, "seven quiet herons")
    assert not is_password(kept, "seven quiet heron")
    assert not is_password("no hash", "seven quiet herons")


def test_the_same_letters_typed_on_another_system_are_the_same_password() -> None:
    assert is_password(hashed("caf\u00e9 on the corner"), "cafe\u0301 on the corner")


def test_without_an_account_it_takes_as_long(monkeypatch: pytest.MonkeyPatch) -> None:
    verified: list[str] = []

    class Watched(PasswordHasher):
        def verify(self, kept: str | bytes, shown: str | bytes) -> Literal[True]:
            verified.append(str(kept))
            return super().verify(kept, shown)

    watched = Watched(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "hasher", lambda: watched)
    assert not is_password(None, "nobody's password")
    assert len(verified) == 1


def test_a_hash_by_older_rules_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = hashed("seven quiet herons")
    assert not is_old(kept)
    monkeypatch.setattr(passwords, "hasher", lambda: PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    assert is_old(kept)


def test_too_many_at_once_are_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_HASHING", threading.BoundedSemaphore(1))
    monkeypatch.setattr(passwords, "_PATIENCE", 0.01)
    assert passwords._HASHING.acquire()
    with pytest.raises(TooOftenError, match="too many do it just now"):
        hashed("seven quiet herons")
