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

NUMBERS = words_of(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands "
    "million millions billion dozen dozens half third thirds quarter quarters first second fourth fifth sixth seventh "
    "eighth ninth tenth twentieth thirtieth hundredth odd"
)
"""Words of numbers, in words and joined by hyphens: "Twenty-three", "Two-thirds", "Thirty-odd"."""

ELSEWHERE = words_of(
    "i god allah islam islamic islamist quran koran muslim christian sunni shia shiite kurdish arab arabic "
    "english internet facebook twitter telegram youtube whatsapp instagram google reuters afp ap bbc cnn "
    "twitter skype signal viber tiktok snapchat discord threema wechat "
    "euphrates tigris nile mediterranean middle east west north south eastern western northern "
    "southern central upper lower old new great grand state states assyrian alawite jewish catholic protestant "
    "orthodox maronite chaldean european westerner westerners iftar levant"
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

OF_WAR = words_of(
    "peshmerga shabiha asayesh takfiri takfiris mujahideen mujahedeen mujahidin mujahid jihadi jihadis jihadist "
    "jihadists fedayeen fedayin basij basijis janjaweed sharia caliphate emirate intifada guerrilla guerrillas "
    "guerilla guerillas campesino campesinos paramilitary paramilitaries mukhabarat militiaman militiamen warplane "
    "warplanes airstrike airstrikes airplane airplanes helicopter helicopters gunship gunships drone drones jet jets "
    "rocket rockets mortar mortars shelling shell shells bombardment barrage sniper snipers infantry artillery "
    "insurgent insurgents loyalist loyalists islamist islamists separatist separatists secessionist nationalist "
    "maoist maoists naxalite naxalites sectarian tribesman tribesmen clan clans villager villagers townspeople "
    "townsman townsmen passerby passersby bystander bystanders civilian civilians medic medics paramedic paramedics "
    "evacuee evacuees refugee refugees migrant migrants orphan orphans infant infants toddler toddlers schoolboy "
    "schoolboys schoolgirl schoolgirls schoolchildren schoolteacher headteacher housewife shopkeeper shopkeepers "
    "coroner coroners pathologist pathologists gravedigger gravediggers ombudsman "
    "watchdog imam imams sheikh sheikhs sheik cleric clerics mufti muezzin rabbi bishop priest monk nun pastor "
    "conscript conscripts deserter deserters detainee detainees hostage hostages abductee abductees captive captives "
    "assailant assailants arsonist arsonists hitman hitmen kidnapper kidnappers looter looters mob mobs vigilante "
    "vigilantes arab arabs kurd kurds turk turks turkish russian russians iranian iranians israeli israelis "
    "palestinian palestinians american americans british french syrian syrians iraqi iraqis lebanese rohingya yazidi "
    "yazidis hutu hutus tutsi tutsis spokeswoman spokeswomen spokespersons spokesman spokesmen tank tanks convoy "
    "convoys checkpoint checkpoints outpost outposts headquarters frontline regime regimes coalition coalitions "
    "democratic international northern southern eastern western central northeastern northwestern southeastern "
    "embattled notorious medical dissident dissidents affiliated hardline ultra prewar brethren ammo bulldozer "
    "bulldozers orphanage orphanages dormitory dormitories hotbed hotbeds den dens hymns competent masked unidentified "
    "explosion explosions ambush beheaded decapitated abducted fled martyred inflicted ousted repelled wrecked "
    "abducting inflicting indiscriminate fierce strategic historic silent beaten charred improvised makeshift pistol "
    "pistols projectile projectiles regiment regiments truce vicinity bastion allegiance martyrdom mausoleum empire "
    "demolished devastated horrified intensified escalated ensued foiled severed summoned torched tore shook risen "
    "unleashed rounded piercing choking crying cannot pink purple roundabout helmets "
    "european europeans african africans asian arabia arabian ottoman ottomans "
    "swore sworn slew slain strewn flung wrought mourned begged pleaded sobbed screamed shouted stricken "
    "southwestern six seven eight nine three four sixty de facto whom"
)
"""Words of wars that a general dictionary lacks, in small letters: people, weapons and sides; no names."""

KIN = words_of(
    "wife husband widow widower son sons daughter daughters father mother brother brothers sister sisters cousin uncle "
    "aunt nephew niece grandfather grandmother grandson granddaughter family friend neighbour neighbor fiancee martyr "
    "child baby boy girl"
)
"""Kin and those near somebody; a word of no language right behind one is a name."""

NAMES_TOO = words_of("jihad islam christian sultan emir amir prince mujahid")
"""Words for faiths, groups and ranks that people are called by as often."""

TITLES = words_of(
    "mr mrs ms miss dr sheikh shaykh imam haj hajj hajji abu umm prof professor gen general col colonel maj major capt "
    "captain lt lieutenant sgt sergeant engineer eng sayyid sayed ustadh judge pastor father sister brother uncle aunt"
)
"""What people are called by before one of their names."""

SITES = words_of(
    "tel tell tal tall deir dayr khan ain ayn ein jabal jebel mount kafr kafar kfar maarat maaret maarrat wadi bir "
    "beit bayt burj nahr ras khirbet khirbat kherbat hawija qalaat umm um san santa sao saint port fort villa mar rasm "
    "new old north south east west northern southern eastern western gharbi sharqi gharbiya sharqiya jadida jadideh "
    "kabira saghira kubra sughra fawqani tahtani shamali janubi balad city town village "
    "district camp farm river lake bridge road street square hospital mosque"
)
"""Words that many places' names have."""

PUBLIC_SITES = words_of(
    "mosque shrine cathedral monastery hospital university school college academy kindergarten barracks "
    "stadium bridge dam airport airbase square roundabout"
)
"""What is called after somebody who is no private person, also where the word is written small."""
