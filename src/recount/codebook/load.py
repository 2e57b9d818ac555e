"""YAML files -> Codebook. A wrong file is refused with its name and line, what is wrong, and the remedy."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from recount.codebook.merging import MERGING_FILE, Merging, built_in_page, merging_in, strangers_in
from recount.codebook.pages import Block, parsed
from recount.codebook.rules import (
    NOTHING,
    Codebook,
    Condition,
    Control,
    EventType,
    Example,
    Role,
    SameAs,
    Shift,
    Trigger,
    Turn,
)
from recount.codebook.schema import EVENT_TYPE, MERGING, WORDS, built_in_folder, refusals
from recount.errors import CodebookError

WORDS_FILE = "_words.yaml"
ACTORS_FILE = "actors.yaml"
_FORMS = {WORDS_FILE: WORDS, MERGING_FILE: MERGING}
KINDS = frozenset({"place", "toll", "name", "any"})
"""What `@` asks for that is no word class: a place name, a toll, a name of any kind, anything at all."""

PARTS = ("part", "part_before")
"""What stands under `control` beside the shifts: words for parts of a place."""

_VERB_AGENT = ("subject",)
_NOUN_AGENT = ("possessor", "modifier", "by")


@dataclass(frozen=True, slots=True)
class Folder:
    """A codebook folder as read: the codebook of what is right in it, and everything that is wrong."""

    codebook: Codebook
    pages: Mapping[str, Block]
    wrong: tuple[CodebookError, ...]


def conflict_codebook() -> Codebook:
    """The codebook that comes with Recount."""
    return load_codebook(built_in_folder())


@cache
def conflict_merging() -> Merging:
    """When accounts are one happening, after the codebook that comes with Recount."""
    return conflict_codebook().merging


def load_codebook(folder: Path) -> Codebook:
    """The codebook in a folder of YAML files, one event type a file.

    Raises CodebookError with the file, the line, what is wrong and what to do about it.
    """
    found = read_folder(folder)
    for error in found.wrong:
        raise error
    return found.codebook


def read_folder(folder: Path) -> Folder:
    """A folder with all that is wrong in it; CodebookError only where there is no such folder or no event type."""
    if not folder.is_dir():
        raise CodebookError(str(folder), "no such folder", "Give a folder with one YAML file for each event type.")
    wrong: list[CodebookError] = []
    digest = hashlib.sha256()
    pages: dict[str, Block] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name == ACTORS_FILE:
            continue
        try:
            page = parsed(path)
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
            if path.name not in _FORMS and not _tells_a_type(path.name):
                continue
        except CodebookError as error:
            wrong.append(error)
            continue
        refused = list(refusals(page, _FORMS.get(path.name, EVENT_TYPE), path.name))
        wrong += refused
        if not refused:
            pages[path.name] = page
    merging = pages.pop(MERGING_FILE, None) or built_in_page()
    wrong += strangers_in(merging)
    classes = {name: frozenset(_words(words)) for name, words in pages.get(WORDS_FILE, {}).items()}
    types: dict[str, EventType] = {}
    for file, page in pages.items():
        if _tells_a_type(file):
            event_type = _Page(file, page, classes, wrong).event_type()
            if event_type.name in types:
                what = f"the type `{event_type.name}` stands in two files, {types[event_type.name].file} and this one"
                wrong.append(CodebookError(file, what, "Keep one of them."))
            types[event_type.name] = event_type
    if not types and not wrong:
        raise CodebookError(str(folder), "holds no event type", "Add YAML files, or name another folder.")
    wrong += _strangers(types, pages)
    return Folder(_compiled(digest.hexdigest()[:16], types, classes, merging), pages, tuple(wrong))


def _compiled(
    version: str, types: Mapping[str, EventType], classes: Mapping[str, frozenset[str]], merging: Block
) -> Codebook:
    families = {name: event_type.family for name, event_type in types.items()}
    return Codebook(version, types, classes, merging_in(merging, families), _index(types), _means(types, classes))


def _tells_a_type(file: str) -> bool:
    """Files whose name begins with _ hold what all types share."""
    return not file.startswith("_")


def _words(value: Any) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [] if value is None else [value]
    return tuple(item.strip().lower() for item in items)


def _asked(value: Any) -> object:
    """What an example asks for: text as it stands, lists as lists, one word alone as a list of it."""
    return list(value) if isinstance(value, list) else value


class _Page:
    """One file, whose form is right, on its way to an event type; what is wrong in meaning is added to `wrong`."""

    def __init__(
        self, file: str, page: Block, classes: Mapping[str, frozenset[str]], wrong: list[CodebookError]
    ) -> None:
        self.file, self.page, self.classes, self.wrong = file, page, classes, wrong

    def refuse(self, line: int, what: str, remedy: str) -> None:
        self.wrong.append(CodebookError(f"{self.file}:{line}", what, remedy))

    def event_type(self) -> EventType:
        page, name = self.page, self.page["type"]
        self._known_classes(_words(page.get("means")), page.lines.get("means", 1), kinds=False)
        becomes = tuple(self._turn(entry) for entry in page.get("becomes", ()))
        triggers: list[Trigger] = []
        for entry in page["triggers"]:
            triggers += self._triggers(entry, name, f"{name}/{len(triggers) + 1}")
        return EventType(
            name=name,
            title=page["name"].strip(),
            code_when=page["code_when"].strip(),
            because=page["because"].strip(),
            family=page["family"],
            gravity=page["gravity"],
            same_as=_same_as(page.get("same_as", {})),
            roles={role: words.strip() for role, words in page.get("roles", {}).items()},
            becomes=becomes,
            means=frozenset(_words(page.get("means"))),
            means_rank=page.get("means_rank", 0),
            control=self._control(page.get("control")),
            triggers=tuple(_turned(triggers, becomes)),
            examples=tuple(self._example(case, f"{name}-{i}") for i, case in enumerate(page["examples"], 1)),
            file=self.file,
        )

    def _control(self, given: Block | None) -> Control:
        """Every word under one shift only: it can't say two things of who holds a place."""
        shifts: dict[str, Shift] = {}
        otherwise: Shift | None = None
        for key in given or ():
            if given is None or key in PARTS:
                continue
            for word in _words(given[key]):
                before = otherwise if word == "@any" else shifts.get(word)
                if before is not None:
                    remedy = "Keep it in one of the two."
                    self.refuse(given.lines[key], f"`{word}` stands under `{before}` and under `{key}`", remedy)
                elif word == "@any":
                    otherwise = Shift(key)
                else:
                    shifts[word] = Shift(key)
        said: Mapping[str, Any] = given or {}
        part, ahead = (frozenset(_words(said.get(key))) for key in PARTS)
        return Control(shifts, otherwise, part, ahead)

    def _triggers(self, entry: Block, name: str, rule: str) -> Iterator[Trigger]:
        verb = "verb" in entry
        trigger = Trigger(
            rule=rule,
            type=name,
            words=(),
            verb=verb,
            role=Role(entry.get("role", Role.CAUSE)),
            agent=_words(entry.get("agent")) or (_VERB_AGENT if verb else _NOUN_AGENT),
            target=_words(entry.get("target")),
            place=_words(entry.get("place")),
            needs=self._conditions(entry.get("needs")),
            unless=self._conditions(entry.get("unless")),
            by_means=entry.get("by_means", False),
            finite=entry.get("finite", False),
            line=entry.line,
        )
        for word in _words(entry["verb" if verb else "noun"]):
            yield replace(trigger, rule=f"{rule} {word}", words=tuple(word.replace("-", " ").split()))

    def _turn(self, entry: Block) -> Turn:
        return Turn(entry["type"], entry["when"].strip(), self._conditions(entry.get("given")))

    def _conditions(self, given: Block | None) -> tuple[Condition, ...]:
        return tuple(self._condition(where, given) for where in given or ()) if given else ()

    def _condition(self, where: str, given: Block) -> Condition:
        words = _words(given[where])
        named = self._known_classes(words, given.lines[where])
        lemmas = {word for word in words if not word.startswith("@")}
        for name in named - KINDS:
            lemmas |= self.classes[name]
        return Condition(where, frozenset(lemmas), named & KINDS)

    def _known_classes(self, words: Sequence[str], line: int, *, kinds: bool = True) -> frozenset[str]:
        named = frozenset(word[1:] for word in words if word.startswith("@"))
        known = {name for name in named if name in self.classes or (kinds and name in KINDS)}
        for name in sorted(named - known):
            remedy = f"Define `{name}:` in {WORDS_FILE}, or write its words out."
            self.refuse(line, f"no word class `@{name}`", remedy)
        return frozenset(known)

    def _example(self, case: Block, example_id: str) -> Example:
        if not case["claims"] and "because" not in case:
            self.refuse(case.line, "a near miss without its reason", "Say in `because:` why it is not coded.")
        claims = tuple({key: _asked(value) for key, value in claim.items()} for claim in case["claims"])
        return Example(
            example_id, case["text"].strip(), claims, case.get("because"), case.get("known_failure"), case.line
        )


