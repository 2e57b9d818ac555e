"""What a web page prints around a story: share buttons, advertisements, related links, credits, photo captions."""

from __future__ import annotations

import re

from recount.reading.layout import words_of

AGENCIES = (
    r"AA|AAP|ABNA|ACAN[ -]{1,3}EFE|AFP|Agencies|Agence France[ -]Presse|Al[ -]?Jazeera|Anadolu(?: Agency)?|ANSA|"
    r"ANA|ANI|AP|APA|Associated Press|Asharq Al-Awsat|BBC|BNA|CNN|DPA|EFE|FARS|IANS|INA|Interfax|IRNA|KUNA|Kyodo|"
    r"MENA|NNA|PTI|QNA|Reuters|RIA Novosti|RIA|SANA|SPA|Sputnik|TASS|UNB|UPI|WAFA|WAM|Xinhua|Yonhap"
)
"""News agencies, as an alternation: who stands in a dateline's brackets or under a story."""

# A line that is nothing but these words is a button or a mark.
_BUTTON = re.compile(
    r"(?:"
    r"(?:please )?(?:share|tweet|print|email|comments?|advertisements?|sponsored(?: content)?|loading|menu|home|search|"
    r"close|back to top|(?:image|photo) gallery|more ?images?|twitter|facebook|whatsapp|telegram|linkedin|pinterest|"
    r"video|watch|listen|live|subscribe|sign in|log in|see also|read also|also|related|most read|most popular|trending)"
    r"(?: (?:this|it|now|on|via|with|to|and|articles?|stor(?:y|ies)|news|links?|topics?|posts?|content|videos?|"
    r"facebook|twitter|whatsapp|telegram|email|print|share|tweet|friends?)){0,12}[\s:.…»>|]{0,8}"
    r"|\d{1,9} (?:shares?|comments?|views?)"
    r"|(?:https?://|www\.)\S{3,300}|[\w.+-]{1,60}@[\w.-]{3,60}|\(?\d{3}\)?[ -]\d{3}-\d{4}"
    r")",
    re.IGNORECASE,
)
_PROMO_OPENINGS = (
    r"read (?:more|also|next|the full)|more (?:from|on this|on the story)\b|see also|also read|also see",
    r"(?:click|tap) here",
    r"related (?:stor|articles?|news|topics?|links?|:)|follow (?:us|@)|(?:like|join|find) us on",
    r"share (?:this|on|via)\b|read or share|(?:please )?enable javascript",
    r"tags?\s*:|topics?\s*:|filed under|you must enter the characters|(?:enter|type) the characters",
    r"your (?:name|e-?mail|comment)s?(?: address)?\s*(?:[*:(]|$)|leave a (?:comment|reply)|post (?:a )?comment",
    r"sign up (?:for|to)|subscribe (?:to|now)",
    r"get (?:our|the) (?:daily|weekly|free|latest) |don.?t miss|recommended for you|you (?:may|might) also like",
    r"we use cookies|this (?:site|website) uses cookies|by continuing to use|accept (?:all )?cookies|our standards\s*:",
    r"all rights reserved|copyright\b|©|\(c\) (?:19|20)\d\d|terms (?:of use|of service|and conditions)|privacy policy",
    r"download (?:our|the) app|watch (?:the )?video|(?:watch|video|listen)\s*:|support (?:our|independent) journalism",
    r"donate (?:now|to us)|skip to (?:content|main)|advertise with|image (?:copyright|source|caption)|media caption",
    r"(?:additional )?reporting by (?-i:[A-Z])|(?:written|edited|writing|editing|compiled) by (?-i:[A-Z])[^,]{1,80}$",
)
_LONGEST_PROMO = 400  # characters; a notice about cookies or rights
_PROMO_START = re.compile("|".join(f"(?:{opening})" for opening in _PROMO_OPENINGS), re.IGNORECASE)

# What stands at the very end of a paragraph, run into the last sentence where its line end was lost.
_AFTER_STOP = r"(?<=[.!?\"”’)])\s{0,3}"
_TAILS = (
    r"(?<=[.!?\"”’)\s])(?:\(?(?:additional )?(?:reporting|writing|editing) by [A-Z][^.!?]{2,200}[.)]?\s?)?"
    r"our standards\s?:.{0,120}",
    _AFTER_STOP + r"\(?(?:additional )?(?:reporting|writing|editing) by (?-i:[A-Z])[^.!?]{2,200}[.)]?",
    _AFTER_STOP + r"\((?:source\s?:|with |via )[^()]{2,80}\)(?:\s?twitter)?",
    _AFTER_STOP + r"source\s?:?\s(?-i:[A-Z])[\w ,&/-]{1,60}",
    r"(?<=[.!?\"”’)\s])(?:agencies contributed to this report\.?\s?)?(?:read|see|view) (?:also|more)\s?:?",
    r"(?<=[.!?\"”’)\s])agencies contributed to this report\.?",
    _AFTER_STOP + r"[-–—]{1,2}\s?(?-i:[A-Z])[A-Za-z]{1,12}(?:[-/](?-i:[A-Z])[A-Za-z]{1,12}){0,3}",
    _AFTER_STOP + r"last updated?\s?:?.{0,80}",
    _AFTER_STOP + r"\d{0,6}\s?(?:\((?-i:[A-Z])[\w ,&-]{2,50}\))?\s?more ?images?",
    _AFTER_STOP + r"(?:twitter|facebook|whatsapp|share|advertisement|also)",
    r"(?:\.\.\.\s[\d\s]{1,12})?(?:\b(?-i:Tags)\s[^.!?]{0,300})?\bcommunity standards\s?discussion\b.{0,120}",
)
_TAIL = re.compile("|".join(f"(?:{tail})" for tail in _TAILS), re.IGNORECASE | re.DOTALL)

