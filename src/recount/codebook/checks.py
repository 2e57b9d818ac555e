"""What a codebook can be criticised for before it is tried: mistakes, rules that can never fire, rules that clash."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from pathlib import Path

from recount.codebook.load import ACTORS_FILE, KINDS, WORDS_FILE, Folder, precedence, read_folder
from recount.codebook.pages import Block
from recount.codebook.rules import Codebook, Condition, EventType, Trigger
from recount.codebook.schema import built_in_folder

ENOUGH_CODED = 6
ENOUGH_MISSES = 2
READ_BY_RECOUNT = ("armed", "ground", "war")
"""Word classes that Recount reads by beyond the triggers that name them: who can act, where a battle is, what a total
is over."""
_ARTICLES = frozenset({"a", "an", "the"})
_PREPOSITIONS = frozenset({"against", "at", "by", "for", "from", "in", "of", "on", "to", "with"})


class Level(StrEnum):
    """An `error` is refused wherever the codebook is used; a `warning` is not, but hardly what anybody wants."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a codebook that should be mended: file and line, what is wrong, and the remedy."""

    level: Level
    source: str
    what: str
    remedy: str


Lemma = Callable[[str, bool], str]
"""The form of a word that a dictionary lists, of a verb (True) or a noun."""


def findings_in(path: Path, lemma: Lemma | None = None) -> tuple[Finding, ...]:
    """All that is wrong with a codebook folder, by file and line; the errors first.

    With `lemma`, triggers are also looked over for words that are no dictionary forms. Raises CodebookError where there
    is no such folder, or no event type in it.
    """
    folder = read_folder(path)
    errors = [Finding(Level.ERROR, error.source, error.what, error.remedy) for error in folder.wrong]
    found = [] if errors else [*_of_rules(folder), *_of_classes(folder), *_of_pages(folder)]
    if not errors and lemma is not None:
        found += _of_forms(folder, lemma)
    if (path / ACTORS_FILE).exists() and path.resolve() != built_in_folder().resolve():
        remedy = "Give it with --actors FILE, or move it elsewhere."
        found.append(_warning(ACTORS_FILE, "actors are not read from a codebook's folder", remedy))
    return (*errors, *sorted(found, key=_place))


def _place(finding: Finding) -> tuple[str, int]:
    file, _, line = finding.source.partition(":")
    return file, int(line or 0)


def _warning(source: str, what: str, remedy: str) -> Finding:
    return Finding(Level.WARNING, source, what, remedy)


def _files(folder: Folder) -> Mapping[str, str]:
    """The file of each type."""
    return {name: event_type.file for name, event_type in folder.codebook.types.items()}


def _of_rules(folder: Folder) -> Iterator[Finding]:
    files = _files(folder)
    told: set[tuple[str, str]] = set()
    for found in folder.codebook.starting_with.values():
        # what `becomes` makes of a trigger stands before it on purpose
        triggers = [trigger for trigger in found if ", becomes " not in trigger.rule]
        for trigger in triggers:
            if why := _never_met(trigger):
                source = f"{files[trigger.type]}:{trigger.line}"
                yield _warning(source, f"`{_named(trigger)}` can never count: {why}", "Change or drop a condition.")
        for earlier, later in combinations(sorted(triggers, key=precedence), 2):
            if earlier.words != later.words or earlier.verb != later.verb:
                continue
            finding = _of_two(earlier, later, files)
            if finding is not None and (finding.source, finding.what) not in told:
                told.add((finding.source, finding.what))
                yield finding


def _of_two(earlier: Trigger, later: Trigger, files: Mapping[str, str]) -> Finding | None:
    """What two triggers of the same words do to each other; the earlier one is tried first."""
    if not _covers(earlier, later):
        return None
    one, other = (f"{files[t.type]}:{t.line}" for t in (earlier, later))
    if _covers(later, earlier):
        if earlier.type != later.type:
            what = f"`{_named(later)}` stands with the same conditions in {earlier.type} ({one}), which wins"
            return _warning(other, what, "Give one of the two a condition, or keep it in one type.")
        return _warning(other, f"`{_named(later)}` stands twice in {later.type} ({one})", "Keep one of the two.")
    what = f"`{_named(later)}` never counts here: {earlier.type} ({one}) takes all that it could be"
    return _warning(other, what, "Narrow the other one with `needs` or `unless`, or drop this one.")


def _named(trigger: Trigger) -> str:
    return f"{'verb' if trigger.verb else 'noun'} {' '.join(trigger.words)}"


def _of_forms(folder: Folder, lemma: Lemma) -> Iterator[Finding]:
    """Trigger words in another form than a dictionary's, which would be met in that form alone."""
    files, told = _files(folder), set[str]()
    wordings = {(t.words, t.verb) for event_type in folder.codebook.types.values() for t in event_type.triggers}
    for event_type in folder.codebook.types.values():
        for trigger in event_type.triggers:
            listed = _as_listed(trigger, lemma)
            source = f"{files[event_type.name]}:{trigger.line}"
            if listed == trigger.words or (listed, trigger.verb) in wordings or source + _named(trigger) in told:
                continue
            told.add(source + _named(trigger))
            what = f"`{_named(trigger)}` is no dictionary form, and other forms of it are not met"
            yield _warning(source, what, f"Write `{' '.join(listed)}`, or both if you mean this form too.")


def _as_listed(trigger: Trigger, lemma: Lemma) -> tuple[str, ...]:
    """The words of a trigger as a dictionary has them: the verb, or the noun before any "of", and no article."""
    words = trigger.words
    if trigger.verb:
        return (lemma(words[0], True), *words[1:])
    words = words[1:] if words[0] in _ARTICLES and len(words) > 1 else words
    head = next((n for n, word in enumerate(words) if word in _PREPOSITIONS and n), len(words)) - 1
    return (*words[:head], lemma(words[head], False), *words[head + 1 :])


