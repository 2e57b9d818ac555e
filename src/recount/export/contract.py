"""The interchange lines: claims.jsonl and incidents.jsonl, from values and back.

Other programs read the keys that come first; `document`, `id`, `spans`, `why` and the like are Recount's own, and
with them nothing of a value is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from recount.codec import plain, value_of
from recount.errors import ReportError
from recount.export.names import Names
from recount.model import (
    Category,
    Change,
    Cited,
    Claim,
    Count,
    Document,
    Harm,
    Incident,
    LedgerEntry,
    Merge,
    Origin,
    Place,
    Relation,
    Span,
    Status,
    Toll,
    When,
)

Line = dict[str, Any]
_LISTS = ("agents", "targets", "places", "origin", "via")


def claim_line(claim: Claim, document: Document, name: str, n: int) -> Line:
    """One line of claims.jsonl: the `n`th claim of the report called `name`."""
    when = claim.time
    line: Line = {
        "doc": name,
        "n": n,
        "start": claim.clause.start,
        "end": claim.clause.end,
        "quote": claim.clause.of(document.text),
        "type": claim.type,
        "status": claim.status.value.value,
    }
    line |= {key: [cited.value for cited in getattr(claim, key)] for key in _LISTS[:3]}
    line["time"] = when.value.iso() if when else ""
    line["tolls"] = [_toll_line(toll.value) for toll in claim.tolls]
    line |= {key: [cited.value for cited in getattr(claim, key)] for key in _LISTS[3:]}
    line |= {
        "main": claim.main,
        "id": claim.id,
        "document": document.id,
        "place": plain(claim.place),
        "spans": {"trigger": plain(claim.trigger), **_each(claim, lambda cited: plain(cited.span))},
        "why": {"type": claim.rule, **_each(claim, lambda cited: cited.rule)},
    }
    if when and when.value.words:
        line["time_words"] = when.value.words
    if when and when.value.anchor:
        line["time_from"] = "/".join(day.isoformat() for day in dict.fromkeys(when.value.anchor))
    if claim.place_from:
        line["place_from"] = plain(claim.place_from)
    if claim.within:
        line["within"] = plain(claim.within)
    return line


def _each(claim: Claim, of: Any) -> Line:
    """Something of every cited value of a claim, under the value's key."""
    found: Line = {key: [of(cited) for cited in getattr(claim, key)] for key in (*_LISTS, "tolls")}
    found["status"] = of(claim.status)
    found["time"] = of(claim.time) if claim.time else None
    return found


def _toll_line(toll: Toll) -> Line:
    line: Line = {
        "harm": toll.harm.value,
        "low": toll.count.low,
        "high": toll.count.high,
        "who": toll.who,
        "cat": toll.category.value,
    }
    flags = {"approx": toll.count.approx, "shared": toll.shared, "sub": toll.sub}
    line |= {name: True for name, is_set in flags.items() if is_set}
    line |= {} if toll.wider is None else {"wider": toll.wider}
    line |= {"change": toll.change.value} if toll.change else {}
    line |= {"by": list(toll.by)} if toll.by else {}
    earlier = toll.earlier
    told = {"low": earlier.low, "high": earlier.high} if earlier else {}
    return line | ({"earlier": told | ({"approx": True} if earlier and earlier.approx else {})} if told else {})


def claim_of(line: Mapping[str, Any]) -> Claim:
    """The claim that a line of claims.jsonl was made from; ReportError where the line is none of Recount's own."""
    try:
        return _claim_of(line)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise ReportError(
            f"claim {line.get('doc')}#{line.get('n')}",
            f"is no line that Recount wrote ({error!r})",
            "Only lines with id, spans and why can be read back.",
        ) from error


def _claim_of(line: Mapping[str, Any]) -> Claim:
    spans, why = line["spans"], line["why"]
    cited = {
        key: tuple(
            Cited(value, Span(*span), rule) for value, span, rule in zip(line[key], spans[key], why[key], strict=True)
        )
        for key in _LISTS
    }
    tolls = zip(line["tolls"], spans["tolls"], why["tolls"], strict=True)
    return Claim(
        id=line["id"],
        document=line["document"],
        type=line["type"],
        status=Cited(Status(line["status"]), Span(*spans["status"]), why["status"]),
        trigger=Span(*spans["trigger"]),
        clause=Span(line["start"], line["end"]),
        rule=why["type"],
        place=None if line["place"] is None else value_of(Place, line["place"]),
        time=_time_of(line, spans["time"], why["time"]),
        tolls=tuple(Cited(_toll_of(toll), Span(*span), rule) for toll, span, rule in tolls),
        main=line["main"],
        place_from=value_of(Cited[str], line["place_from"]) if line.get("place_from") else None,
        within=value_of(Cited[str], line["within"]) if line.get("within") else None,
        **cited,
    )


