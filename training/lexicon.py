"""Names and weapons of the wars in Syria and Iraq, for marking texts that nobody annotated."""

from __future__ import annotations

import re

GROUPS = (
    "Islamic State of Iraq and the Levant|Islamic State of Iraq and Syria"
    "|Islamic State of Iraq and al-Sham"
    "|Islamic State in Iraq and the Levant|Islamic State of Iraq|Islamic State|ISIS|ISIL|IS|Daesh|Da['’]esh|Dae['’]sh"
    "|Daish|DAESH|(?:Jabhat |Jabhet )?[Aa]l[- ]Nusra(?: Front)?|Nusra Front|Nusra|Jabhat Fateh al[- ]Sham"
    "|Fateh al[- ]Sham(?: Front)?|Hay['’]?at Tahrir al[- ]Sham|Tahrir al[- ]Sham|HTS"
    "|Ahrar (?:al|ash)[- ]Sham|Jaish al[- ]Islam|Jaysh al[- ]Islam|Army of Islam|Jaish al[- ]Fatah"
    "|Faylaq al[- ]Rahman|Failaq al[- ]Rahman|Nour al[- ]Din al[- ]Zinki|Army of Conquest"
    "|Free Syrian Army|FSA|Syrian Democratic Forces|SDF|YPG|YPJ|PKK|PYD|Kurdish Peoples Protection Units"
    "|(?:Kurdish )?People['’]?s Protection Units|Kurdistan Workers['’]? Party|[Pp]eshmerga|Hezbollah|Hizbollah"
    "|Hizbullah|Hamas|Taliban|[Aa]l[- ]Qa['’]?[ei]da(?: in Iraq)?|AQI|Boko Haram|Ansar al[- ]Islam"
    "|Popular Mobili[sz]ation (?:Forces|Units)|Hashd al[- ]Shaabi|Mahdi Army|Badr Organi[sz]ation|Liwa al[- ]Haqq"
    "|Southern Front|Euphrates Shield|Khorasan(?: group)?|Fatah Halab|Levant Front|Syria Revolutionaries Front"
    "|Harakat Hazm|Sultan Murad(?: Brigade)?|Jund al[- ]Aqsa|National Defence Forces|National Defense Forces"
    "|Houthis|al[- ]Shabaab|Lashkar[- ]e[- ]Taiba|Shabiha|Levant Liberation Committee"
)  # fmt: skip
ORGANISATIONS = (
    "Syrian Observatory for Human Rights|Britain-based Observatory|Observatory|SOHR|Syrian Network for Human Rights"
    "|SNHR|Human Rights Watch|HRW|Amnesty International|Amnesty|United Nations|U\\.N\\.|UN|UNICEF|UNHCR|OCHA"
    "|World Health Organi[sz]ation|WHO|International Committee of the Red Cross|ICRC|Red Cross|Red Crescent"
    "|Syrian Arab Red Crescent|Syrian Red Crescent|White Helmets|Syrian? Civil Defen[cs]e|Civil Defen[cs]e"
    "|Doctors Without Borders|MSF|Medecins Sans Frontieres|Violations Documentation Cent(?:er|re)"
    "|Local Coordination Committees|LCC|OPCW|NATO|European Union|EU|Arab League|Pentagon|Kremlin|White House"
    "|State Department|Security Council|UN Security Council|Reuters|AFP|Agence France[- ]Presse|Associated Press|AP"
    "|SANA|Sana news agency|Anadolu(?: Agency)?|Sputnik|RIA Novosti|TASS|Tass|Interfax|[Aa]l[- ]Jazeera|Al Jazeera"
    "|[Aa]l[- ]Arabiya|[Aa]l[- ]Manar|[Aa]l[- ]Mayadeen|BBC|CNN|RT|Xinhua|Al-Masdar News|Fars News Agency|Fars"
    "|Syrian National Coalition|Syrian Arab Army|SAA|Airwars|Raqqa is Being Slaughtered Silently|Amaq(?: news agency)?"
    "|Russian Defen[cs]e Ministry|Defen[cs]e Ministry|Foreign Ministry|Ministry of Defen[cs]e|CENTCOM|Centcom"
    "|US Central Command|Central Command|Baath(?: Party)?|Syrian American Medical Society|SAMS|Zaman Al Wasl"
)  # fmt: skip
PEOPLE = (
    "(?:Syrian President |President )?(?:Bashar )?[Aa]l[- ]Assad|(?:President )?(?:Bashar )?Assad|Bashar Al[- ]Jaafari"
    "|(?:President )?(?:Barack )?Obama|(?:President )?(?:Vladimir )?Putin|(?:President )?(?:Donald )?Trump"
    "|(?:President )?(?:Recep )?(?:Tayyip )?Erdogan|(?:John )?Kerry|(?:Sergei |Sergey )?Lavrov"
    "|(?:Staffan )?[Dd]e Mistura"
    "|Rami Abdel[- ]?[Rr]ahman|Rami Abdulrahman|Rami Abdul Rahman|Abdel Rahman|Abdulrahman|(?:Igor )?Konashenkov"
    "|Abu Bakr al[- ]Baghdadi|(?:al[- ])?Baghdadi|(?:Ban )?Ki[- ]moon|Antonio Guterres|(?:Ashton )?Carter"
    "|(?:Hassan )?Nasrallah|Saddam Hussein|(?:Haider )?al[- ]Abadi|Qassem Soleimani"
)  # fmt: skip
NATIONS = (
    "Syrian|Iraqi|Iranian|Russian|Turkish|American|British|French|German|Lebanese|Israeli|Jordanian|Saudi|Kurdish"
    "|Arab|Palestinian|Chechen|Afghan|Pakistani|Egyptian|Yemeni|Libyan|Tunisian|Belgian|Dutch|Canadian|Australian"
    "|Chinese|Ukrainian|Polish|European|Western|Yazidi|Yezidi|Turkmen|Turkoman|Assyrian|Armenian|Druze|Alawite"
    "|Sunni|Shiite|Shi['’]ite|Shia|Shi['’]a|Christian|Muslim|Islamic|Islamist|Qatari|Kuwaiti|Emirati|Sudanese"
    "|Uzbek|Jewish"
)  # fmt: skip
WEAPONS = (
    "(?:improvised )?barrel bombs?|cluster (?:bombs?|munitions?)|car[- ]bombs?|truck bombs?|suicide (?:belts?|vests?)"
    "|explosive (?:belts?|vests?|devices?|barrels?)|improvised explosive devices?|roadside bombs?|IEDs?|landmines?"
    "|land mines?|mines|booby[- ]traps?|rockets?|rocket[- ]propelled grenades?|RPGs?|rocket launchers?|mortars?"
    "|mortar (?:shells?|rounds?|bombs?)|artillery(?: shells?)?|tank shells?|shells|missiles?|(?:guided|ballistic|cruise"
    "|anti[- ]tank|anti[- ]aircraft|surface[- ]to[- ]air|TOW) missiles?|Scud|chlorine(?: gas)?|sarin(?: gas)?"
    "|mustard gas"
    "|chemical weapons?|napalm|phosphorus|white phosphorus|thermobaric bombs?|vacuum bombs?|warplanes?|war planes?"
    "|fighter jets?|jets?|warships?|helicopters?|gunships?|drones?|tanks?|howitzers?|machine guns?|rifles?"
    "|assault rifles?"
    "|snipers? rifles?|grenades?|bombs?|bombers?(?= jets?)|incendiary (?:bombs?|weapons?)|hell cannons?|Kalashnikovs?"
    "|AK-47s?|T-72s?|T-90s?|Su-(?:22|24|25|34|35)s?|Mi-(?:8|24)s?|F-16s?|MiG-\\d+s?|BM-21|Grad rockets?|S-300|S-400"
)  # fmt: skip
MONTHS = (
    "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|September|October"
    "|November|December|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Ramadan"
)
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?)"
_TIME = rf"(?:{_DAY} )?(?:{MONTHS}|May(?= \d)|(?<=\d )May)(?: {_DAY}(?!\d))?(?:,? \d{{4}}(?!\d))?"


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w])(?:{pattern})(?!\w)")