def _covers(a: Trigger, b: Trigger) -> bool:
    """Whether `a` fires wherever `b` does."""
    needed = all(any(_implies(mine, theirs) for mine in b.needs) for theirs in a.needs)
    forbidden = all(any(_implies(theirs, mine) for mine in b.unless) for theirs in a.unless)
    return needed and forbidden


def _implies(narrow: Condition, wide: Condition) -> bool:
    """Whether `wide` is met wherever `narrow` is."""
    if narrow.where != wide.where:
        return False
    return "any" in wide.classes or (narrow.lemmas <= wide.lemmas and narrow.classes <= wide.classes)


def _never_met(trigger: Trigger) -> str | None:
    for needed in trigger.needs:
        if not needed.classes and not any(_is_one_word(word) for word in needed.lemmas):
            return f"{needed.where} is asked for words that no single word can be"
        # what is needed as a class may be met by a word that is not forbidden
        if any(_implies(needed, forbidden) for forbidden in trigger.unless):
            return f"what it needs in {needed.where} is what it must not have there"
    return None


def _is_one_word(word: str) -> bool:
    return " " not in word and "-" not in word.strip("-")


def _of_classes(folder: Folder) -> Iterator[Finding]:
    page = folder.pages.get(WORDS_FILE)
    used = {word for file, rest in folder.pages.items() if file != WORDS_FILE for word in _classes_named(rest)}
    for name in page or ():
        if name not in used and name not in READ_BY_RECOUNT:
            source = f"{WORDS_FILE}:{page.lines[name] if page else 1}"
            yield _warning(source, f"no rule uses the word class `{name}`", f"Drop it, or use @{name} in a rule.")
    for name in READ_BY_RECOUNT:
        if not folder.codebook.classes.get(name):
            what = f"there is no word class `{name}`, by which Recount reads"
            yield _warning(WORDS_FILE, what, "Copy it from the built-in codebook: recount codebook copy DIR.")


def _classes_named(value: object) -> Iterator[str]:
    """All `@name`s below a value, without the @."""
    if isinstance(value, dict):
        for part in value.values():
            yield from _classes_named(part)
    elif isinstance(value, list):
        for part in value:
            yield from _classes_named(part)
    elif isinstance(value, str) and value.startswith("@") and value[1:] not in KINDS:
        yield value[1:].strip().lower()


def _of_pages(folder: Folder) -> Iterator[Finding]:
    for event_type in folder.codebook.types.values():
        file = event_type.file
        page = folder.pages[file]
        yield from _of_examples(event_type, f"{file}:{page.lines['examples']}")
        for key, words in (("roles", "who and what belongs to it"), ("becomes", "what turns it into another type")):
            if key not in page:
                yield _warning(f"{file}:1", f"`{key}` does not say {words}", f"Add `{key}:`; other files show how.")
        if "same_as" not in page:
            yield _warning(f"{file}:1", "`same_as` does not say what other schemes call it", "Add `same_as:`.")
        yield from _of_split_words(page, file)
    yield from _of_means(folder.codebook, folder)


def _of_examples(event_type: EventType, source: str) -> Iterator[Finding]:
    coded = sum(bool(example.claims) for example in event_type.examples)
    missed = len(event_type.examples) - coded
    if coded < ENOUGH_CODED:
        what = f"{coded} of the {ENOUGH_CODED} coded examples that a type should have"
        yield _warning(source, what, "Add sentences of your own reports with the claims they make.")
    if missed < ENOUGH_MISSES:
        what = f"{missed} of the {ENOUGH_MISSES} near misses that a type should have"
        yield _warning(source, what, "Add texts with `claims: []` that look like such an event and are none.")
    texts = [example.text for example in event_type.examples]
    for example in event_type.examples:
        if texts.count(example.text) > 1:
            line = f"{source.split(':')[0]}:{example.line}"
            yield _warning(line, "this example stands twice", "Keep one of them.")


def _of_split_words(page: Block, file: str) -> Iterator[Finding]:
    """Words of conditions that no single word of a report can be."""
    for entry in page["triggers"]:
        for key in ("needs", "unless"):
            for where, words in entry.get(key, {}).items():
                listed = words if isinstance(words, list) else [words]
                split = [word for word in listed if not word.startswith("@") and not _is_one_word(word)]
                if split:
                    what = f"conditions look at single words, and these are several: {', '.join(split)}"
                    line = entry[key].lines[where]
                    yield _warning(f"{file}:{line}", what, "Write the one word of them that tells.")


def _of_means(codebook: Codebook, folder: Folder) -> Iterator[Finding]:
    files = _files(folder)
    for rows in codebook.means.values():
        for words, kinds in _by_words(rows).items():
            for a, b in combinations(sorted(kinds), 2):
                if codebook.types[a].means_rank == codebook.types[b].means_rank:
                    line = folder.pages[files[b]].lines.get("means", 1)
                    what = f"`{' '.join(words)}` is a means of {a} too, and of the same rank"
                    yield _warning(f"{files[b]}:{line}", what, "Give one of the types a higher `means_rank`.")


def _by_words(rows: Iterable[tuple[tuple[str, ...], str]]) -> Mapping[tuple[str, ...], Sequence[str]]:
    found: dict[tuple[str, ...], list[str]] = {}
    for words, kind in rows:
        found.setdefault(words, []).append(kind)
    return found
