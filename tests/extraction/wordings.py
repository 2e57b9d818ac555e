"""Reports written for tests of who says what: plain sentences, tagged by small word lists, no reader model needed."""

from __future__ import annotations

import re

from recount.model import Document, Entity, Passage, Reading, Sentence, Span, Token

_LISTS = {
    "DET": "a an the some this these those no every",
    "ADP": "of in on at by from to for with near during into over under citing quoting",
    "CCONJ": "and or but",
    "SCONJ": "that while when because after although as",
    "PRON": "it he she they who which we i us",
    "AUX": "was were is are has have had been be will did",
    "ADV": "also not later earlier overnight strongly meanwhile",
    "ADJ": "local medical other northern foreign military rebel interior human civil senior same many",
    "VERB": "said says told died killed hit struck fell reported added adding confirmed claimed denied announced "
    "warned blamed accused believed suspected believe speaking quoted cited saying telling fled took shelled carried "
    "published shows showed wounded seized left entered heads advanced issued retook stopped declared bombed lost "
    "according based maintained blaming noted monitoring",
    "NUM": "one two three four five six seven eight nine ten twelve twenty",
}
_TAGS = {word: tag for tag, words in _LISTS.items() for word in words.split()}
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
_PIECE = re.compile(r"(?P<word>.+?)(?:/(?P<tag>[A-Z]+))?(?:=(?P<subject>\w+))?")
_TOKEN = re.compile(r"\d[\d,.]*\d|\w[\w.’]*\w(?=['’]s\b)|['’]s\b|U\.N\.|\w+|[^\w\s]")


def reading(*paragraphs: str) -> Reading:
    """A report of one passage; each paragraph's sentences end at " | ".

    "word/TAG" sets a tag, where PER and ORG are proper nouns of a person's or a body's name; "word=said" makes the
    word the subject of the next "said".
    """
    text = ""
    sentences: list[Sentence] = []
    for n, paragraph in enumerate(paragraphs):
        text += "\n\n" if n else ""
        for k, written in enumerate(paragraph.split(" | ")):
            text += " " if k else ""
            sentence, words = _sentence(written, len(text))
            text += words
            sentences.append(sentence)
    document = Document("r1", "r1", text, "", "r1.txt", "text")
    return Reading(document, (Passage(0, tuple(sentences)),))


def _sentence(written: str, start: int) -> tuple[Sentence, str]:
    words: list[tuple[str, str | None, str | None, int]] = []
    text = ""
    for piece in written.split():
        marks = re.search(r"[.,;:!?”\")\]]+$", piece)
        bare = piece[: marks.start()] if marks else piece
        found = _PIECE.fullmatch(bare)
        word, tag, subject = (found["word"], found["tag"], found["subject"]) if found else (bare, None, None)
        text += " " if text else ""
        for token in _TOKEN.finditer(word):
            at = len(text) + token.start()
            words += [(token.group(), tag, subject, at)]
        text += word
        for mark in marks.group() if marks else "":
            words.append((mark, None, None, len(text)))
            text += mark
    return _parsed(words, start, len(text)), text


def _parsed(words: list[tuple[str, str | None, str | None, int]], start: int, length: int) -> Sentence:
    tags = [_tag(i, word, tag) for i, (word, tag, _, _) in enumerate(words)]
    root = next((i for i, tag in enumerate(tags) if tag == "VERB"), 0)
    heads, relations = _tree(tags, root)
    tokens = []
    for i, (word, _, subject, at) in enumerate(words):
        verb = next((j for j in range(i, len(words)) if words[j][0] == subject), None) if subject else None
        if verb is not None:
            heads[i], relations[i] = verb, "nsubj"
        span = Span(start + at, start + at + len(word))
        tokens.append(Token(i, span, word, word.lower(), tags[i], tags[i], heads[i], relations[i]))
    return Sentence(Span(start, start + length), tuple(tokens), tuple(_entities(words, tokens)))


def _tree(tags: list[str], root: int) -> tuple[list[int], list[str]]:
    """A rough tree: words of a noun phrase hang on its last, "in the town" on the noun before, the rest on the verb."""
    heads, relations = [root] * len(tags), ["dep"] * len(tags)
    last_of: dict[int, int] = {}
    i = 0
    while i < len(tags):
        j = i
        while tags[i] in _NOMINAL and j + 1 < len(tags) and tags[j + 1] in _NOMINAL and tags[j + 1] != "DET":
            j += 1
        last_of.update(dict.fromkeys(range(i, j + 1), j))
        heads[i:j] = [j] * (j - i)
        if i and tags[i - 1] == "ADP" and tags[i] in _NOMINAL:
            heads[i - 1], relations[i - 1] = j, "case"
            heads[j] = last_of[i - 2] if i > 1 and tags[i - 2] in _NOMINAL else root
        elif tags[i] in _NOMINAL and "VERB" in tags[j + 1 : j + 3]:
            heads[j], relations[j] = tags.index("VERB", j), "nsubj"
        i = j + 1
    heads[root], relations[root] = root, "root"
    return heads, relations


def _entities(words: list[tuple[str, str | None, str | None, int]], tokens: list[Token]) -> list[Entity]:
    found: list[Entity] = []
    for i, (_, tag, _, _) in enumerate(words):
        if tag not in ("PER", "ORG"):
            continue
        kind = "PERSON" if tag == "PER" else "ORG"
        first = found.pop().first if found and found[-1].last == i - 1 and found[-1].kind == kind else i
        found.append(Entity(kind, first, i, Span(tokens[first].span.start, tokens[i].span.end)))
    return found


def _tag(i: int, word: str, tag: str | None) -> str:
    if tag in ("PER", "ORG"):
        return "PROPN"
    if tag is not None:
        return tag
    lower = word.lower()
    if lower in _TAGS:
        return _TAGS[lower]
    if not word[0].isalnum():
        return "PUNCT"
    if word[0].isdigit():
        return "NUM"
    return "PROPN" if word[0].isupper() and i else "NOUN"