def _same_as(given: Mapping[str, Any]) -> SameAs:
    def named(scheme: str) -> dict[str, tuple[str, ...]]:
        return {kind: tuple(parts) for kind, parts in given.get(scheme, {}).items()}

    return SameAs(named("acled"), named("plover"), tuple(given.get("ucdp", ())), given.get("note", "").strip())


def _turned(triggers: Sequence[Trigger], becomes: Sequence[Turn]) -> Iterator[Trigger]:
    """The triggers, each after what `becomes` makes of it: the same words, one condition more, as another type's."""
    for trigger in triggers:
        for n, turn in enumerate(becomes, 1):
            for condition in turn.given:
                rule, needs = f"{trigger.rule}, becomes {n}", (*trigger.needs, condition)
                yield replace(trigger, rule=rule, type=turn.type, needs=needs, by_means=False)
        yield trigger


def _strangers(types: Mapping[str, EventType], pages: Mapping[str, Block]) -> Iterator[CodebookError]:
    """Types that `becomes` and examples name and the folder does not have."""
    for file, page in pages.items():
        if not _tells_a_type(file):
            continue
        named = [(turn, {NOTHING}) for turn in page.get("becomes", ())]
        named += [(claim, set[str]()) for case in page["examples"] for claim in case["claims"] if "type" in claim]
        for block, also in named:
            if block["type"] not in types and block["type"] not in also:
                what = f"`type: {block['type']}` is no type of this codebook"
                remedy = f"Use one of: {', '.join([*sorted(also), *types])}."
                yield CodebookError(f"{file}:{block.lines['type']}", what, remedy)


def _index(types: Mapping[str, EventType]) -> dict[str, tuple[Trigger, ...]]:
    found: dict[str, list[Trigger]] = {}
    for event_type in types.values():
        for trigger in event_type.triggers:
            found.setdefault(trigger.words[0], []).append(trigger)
    return {first: tuple(sorted(triggers, key=precedence)) for first, triggers in found.items()}


def precedence(trigger: Trigger) -> tuple[int, int, int]:
    """The order in which triggers of the same words are tried: longer wordings first, then guarded ones, the narrowest
    guard first - "car bomb" before "bomb", "capture" with a fighter as its object before "capture" with anything."""
    return -len(trigger.words), -len(trigger.needs), sum(len(condition.lemmas) for condition in trigger.needs)


def _means(
    types: Mapping[str, EventType], classes: Mapping[str, frozenset[str]]
) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for event_type in types.values():
        words: set[str] = set()
        for word in event_type.means:
            words |= classes.get(word[1:], frozenset()) if word.startswith("@") else {word}
        for word in words:
            parts = tuple(word.replace("-", " ").split())
            found.setdefault(parts[0], []).append((parts, event_type.name))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}
