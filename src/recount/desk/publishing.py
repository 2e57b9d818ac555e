"""What a desk can do to publish: look at what the next release would hold, and make it."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path

from recount.codebook.actors import Actors
from recount.codec import packed, unpacked
from recount.desk.consents import as_agreed, unsaid_of, words_agreed
from recount.desk.embargoing import embargoed_reports
from recount.desk.hands import hands_in
from recount.desk.judged import actors_of_record, incident_target, judged_claims
from recount.desk.judging import By, public_id_for
from recount.desk.own_words import NOTE, Naming, names_said, refuse_names, words_of_rules
from recount.desk.publishing_basis import basis_of
from recount.desk.publishing_changes import changes_to, former_ids, parts_split_off
from recount.desk.publishing_checks import Caution, warnings_of, why_idle
from recount.desk.publishing_choices import claims_held, grades_published, names_allowed, policy_in
from recount.desk.publishing_others import whole, withdrawn
from recount.desk.publishing_places import places_beyond, places_in, towns_said
from recount.desk.regrading import changed_since_graded
from recount.desk.resolving import brought_up
from recount.desk.running import Watch
from recount.desk.tools import BUILT_IN, Rules
from recount.desk.victims import all_unreleased, names_unreleased, victims_released
from recount.desk.withholding import gone_of
from recount.errors import ChangedError, RecordError
from recount.judging.hands import hands_on_whole
from recount.judging.lines import identified
from recount.model import Claim, Incident, Judgement, Verdict
from recount.publishing.changes import Edition, PublicChange, without_names_of
from recount.publishing.content import PublicIncident, Withheld
from recount.publishing.known import Known
from recount.publishing.making import (
    Material,
    common_words,
    public_incident,
    quoted,
    reports_shown,
    unsaid,
    with_names_of,
    without_reports,
)
from recount.publishing.names_told import NOBODY, NamesTold, names_told
from recount.publishing.policy import Policy
from recount.publishing.redaction import Redactor
from recount.publishing.release import Basis, Former, KeptBack, Published, Release, hash_of
from recount.publishing.unread_figures import unread_figure
from recount.publishing.unreleased import whole_names
from recount.publishing.withholding import told_now
from recount.reading.reader.dictionary import common_words as listed_words
from recount.store import Filters, SqlStore, opened
from recount.store.releases import ReleasedRow, ReleaseRow
from recount.tolls.headlines import RULES

_LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class Candidate:
    """An incident that goes into the next release: `incident` at the desk, and what the public will see of it. `new`
    says that no release held it before; `reports` are those that tell what the public sees, each with the hash of its
    bytes."""

    incident: Incident
    public: PublicIncident
    new: bool
    reports: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What the next release would hold, and what it would change.

    `kept_back` says for each reason how many incidents stay out; `held` are those that somebody holds back. `withheld`
    is all that is not published of the others, and why. `idle` says why no release is made of it, "" where one can be.
    `parts` are those parts of withheld names that are told from other words; `named` are names in the desk's own words
    that may not go out; `others` are those of incidents that it does not hold, held back or in an earlier release.
    """

    number: int
    policy: Policy
    candidates: tuple[Candidate, ...]
    changes: tuple[PublicChange, ...]
    warnings: tuple[Caution, ...]
    withheld: tuple[Withheld, ...]
    held: tuple[Incident, ...]
    basis: Basis
    former: tuple[Former, ...]
    mark: str
    idle: str = ""
    parts: frozenset[str] = frozenset()
    named: tuple[Naming, ...] = ()
    others: NamesTold = NOBODY

    @property
    def seen(self) -> str:
        """What changes whenever a release made now would say something else to the public than this draft, or would
        have something else to look at before: remarks, and work on incidents that stay out, change nothing of it."""
        cautions = [(one.kind, one.incident, one.public) for one in self.warnings]
        own = packed((self.number, self.policy, self.changes, self.former, cautions))
        told = f"{own}\n{hash_of(one.public for one in self.candidates)}"
        return hashlib.sha256(told.encode()).hexdigest()[:32]

    @property
    def kept_back(self) -> tuple[KeptBack, ...]:
        """For each reason how many incidents stay out."""
        return self.basis.kept_back


def draft(record: Path, rules: Rules = BUILT_IN, watch: Watch | None = None) -> Draft:
    """What a release made now would hold; nothing is kept. `rules` are the desk's own."""
    with closing(opened(record)) as store:
        return _draft(store, actors_of_record(store, rules.actors), watch)


