"""Reports, sources and jobs as plain values."""

from __future__ import annotations

from recount.codec import plain
from recount.desk.jobs import Job
from recount.desk.lineage import Lineage
from recount.desk.lines.incidents import Placed, report_head, told_line
from recount.desk.lines.judgements import judgement_line
from recount.desk.lines.values import Line
from recount.desk.report_page import ReportClaim, ReportPage
from recount.model.feed import Feed
from recount.reading.formats import coded_end
from recount.store.report_lists import ListedReport
from recount.store.restricting import Restriction


def restriction_line(one: Restriction | None) -> Line | None:
    """Since when a report is shown to few, by whose word, and why."""
    return {"since": one.when.isoformat(), "who": one.who, "why": one.why} if one else None


def listed_line(one: ListedReport, lies_in: Placed, withheld: Restriction | None) -> Line:
    """A report in a list; of one that is withheld nothing but that."""
    line: Line = {
        "kind": one.kind,
        "name": one.name,
        "title": one.title,
        "outlet": one.outlet,
        "url": one.url,
        "source": lies_in(one.source),
        "first": one.published.first.isoformat() if one.published.first else None,
        "last": one.published.last.isoformat() if one.published.last else None,
        "claims": one.claims,
    }
    told = dict.fromkeys(line) if withheld else line
    return {"id": one.id, **told, "withheld": restriction_line(withheld)}


def report_line(page: ReportPage, lies_in: Placed, tags: tuple[str, ...], restriction: Restriction | None) -> Line:
    """A report with what was read from it, without its text."""
    document, family = page.document, page.family
    return report_head(document, lies_in) | {
        "kind": document.kind,
        "size": page.size,
        "length": len(document.text),
        "coded": coded_end(document.text),
        "claims": list(page.claims),
        "incidents": [one.id for one in page.incidents],
        "labels": [{"kind": one.kind.value, "span": plain(one.span), "reason": one.reason} for one in document.labels],
        "family": {"first": family.first.id, "agency": family.agency, "prints": family.prints} if family else None,
        "taken": plain(page.source) if page.source else None,
        "intake": plain(page.intake) if page.intake else None,
        "removal": page.removal.number if page.removal else None,
        "restricted": restriction_line(restriction),
        "aside": judgement_line(page.aside) if page.aside else None,
        "notes": [judgement_line(one) for one in page.notes],
        "tags": list(tags),
    }


def report_claim_line(page: ReportPage, one: ReportClaim) -> Line:
    """A claim of a report with what people did to it."""
    return told_line(one.claim, page.document, one.incident or None) | {
        "n": one.n,
        "aside": one.aside.id if one.aside else None,
        "added": one.added.id if one.added else None,
        "corrected": {field: judgement.id for field, judgement in one.corrected.items()},
    }


def lineage_line(found: Lineage, lies_in: Placed, withheld: frozenset[str]) -> Line:
    """The family of a report; of prints that are withheld only that they are there."""
    prints = [
        {
            "id": one.document.id,
            "report": None if one.document.id in withheld else report_head(one.document, lies_in),
            "agency": None if one.document.id in withheld else one.agency,
            "share": one.share,
            "words": {change.value: number for change, number in one.words.items()},
            "withheld": one.document.id in withheld,
        }
        for one in found.prints
    ]
    parts = [{"id": one.id, "name": one.name, "share": one.share} for one in found.parts if one.id not in withheld]
    about = {"agency": found.agency, "why_first": found.why_first, "others": found.others}
    return {"id": found.asked, "prints": prints, **about, "parts": parts}


def job_line(job: Job) -> Line:
    """How far a job is, and what came of it."""
    state = "refused" if job.refused[0] else "done" if job.finished else "at work" if job.running else "broken off"
    return {
        "id": job.id,
        "kind": job.kind,
        "title": job.title,
        "who": job.who,
        "started": job.started,
        "state": state,
        "says": job.says if job.running else "",
        "done": job.done,
        "total": job.total,
        "finished": job.finished or None,
        "refused": " ".join(job.refused) if job.refused[0] else None,
        "result": job.result,
    }


def feed_line(feed: Feed) -> Line:
    """A feed with what came of looking at it."""
    return {
        "id": feed.id,
        "address": feed.address,
        "title": feed.title,
        "outlet": feed.outlet,
        "pages": feed.pages,
        "who": feed.who,
        "added": feed.added.isoformat(),
        "fetched": feed.fetched.isoformat() if feed.fetched else None,
        "state": feed.state,
        "failed": feed.failed,
        "reports": feed.reports,
    }
