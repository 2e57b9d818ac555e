"""For whom a speaker speaks: the body behind its director, spokeswoman, reporter, website or statement.

A body speaks through people and papers, and counts as one origin through all of them: "Vela Monitor director Ana
Rus", "Ana Rus, who heads the Vela Monitor", "a statement from the Vela Monitor". Whoever speaks from an office of
their own (a governor, a witness) stays who they are. Only bodies of the alias file are found: no name is guessed to be
one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from recount.codebook.actors import Actor, Actors
from recount.codebook.offices import LEADERS
from recount.resolution.beside import words_beside

_OFFICE = (
    r"(?:(?:executive|general|deputy|press|chief|founding|media|official|military|public|managing|acting) )*"
    rf"{LEADERS}"
)
_BEFORE = re.compile(rf" {_OFFICE},?$", re.IGNORECASE)
_OFFICE_OF = re.compile(rf"\b{_OFFICE} (?:of|for|at|with) (?:the )?", re.IGNORECASE)
_AFTER = re.compile(
    r"^,? ?(?:(?:who|which) (?:heads|runs|leads|directs|founded|chairs|speaks for)|"
    rf"(?:the )?{_OFFICE} (?:of|for|at|with)) (?:the )?",
    re.IGNORECASE,
)
_OFFICE_AFTER = re.compile(rf"^,? (?:the )?([^,.;]{{3,60}}?) {_OFFICE}\b", re.IGNORECASE)
_POST = re.compile(r"\b(?:chief|coordinator|commissioner|secretary)\b", re.IGNORECASE)  # a name of a body by its head
_POST_AFTER = re.compile(r"^, (?:who is )?(?:the )?([^,;]{3,80})")
_PAPER = (
    r"(?:media|press|official|field|special|local|war|military|twitter|facebook|telegram|news|own|tv)? ?"
    r"(?:correspondents?|reporters?|journalists?|photographers?|spokes(?:man|woman|person|people)|officials?|sources?|statements?|videos?|"
    r"websites?|web ?sites?|twitter|facebook|telegram|feed|pages?|accounts?|channels?|director|chief|head|reports?|"
    r"figures?|estimates?|data|tolls?|count|tally)"
)
_THROUGH = re.compile(rf"(?: {_PAPER})+(?: (?:in|on|at|from|inside|near) .*)?$", re.IGNORECASE)
_INSIDE_NAMES = frozenset({"for", "of", "and", "the", "rights", "human", "monitor", "monitoring", "group", "s"})
_WATCHERS = frozenset({"monitor", "news agency"})
_APPOSED = re.compile(
    r"(?:^|[.!?\n“\"]\s*|\b(?:but|and|to|by) )([^.!?,;\n]{2,80}), (?:an?|the|which is an?) (?:[\w-]+ ){0,3}$"
)
_FAR = 120
_LONGEST = 9


def body_of(name: str, text: str, actors: Actors) -> Actor | None:
    """The body of the alias file that a speaker of a report speaks for; None for those who speak for themselves.

    `text` is the report's: who somebody is it says once, where it first names them.
    """
    bare = _without_paper(name)
    known = _known(name, actors) or _known(bare, actors) or _last_words(bare, text, actors)
    if known is not None:
        return known
    if " " not in name or not name[:1].isupper():
        return _by_kind(bare, text, actors)
    return _introduced(name, text, actors)


@lru_cache(maxsize=20_000)
def _without_paper(name: str) -> str:
    """Whose spokesman, website or statement a speaker is."""
    return _THROUGH.sub("", name)


def named_before(start: int, text: str, actors: Actors) -> Actor | None:
    """The body that words from `start` on only describe: "Vela Voices, a network of activists, said"."""
    found = _APPOSED.search(text, max(0, start - _FAR), start)
    return actors.canonical(found[1]) if found is not None else None


def _by_kind(words: str, text: str, actors: Actors) -> Actor | None:
    """The monitor or agency that "the Observatory", "a monitoring group" means: the only one of them in the report."""
    kinds = _watchers_called(words, actors)
    if not kinds:
        return None
    named = {
        actor.name: actor
        for name in _standing_in(text, _names_of(kinds, actors))
        if (actor := actors.named(name)) is not None
    }
    called = [actor for actor in named.values() if words.split()[-1].casefold() in actor.name.casefold().split()]
    meant = called or list(named.values())
    return meant[0] if len(meant) == 1 else None


@lru_cache(maxsize=20_000)
def _watchers_called(words: str, actors: Actors) -> frozenset[str]:
    """The kinds that words for a monitor or an agency mean; none for "the group", which may be many others."""
    kinds = actors.kinds_called(words.replace("organis", "organiz"))
    return kinds if kinds <= _WATCHERS else frozenset()


@lru_cache(maxsize=16)
def _names_of(kinds: frozenset[str], actors: Actors) -> tuple[str, ...]:
    return tuple(n for a in actors.actors if a.kind in kinds for n in (a.name, *a.aliases, *a.exact) if len(n) > 3)


@lru_cache(maxsize=20_000)
def _known(name: str, actors: Actors) -> Actor | None:
    return actors.canonical(name)


@lru_cache(maxsize=512)
def _standing_in(text: str, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name in text)


@lru_cache(maxsize=1024)
def _introduced(name: str, text: str, actors: Actors) -> Actor | None:
    """The body that a report says somebody is of, where it first does: its claims ask for it one after the other."""
    for left, after, _ in words_beside(name, text, _FAR):
        before = left.rstrip(",")
        found = _post(before, after, actors) or _office_before(before, text, actors)
        found = found or _office_after(after, text, actors)
        if found is not None:
            return found
    return None


def _post(before: str, after: str, actors: Actors) -> Actor | None:
    """ "U.N. humanitarian chief Ana Rus": a body that the alias file knows by its head's post, too."""
    beside = _POST_AFTER.match(after)
    words = beside[1].split() if beside is not None else []
    starts = (" ".join(words[:count]) for count in range(min(len(words), _LONGEST), 0, -1))
    of_two = (before, before.rpartition(" and ")[0])  # "under-secretary-general … and emergency relief coordinator"
    ends = (end for phrase in of_two if _POST.search(phrase) for end in _telling_ends(phrase, actors))  # few tell any
    posts = (end for end in (*ends, *starts) if _POST.search(end))
    return next((actor for end in posts if (actor := _known(end, actors)) is not None), None)