def publishing_mark(record: Path) -> str:
    """What changes whenever the next release may hold something else."""
    with closing(opened(record)) as store:
        return store.publishing_mark()


def checked_note(note: str) -> str:
    """What a release says of itself; RecordError for words that can't be that."""
    words = note.strip()
    if len(words) > _LONGEST_NOTE or not words.replace("\n", " ").replace("\r", " ").isprintable():
        raise RecordError("the note", f"is longer than {_LONGEST_NOTE:,} characters", "Write it shorter.")
    return words


def still_as_seen(made: Draft, seen: str) -> None:
    """ChangedError where a draft is another than the one that somebody has `seen`; any will do where "" is."""
    if seen and seen != made.seen:
        what = "what it would hold, or what to look at before, has changed since you looked"
        raise ChangedError("the release", what, "Look at the checks again, then make it.")


def make_release(record: Path, note: str, by: By, seen: str = "", watch: Watch | None = None) -> Release:
    """Make the next numbered release. New incidents get their public ids; what the release holds is frozen.

    `seen` is that of the draft that somebody looked at: where the release would hold something else, ChangedError, so
    that nothing goes out unseen. RecordError where it would say what the last release says.
    """
    words = checked_note(note)
    if not by.who.strip():
        raise RecordError("the release", "nobody is named for it", "Give your name with --who, or in $RECOUNT_WHO.")
    with closing(opened(record)) as store:
        actors = actors_of_record(store, by.actors)
        planned = _draft(store, actors, watch)
        still_as_seen(planned, seen)
        if planned.idle:
            remedy = "Grade, correct or withdraw incidents, or choose other rules, first."
            raise RecordError("the release", planned.idle, remedy)
        said = names_said(store, {NOTE: words}, planned.withheld, planned.parts, planned.others)
        refuse_names((*planned.named, *said))
        if _mint(store, planned, by):
            brought_up(store, actors)
            planned = _draft(store, actors)
        return _kept(store, planned, words, by.who.strip())


def releases(record: Path) -> tuple[Release, ...]:
    """All releases, the newest first. Names that may be said no more are not said in them, nor what is withheld."""
    with closing(opened(record)) as store:
        unsaid, gone = unsaid_of(record), gone_of(record)
        made = [unpacked(Release, row.release) for row in reversed(store.releases())]
        told = (replace(one, changes=told_now(one.changes, one.number, gone)) for one in made)
        return tuple(words_agreed(store, one, unsaid) for one in told)


def published(record: Path, number: int | None = None) -> Published:
    """A release with those of its incidents that are given out now, the last one without a number; RecordError where
    there is none."""
    with closing(opened(record)) as store:
        rows = {row.number: row for row in store.releases()}
        if not rows:
            raise RecordError("the record", "nothing of it was published yet", "Make a release first.")
        row = rows.get(number if number is not None else max(rows))
        if row is None:
            what = "is not in the record"
            raise RecordError(f"release {number}", what, f"There are releases 1 to {max(rows)}.")
        held, gone = store.released(row.number), gone_of(record)
        erased = tuple(one.public for one in held if not one.incident)
        withheld = tuple(one.public for one in held if one.incident and gone.word(row.number, one.public))
        left = {*erased, *withheld}
        there = [(unpacked(PublicIncident, one.incident), one.claims) for one in held if one.public not in left]
        unsaid = unsaid_of(record)
        found = as_agreed(store, there, unsaid)
        release = unpacked(Release, row.release)
        release = words_agreed(store, replace(release, changes=told_now(release.changes, row.number, gone)), unsaid)
        whole = not left and not any(one.erased for one in found) and found == tuple(one for one, _ in there)
        content = release.content if whole else hash_of(found)
        return Published(release, found, erased, withheld, content)


def _last(store: SqlStore) -> Release | None:
    rows = store.releases()
    return unpacked(Release, rows[-1].release) if rows else None


