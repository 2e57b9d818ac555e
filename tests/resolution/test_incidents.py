from __future__ import annotations

from dataclasses import replace

from recount.codebook.actors import built_in_actors
from recount.resolution.incidents import Group, group_in, incident_of
from recount.resolution.reprints import reprints_among
from tests.resolution.told import claim, report, toll


def test_the_group_of_an_incident_makes_it_once_more() -> None:
    documents = {name: report(name) for name in ("b", "a")}
    claims = {one.id: one for one in (claim(documents[name], tolls=[toll(14)]) for name in documents)}
    reprints = reprints_among(documents.values())
    for name in ("", "i0123456789abcdef"):
        group = Group(tuple(sorted(claims)), name=name)
        incident = incident_of(group, documents, claims, reprints, built_in_actors())
        assert group_in(incident) == group
        assert incident_of(group_in(incident), documents, claims, reprints, built_in_actors()) == incident
        assert group_in(replace(incident, claims=incident.claims[::-1])) == group
