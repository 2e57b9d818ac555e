"""Templates: autoescaped, with the desk's words for values."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from starlette.datastructures import QueryParams

from recount.codebook.actors import actors_over
from recount.desk import fields, rereading, victims, views
from recount.desk.finding import Row
from recount.desk.roles import JUDGES
from recount.export import wording
from recount.export.called import name_shown
from recount.export.headings import heading_of
from recount.export.private import NAMED
from recount.export.wording import SIGNS, plural
from recount.resolution.chains import outlet_called
from recount.store import Filters
from recount.web import overview_lines
from recount.web.filters import asking_in
from recount.web.marking import sentence_pieces
from recount.web.members import Role
from recount.web.notices import judged_words, notice_for
from recount.web.remedies import on_pages

if TYPE_CHECKING:  # it renders for it
    from recount.web.here import Here

STATIC = Path(__file__).parent / "static"
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINES = 3000  # of the chronology that are held
_lines: dict[int, tuple[Row, Markup]] = {}
_MANIFEST = STATIC / "built" / ".vite" / "manifest.json"


@cache
def environment() -> Environment:
    """The templates of the package."""
    made = Environment(
        loader=PackageLoader("recount.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_turning_named,
    )
    made.filters |= {
        "date": wording.date_words,
        "days": wording.days_words,
        "published": wording.published_words,
        "type": wording.type_words,
        "count": wording.count_words,
        "toll": wording.toll_words,
        "claimed": wording.claimed_words,
        "day": lambda day: wording.days_words(day, day),
        "iso": date.isoformat,
        "moment": wording.moment_words,
        "run_mark": lambda begun: f"run-{begun:%Y%m%dT%H%M%S%f}",
        "heading": heading_of,
        "on_pages": on_pages,
        "pieces": sentence_pieces,
        "outlet": _outlet,
        "called": lambda one: one.title or name_shown(one.kind, one.name, None, one.published.first),
    }
    made.tests["named_person"] = lambda name: name.startswith(NAMED)
    made.globals |= {"plural": plural, "signs": SIGNS, "words": wording, "Role": Role, "built": _built}
    made.globals |= {"told_judgement": judged_words, "line_of": _line_of, "judges": lambda one: JUDGES[one.verdict]}
    made.globals |= {
        "fields_on": lambda here, on: fields.on_it(here.record, on, here.hidden),
        "alerts_of": _alerts_of,
        "outdated_in": lambda here: rereading.outdated(here.record, here.options.rules),
        "reading_anew": lambda here: rereading.at_work(here.record),
        "why_no_tag": fields.why_no_tag,
        "why_no_value": lambda here, field, value: fields.why_no_value(here.record, field, value),
        "saved_views": lambda here: views.views(here.record, here.member.name),
        "tags_of": lambda here: fields.tags(here.record, here.hidden),
        "victims_on": lambda here, incident: victims.counted(here.record, incident),
        "mark_words": lambda here, mark: fields.mark_words(here.record, mark),
    }
    return made


def _turning_named(shown: Any) -> Any:
    """What a template shows, with the characters named that turn a line around: a figure in it would be read the wrong
    way. Other characters that can't be seen do no harm outside a report's own page, which names them all."""
    if isinstance(shown, str) and not shown.isascii() and _TURNING.search(shown):
        named = _TURNING.sub(lambda found: f"[U+{ord(found[0]):04X}]", shown)
        return Markup(named) if isinstance(shown, Markup) else named  # noqa: S704 — it was markup before
    return shown


def rendered(here: Here, template: str, status: int, values: dict[str, Any]) -> Response:
    """A template with what every page shows: who is here, where one is, and what was done."""
    query = here.request.query_params
    done = query.get("done", "")[:40] if here.member.role >= Role.READER else ""  # judgements are for members
    notice = notice_for(
        here.record, done, query.get("said", "")[:40], here.hidden if done else (), Role(here.member.role), here.parties
    )
    shared = {
        "here": here,
        "member": here.member,
        "path": here.request.url.path,
        "notice": notice,
        "today": datetime.now(UTC).date(),
        "csrf": lambda: Markup('<input type="hidden" name="csrf" value="{}">').format(here.member.csrf),
    }
    # a part of a page goes by the page's own address: kept by a browser it would be shown in the page's place on Back
    headers = {"Vary": "HX-Request"} | ({"Cache-Control": "no-store"} if here.quick else {})
    return HTMLResponse(environment().get_template(template).render(shared | values), status, headers)


def piece(template: str, values: dict[str, Any]) -> Markup:
    """A part of a page that shows nothing of who asks for it."""
    return Markup(environment().get_template(template).render(values))  # noqa: S704 — it escapes


@pass_context
def _outlet(context: Context, name: str | None) -> str:
    """What an outlet is called beside the origins, which go by the alias file's names."""
    here = context.get("here")
    own = here.rules.actors if here is not None else None
    return outlet_called(name, actors_over(own)) if name else ""


def _line_of(row: Row) -> Markup:
    """A line of the chronology. Rows never change, and each holds only what who asks may see, so that those that were
    shown lately are not made again."""
    held = _lines.get(id(row))
    if held is None or held[0] is not row:
        for former in list(_lines)[: max(0, len(_lines) - _LINES + 1)]:  # other threads do so, too
            _lines.pop(former, None)
        held = _lines[id(row)] = row, piece("overview_row.html", {"row": row, "lines": overview_lines})
    return held[1]


def _alerts_of(here: Here) -> int:
    """How many alerts who asks has not read."""

    def reading(query: str) -> Filters:
        return asking_in(QueryParams(query)).filters

    return views.waiting_alerts(here.record, here.member.name, reading, here.options.rules.actors, here.hidden)


@cache
def _manifest_at(changed: int) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(_MANIFEST.read_text(encoding="utf-8"))
    return found


def _built(entry: str) -> Markup:
    """The tags that load an island built from `frontend/src/<entry>.ts`; nothing where the assets were not built."""
    try:
        manifest = _manifest_at(_MANIFEST.stat().st_mtime_ns)
    except OSError:
        return Markup("")
    name = f"src/{entry}.ts"
    if name not in manifest:
        return Markup("")
    tags = [Markup('<link rel="stylesheet" href="/static/built/{}">').format(css) for css in _styles(manifest, name)]
    script = Markup('<script type="module" src="/static/built/{}"></script>').format(manifest[name]["file"])
    return Markup("\n").join([*tags, script])


def _styles(manifest: dict[str, dict[str, Any]], entry: str) -> list[str]:
    """The style sheets of an island and of the pieces it shares with others, each once, the shared ones first."""
    found: dict[str, None] = {}
    for piece in manifest[entry].get("imports", ()):
        found |= dict.fromkeys(_styles(manifest, piece))
    return list(found | dict.fromkeys(manifest[entry].get("css", ())))