def _time_of(line: Mapping[str, Any], span: Sequence[int] | None, rule: str) -> Cited[When] | None:
    if span is None:
        return None
    words = line.get("time_words", "")
    when = When.from_iso(line["time"])
    if when is None:
        raise ValueError("a time with a place in the text, but without a value")
    counted = When.from_iso(line.get("time_from", ""))
    anchor = (counted.first, counted.last) if counted and counted.first and counted.last else ()
    return Cited(When(when.first, when.last, when.precision, words, anchor), Span(*span), rule)


def _toll_of(toll: Mapping[str, Any]) -> Toll:
    count = Count(toll["low"], toll["high"], toll.get("approx", False))
    flags = {name: toll.get(name, False) for name in ("sub", "shared")}
    change = Change(toll["change"]) if "change" in toll else None
    earlier = Count(**toll["earlier"]) if "earlier" in toll else None
    by, wider = tuple(toll.get("by", ())), toll.get("wider")
    return Toll(
        Harm(toll["harm"]),
        count,
        toll["who"],
        Category(toll["cat"]),
        **flags,
        change=change,
        earlier=earlier,
        by=by,
        wider=wider,
    )


def claim_lines(claims: Iterable[Claim], documents: Mapping[str, Document], names: Names) -> Iterator[Line]:
    """claims.jsonl: report after report, the claims of each numbered from 0 in the order they come in."""
    for document, told in _by_report(claims).items():
        for name in names[document]:
            for n, claim in enumerate(told):
                yield claim_line(claim, documents[document], name, n)


def claim_numbers(claims: Iterable[Claim], names: Names) -> Names:
    """How incidents.jsonl calls each claim, by its id: "report#n", with the numbers of `claim_lines`."""
    return {
        claim.id: tuple(f"{name}#{n}" for name in names[document])
        for document, told in _by_report(claims).items()
        for n, claim in enumerate(told)
    }


def _by_report(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    told: dict[str, list[Claim]] = {}
    for claim in claims:
        told.setdefault(claim.document, []).append(claim)
    return told


def incident_line(incident: Incident, names: Names, called: Names) -> Line:
    """One line of incidents.jsonl; `names` are the reports' by id, `called` the claims' (`claim_numbers`)."""
    return {
        "incident": incident.id,
        "members": [name for document in incident.documents for name in names[document]],
        "main_of": [name for document in incident.main_of for name in names[document]],
        "claims": [number for claim in incident.claims for number in called[claim]],
        "type": incident.type,
        "date": incident.when.iso() if incident.when else "",
        "place": place_name(incident),
        "relations": [
            {"a": names[r.a][0], "b": names[r.b][0], "rel": r.rel} | ({} if r.ordered else {"ordered": False})
            for r in incident.relations
        ],
        "status": incident.status.value,
        "agents": list(incident.agents),
        "targets": list(incident.targets),
        "place_names": list(incident.place_names),
        "when": plain(incident.when),
        "where": plain(incident.place),
        "origins": plain(incident.origins),
        "ledger": plain(incident.ledger),
        "merges": plain(incident.merges),
        "part_of": incident.part_of,
        "episodes": list(incident.episodes),
        "within": list(incident.within),
        "grade": incident.grade,
        "public": list(incident.public),
        "judged": list(incident.judged),
        "document_ids": [document for document in incident.documents for _ in names[document]],
        "claim_ids": list(incident.claims),
    }


def incident_of(line: Mapping[str, Any]) -> Incident:
    """The incident that a line of incidents.jsonl was made from; ReportError where the line is not Recount's."""
    try:
        ids = dict(zip(line["members"], line["document_ids"], strict=True))
        return Incident(
            id=line["incident"],
            type=line["type"],
            status=Status(line["status"]),
            when=None if line["when"] is None else value_of(When, line["when"]),
            place=None if line["where"] is None else value_of(Place, line["where"]),
            place_names=tuple(line["place_names"]),
            agents=tuple(line["agents"]),
            targets=tuple(line["targets"]),
            claims=tuple(line["claim_ids"]),
            documents=tuple(dict.fromkeys(line["document_ids"])),
            main_of=tuple(dict.fromkeys(ids[name] for name in line["main_of"])),
            origins=value_of(tuple[Origin, ...], line["origins"]),
            ledger=value_of(tuple[LedgerEntry, ...], line["ledger"]),
            merges=value_of(tuple[Merge, ...], line["merges"]),
            part_of=line.get("part_of"),
            episodes=tuple(line.get("episodes", ())),
            within=tuple(line.get("within", ())),
            grade=line.get("grade", ""),
            public=tuple(line.get("public", ())),
            judged=tuple(line.get("judged", ())),
            relations=tuple(
                Relation(ids[r["a"]], ids[r["b"]], r["rel"], r.get("ordered", True)) for r in line["relations"]
            ),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ReportError(
            f"incident {line.get('incident')}",
            f"is no line that Recount wrote ({error!r})",
            "Only lines with document_ids, claim_ids and ledger can be read back.",
        ) from error


def place_name(incident: Incident) -> str:
    """What an incident's place is called: as the reports write it, else as the gazetteer does; "" where not said."""
    if incident.place_names:
        return incident.place_names[0]
    return incident.place.name if incident.place else ""