def _draft(store: SqlStore, actors: Actors, watch: Watch | None = None) -> Draft:
    policy, mark = policy_in(store), store.publishing_mark()
    grades = grades_published(store, policy)
    graded = store.incidents(Filters(grades=grades))
    held = claims_held(store)
    kept_back: Counter[str] = Counter()
    wanted, waiting = [], []
    for one in graded:
        if any(claim in held for claim in one.claims):
            waiting.append(one)
        elif len(one.origins) < policy.min_origins:
            kept_back[f"fewer than {policy.min_origins} origins"] += 1
        else:
            wanted.append(one)
    others = store.counted() - len(graded)
    kept_back[f"not graded {' or '.join(grades)}"] = others
    kept_back["held back by the desk"] = len(waiting)
    publics = _publics(store, wanted)
    materials = materials_of(store, wanted, publics)
    clean = {one.incident.id: without_reports(one, actors) for one in materials}
    few = {key for key, one in clean.items() if one is not None and len(one.incident.origins) < policy.min_origins}
    kept_back[f"fewer than {policy.min_origins} origins"] += len(few)
    materials = tuple(one for one in materials if one.incident.id not in few)
    redactor = redactor_for(store, actors, policy, materials)
    found = []
    for number, material in enumerate(materials):
        if watch is not None:
            watch.progress(number, len(materials))
        found.append((material, public_incident(material, redactor, RULES[policy.rule])))
    kept_back["told by restricted reports alone"] = sum(public is None for _, public in found)
    ever = store.ever_released()
    candidates = tuple(
        Candidate(whole.incident, public, public.id not in ever, reports_shown(whole))
        for whole, public in found
        if public
    )
    edition = Edition(
        tuple(one.public for one in candidates),
        {one.public.id: frozenset(one.incident.claims) for one in candidates},
    )
    former = former_ids(store, [(one.incident, one.public) for one in candidates], ever)
    parts = parts_split_off(store, edition)
    basis = basis_of(store, redactor, grades, kept_back)
    changes = without_names_of(changes_to(store, edition, former, parts), unsaid(materials))
    inside = [one.incident for one in candidates]
    beyond = _others(store, actors, policy, {one.id: one for one in (*waiting, *withdrawn(store, ever, inside))})
    return Draft(
        number=len(store.releases()) + 1,
        policy=policy,
        candidates=candidates,
        changes=changes,
        warnings=(
            *(part.caution() for part in parts),
            *warnings_of(
                [(kept.incident, one.public) for one in candidates if (kept := clean[one.incident.id])],
                redactor.withheld,
                _looked_at_again(store, materials),
            ),
        ),
        withheld=tuple(redactor.withheld),
        held=tuple(waiting),
        basis=basis,
        former=former,
        mark=mark,
        parts=redactor.known.private_parts,
        named=names_said(store, words_of_rules(policy), redactor.withheld, redactor.known.private_parts, beyond),
        others=beyond,
        idle=why_idle(_last(store), policy, changed=bool(changes), empty=not candidates),
    )


def _others(store: SqlStore, actors: Actors, policy: Policy, incidents: Mapping[str, Incident]) -> NamesTold:
    """The names of private persons in incidents that the next release does not hold."""
    if not incidents:
        return NOBODY
    materials = whole(materials_of(store, tuple(incidents.values()), dict.fromkeys(incidents, "")))
    return names_told(materials, redactor_for(store, actors, policy, materials))


def _publics(store: SqlStore, incidents: Sequence[Incident]) -> Mapping[str, str]:
    """The public id of each incident, or the one that it will get."""
    minted = store.judgements_with(Verdict.PUBLISH)
    withdrawn = [one for one in minted if one.withdrawn is not None]
    found: dict[str, str] = {}
    taken = {one.value for one in minted if one.withdrawn is None}
    for one in incidents:
        found[one.id] = one.public[0] if one.public else public_id_for(set(one.claims), withdrawn, taken)
        taken.add(found[one.id])
    return found


