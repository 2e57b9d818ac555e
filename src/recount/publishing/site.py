"""A release as a site: pages that need no script and no server, tables to download, a feed of changes.

The same release makes the same bytes, whenever and wherever it is written.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from recount.drawing.maps import Known, Mark, frame_around, map_svg, middle_svg
from recount.export import wording
from recount.export.wording import SIGNS, days_words, plural, type_words
from recount.model import PlacePrecision
from recount.publishing.changes import Deed, PublicChange, counted, killed_words, sources_words
from recount.publishing.coding import GRADES_MEAN, STATUSES
from recount.publishing.content import PublicIncident, PublicSource
from recount.publishing.downloads import csv_text, geojson_text, json_text
from recount.publishing.feed import atom_text, sitemap_text
from recount.publishing.lines import charts_of
from recount.publishing.release import Published, Release

UNDATED = "undated"
STYLE, _ICON = "style.css", "icon.svg"
SLIM = 340  # pixels of a drawing on a phone
_MOST_MARKS = 400  # places on one map
_NEWS = 12  # changes shown on the first page
_TYPES = {
    ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".csv": "text/csv; charset=utf-8",
    ".json": "application/json", ".geojson": "application/geo+json", ".atom": "application/atom+xml",
    ".xml": "application/xml", ".svg": "image/svg+xml",
}  # fmt: skip


def media_type(path: str) -> str:
    """What a file of the site is, for a server's answer."""
    return next((kind for ending, kind in _TYPES.items() if path.endswith(ending)), "application/octet-stream")


@dataclass(frozen=True)
class Site:
    """The pages of a release. `releases` are all up to it, the newest first; `ever` are all public ids of old."""

    published: Published
    releases: tuple[Release, ...]

    @property
    def release(self) -> Release:
        """The release that is shown."""
        return self.published.release

    @cached_property
    def incidents(self) -> dict[str, PublicIncident]:
        """The incidents by public id, in the order of the release."""
        return {one.id: one for one in self.published.incidents}

    @cached_property
    def months(self) -> dict[str, list[PublicIncident]]:
        """The incidents by the month they began in, in order; those without a date at the end."""
        found: dict[str, list[PublicIncident]] = defaultdict(list)
        for one in self.published.incidents:
            found[f"{one.first:%Y-%m}" if one.first else UNDATED].append(one)
        return {month: found[month] for month in sorted(found)}

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """All files of the site."""
        former = [f"incidents/{one.id}.html" for one in self.release.former]
        files = [
            "index.html", "method.html", "releases.html", "changes.atom", STYLE, _ICON,
            "data/incidents.csv", "data/incidents.geojson", "data/incidents.json",
            *(["codes.html"] if self.release.basis.types else []),
            *(f"months/{month}.html" for month in self.months),
            *(f"incidents/{key}.html" for key in self.incidents), *former,
            *(f"incidents/{key}.html" for key in (*self.published.withheld, *self.published.erased)),
        ]  # fmt: skip
        return tuple(dict.fromkeys([*files, *(["sitemap.xml"] if self.release.policy.address else [])]))

    def file(self, path: str) -> bytes | None:
        """The bytes of a file; None where the site has none of that name."""
        if path not in self._known:
            return None
        folder, _, name = path.rpartition("/")
        stem = name.rpartition(".")[0]
        if folder == "incidents":
            return self._incident(stem).encode()
        if folder == "months":
            return self._month(stem).encode()
        made: dict[str, Callable[[], str]] = {
            "index.html": self._index,
            "method.html": lambda: self._page("method.html", "", meant=GRADES_MEAN.get(self.release.basis.scheme, {})),
            "codes.html": self._codes,
            "releases.html": lambda: self._page("releases.html", "", counted=counted, Deed=Deed),
            "changes.atom": lambda: atom_text(self.releases, self.release),
            "sitemap.xml": lambda: sitemap_text(self.paths, self.release),
            "data/incidents.csv": lambda: csv_text(self.published.incidents),
            "data/incidents.geojson": lambda: geojson_text(self.published.incidents),
            "data/incidents.json": lambda: json_text(self.published),
            STYLE: lambda: source_of(STYLE),
            _ICON: lambda: source_of(_ICON),
        }
        return made[path]().encode()

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.paths)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """All files with their bytes."""
        for path in self.paths:
            if (content := self.file(path)) is not None:
                yield path, content

    def _page(self, template: str, up: str, **values: object) -> str:
        shared = {"site": self, "release": self.release, "policy": self.release.policy, "up": up}
        return f"{templates().get_template(template).render(**shared, **values)}\n"

    def _index(self) -> str:
        everything = self.published.incidents
        days = [day for one in everything for day in (one.first, one.last) if day]
        return self._page(
            "index.html",
            "",
            span=days_words(min(days), max(days)) if days else "",
            map=_map(everything),
            unplaced=sum(one.place.lat is None for one in everything),
            types=Counter(type_words(one.type) for one in everything).most_common(),
            news=self.release.changes[:_NEWS],
            sums={month: len(some) for month, some in self.months.items()},
        )

    def _codes(self) -> str:
        return self._page("codes.html", "", many=Counter(one.type for one in self.published.incidents))

    @cached_property
    def coded(self) -> frozenset[str]:
        """The codes of event types that the site defines."""
        return frozenset(one.name for one in self.release.basis.types)

    def _month(self, month: str) -> str:
        names = list(self.months)
        at = names.index(month)
        return self._page(
            "month.html",
            "../",
            month=month,
            incidents=self.months[month],
            before=names[at - 1] if at else "",
            after=names[at + 1] if at + 1 < len(names) else "",
        )

    def _incident(self, key: str) -> str:
        one = self.incidents.get(key)
        if one is None and (held := key in self.published.withheld) | (key in self.published.erased):
            return self._page("gone.html", "../", key=key, withheld=held)
        if one is None:
            former = next(old for old in self.release.former if old.id == key)
            return self._page("former.html", "../", former=former)
        return self._page(
            "incident.html",
            "../",
            one=one,
            map=_small_map(one),
            charts=charts_of(one, SLIM),
            history=self.history(key),
            former=[old.id for old in self.release.former if old.to == key],
        )

    def history(self, key: str) -> list[tuple[Release, PublicChange]]:
        """What each release did with an incident, the newest first."""
        return [(made, one) for made in self.releases for one in made.changes if key == one.id or key in one.to]


