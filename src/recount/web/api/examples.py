"""Examples that run as they stand, with the desk's address in $DESK and a token in $TOKEN; docs/api.md has the same."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """What an example is for, and its lines for a shell or for Python."""

    title: str
    lines: str
    language: str = "sh"


EXAMPLES: tuple[Example, ...] = (
    Example(
        "Incidents with ten or more killed by the word of any one origin, as a table",
        """curl -fsS -H "Authorization: Bearer $TOKEN" "$DESK/api/v1/incidents?killed=10&format=csv\"""",
    ),
    Example(
        "The same as features of a map",
        """curl -fsS -H "Authorization: Bearer $TOKEN" -H "Accept: application/geo+json" \\
  "$DESK/api/v1/incidents?killed=10&unplaced=no\"""",
    ),
    Example(
        "How many incidents there are of each type, in two years",
        """curl -fsS -H "Authorization: Bearer $TOKEN" "$DESK/api/v1/facets?from=2016-01-01&to=2017-12-31\"""",
    ),
    Example(
        "Totals by type, by the rule of UCDP",
        """curl -fsS -H "Authorization: Bearer $TOKEN" "$DESK/api/v1/totals?by=type&harm=killed&rule=ucdp\"""",
    ),
    Example(
        "Hand in a report, and wait until it is read",
        """curl -fsS -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" "$DESK/api/v1/imports" \\
  -d '{"reports": [{"name": "note.txt", "text": "Two people were wounded when a shell hit a house in Homs on Monday."}],
       "outlet": "The desk", "published": "2017-06-05"}'""",
    ),
    Example(
        "Every incident, page by page",
        """import json, os, urllib.parse, urllib.request

def read(path):
    request = urllib.request.Request(os.environ["DESK"] + path)
    request.add_header("Authorization", "Bearer " + os.environ["TOKEN"])
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)

after, incidents = "", []
while after is not None:
    page = read("/api/v1/incidents?limit=200&after=" + urllib.parse.quote(after))
    incidents += page["items"]
    after = page["next"]
print(len(incidents), "of", page["total"])""",
        "python",
    ),
    Example(
        "Note something on an incident, unless somebody judged it since it was read; then take that back",
        """import json, os, urllib.request

def ask(method, path, body=None):
    request = urllib.request.Request(os.environ["DESK"] + "/api/v1" + path, method=method)
    request.add_header("Authorization", "Bearer " + os.environ["TOKEN"])
    if body is not None:
        request.add_header("Content-Type", "application/json")
        request.data = json.dumps(body).encode()
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)

first = ask("GET", "/incidents?limit=1")["items"][0]["id"]
read = ask("GET", "/incidents/" + first)
why = "the hospital has confirmed the day"
done = ask("POST", "/judgements", {"verdict": "note", "on": first, "why": why, "seen": read["seen"]})
print(done["judgement"]["id"], done["judgement"]["state"])
ask("DELETE", "/judgements/" + done["judgement"]["id"])""",
        "python",
    ),
)
