"""Words by which somebody can be reached: telephones, mail, sites and accounts, also where the signs in them are
spelled out ("name at site dot org") or left out ("yousef88 on Telegram")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from recount.codebook.actors import name_key
from recount.publishing.plain_words import words_of
from recount.publishing.vocabulary import is_of_the_language, looks_like_a_handle

_WRITTEN = re.compile(
    r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+|\bwww\.\S+|(?<!\w)@\w{2,}"
    r"|(?<![\w.@/-])[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:com|org|net|me|info|io|co|tv|ru|uk|sy|tr|iq|lb)/[\w./?=&%@+-]+\w"
    r"|(?<![\w.])\+?\(?\d(?:[\s()./-]{0,2}\d){8,}(?!\w|\.\d)"
    r"|\b(?:phones?|tel|telephone|mobile|cell|call|fax|whatsapp)\b[.:\s]{0,3}(?:no\.?|number)?[\s:]{0,2}"
    r"\+?\(?\d(?:[\s()./-]{0,2}\d){4,}"
)

_SIGN_AT = r"(?:\s*[\[({<]\s*(?:at|@)\s*[\])}>]\s*|\s+at\s+|\s*@\s*)"
_SIGN_DOT = r"(?:\s*[\[({<]\s*(?:dot|punkt|point|\.)\s*[\])}>]\s*|\s+dot\s+|\s+\.\s*|\.)"
_POINTED = r"(?:\s*[\[({<]\s*(?:dot|\.)\s*[\])}>]\s*|\s+dot\s+)"
_MAIL = r"(?:g-?mail|hotmail|yahoo|outlook|proton(?:mail)?|icloud|aol|gmx|yandex|tutanota|maktoob)"
_ENDING = r"(?:com|org|net|me|info|io|co|tv|ru|uk|de|fr|sy|tr|iq|lb|ps|jo|eg|ye|ly|sd|ch|at|edu|gov)"
_LAST = rf"(?:{_ENDING}|(?!on|in|at|of|to|and|the|was|is|by|for)[a-z]{{2,4}})\b(?:\s+slash\s+\w+)*"
_DIGIT = r"(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|double|triple|plus|\d)"
_SPELLED = re.compile(
    rf"\b[\w.+-]+(?:\s+(?:dot|underscore|dash|hyphen)\s+[\w+-]+)*{_SIGN_AT}(?:[\w-]+{_POINTED})+{_LAST}"
    rf"|\b[\w.+-]+(?:\s+(?:dot|underscore|dash)\s+[\w+-]+)*{_SIGN_AT}{_MAIL}(?:{_SIGN_DOT}{_ENDING})?\b"
    rf"|\b[\w.+-]+\s*[\[({{<]\s*(?:at|@)\s*[\])}}>]\s*[\w-]+(?:{_SIGN_DOT}\w+)+"
    rf"|\b(?:[\w-]+{_POINTED})+{_ENDING}\b(?:\s+slash\s+\w+)*"
    rf"|\b(?:{_DIGIT}[\s,-]+){{6,}}{_DIGIT}\b",
    re.IGNORECASE,
)
"""The same with its signs spelled out: "name at site dot org", "zero nine four four ..."."""

_NETWORK = (
    r"(?:Telegram|TELEGRAM|telegram|[Ww]hats[Aa]pp|WHATSAPP|[Vv]iber|VIBER|Facebook|facebook|FACEBOOK|Face[Bb]ook"
    r"|[Mm]essenger|Twitter|twitter|TWITTER|Instagram|instagram|INSTAGRAM|Insta|Skype|skype|SKYPE|Snapchat|snapchat"
    r"|Tik[Tt]ok|tiktok|Discord|discord|Signal|SIGNAL|Threema|WeChat|LinkedIn|YouTube|Youtube|youtube|Tumblr|Reddit"
    r"|Mastodon|Bluesky|VKontakte|Zello|IMO|ICQ|MSN)"
)
_ACCOUNT = r"(?:handle|user\s?name|screen\s?name|nick\s?name|nick|user|account|profile|ID|id|channel|page|alias)"
_WORD = r"[\w][\w.+-]*[\w]"
_BEFORE_NETWORK = re.compile(rf"(?<![\w@.-])({_WORD})[’'”\"]?\)?,?\s+(?:\(?on|via|at|over|through)\s+{_NETWORK}\b")
_BEHIND_NETWORK = re.compile(
    rf"\b{_NETWORK}(?:\s+(?:{_ACCOUNT}|number|contact))?\s*(?:[:(=–—-]\s*|\s+(?:as|under|is|by)\s+(?:the\s+name\s+)?|\s+)"
    rf"[‘“\"'(]?({_WORD})"
)
_BEHIND_ACCOUNT = re.compile(
    rf"\b{_ACCOUNT}(?:\s+names?)?\s*(?:[:(=–—-]\s*|\s+(?:is|was|of|called|named)\s+|\s+)[‘“\"'(]?({_WORD})"
)
_JOINED = re.compile(r"(?<![\w@./-])(?=\w*[^\W\d_])\w+_\w+(?:_\w+)*(?![\w])")
"""No word of a language has a stroke in it: an account has."""
_COUNTED = re.compile(r"(?<![\w@./-])(?!(?:mig|covid|sars|grad|kornet|scud)\d)[a-z]{3,}\d{2,}\w*(?![\w])")
_NO_ACCOUNTS = words_of("user users account accounts channel channels page pages group groups video videos post posts")


def ways_to_reach(text: str) -> Iterator[tuple[int, int]]:
    """Where a text says how somebody is reached."""
    for some in (_WRITTEN, _SPELLED, _JOINED, _COUNTED):
        yield from (match.span() for match in some.finditer(text))
    for some in (_BEFORE_NETWORK, _BEHIND_NETWORK, _BEHIND_ACCOUNT):
        yield from (match.span(1) for match in some.finditer(text) if _is_account(match[1]))


def _is_account(word: str) -> bool:
    """Whether a word beside the name of a network is an account's: one of no language, or written as none is."""
    if looks_like_a_handle(word) or ("." in word.strip(".") and word.islower()):
        return True
    key = name_key(word)
    return word.islower() and key not in _NO_ACCOUNTS and not all(map(is_of_the_language, key.split()))