def zipped(site: Site) -> bytes:
    """All files of a site in one archive, the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, content in site.files():
            made = zipfile.ZipInfo(f"release-{site.release.number}/{path}", (1980, 1, 1, 0, 0, 0))
            made.external_attr = 0o644 << 16
            made.create_system = 3
            made.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(made, content)
    return out.getvalue()


_SHAPES = {PlacePrecision.EXACT.value: Known.EXACT, PlacePrecision.NEAR.value: Known.NEAR}


def marks_of(incidents: Sequence[PublicIncident], folder: str = "") -> list[Mark]:
    """Places to be drawn: each once, with how many incidents are there; positions that were moved are areas."""
    there: dict[tuple[float, float, str], list[PublicIncident]] = defaultdict(list)
    for one in incidents:
        if one.place.lat is not None and one.place.lon is not None and one.place.precision != "country":
            there[one.place.lat, one.place.lon, one.place.precision].append(one)
    marks = []
    most = sorted(there.items(), key=lambda item: (-len(item[1]), item[0]))[:_MOST_MARKS]
    for (lat, lon, precision), some in most:
        name = Counter(one.place.name for one in some).most_common(1)[0][0]
        single = some[0] if len(some) == 1 else None
        told = single.heading if single else f"{name}: {plural(len(some), 'incident')}"
        to = f"{folder}{some[0].id}.html" if folder and single else ""
        known = Known.AREA if some[0].place.radius > 3 else _SHAPES.get(precision, Known.AREA)
        called = f"{name} region" if precision == PlacePrecision.GOVERNORATE.value else name
        label = f"{called} ({len(some)})" if len(some) > 1 else called
        marks.append(Mark(lat, lon, known, some[0].place.radius, label, told, to, len(some)))
    return marks


def _map(incidents: Sequence[PublicIncident]) -> tuple[Markup, Markup]:
    """The map for a wide page, and for a phone."""
    marks, title = marks_of(incidents, "incidents/"), "Where the incidents are said to have happened"
    wide, slim = middle_svg(marks, title, 720, 380), middle_svg(marks, title, SLIM, 300, "map-slim")
    return Markup(wide), Markup(slim)  # noqa: S704 — the drawing escapes all words


def _small_map(one: PublicIncident) -> Markup:
    if one.place.lat is None:
        return Markup("")
    marks = marks_of([one])
    return Markup(map_svg(marks, f"{one.place.words}, on a map", frame_around(marks, 420, 300)))  # noqa: S704 — the drawing escapes all words


def report_words(source: PublicSource) -> str:
    """The days on which a report can have come out."""
    if source.first and source.last:
        return days_words(source.first, source.last)
    if source.first:
        return f"after {days_words(source.first, source.first)}"
    return f"before {days_words(source.last, source.last)}" if source.last else "undated"


def _month_words(month: str) -> str:
    return "Date not stated" if month == UNDATED else f"{date.fromisoformat(f'{month}-01'):%B %Y}"


@cache
def templates() -> Environment:
    """The pages' templates; everything that they say is escaped."""
    made = Environment(
        loader=PackageLoader("recount.publishing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"type": type_words, "month": _month_words, "reported": report_words}
    made.globals |= {
        "plural": plural, "signs": SIGNS, "killed": killed_words, "sources": sources_words, "words": wording,
        "UNDATED": UNDATED, "statuses": STATUSES,
    }  # fmt: skip
    return made


def source_of(name: str) -> str:
    """A file among the templates as it is."""
    loader = templates().loader
    assert loader is not None  # noqa: S101 — it was given one
    return loader.get_source(templates(), name)[0]
