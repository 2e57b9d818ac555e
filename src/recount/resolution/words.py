"""Words that any war report holds, so that sharing them says nothing about two reports telling of one happening."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[a-z]{4,}")

_COMMON = frozenset(
    """
    about above accord according accords across added adding advance advanced advancing advertisement affiliate
    affiliated after again against agence agencies agency airstrike airstrikes alleged allegedly allied allies along
    also amid among announced announcement another anti april area areas armed armies army around artillery assault
    assaults attack attacked attacker attackers attacking attacks august away back backed bank based battle battles
    battling because been before began behind being besieged between blamed blast blasts blew bodies bomb bombard
    bombarded bombardment bombed bomber bombers bombing bombings bombs border both brigade brigades building
    buildings called came campaign capital captured capturing carried casualties casualty cause caused center
    central centre channel child children cited cities citizen citizens city civil civilian civilians claim claimed
    claims clash clashed clashes clear close coalition come coming command commander commanders comment committee
    confirmed conflict continue continued control controlled copyright council countries country countryside
    critical crossing damage damaged date days dead deadly death deaths december defence defense despite destroyed
    detonated died different director displaced district districts dozen dozens driven during each earlier early
    east eastern efforts eight eighteen eleven elsewhere enemy entire evening eventually ever every explosion
    explosions explosive explosives facebook faction factions family fatal february fellow field fierce fifteen
    fifty fight fighter fighters fighting fights file fire fired firing first five following force forced forces
    foreign former forty four fourteen france fresh friday from front full further gained general government
    governorate ground group groups gunmen hand have heavily heavy held helicopter helicopters help here high hits
    hold home homes hospital hospitals hour hours house houses however human hundred hundreds identified image
    including independent infiltrate information injured injuring injury inside insurgent insurgents international
    into involved islamic islamist islamists january jets jihadist jihadists joint july june just kill killed
    killing kills kilometer kilometers kilometre kilometres known land large last late later latest launch launched
    launching lead leader leaders least leave leaving left level local located main major majority make many march
    media member members men mile miles militant militants military militia militiamen militias minister ministry
    minor minute minutes missile missiles mission monday monitor monitored monitoring monitors month months more
    morning mortar mortars most mostly moved much multiple named nation national nations near nearby nearly
    neighborhood neighborhoods neighbourhood neighbourhoods network news night nine north northeast northeastern
    northern northwest northwestern november number objectives observatory october office official officials once
    ongoing only opened opposition other others outside outskirts over overnight part parts party past people
    perpetrated person persons photo place placed plane planes police position positions power president press
    presse previously prison pro-government province provinces provincial published push rage raid raids rebel
    rebels recent recently refused regime region regional regions related released remain remained report reported
    reportedly reporter reporters reports resident residents responsibility result retaken return reuters right
    rights risen rocket rockets ruling said same saturday saying says scores second security seen seized sent
    september serious seriously seven seventeen several severe share shell shelled shelling shells shot side since
    site sites sixteen sixty smoke soldier soldiers some source sources south southeast southeastern southern
    southwest southwestern spokesman spokesperson spokeswoman state stated statement states station still storm
    stormed story street stronghold struck such suffered suicide sunday support supported supporters suspected tags
    take taken takes taking tank tanks target targeted targeting targets team television tens territory terror
    terrorism terrorist terrorists than that their them then there these they thirteen thirty this those though
    thousand thousands three through thursday time title today told toll took topics total town towns troop troops
    tuesday turn twelve twenty twin twitter under unit united units unknown until using utmost vehicle vehicles
    victim victims video village villages violence violent warning warplane warplanes weapon weapons website
    wednesday week weekend weeks well went were west western what when where which while whose will wing with within
    without witness witnesses woman women world would wound wounded wounding wounds year years yesterday young
    """.split()  # noqa: SIM905 (read as prose)
)


def words_of(text: str) -> frozenset[str]:
    """The words of a text that may tell one happening from another, without plural endings."""
    return frozenset(_stem(word) for word in _WORD.findall(text.lower()) if word not in _COMMON)


def telling_weights(texts: Iterable[frozenset[str]]) -> dict[str, float]:
    """How telling each word of a set of reports is: the logarithm of how few of them have it, 0 where all do."""
    reports = list(texts)
    counts = Counter(word for words in reports for word in words)
    return {word: math.log((len(reports) + 1) / n) for word, n in counts.items()}


def rare_words(texts: Iterable[frozenset[str]]) -> frozenset[str]:
    """Of the words of a set of reports, those that few of them share: three, or one report in thirty."""
    reports = list(texts)
    counts = Counter(word for words in reports for word in words)
    most = max(4, len(reports) // 30)
    return frozenset(word for word, n in counts.items() if 2 <= n <= most)


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
