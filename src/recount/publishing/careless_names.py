"""Names of private persons that reports write in small letters: found by what they begin with ("umm ahmad",
"el-masri"), and words of no language by what stands beside them ("a cousin, fadi", "the masri family")."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from recount.codebook.actors import name_key
from recount.export.private import COLLECTIVE, OFFICES
from recount.publishing.known import DISTINCT, Known
from recount.publishing.plain_words import FUNCTION, KIN, NUMBERS, PERSONS_DO, TITLES, words_of
from recount.publishing.public_names import kind_of
from recount.publishing.tokens import Token, together
from recount.publishing.told_as_persons import is_called_after, is_harmed, is_person_at_head, is_told_as_person
from recount.publishing.vocabulary import is_of_the_language
from recount.publishing.well_known import is_town
from recount.reading.reader.dictionary import listed_nouns, listed_verbs

_CALLED_AFTER = words_of("abu abou aboo umm oumm oum ibn bint abd abdul abdel abdal abdoul abdur ould wuld banu")
"""What names of persons begin with, and nothing else: any word behind it is one's."""
_CALLED_AFTER_TOO = words_of("abo bou bu um om omm bin ben bani ouled walad")
"""The same, words of some language as well: a word of none behind it is a name."""
_ARTICLES = words_of("al el il ul")
_BEFORE_SUN_LETTERS = _ARTICLES | words_of("as ash at ath ad adh an ar az es esh et eth ed en er ez ud ur us")
"""The article as it stands with a hyphen: "ash-shami"."""
_LONGEST = 5  # words of a name

