"""Who was killed, hurt, driven out, taken or is missing, in the many words that newspapers have for it."""

from __future__ import annotations

import pytest

from tests.coded import read


def told(text: str) -> set[str]:
    """What a report tells of people: harm and figure of each, parts marked."""
    tolls = [toll.value for claim in read(text).claims for toll in claim.tolls if toll.value.harm != "destroyed"]
    return {("part " if toll.sub else "") + f"{toll.harm} {toll.count}" for toll in tolls}


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        ("Gunmen picked off two guards near Tel Nour on Monday, residents said.", "killed 2"),
        ("The ambush near Tel Nour cost two soldiers their lives on Monday.", "killed 2"),
        ("The brigade admitted losing six in the battle for Raqqa on Monday.", "killed 6"),
        ("The rebels lost three men in the clash near Raqqa on Monday.", "killed 3"),
        ("The army paid with seven lives in the clash near Marib on Monday.", "killed 7"),
        ("Seven lives were lost in the clash near Marib on Monday.", "killed 7"),
        ("Police shot a protester in the leg in Kano on Monday.", "wounded 1"),
        ("Soldiers shot three demonstrators in the legs near Kano on Monday.", "wounded 3"),
        ("A boy was shot several times at a checkpoint near Kano on Monday and survived.", "wounded 1"),
        ("Two protesters were hit by rubber bullets in Kano on Monday.", "wounded 2"),
        ("A teenager was struck by a stray bullet in Kano on Monday.", "wounded 1"),
        ("A clerk was shot in the chest and died in Kano on Monday.", "killed 1"),
        ("A clerk was killed in Kano on Monday after being shot in the chest.", "killed 1"),
        ("Gunmen shot two policemen in Kano on Monday; both died at the scene.", "killed 2"),
        ("Two farmers bled to death after shelling hit a field near Douma on Monday.", "killed 2"),
        ("A teacher succumbed to her injuries after the shelling of Douma on Monday.", "killed 1"),
        ("Three of the eight injured later died after the blast in Kano on Monday.", "killed 3; wounded 8"),
        ("A helicopter was shot down near Aleppo on Monday; none of the six on board survived.", "killed 6"),
        ("Gunmen opened fire on a bus near Segou on Monday; eight passengers did not survive.", "killed 8"),
        ("A family of seven was wiped out when a barrel bomb hit their house in Douma on Monday.", "killed 7"),
        ("An air strike on Monday wiped out a family of seven in Douma.", "killed 7"),
        ("Six members of one family were killed by shelling in Douma on Monday.", "killed 6"),
        ("Snipers took out three guards at the gate of the base in Mosul on Monday.", "killed 3"),
        ("Two villagers were blown up by a mine near Kobane on Monday.", "killed 2"),
        ("The blast tore apart six commuters at a bus stop in Kano on Monday.", "killed 6"),
        ("A bomber blew himself up in Kano on Monday, taking ten worshippers with him.", "killed 10"),
        ("Fifteen fighters fell in clashes near Raqqa on Monday, the group said.", "killed 15"),
        ("Five policemen embraced martyrdom in the attack in Kunduz on Monday.", "killed 5"),
        ("Five farmers met their deaths in an ambush near Jos on Monday.", "killed 5"),
        ("Six people were fatally shot in Kano on Monday, police said.", "killed 6"),
        ("A fatal shooting of three men was reported in Kano on Monday.", "killed 3"),
        ("Troops finished off three wounded rebels near Marib on Monday.", "killed 3"),
        ("Four protesters were mown down by soldiers in Kano on Monday.", "killed 4"),
        ("Four protesters were cut down by machine-gun fire in Kano on Monday.", "killed 4"),
        ("Every one of the nine attackers was killed in Kano on Monday.", "killed 9"),
        ("Militants dragged six nurses off a bus near Segou on Monday and executed them by the road.", "killed 6"),
        ("The fire that followed the blast in Kano on Monday burned 11 people alive.", "killed 11"),
        ("One soldier was killed and another badly wounded in an ambush near Marte.", "killed 1; wounded 1"),
        ("The captors slit the throats of two hostages in Kano on Monday.", "killed 2"),
        ("Fatalities in the Kano bombing on Monday numbered 18, police said.", "killed 18"),
        ("Casualty figures from the bombing in Kano on Monday ranged from 20 to 35 dead.", "killed 20–35"),
        ("A score of people were killed in the bombing in Kano on Monday.", "killed 20+"),
        ("The explosion in Kano on Monday took 14 lives and maimed dozens.", "killed 14; wounded 24+"),
        ("The dead in the Kano bombing on Monday included four children and a nurse.", "part killed 4; part killed 1"),
        ("There was no loss of life in the shelling of Douma on Monday.", "killed 0"),
        ("None of the six passengers was hurt in the shooting in Kano on Monday.", "wounded 0"),
        ("Forty people were taken to hospital with burns after a blast in Kano on Monday.", "wounded 40"),
        ("Doctors treated 45 people for breathing difficulties after an attack on Douma on Monday.", "wounded 45"),
        ("The blast in Kano on Monday sent 60 people to hospital.", "wounded 60"),
        ("Sixty people were being treated in hospital after the blast in Kano on Monday.", "wounded 60"),
        ("The blast in Kano on Monday left dozens with burns.", "wounded 24+"),
        ("Fourteen people sustained injuries when shells landed on Douma on Monday.", "wounded 14"),
        ("Four children lost limbs when a mine exploded near Kobane on Monday.", "wounded 4"),
        ("Some 3,000 people poured out of Tel Nour on Monday as troops advanced.", "displaced ~3000"),
        ("Clashes sent 2,000 villagers fleeing from Tel Nour on Monday.", "displaced 2000"),
        ("About 500 people crossed the border to escape the fighting in Taiz on Monday.", "displaced ~500"),
        ("Gunmen seized four engineers from a bus near Maiduguri on Monday.", "abducted 4"),
        ("Gunmen snatched four schoolgirls from a bus near Maiduguri on Monday.", "abducted 4"),
        ("Gunmen took four nurses away from the clinic in Maiduguri on Monday.", "abducted 4"),
        ("Gunmen stormed a school in Kuriga on Monday and marched off with 280 pupils.", "abducted 280"),
        ("Police seized four students from a bus in Kano on Monday.", "captured 4"),
        ("Three nurses were among 25 people detained in Kano on Monday.", "captured 25; part captured 3"),
        ("Two dead, nine hurt in Kano blast", "killed 2; wounded 9"),
        ("Kano blast leaves two dead, nine hurt", "killed 2; wounded 9"),
        ("At least 9 hurt, 2 of them seriously, in Kano blast.", "wounded 9+; part wounded 2"),
        ("Blast kills one, wounds two in Kano", "killed 1; wounded 2"),
        ("The toll from the blast in Kano climbed to 21 with 40 hurt.", "killed 21; wounded 40"),
        ("The death toll from Monday's blast in Kano is now 40.", "killed 40"),
        ("Forty people were confirmed dead after the blast in Kano on Monday.", "killed 40"),
        ("A bomber killed himself and four others in Kano on Monday.", "killed 4"),
        ("Suicide bomber kills self, four others in Kano", "killed 1; killed 4"),
        ("Eight people were shot in Kano on Monday, five of them fatally, police said.", "killed 5"),
        ("Twelve nurses were wounded in the raid on Douma, three fatally.", "wounded 12; killed 3"),
        ("Mother and two children killed in Kherson shelling", "killed 1; killed 2"),
        ("Gunmen shot dead the pharmacist Karim Tarabin and wounded her husband in Kano.", "killed 1; wounded 1"),
        ("A boy was killed and his two sisters, aged 9 and 11, were hurt in Kano on Monday.", "killed 1; wounded 2"),
        (
            "More than 115 people were wounded in the blast in Homs on Monday, several sustaining critical injuries.",
            "wounded 116+; part wounded 3+",
        ),
        ("The blast in Homs on Monday hurt 115 people, 12 in serious condition.", "wounded 115; part wounded 12"),
        ("A hawker and two miners were killed in shelling in Goma on Monday.", "killed 1; killed 2"),
        ("Five soldiers fell into rebel hands in clashes near Marib on Monday.", "captured 5"),
    ],
)
def test_what_came_to_people_is_told_in_many_words(text: str, tolls: str) -> None:
    assert told(text) == set(tolls.split("; "))


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        ("The ministry took out a loan of 12 million dollars after the bombing in Kano on Monday.", ""),
        ("Soldiers cut down 40 trees near Marib on Monday after the clashes.", ""),
        ("Ten rockets fell in clashes near Marib on Monday.", ""),
        ("Six soldiers survived the bombing in Kano on Monday.", ""),
        ("All 22 passengers survived when gunmen fired on a bus near Segou on Monday.", ""),
        ("Rebels seized four tanks in clashes near Marib on Monday.", ""),
        ("The party lost six seats after the attack in Kano on Monday.", ""),
        ("The village fell into rebel hands after clashes on Monday.", ""),
        ("Police said 25 of the 40 attackers in Gao on Monday had been killed and 15 had fled.", "killed 25"),
        ("One in five of those killed in the raid on Kano on Monday was a child; 40 died.", "killed 40"),
        ("Two officers finished off their meal before the attack in Kano on Monday.", ""),
        ("Bandits killed 12 villagers and 300 cattle in Zamfara on Monday.", "killed 12"),
        ("Poachers killed three rangers and 15 gorillas in Virunga on Monday.", "killed 3"),
        ("Six bears died and a guard was killed when shells hit the zoo in Kharkiv on Monday.", "killed 1"),
        ("Gunmen killed four tiger hunters near Sylhet on Monday.", "killed 4"),
        ("Twelve Tigers were killed in a clash near Jaffna on Monday, the army said.", "killed 12"),
        ("The army lost 40 horses in the clash near Marib on Monday.", ""),
        ("Rescuers took away 12 bodies after the air strike on Douma on Monday.", "killed 12"),
        ("Rescuers found eight bodies, and 15 people are still trapped after a raid on Douma on Monday.", "killed 8"),
        ("Gunmen stopped a bus with 40 nurses near Segou on Monday, led off the men and killed them.", "killed 1+"),
        ("The bodies of four men were taken to hospital after the shooting in Kano on Monday.", "killed 4"),
    ],
)
def test_the_same_words_of_other_things_tell_of_no_harm(text: str, tolls: str) -> None:
    assert told(text) == set(filter(None, tolls.split("; ")))


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        ("Shelling killed nine civilians in Douma on Monday: four women and five children.", "9; part 4; part 5"),
        ("Shelling killed nine civilians, four women and five children, in Douma on Monday.", "9; part 4; part 5"),
        ("Clashes in Taiz on Monday killed 17 fighters: 12 Houthis and five soldiers.", "17; part 12; part 5"),
        ("Six people died in shelling on Monday, three in Homs, two in Hama.", "6; part 3; part 2"),
        ("Three people were killed in Homs, two in Hama and one in Idlib on Monday.", "3; 2; 1"),
        ("Three people were killed in Homs, two in Hama.", "3; 2"),
        ("Clashes in Taiz on Monday killed 12 rebels and five soldiers, medics said.", "12; 5"),
    ],
)
def test_a_number_divided_is_told_once(text: str, tolls: str) -> None:
    parts = [
        part.replace("part ", "part killed ") if "part" in part else f"killed {part}" for part in tolls.split("; ")
    ]
    assert told(text) == set(parts)


def test_of_a_people_nobody_has_said_that_they_fought() -> None:
    text = "Israeli troops killed two Palestinians in Nablus in the West Bank on Friday, the health ministry said."
    assert {toll.value.category for claim in read(text).claims for toll in claim.tolls} == {"unknown"}
