"""The one line that answers an action."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from recount.desk import fields
from recount.desk.aliases import said_of_names
from recount.desk.consents import was_said
from recount.desk.judging import judgement_with
from recount.desk.permitting import WITHHELD, rests_on_hidden, shorn
from recount.desk.roles import JUDGES, Role
from recount.desk.tools import BUILT_IN
from recount.desk.victims import of_deed
from recount.desk.what_it_did import Did, what_it_did
from recount.errors import RecordError
from recount.export.wording import plural
from recount.judging.fields import value_words
from recount.model import Judgement, Verdict

NOTICES = {
    "saved": "Saved.",
    "grades": "Incidents are graded by this set from now on; grades that were given stay. Look which of them go out.",
    "released": "The release is made. Nothing of it is changed any more; the next one may withdraw.",
    "held-back": "Held back: the next release is made without it. “Let go” takes that back.",
    "let-go": "No longer held back.",
    "name-released": "The name may be published from the next release on. “Withhold again” takes that back.",
    "name-withheld": "The name is withheld again, in all releases that are given out, at once.",
    "view-saved": "The view is saved.",
    "view-deleted": "The view is deleted.",
    "watched": "You are told what changes in it from now on.",
    "unwatched": "You are not told of its changes any more.",
    "read": "Marked as read.",
    "unread": "Marked as not read.",
    "step": "The step is in the chain of custody.",
    "attached": "The files are kept with the source; the chain of custody says when they came and from whom.",
    "attached-before": "The source has these files already: nothing was added.",
    "source": "The source is in the record. Now point at the words that tell what happened.",
    "source-restricted": "The source is in the record, for reviewers and admins alone. One of them adds its claims.",
    "feed": "The feed is registered. It is looked at when somebody asks for it.",
    "feed-gone": "The feed is looked at no more. Its reports stay.",
    "restricted": "Shown to reviewers and admins only. What was published of it is withheld until a release is made.",
    "unrestricted": "The report is shown to everybody at the desk again.",
    "mark-undone": "Undone: what stood before stands again.",
    "tag-stays": "The tag could not be taken off: what it was on is told by no report now, or is not shown to you.",
    "in-use": "An import or another long run is writing to the record: nothing was done. Try again in a minute.",
    "embargoed": "Under embargo: it stays out of publications, what is public of it too. “Lift” takes that back.",
    "embargo-lifted": "The embargo is lifted. What it withheld of releases is shown again.",
    "erased": "Erased. Make a release, so that the public site says that something was removed.",
    "marked": "Marked for merging: open another incident and merge the two there.",
    "alias-taken-back": "Taken back. What was confirmed counts until the record is brought together without it.",
    "draft-kept": "Kept in the draft.",
    "draft-wrong": "Kept, but it holds a mistake: the draft can't be tried or adopted until that is mended.",
    "draft-discarded": "The draft is thrown away; the codebook is as it was.",
    "welcome": "The desk is set up. Invite the others under People, on your account's page.",
    "signed-out": "You are signed out.",
    "password": "The password is changed. Everywhere else you are signed out, and your tokens have ended.",
    "ended": "Signed out there.",
    "token-withdrawn": "The token is withdrawn: it opens nothing any more.",
    "role": "The role is changed.",
    "closed": "The account is closed, and all its sessions and feed addresses have ended.",
    "feeds-ended": "These addresses show nothing any more. The page of saved views has new ones.",
    "opened": "The account is open again.",
    "withdrawn": "Undone: the judgement is withdrawn, and both stay in the history.",
}
"""What pages say after something that is no judgement, by the name that stands in the address."""


VICTIM = "victim-"
"""Stands before the place, in the log of named persons, of what was done to an entry."""

VIEW = "view-"
"""Stands before the id of a view that was saved, in an address that says so."""

ALIAS = "alias-"
"""Stands before the key of what was said of a name, in an address that says so."""

MARK = "mark-"
"""Stands before the id of a tag or value in an address that says what was done."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What was done, and the judgement (or the tag or value, with another `way`) that can be undone; `offers` is what
    the button does where that is something else. `did` is what became of incidents."""

    words: str
    undo: str = ""
    way: str = "/judgements/{}/withdraw"
    offers: str = "Undo"
    did: Did | None = None

    @property
    def undone_at(self) -> str:
        """Where it is undone."""
        return self.way.format(self.undo)


def _marked(record: Path, mark: str, hidden: frozenset[str]) -> Notice | None:
    """The line for a tag or a value that was given."""
    one = fields.mark_named(record, mark)
    if one is None or one.undone or fields.rests_on(one, hidden):
        return None
    words = fields.mark_words(record, one)
    return Notice(words, one.id, "/marks/{}/undo")


def _of_name(record: Path, key: str) -> Notice | None:
    """The line for what was said of a name."""
    one = next((one for one in said_of_names(record, BUILT_IN) if one.key == key), None)
    if one is None:
        return None
    after = "It counts once the record is brought together by it." if one.same else "This is not asked again."
    return Notice(f"{one.words}. {after}", key, "/actors/aliases/{}/undo")


def judged_words(one: Judgement) -> str:
    """What a judgement does, in one line without its reason."""
    if one.why == WITHHELD:
        return f"A judgement of the sort “{one.verdict.value}”."
    on = f"{one.on.kind.value} {one.on.id[:8]}"
    other = f"{one.other.kind.value} {one.other.id[:8]}" if one.other else ""
    now = value_words(one.field, one.value) if one.verdict is Verdict.CORRECT else ""
    if one.verdict is Verdict.DIFFERENT and one.other and one.on.id == one.other.id:
        many = plural(len(one.on.anchors), "claim")
        return f"Split off: {many} of {on}."
    words = {
        "same": f"{on} and {other} are one happening",
        "different": f"{on} and {other} are not one happening",
        "unsure": f"{on} and {other} are left for somebody else to judge",
        "correct": f"{one.field} of {on} is corrected: {now} instead of {one.was or 'not stated'}",
        "set aside": f"{on} is set aside",
        "add": f"{on} is added",
        "confirm": f"{on} is graded “{one.grade}”",
        "note": f"a note is added to {on}",
        "publish": f"{on} is published as {one.value}",
    }
    said = words.get(one.verdict.value, f"{on}: {one.verdict.value}")
    return f"{said[0].upper()}{said[1:]}."


def _of_person(record: Path, position: str, role: Role) -> Notice:
    """What was done to a named person, and, to who may see these, which published incidents that withholds words of."""
    words = "Done; it stands in the entry's history."
    if role >= Role.REVIEWER and re.fullmatch(r"\d{1,9}", position, re.ASCII):
        person = of_deed(record, int(position))
        said = was_said(record, person) if person is not None and not (person.released or person.gone) else ()
        if said:
            listed = ", ".join(out.public for out in said[:_SHOWN]) + ("…" if len(said) > _SHOWN else "")
            words += f" Releases told words of this name, also where they name a place, and do no longer: {listed}."
    return Notice(words, position, "/victims/undo/{}")


_SHOWN = 6  # public ids


def notice_for(
    record: Path,
    done: str,
    said: str,
    hidden: Collection[str] = (),
    role: Role = Role.ADMIN,
    seen: Callable[[Judgement], Judgement] = lambda one: one,
) -> Notice | None:
    """The line for what an address says was done; None where it says nothing that is known. What takes another `role`
    to be undone is not offered to be; `seen` is a judgement as who asks may see it."""
    if done.startswith(MARK):
        return _marked(record, done.removeprefix(MARK), frozenset(hidden))
    if done.startswith(ALIAS):
        return _of_name(record, done.removeprefix(ALIAS))
    if done.startswith(VICTIM):
        return _of_person(record, done.removeprefix(VICTIM), role)
    if done.startswith(VIEW):
        view = done.removeprefix(VIEW)
        watch = Notice(NOTICES["view-saved"], view, "/views/{}/watch", "Watch it: be told what changes")
        return watch if re.fullmatch(r"\w+", view, re.ASCII) else None
    if done:
        with suppress(RecordError):
            one = judgement_with(record, done)
            if one is not None:
                lasts = (
                    one.withdrawn
                    or one.verdict is Verdict.PUBLISH
                    or role < JUDGES[one.verdict]
                    or rests_on_hidden(one, hidden)
                )
                did = what_it_did(record, one, hidden)
                return Notice(judged_words(shorn(seen(one), hidden)), "" if lasts else one.id, did=did)
    return Notice(NOTICES[said]) if said in NOTICES else None
