"""What a web page prints around a story: share buttons, advertisements, related links, credits, photo captions."""

from __future__ import annotations

import re

_LINE_PROMO = re.compile(
    r"(?:"
    r"(?:please )?(?:share|tweet|print|email|comments?|advertisements?|sponsored(?: content)?|loading|menu|home|search|"
    r"close|back to top|(?:image|photo) gallery|more ?images?|twitter|facebook|whatsapp|telegram|linkedin|pinterest|"
    r"video|watch|listen|live|subscribe|sign in|log in|see also|read also|also|related|most read|most popular|trending)"
    r"(?: (?:this|it|now|on|via|with|to|and|articles?|stor(?:y|ies)|news|links?|topics?|posts?|content|videos?|"
    r"facebook|twitter|whatsapp|telegram|email|print|share|tweet|friends?))*\s*[:.…»>|]*"
    r"|\d+ (?:shares?|comments?|views?)"
    r")",
    re.IGNORECASE,
)
_PROMO_START = re.compile(
    r"(?:read (?:more|also|next|the full)|(?:more|also) (?:on|read)\b|see also|also read|also see|related (?:stor|articles?|news|topics?|links?|:)|"
    r"click here|tap here|follow us|follow @|like us on|join us on|find us on|share (?:this|on|via)|tags?\s*:|topics?\s*:|filed under|"
    r"you must enter the characters|enter the characters|type the characters|your (?:name|email|e-mail|comment)|leave a (?:comment|reply)|"
    r"post (?:a )?comment|sign up (?:for|to)|subscribe (?:to|now)|get (?:our|the) (?:daily|weekly|free|latest) |"
    r"don.?t miss|recommended for you|you (?:may|might) also like|we use cookies|this (?:site|website) uses cookies|by continuing to use|"
    r"accept (?:all )?cookies|our standards\s*:|all rights reserved|copyright\b|©|\(c\) (?:19|20)\d\d|"
    r"terms (?:of|and)|privacy policy|download (?:our|the) app|watch (?:the )?video|watch\s*:|video\s*:|listen\s*:|"
    r"support (?:our|independent) journalism|donate (?:now|to)|skip to (?:content|main)|advertise with|"
    r"image copyright|image source|image caption|media caption|"
    r"(?:additional )?reporting by [A-Z]|(?:written|edited|writing|editing|compiled) by [A-Z])",
    re.IGNORECASE,
)
# What stands at the very end, run into the last sentence where its line was lost.
_TAIL = re.compile(
    r"(?:"
    r"(?<=[.!?\"”’)\s])(?:\(?(?:additional )?(?:reporting|writing|editing) by [A-Z][^.!?]{2,200}[.)]?\s*)?our standards\s*:.{0,120}"
    r"|(?<=[.!?\"”’)])\s*\(?(?:additional )?(?:reporting|writing|editing) by [A-Z][^.!?]{2,200}[.)]?"
    r"|(?<=[.!?\"”’)])\s*\((?:source\s*:|with |via )[^()]{2,80}\)(?:\s*twitter)?"
    r"|(?<=[.!?\"”’)])\s*source\s*:?\s[A-Z][\w ,&/-]{1,60}"
    r"|(?<=[.!?\"”’)\s])(?:agencies contributed to this report\.?\s*)?(?:read|see|view) (?:also|more)\s*:?"
    r"|(?<=[.!?\"”’)])\s*[-–—]{1,2}\s?[A-Z][A-Za-z]{1,12}(?:[-/][A-Z][A-Za-z]{1,12})*"
    r"|(?<=[.!?\"”’)])\s*last update[d]?\s*:?.{0,80}"
    r"|(?<=[.!?\"”’)])\s*\d{0,6}\s*(?:\([A-Z][\w ,&-]{2,50}\))?\s*more ?images?"
    r"|(?<=[.!?\"”’)])\s*(?:twitter|facebook|whatsapp|share|advertisement)"
    r"|\bcommunity standards\s?discussion\b.{0,120}"
    r")\s*$",
    re.IGNORECASE | re.DOTALL,
)
_CREDIT = re.compile(
    r"\((?:file (?:photo|picture|image)|photo[^()]{0,60}|picture[^()]{0,60}|(?:AP|AFP|EPA|Reuters|Getty|Anadolu|Xinhua)"
    r"(?: (?:photo|images?|via)[^()]{0,60}|/[^()]{2,60})|[^()]{2,60}/(?:AP|AFP|EPA|Reuters|Getty(?: Images)?|File))\)"
    r"|\b(?:AP|AFP|EPA|Reuters|Getty(?: Images)?|Xinhua)\s?(?:/|photo\b|images?\b)|\bfile photo\b|\bphoto(?:graph)? (?:by|courtesy)\b",
    re.IGNORECASE,
)
_CAPTION_START = re.compile(
    r"(?:(?:file )?(?:photo|picture|image|caption|illustration|map|graphic|video grab|screengrab)\s*[:|]|file\s?[-–—]\s|"
    r"(?:a )?(?:still|file|handout|satellite|undated) (?:image|photo|picture)s? (?:shows?|taken|released|obtained|of|from)|"
    r"(?:in )?this (?:file |handout |undated |still )?(?:photo|picture|image|frame grab|photograph)\b)",
    re.IGNORECASE,
)
_RUN_IN_CREDIT = re.compile(r"\((?P<who>[A-Za-z][A-Za-z .,&/-]{1,40})\)")

AGENCIES = (
    "AA|AAP|ABNA|ACAN[ -]{1,3}EFE|AFP|Agencies|Agence France[ -]Presse|Al[ -]?Jazeera|Anadolu(?: Agency)?|ANSA|ANA|ANI|AP|APA|"
    "Associated Press|Asharq Al-Awsat|BBC|BNA|CNN|DPA|EFE|FARS|IANS|INA|Interfax|IRNA|KUNA|Kyodo|MENA|NNA|PTI|QNA|Reuters|"
    "RIA Novosti|RIA|SANA|SPA|Sputnik|TASS|UNB|UPI|WAFA|WAM|Xinhua|Yonhap"
)
_AGENCY_CREDIT = re.compile(
    rf"(?:[A-Z]\w+ ?(?:World)? and )?(?:{AGENCIES})(?:(?: ?(?:,|and|&|/) ?|/)\w+)*|[A-Z]\w+ World and agencies", re.I
)


def is_promo(line: str) -> bool:
    """Whether a paragraph is page furniture: a button, an advertisement mark, a link to other stories, a cookie notice."""
    if len(line) > 400:
        return False
    return _LINE_PROMO.fullmatch(line) is not None or _PROMO_START.match(line) is not None


def is_caption(line: str) -> bool:
    """Whether a paragraph carries a photograph's credit or opens as captions open."""
    if len(line) > 600:
        return False
    return _CAPTION_START.match(line) is not None or _CREDIT.search(line) is not None


def tail_start(text: str, start: int, end: int) -> int | None:
    """Where a paragraph's page furniture begins that was run into its last sentence; None where there is none."""
    window = max(start, end - 400)
    m = _TAIL.search(text, window, end)
    return m.start() if m is not None and m.end() == end and m.start() > start else None


def run_in_credits(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Agency credits in brackets between two sentences ("… said. (Reuters) A missile …"), which closed a caption once."""
    return tuple(
        m.span()
        for m in _RUN_IN_CREDIT.finditer(text, start, end)
        if _AGENCY_CREDIT.fullmatch(m["who"]) is not None and text[m.end() : m.end() + 2].lstrip()[:1].isupper()
    )
