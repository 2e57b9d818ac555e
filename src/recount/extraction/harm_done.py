"""What a word of harm does to those it is told of: "destroyed" kills fighters, "killed" kills no building."""

from __future__ import annotations

from recount.extraction.counts import CountMention
from recount.extraction.harm_words import HarmWord, Keeps
from recount.extraction.populations import is_wild
from recount.extraction.whom import is_plural
from recount.extraction.wordforms import lowered, word_set
from recount.model import Category, Harm, Token

_PEOPLES = word_set("half most majority population community village town everyone families")
_THEY = word_set("they them those many some others most several all these both dozens hundreds")
_WHOLE = word_set("family families")
_HARMED_BEFORE = word_set("wounded injured dead killed slain body bodies corpse corpses remains")


def harm_done(word: HarmWord, category: Category | None, people: Token, count: CountMention | None) -> Harm | None:
    """The harm that a word does to these; None for no toll, as of animals."""
    if is_wild(people.text):
        return None
    if word.things:
        men = count is not None and lowered(people.text) == "men"
        return _harm_to_things(word, Category.COMBATANT if men else category, people, count)
    if category is Category.OBJECT:
        return None
    if word.counted:
        return _harm_counted(word, category, count)
    is_pronoun = people.upos == "PRON" or (lowered(people.text) in _THEY and word.harm is not Harm.CAPTURED)
    if word.harm is Harm.CAPTURED and lowered(people.text) == "those":
        return None  # "the capture of those responsible" is sought, not done
    if category is None and not is_pronoun and (word.harm is Harm.CAPTURED or (people.upos != "PROPN" and not count)):
        return None
    if word.harm is Harm.DISPLACED and count is None:
        combatants = category is Category.COMBATANT or lowered(people.text) == "others"
        retreats = word.keeps is Keeps.SUBJECT and combatants
        many = is_plural(people) or lowered(people.text) in _PEOPLES
        return word.harm if category is not None and many and not retreats else None
    return word.harm


def _harm_counted(word: HarmWord, category: Category | None, count: CountMention | None) -> Harm | None:
    """What words with other meanings tell of a number of people, those aside who had come to harm before: nobody was
    abducted where "12 bodies were taken away"."""
    if category is None or count is None:
        return None
    again = not _HARMED_BEFORE.isdisjoint(lowered(count.who).split())
    if again and word.harm not in (Harm.KILLED, Harm.WOUNDED):
        return None
    fights = category is Category.COMBATANT
    if fights and word.harm is Harm.DISPLACED:
        return None  # who fights retreats
    return Harm.CAPTURED if fights and word.harm is Harm.ABDUCTED else word.harm


def _harm_to_things(
    word: HarmWord, category: Category | None, people: Token, count: CountMention | None
) -> Harm | None:
    """What verbs do that destroy things and kill people; "lost" (its harm is killed) tells of people with a number."""
    if word.harm is Harm.KILLED:
        return Harm.KILLED if count and category in (Category.COMBATANT, Category.CIVILIAN) else None
    if category is Category.OBJECT or (category is None and count is not None):
        return word.harm
    if category is Category.COMBATANT:
        return Harm.KILLED
    told = lowered(people.text) in _WHOLE or (count is not None and bool(count.who))
    again = count is not None and not _HARMED_BEFORE.isdisjoint(lowered(count.who).split())
    return Harm.KILLED if word.counted and category is not None and told and not again else None
