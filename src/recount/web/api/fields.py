"""What the fields of answers mean whose names do not say it by themselves, for the API's description.

A field is named with its shape where the same name means another thing elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

FIELDS: Mapping[str, str] = {
    "admin1": "The governorate's name in the gazetteer.",
    "admissions": "Incidents in which it gives losses of its own, or harm that it did to civilians.",
    "agents": "Who is said to have done it; a government's soldiers stand by the name that reports give them.",
    "agreeing": "Incidents in which another origin's figure allows its own.",
    "alone": "Incidents that no other origin tells of.",
    "apart": "Figures that count more than this incident, or parts of others: no headline takes them in.",
    "approx": "Whether the report rounds the number, as in “about 100”.",
    "as_of": "The day up to which reports are taken in, with what that leaves out; null for today.",
    "aside": "Whether the desk set it aside: nothing that it tells counts.",
    "boasts": "Incidents in which it gives the losses of those it fights.",
    "by_hand": "The values of this line that a person gave, instead of the machine's or beside them.",
    "campaign": "Whether the figure counts more than this incident, as all dead of a war: no total takes it in.",
    "cat": "Whose figure it is: civilians, combatants, or unknown where the words do not tell.",
    "chain": "How the word came: the outlet first, whom it cites next, the origin last.",
    "chains": "For each of its claims how the word came: the outlet first, the origin last.",
    "change": "What the sentence says of an earlier figure: risen, fallen; null for nothing.",
    "contested": "Whether origins give figures that can't both be right.",
    "contradicted": "Incidents in which another origin's figure excludes its own.",
    "corroborated": "Incidents that another origin tells of, too.",
    "days": "The days on which its reports came out.",
    "doc": "The report's name, as exports have it.",
    "document": "The report's id.",
    "earlier": "The earlier figure that the sentence speaks of.",
    "elsewhere": "Whether the origin is credited by its report elsewhere, not by the figure's own sentence.",
    "extractor": "What took the text out of the bytes that were received.",
    "family": "The reports that print the same story, itself among them.",
    "first_reported": "The first day on which a report of it can have come out; null where none has a date.",
    "gazetteer_name": "The place's name in the gazetteer; `name` is the reports'.",
    "grade": "The desk's own grade; null before somebody gave one.",
    "grades": "The grades that this desk gives.",
    "happened": "When the claim says that it happened, as an interval of days.",
    "harm": "What happened to those counted: killed, wounded, missing, captured, abducted, displaced, destroyed.",
    "headlines": "By harm the figures that the rule chooses, with the steps in which they came about.",
    "judged": "The ids of the judgements that hold for it or for one of its claims.",
    "killed": "The span of killed that its origins give; null where nobody gives a figure, which is not 0.",
    "labels": "Stretches of the text that are no story: captions, promotions, another story spliced in.",
    "last_reported": "The last day on which a report of it can have come out; null where none has a date.",
    "FiguresShape.lines": "The lines of the chart: for each origin the days on which its figure changed, and to what.",
    "OriginLineShape.people": "The same for each people that it tells apart; empty where it tells of one.",
    "OriginLineShape.steps": "For all whom it counts; the last is what the rule counts for it in the headline.",
    "StandShape.approx": "Whether the report rounds the number, as in “about 100”.",
    "StandShape.claims": "The claims whose figures it comes from, those of one report side by side.",
    "StandShape.day": "The day by whose end its reports were out; null where theirs is not known.",
    "StandShape.since": "Since when they may have been out, where only an interval is known.",
    "StandShape.words": "The number in the reports' own way: “more than 60”, “several dozen”, “27 or more”.",
    "main": "Whether it is the event that its report is mainly about.",
    "main_of": "The reports whose main event it is.",
    "merges": "Why its claims stand together: two claims, the score, and each reason for and against.",
    "named": "False where reports do not name the origin: a newsroom on its own authority, or somebody unnamed.",
    "ordered": "Whether it is known which of the two came out first.",
    "party": "Whose people a figure of fighters counts, by the side they stood on that day.",
    "place_names": "The place as its reports name it.",
    "public": "The ids it was published under: the first stands, the others lead to it.",
    "public_id": "The id it is published under; null before that.",
    "Relation.a": "One of the two reports.",
    "Relation.b": "The other; of an update, the one that revises it.",
    "relations": "How two of its reports relate: reprint, update, conflict, same.",
    "reported_first": "The first day on which the figure's report can have come out.",
    "reported_last": "The last day on which the figure's report can have come out.",
    "reprint_of": "The report that this one reprints: the figure is then no voice of its own.",
    "reprints": "Those of its reports that print another's story.",
    "restricted": "Since when, by whom and why it is shown to reviewers and admins only; null where it is not.",
    "revised_down": "Incidents in which it lowered a figure.",
    "revised_up": "Incidents in which it raised a figure.",
    "revises": "The claim with the same origin's earlier figure, whose place this one takes.",
    "sentences": "All words that the values were read from.",
    "shared": "Whether one figure is told for two joined events.",
    "side": "The party that it belongs to, or speaks for; null for who takes no side.",
    "spans": "Where in the report's text each value stands, from a character to another.",
    "stance": "What the figure means for the party that gives it: admission, boast, or neither.",
    "sub": "Whether it is part of another figure (“among them 3 children”): it adds nothing to that.",
    "tags": "The desk's own words for it.",
    "targets": "To whom it is said to have been done.",
    "tolls": "Figures, each beside the one who gives it.",
    "tree": "The origins, with those through whom their word came below.",
    "values": "The values, each with its words and the rule that read it.",
    "via": "Through whom the word came, the nearest to the reporter first.",
    "wider": "Whether the figure counts more than this event.",
    "wounded": "The span of wounded that its origins give; null where nobody gives a figure, which is not 0.",
    "IncidentShape.fields": "The values of fields of the desk's own.",
    "IncidentShape.heading": "What, where and when, in a line, as the page has it.",
    "ClaimShape.why": "For each value the rule or model that read it.",
    "ClaimShape.quote": "The words of its clause.",
    "RowShape.origins": "How many voices tell of it; reprints and relays of one are one.",
    "RowShape.reports": "How many reports tell of it, reprints included.",
    "LedgerShape.origins": "How many voices tell of it; reprints and relays of one are one.",
    "LedgerShape.reports": "How many reports tell of it, reprints included.",
    "LedgerShape.rule": "The rule by which headlines are chosen.",
}
"""What fields mean, by their names."""

SHAPES = frozenset(
    {
        "ClaimShape", "EntryShape", "EvidenceShape", "FiguresShape", "IncidentShape", "IncidentWhole", "LedgerShape",
        "NodeShape", "Origin", "OriginLineShape", "PeopleLineShape", "Relation", "ReportHead", "ReportShape",
        "RowShape", "StandShape", "TollShape", "VoiceShape", "WhereShape",
    }
)  # fmt: skip
"""The shapes whose fields have these meanings."""


def with_meanings(schemas: Mapping[str, dict[str, Any]]) -> None:
    """Put into schemas what their fields mean, where nothing is said of it yet."""
    for name, schema in schemas.items():
        for field, held in schema.get("properties", {}).items():
            about = FIELDS.get(f"{name}.{field}") or (FIELDS.get(field) if name in SHAPES else None)
            if about and "description" not in held and f"`{field}`" not in schema.get("description", ""):
                held["description"] = about
