"""Which language a text is in, as far as a reader of English needs to know: its letters and its commonest words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_SCANNED = 6_000  # characters
_FEW_WORDS = 8


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_COMMON = {
    "English": _set(
        "the of and to in that for on was by with said at is from were have has had been it its they which who after "
        "their his are but this not near killed people an as"
    ),
    "French": _set(
        "le les des du et une dans que qui pour sur est sont avec par aux ont été cette ses plus au ce il la selon"
    ),
    "Spanish": _set(
        "el los las del y una en que por con para se su al lo como más fue han según este esta muertos sobre la"
    ),
    "German": _set(
        "der die das und den dem des ein eine einen mit von auf ist im nicht sich auch bei wurden nach aus zu hat sind"
    ),
    "Portuguese": _set("os as da do das dos e uma em que para com não mais foi ao pela pelo segundo por são na no o"),
    "Italian": _set("il lo gli della di che e una per con non sono nel dei delle alla è si del la più dal secondo"),
    "Dutch": _set("de het een van en dat op zijn met voor niet aan door bij ook naar uit werden werd om zij"),
    "Turkish": _set("ve bir bu için ile olarak olan da de çok en sonra daha göre kadar ise tarafından olduğu"),
    "Indonesian": _set("yang dan di dengan untuk dari pada dalam ini itu adalah tidak oleh akan telah ke"),
    "Polish": _set("i w na z do się nie że jest o od przez po jak dla oraz są był"),
    "Romanian": _set("și în de la cu că pe pentru din nu este au un mai care prin"),
    "Swedish": _set("och att det som en på är av för med till den har inte om ett var från"),
}
_SCRIPTS = {
    "ARABIC": "Arabic script",
    "CYRILLIC": "Cyrillic script",
    "HEBREW": "Hebrew script",
    "GREEK": "Greek script",
    "CJK": "Chinese or Japanese script",
    "HIRAGANA": "Japanese script",
    "KATAKANA": "Japanese script",
    "HANGUL": "Korean script",
    "DEVANAGARI": "Devanagari script",
    "BENGALI": "Bengali script",
    "ETHIOPIC": "Ethiopic script",
    "GEORGIAN": "Georgian script",
    "ARMENIAN": "Armenian script",
    "THAI": "Thai script",
    "TAMIL": "Tamil script",
    "MYANMAR": "Burmese script",
}
_WORD = re.compile(r"[^\W\d_]+")


def foreign_language(text: str) -> str | None:
    """The language, or the script, of a text that is not English; None for English and for what is too short to tell.

    A text is foreign where most of its letters are of another script, or where its commonest words are more often
    another language's than English ones. Names do not count: a wire report full of Spanish names stays English.
    """
    sample = text[:_SCANNED]
    script = _script(sample)
    if script is not None:
        return script
    words = Counter(word.casefold() for word in _WORD.findall(sample))
    total = sum(words.values())
    if total < _FEW_WORDS:
        return None
    shares = {name: sum(words[word] for word in common) / total for name, common in _COMMON.items()}
    best = max(shares, key=lambda name: shares[name])
    if best == "English" or shares[best] < 0.12 or shares[best] < 1.5 * shares["English"]:
        return None
    return best


def _script(sample: str) -> str | None:
    letters = [c for c in sample if c.isalpha()]
    foreign = [c for c in letters if c > "\u036f" and not "\u1e00" <= c <= "\u1eff"]
    if not letters or len(foreign) <= 0.5 * len(letters):
        return None
    names = Counter(unicodedata.name(c, "").split(" ")[0].split("-")[0] for c in foreign[:500])
    return _SCRIPTS.get(names.most_common(1)[0][0], "a script other than Latin")