def materials_of(store: SqlStore, incidents: Sequence[Incident], publics: Mapping[str, str]) -> tuple[Material, ...]:
    """Incidents with all that stands behind them, as they go through the redactor."""
    claims = {claim.id: claim for claim in store.claims({key for one in incidents for key in one.claims})}
    corrected = {claim.id: claim for claim in judged_claims(store, tuple(claims.values()))}
    documents = {document.id: document for document in store.documents({d for one in incidents for d in one.documents})}
    hidden = frozenset(store.restricted()) | embargoed_reports(store)
    sentences = cache(store.sentences)
    grades, released = _grades_told(store, incidents), victims_released(store, incidents)
    unreleased = names_unreleased(store, incidents)
    hands = hands_in(store, corrected.values())
    judged = {one.id: one for one in store.judgements({key for one in incidents for key in one.judged})}
    made = []
    for one in incidents:
        told: tuple[Claim, ...] = tuple(corrected[key] for key in one.claims if key in corrected)
        reports = {key: documents[key] for key in one.documents}
        victims = released.get(one.id, ())
        by_hand = hands_on_whole(one, [judged[key] for key in one.judged if key in judged], told, hands)
        grade = grades.get(one.id, "")
        given = tuple(sorted(field for field, hand in by_hand.items() if not hand.added))
        silent = unreleased.get(one.id, ())
        made.append(Material(one, publics[one.id], told, reports, sentences, hidden, grade, victims, given, silent))
    return tuple(made)


def _looked_at_again(store: SqlStore, materials: Sequence[Material]) -> Mapping[str, frozenset[str]]:
    """Warnings that rest on judgements and reports: the incidents that changed since they were graded, and those with a
    number that no figure was read from."""
    some = [one for one in materials if one.incident.grade]
    made = defaultdict(list)
    for judgement in store.judgements():
        for key in {judgement.on.id, *(anchor.claim for anchor in judgement.anchors)}:
            made[key].append(judgement)
    changed = {
        one.incident.id
        for one in some
        if changed_since_graded(one.incident, [j for key in (one.incident.id, *one.incident.claims) for j in made[key]])
    }
    unread = {one.incident.id for one in materials if any(_unread(one, claim) for claim in one.claims)}
    return {"graded before a change": frozenset(changed), "figure not read": frozenset(unread)}


def _unread(one: Material, claim: Claim) -> str:
    """A number beside a word of harm in a claim's sentence that no claim of the incident took a figure from."""
    words, around = quoted(one, claim)
    start = claim.clause.start - around
    read = [toll.span for told in one.claims if told.document == claim.document for toll in told.tolls]
    return unread_figure(one.documents[claim.document].text, start, start + len(words), read)


def _grades_told(store: SqlStore, incidents: Iterable[Incident]) -> Mapping[str, str]:
    """Who graded each incident, when, and why."""
    given = {one.id: one for one in store.judgements_with(Verdict.CONFIRM) if one.withdrawn is None}
    found = {}
    for incident in incidents:
        told = [given[key] for key in incident.judged if key in given and given[key].grade == incident.grade]
        if told:
            last = max(told, key=lambda one: one.when)
            why = f": {last.why}" if last.why else ""
            found[incident.id] = f"{last.grade} by {last.who} on {last.when:%-d %b %Y}{why}"
    return found


def redactor_for(store: SqlStore, actors: Actors, policy: Policy, materials: Sequence[Material]) -> Redactor:
    """What takes out of a publication of these incidents what may not be published."""
    texts = {document.id: document.text for one in materials for document in one.documents.values()}
    common = common_words(texts.values()) | listed_words()
    known = Known(actors, places_in(materials), common, names_allowed(store))
    known = replace(known, places=known.places | towns_said(materials), unreleased=whole_names(all_unreleased(store)))
    known = replace(known, places=known.places | places_beyond(store, materials, known))
    return Redactor(policy, with_names_of(known, materials, partial(Redactor, policy)))


def _mint(store: SqlStore, planned: Draft, by: By) -> bool:
    """Public ids for those incidents that have none; whether there were any."""
    now = datetime.now(UTC)
    made = [
        identified(
            Judgement(
                "", by.who.strip(), now, Verdict.PUBLISH, incident_target(store, one.incident),
                value=one.public.id, why=f"release {planned.number}",
            )
        )
        for one in planned.candidates
        if not one.incident.public
    ]  # fmt: skip
    if made:
        store.judge(made)
    return bool(made)


def _kept(store: SqlStore, planned: Draft, note: str, who: str) -> Release:
    incidents = [one.public for one in planned.candidates]
    made = datetime.now(UTC).replace(microsecond=0)
    release = Release(
        planned.number, made, who, note, planned.policy, planned.basis, planned.changes, planned.former,
        hash_of(incidents),
    )  # fmt: skip
    rows = [
        ReleasedRow(one.public.id, hash_of([one.public]), packed(one.public), one.incident.claims, one.reports)
        for one in planned.candidates
    ]
    store.note_release(ReleaseRow(release.number, made, who, packed(release)), rows)
    return release