_PERSONS = (
    KIN
    | TITLES
    | words_of(
        "cousins uncles aunts friends neighbours neighbors children kids kid twins twin boys girls babies parents "
        "fathers mothers husbands wives widows mum mom mama dad papa grandma grandpa grandsons granddaughters nephews "
        "nieces in-law fiance relative relatives resident residents man men woman women youth youths teenager toddler "
        "infant nurse nurses cook guard student pupil midwife mukhtar activist survivor survivors patient victim "
        "victims colleague comrade witness witnesses mechanic grandfather grandmother stepson stepmother clerk "
        "muezzin orphan bride groom guest host tenant landlord shepherd"
    )
)
_TRADES = ("er", "or", "ist", "man", "woman")
_NO_TRADES = FUNCTION | words_of(
    "former other number winter summer september october november december river corner order power water matter "
    "letter centre center quarter border mortar major human german ottoman roman however moreover further rather "
    "never ever whether together altogether later latter sooner longer better worse list exist wrist terror horror "
    "error motor sector tractor minor senior junior prior interior exterior terrorist extremist islamist thereafter "
    "member paper trigger danger anger fire hunger shelter cover disaster helicopter computer powder murder slaughter"
)
_DETERMINERS = words_of("a an the this that these those his her their its our my your no some any every each")
_CONTRACTED = re.compile(r"(?:n['’]t|['’](?:d|ve|re|ll|m))$")
_LISTED = re.compile(r"\s+|\.\s+|,\s*(?:and\s+)?")
_LIES_BEFORE = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)(?:\s*[,:(–—-]\s*|\.?\s+)[‘“\"'(]?$")
_OF_SOMEBODY = re.compile(
    r"\b(?:house|home|farm|car|shop|store|family|families|relatives|funeral|body|bodies|grave|son|sons|daughter|daughters"
    r"|wife|widow|mother|father|brother|sister|cousin|friend|name|death|killing|murder|arrest|face|clinic)\s+of\s+$",
    re.IGNORECASE,
)
_SPEAKS = re.compile(r"\b(?:said|says|told|recalled|explained|according\s+to|added|asked|remembers|remembered)\s+$")
_SELF = r"(?:himself|herself|themselves|myself|him|her|them)"
_KNOWN_AS = re.compile(
    rf"\b(?:nam(?:ed|ing)|called|calls?|calling|known|identif(?:y|ies|ied|ying)|introduc(?:ed|es|ing)|nam(?:e|es))\s+"
    rf"(?:{_SELF}\s+)?(?:only\s+|just\s+|locally\s+)?(?:as\s+|by\s+)?[‘“\"']?$|\b(?:alias|aka|a\.k\.a\.|n[ée]e)\s+$"
    r"|\bnames?\s+(?:is|was|are|were|of)\s+[‘“\"']?$|\b(?:goes|went|going)\s+by\s+[‘“\"']?$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:g[ai]v(?:es?|ing|en)\s+(?:his|her|their|my|a|the|only)\s+(?:\w+\s+)?names?\s+(?:only\s+)?as"
    r"|by\s+the\s+names?\s+of|nicknamed|(?:my|his|her)\s+name\s+is|(?P<of>[^\W\d_]+)\s+(?:named|called))\s+[‘“\"']?",
    re.IGNORECASE,
)
"""Behind this stands a name, be it a word of the language: "who gave her name as amal"."""
_SUFFERS = re.compile(
    r"\s+(?:was|were|is|are|got|gets|had\s+been|has\s+been)\s+(?:\w+ly\s+|also\s+|still\s+)?(?:killed|wounded|injured|shot"
    r"|hit|hurt|buried|arrested|detained|abducted|kidnapped|martyred|tortured|released|beaten|among|dead|alive|missing"
    r"|taken|born|only|my|our|his|her|\d)\b|\s+and\s+(?:his|her)\s|,\s+(?:who|whose|and\s+(?:his|her))\s"
)
_OWNS_KIN = re.compile(r"['’]s\s+([^\W\d_]+)")
_WINDOW = 60


def careless_names(
    text: str, tokens: Sequence[Token], found: Iterable[tuple[int, int]], known: Known
) -> Iterator[tuple[int, int]]:
    """Where names stand in small letters; `found` are names that were found by other ways."""
    called = [*_called_after(text, tokens, known), *_said_names(text, tokens)]
    yield from called
    doubtful = {
        n
        for n, one in enumerate(tokens)
        if not one.capital and len(one.key) >= DISTINCT and known.unknown_words(_CONTRACTED.sub("", one.word))
    }
    if not doubtful:
        return
    near = [*found, *called]
    named = {n for n, one in enumerate(tokens) for start, end in near if start <= one.start < end}
    for n in sorted(doubtful - named):
        one = tokens[n]
        before = tokens[n - 1] if n else None
        beside = [k for k in (n - 1, n + 1) if k in doubtful or k in named]
        if any(_is_listed(text, tokens[k], one) for k in beside) or _is_told(text, n, tokens, named):
            named.add(n)
            first = before if before is not None and _is_initial(before, one, text) else one
            yield first.start, one.end


def _called_after(text: str, tokens: Sequence[Token], known: Known) -> Iterator[tuple[int, int]]:
    """Names by what they begin with: "umm ahmad", "abu-bilal", "the el-masri family"; no towns and actors that are
    called so."""
    n = 0
    while n < len(tokens):
        last = _last_of_name(text, tokens, n, known)
        start, end = tokens[n].start, tokens[last].end if last >= 0 else 0
        if last < 0 or (_is_public(text, tokens[n : last + 1], known) and not is_told_as_person(text, start, end)):
            n += 1
            continue
        yield start, end
        n = last + 1


def _last_of_name(text: str, tokens: Sequence[Token], first: int, known: Known) -> int:
    """The last word of a name that begins at this word by what names begin with; -1 where none does, and where a
    capital tells it."""
    one = tokens[first]
    begin, *more = one.key.split() or [""]
    links = _CALLED_AFTER | _CALLED_AFTER_TOO | _ARTICLES
    if begin not in links and not (more and begin in _BEFORE_SUN_LETTERS):
        return -1
    last = first
    while not more and last + 1 < len(tokens) and together(text, tokens[last : last + 2]):
        last += 1
        more = [part for part in tokens[last].key.split() if part not in links]
    some = tokens[first : last + 1]
    if not more or len(some) > _LONGEST or some[-1].capital:
        return -1
    doubtful = [token for token in some if known.unknown_words(token.word.casefold())]
    plain = begin in _CALLED_AFTER and not (set(more) & FUNCTION)
    if not (plain or doubtful):
        return -1
    while last + 1 < len(tokens) and last - first < _LONGEST and _goes_on(text, tokens, last, known):
        last += 1
    return last


def _goes_on(text: str, tokens: Sequence[Token], last: int, known: Known) -> bool:
    """Whether a name in small letters goes on behind this word: "abu omar al-binnishi"."""
    behind = tokens[last + 1]
    if behind.capital or not together(text, tokens[last : last + 2]):
        return False
    return behind.key in _ARTICLES or bool(known.unknown_words(behind.word))


def _is_public(text: str, some: Sequence[Token], known: Known) -> bool:
    """Whether words are, or begin as, what a town, an actor or a released name is called."""
    for last in range(len(some), 0, -1):
        phrase = text[some[0].start : some[last - 1].end]
        if last == 1 and " " not in some[0].key:
            return False
        if kind_of(phrase, last, known) or is_town(name_key(phrase)):
            return True
    return False


def _said_names(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """What a report says to be a name, whatever other word it is: "who gave her name as amal", "a man called hope"."""
    for said in _NAMED.finditer(text):
        of = said["of"]
        if of is not None and not _is_person_word(name_key(of)):
            continue
        one = next((token for token in tokens if token.start == said.end()), None)
        if one is None or one.capital or one.key in FUNCTION | NUMBERS | OFFICES | COLLECTIVE:
            continue
        plain = is_of_the_language(one.key)
        if of is not None and plain and (one.key.endswith(("s", "ly", "ed")) or " called " in said[0]):
            continue  # "the witness named officers", "a resident called police"
        yield one.start, one.end


def _is_told(text: str, n: int, tokens: Sequence[Token], named: Collection[int]) -> bool:
    """Whether what stands beside a word of no language says that it is a name."""
    one = tokens[n]
    behind = tokens[n + 1] if n + 1 < len(tokens) else None
    before = text[max(0, one.start - _WINDOW) : one.start]
    if (n and _is_initial(tokens[n - 1], one, text)) or _SPEAKS.search(before) or _KNOWN_AS.search(before):
        return True
    if behind is not None and behind.key in PERSONS_DO and (n == 0 or tokens[n - 1].key not in _DETERMINERS):
        return True
    owned = _OWNS_KIN.match(text, one.end)
    if (owned and name_key(owned[1]) in KIN) or is_called_after(text, one.start, one.end):
        return True
    if _OF_SOMEBODY.search(before) or _SUFFERS.match(text, one.end) or is_harmed(text, one.start, one.end):
        return True
    if any(tokens[k].key == "and" and 2 * k - n in named for k in (n - 1, n + 1) if 0 <= k < len(tokens)):
        return True
    if is_person_at_head(text, one.end):
        return True
    lies = _LIES_BEFORE.search(before)
    return lies is not None and _is_person_word(name_key(lies[1])) and not _describes(text, one, behind)


def _describes(text: str, one: Token, behind: Token | None) -> bool:
    """Whether a word of no language is likely one that a dictionary lacks, which says how something is or what somebody
    does: "the terrorist ugly explosions"."""
    if len(one.key) > 2 * DISTINCT and one.key.endswith(("ing", "ly")):
        return True
    adjoined = behind is not None and not behind.capital and text[one.end : behind.start].isspace()
    return adjoined and behind is not None and behind.key in listed_nouns() and behind.key not in listed_verbs()


def _is_listed(text: str, near: Token, one: Token) -> bool:
    between = text[min(near.end, one.end) : max(near.start, one.start)]
    return _LISTED.fullmatch(between) is not None


def _is_initial(before: Token, one: Token, text: str) -> bool:
    return len(before.key) == 1 and text[before.end : one.start].strip() == "."


def _is_person_word(key: str) -> bool:
    """Whether a word says who somebody is: kin, or a trade."""
    if key in _PERSONS:
        return True
    return key.endswith(_TRADES) and key not in _NO_TRADES and is_of_the_language(key)