BY_KIND = {
    "GROUP": _whole(GROUPS),
    "ORG": _whole(ORGANISATIONS),
    "PERSON": _whole(PEOPLE),
    "NORP": _whole(rf"(?:{NATIONS})s?"),
    "WEAPON": _whole(WEAPONS),
    "TIME": _whole(_TIME),
}
ARMED = BY_KIND["GROUP"]
COUNTRIES = frozenset(
    """US|U.S.|United States|America|UK|United Kingdom|Britain|Russia|Turkey|Iran|Iraq|Syria|Lebanon|Jordan|Israel
    |France|Germany|Saudi Arabia|Qatar|Kuwait|Egypt|Yemen|Libya|China|Europe|Kurdistan|Afghanistan|Pakistan|Ukraine
    |Netherlands|Australia|Canada|Bahrain|United Arab Emirates|Moscow|Washington|Ankara|Tehran|Baghdad|Beirut|Geneva
    |London|Paris|Brussels|Istanbul|Middle East""".replace("\n    ", "").split("|")
)
TITLES = frozenset(
    """Secretary Minister President Chief Deputy Foreign Prime General Defence Defense State of the The for and
    Ambassador Envoy Special Staff Office Middle East Representative Coordinator Under Member Members Vice Mr Mrs
    Coalition Director Commander Governor Mayor King Prince His Her Excellency Lord Lady Sir Security Senior""".split()  # noqa: SIM905
)