_PHOTO_AGENCY = r"(?:AP|AFP|EPA|Reuters|Getty(?: Images)?|Anadolu|Xinhua)"
_CREDIT = re.compile(
    r"\((?:file (?:photo|picture|image)|(?:photo|picture)\b[^()]{0,60}"
    rf"|{_PHOTO_AGENCY}(?: (?:photo|images?|via)[^()]{{0,60}}|/[^()]{{2,60}})|[^()]{{2,60}}/(?:{_PHOTO_AGENCY}|File))\)"
    rf"|\b{_PHOTO_AGENCY}\s?(?:/\s?(?-i:[A-Z])[\w.-]+(?:\s(?-i:[A-Z])[\w.-]+){{0,3}}|photo|images?)\W*$"
    r"|\bfile photo\b|\bphoto(?:graph)? (?:by|courtesy)\b",
    re.IGNORECASE,
)
_CAPTION_START = re.compile(
    r"(?:file )?(?:photo|picture|image|caption|illustration|map|graphic|video grab|screengrab)\s?[:|]|file\s?[-–—]\s|"
    r"(?:a )?(?:still|file|handout|satellite|undated) (?:image|photo|picture)s? "
    r"(?:shows?|taken|released|obtained|of|from)|"
    r"(?:in )?this (?:file |handout |undated |still )?(?:photo|picture|image|frame grab|photograph)\b",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\((?P<who>[A-Za-z][A-Za-z .,&/-]{1,40})\)")
_SENDERS = re.compile(
    rf"(?:\w{{2,12}}(?: ?World)? and )?(?:{AGENCIES})(?:(?: ?(?:,|and|&|/) ?|/)\w{{2,12}}){{0,3}}"
    r"|\w{2,12} ?World and agencies",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(r"(?<=[.!?])[\"”’)]{0,2}\s+")
_TAGS = re.compile(r"(?<=\s)Tags\s(?=[A-Z])")
_OPENERS = frozenset(
    {"a", "an", "the", "at", "in", "on", "almost", "about", "more", "nearly", "dozens", "scores", "hundreds", "several"}
    | {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "many", "some", "after", "as"}
)


def is_promo(line: str) -> bool:
    """Whether a paragraph is page furniture: a button, an advertisement mark, a link elsewhere, a cookie notice."""
    if len(line) > _LONGEST_PROMO:
        return False
    return _BUTTON.fullmatch(line) is not None or _PROMO_START.match(line) is not None


def is_caption(line: str) -> bool:
    """Whether a paragraph carries a photograph's credit or opens as captions open."""
    if len(line) > 600:
        return False
    return _CAPTION_START.match(line) is not None or _CREDIT.search(line) is not None


def tail_start(text: str, start: int, end: int) -> int | None:
    """Where a paragraph's page furniture begins that was run into its last sentence; None where there is none."""
    for m in _TAIL.finditer(text, max(start, end - 500), end):
        if not text[m.end() : end].strip() and m.start() > start:
            return m.start()
    return None


def headline_tail(text: str, start: int, end: int) -> int | None:
    """Where a run of headline capitals begins that follows the last full stop before `end`: names of reporters or the
    headline of another story, which lost their lines. None where the words are a sentence's own."""
    stops = list(_SENTENCE_START.finditer(text, max(start, end - 700), end))
    if not stops:
        return None
    run = text[stops[-1].end() : end].strip()
    long_words = [word for word in re.split(r"[\s/]+", run) if len(word) > 3]
    capitals = sum(word[:1].isupper() for word in long_words)
    enough = 2 <= len(re.split(r"[\s/]+", run)) <= 80 and long_words and capitals >= 0.85 * len(long_words)
    return stops[-1].end() if enough and not run.isupper() and run[-1] not in '.!?"”’' else None


def run_in_credits(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Agency credits in brackets that stand between two sentences: "… said. (Reuters) A missile …"."""
    return tuple(
        m.span()
        for m in _BRACKETED.finditer(text, start, end)
        if _SENDERS.fullmatch(m["who"]) is not None
        and text[m.end() : m.end() + 2].lstrip()[:1].isupper()
        and text[max(start, m.start() - 4) : m.start()].rstrip()[-1:] in ("", ".", "!", "?", '"', "”", ")")
    )


def run_in_tags(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A page's tags between a standfirst and its story ("… a monitor said. Tags Syria Idlib Jisr al-Shughour Rebels
    took …"). They end where the standfirst's first two words come again or a sentence plainly opens; where neither
    does, only the word "Tags" is taken."""
    m = _TAGS.search(text, start, min(end, start + 900))
    if m is None:
        return None
    opening = [word.form for word in words_of(text, start, m.start(), limit=2)]
    words = words_of(text, m.end(), min(end, m.end() + 200))
    for n in range(1, len(words) - 1):
        again = words[n].form in _OPENERS or [word.form for word in words[n : n + 2]] == opening
        if again and words[n].span.of(text)[0].isupper():
            return m.start(), words[n].span.start
    return m.start(), m.end()
