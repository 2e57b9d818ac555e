"""Words that begin with a capital and name nobody."""

from __future__ import annotations


def words_of(words: str) -> frozenset[str]:
    """The words of a line."""
    return frozenset(words.split())


CALENDAR = words_of(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december ramadan eid ashura muharram shaban shawwal rajab safar "
    "christmas easter nowruz jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun gmt "
    "utc"
)
"""Days, months and feasts."""

FUNCTION = words_of(
    "the a an this that these those it its he she they we you i his her their our my your him them us in on at "
    "by for from of off out over under after before since until during while when where who whom whose which "
    "what why how and or but nor so yet if as than then there here also both all any some many most more less "
    "few several each every no not only just even still again with without within into onto upon near around "
    "about against between among through across along behind beside besides beyond despite except inside "
    "outside toward towards up down is are was were be been being has have had do does did will would can "
    "could may might must shall should to according because although though whereas however meanwhile earlier "
    "later now today yesterday tomorrow one two three four five six seven eight nine ten "
    "eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety dozens "
    "hundreds thousands scores at least another other others such same very pro anti ex non"
)
"""Words of grammar; at the head of a sentence they begin no name."""

ELSEWHERE = words_of(
    "i god allah islam islamic islamist quran koran muslim christian sunni shia shiite kurdish arab arabic "
    "english internet facebook twitter telegram youtube whatsapp instagram google reuters afp ap bbc cnn "
    "twitter skype euphrates tigris nile mediterranean middle east west north south eastern western northern "
    "southern central upper lower old new great grand state states"
)
"""Faiths, tongues, networks, rivers and quarters of the sky."""

HIGH_OFFICES = words_of(
    "president premier chancellor minister king queen emir pope sultan secretary spokesman spokeswoman "
    "spokesperson ambassador envoy senator general admiral"
)
"""Who holds one of them acts in public; the name right behind the word is no private person's."""

SURNAMES_TOO = words_of(
    "bank bridge camp church hall house hotel judge king major marshal park prince school square street tower "
    "watch post field dam port"
)
"""Words for buildings and offices that are names of people as often."""

PERSONS_DO = words_of("said told says tells added recalled died fled lost survived wept explained")
"""What people do, behind a word at the head of a sentence."""