def _office_before(before: str, text: str, actors: Actors) -> Actor | None:
    """ "Vela Monitor director Ana Rus", "the head of the Vela Monitor, Ana Rus"."""
    shorter = _BEFORE.sub("", before)
    if shorter != before:
        return _last_words(shorter, text, actors)
    of = [found.end() for found in _OFFICE_OF.finditer(before)]
    return _last_words(before[of[-1] :], text, actors) if of else None


def _office_after(after: str, text: str, actors: Actors) -> Actor | None:
    """ "Ana Rus, director of the Vela Monitor", "Ana Rus, the Monitor's director", "Ana Rus, who runs the Monitor"."""
    theirs = _OFFICE_AFTER.match(after)
    if theirs is not None and all(w[:1].isupper() or w in _INSIDE_NAMES for w in theirs[1].split()):
        return _last_words(theirs[1], text, actors)
    office = _AFTER.match(after)
    if office is None:
        return None
    words = after[office.end() :].replace(",", " ,").split()[: _LONGEST + 3]
    for start in range(min(4, len(words))):
        if start and words[start - 1][:1].isupper() and not words[start - 1].endswith("-based"):
            break
        for end in range(min(len(words), start + _LONGEST), start, -1):
            found = _body(" ".join(words[start:end]), text, actors)
            if found is not None:
                return found
    return None


def _last_words(phrase: str, text: str, actors: Actors) -> Actor | None:
    """The body whose name a phrase ends with: "state news agency SANA"."""
    return next((found for words in _telling_ends(phrase, actors) if (found := _body(words, text, actors))), None)


@lru_cache(maxsize=20_000)
def _telling_ends(phrase: str, actors: Actors) -> tuple[str, ...]:
    """The last words of a phrase, most first, as far as they can name a body in any report."""
    words = phrase.split()
    ends = (" ".join(words[-count:]) for count in range(min(len(words), _LONGEST), 0, -1))
    return tuple(
        end
        for end in ends
        if _watchers_called(end, actors)
        or (end != end.lower() and (_known(end, actors) or _watchers_called(end.removesuffix("s"), actors)))
    )


def _body(name: str, text: str, actors: Actors) -> Actor | None:
    """An actor by its whole name, which begins with a capital, or by what the report calls it: "the Observatory"."""
    if name == name.lower():
        return _by_kind(name, text, actors)
    return _known(name, actors) or _by_kind(name, text, actors) or _by_kind(name.removesuffix("s"), text, actors)
