"""Examples that run as they stand, with the desk's address in $DESK and a token in $TOKEN; docs/api.md has the same."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """What an example is for, and its lines for a shell or for Python."""

    title: str
    lines: str
    language: str = "sh"


_ASK = """import json, os, time, urllib.request

def ask(method, path, body=None):
    request = urllib.request.Request(os.environ["DESK"] + "/api/v1" + path, method=method)
    request.add_header("Authorization", "Bearer " + os.environ["TOKEN"])
    request.add_header("Content-Type", "application/json")
    request.data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)
"""

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
        "Hand in a report, and wait until it is read",
        _ASK
        + """
text = "Two people were wounded when a shell hit a house in Homs on Monday."
job = ask("POST", "/imports", {"reports": [{"name": "note.txt", "text": text}], "outlet": "The desk",
                               "published": "2017-06-05"})
while job["state"] == "at work":
    time.sleep(1)
    job = ask("GET", "/jobs/" + job["id"])
print(job["state"], job["result"] or job["refused"])""",
        "python",
    ),
    Example(
        "Note something on an incident, unless somebody judged it since it was read; then take that back",
        _ASK
        + """
first = ask("GET", "/incidents?limit=1")["items"][0]["id"]
read = ask("GET", "/incidents/" + first)
why = "the hospital has confirmed the day"
done = ask("POST", "/judgements", {"verdict": "note", "on": first, "why": why, "seen": read["seen"]})
print(done["judgement"]["id"], done["judgement"]["state"])
ask("DELETE", "/judgements/" + done["judgement"]["id"])""",
        "python",
    ),
    Example(
        "Merge two incidents, split a claim off, correct a figure; then take each back",
        _ASK
        + """
def judge(**given):
    done = ask("POST", "/judgements", given)
    for change in done["changes"]:
        print(given["verdict"], change["kind"], change["before"], "to", change["after"])
    ask("DELETE", "/judgements/" + done["judgement"]["id"])

one, two = [found["id"] for found in ask("GET", "/incidents?killed=1&origins=2&limit=2")["items"]]
judge(verdict="same", on=one, other=two, why="one raid, told twice")
claims = ask("GET", f"/incidents/{one}/claims")["claims"]
judge(verdict="different", on=one, claims=[claims[-1]["id"]], why="it is of the next day")
counted = next(claim for claim in claims if claim["tolls"])
judge(verdict="correct", on=counted["id"], field="killed", value="26+", why="the sentence counts the dead only")""",
        "python",
    ),
    Example(
        "Take what comes next in the queue, answer it, and take the answer back",
        _ASK
        + """
item = ask("POST", "/queue/next")["item"]
print(item["kind"], item["question"], [choice["words"] for choice in item["choices"]])
later = next(choice["name"] for choice in item["choices"] if not choice["judges"])
given = ask("POST", f"/queue/{item['id']}/answer", {"answer": later, "why": "the photo is still to be looked at"})
print(given["said"])
ask("DELETE", "/queue/answers/" + given["id"])""",
        "python",
    ),
    Example(
        "Grade an incident as a reviewer, look at what the next release would hold, and make it",
        _ASK
        + """
one = ask("GET", "/incidents?killed=1&origins=2&grade=none&limit=1")["items"][0]["id"]
seen = ask("GET", "/incidents/" + one)["seen"]
why = "the hospital and the council name the same day"
ask("POST", "/judgements", {"verdict": "confirm", "on": one, "grade": "confirmed", "why": why, "seen": seen})
draft = ask("GET", "/releases/next")
print(draft["incidents"], "incidents; to look at before:", [warning["kind"] for warning in draft["warnings"]])
made = ask("POST", "/releases", {"note": "the incidents of June", "seen": draft["seen"]})
print("release", made["number"])""",
        "python",
    ),
)
