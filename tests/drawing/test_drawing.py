"""Drawings: what is drawn says what is known, and words of others stay words."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.drawing.ledger import Frame, Line, Point, ledger_chart, ledger_svg
from recount.drawing.maps import Known, Mark, Town, frame_around, map_svg, middle_of, middle_svg, place_map
from recount.drawing.reach import reach_of
from recount.drawing.scales import Days, round_numbers
from recount.drawing.svg import element, stacked
from recount.drawing.time_bars import time_bars
from recount.drawing.when_line import when_line
from recount.model import Place, PlacePrecision, When

DAY = date(2017, 6, 5)


def _point(low: int | None, high: int | None, after: int | None = 0, approx: bool = False) -> Point:
    day = None if after is None else DAY + timedelta(days=after)
    return Point(day, low, high, "26 killed", "abc.killed", about=approx)


def _drawn(*lines: Line) -> str:
    return str(ledger_chart(lines, Frame.of(lines), 680, "k", "Killed"))


def test_words_of_others_are_escaped_in_elements_and_attributes() -> None:
    made = element("text", "<script>", x=1.0, href='"><b>')
    assert made == '<text x="1" href="&#34;&gt;&lt;b&gt;">&lt;script&gt;</text>'


def test_each_origin_has_a_line_and_a_revision_is_a_step() -> None:
    drawn = _drawn(Line("monitor", (_point(9, 9), _point(21, 21, 2))), Line("army", (_point(5, 5, 1),), 3))
    assert drawn.count('class="line') == 2
    assert 'class="line side-3"' in drawn
    assert drawn.count("V") == 1


def test_open_bounds_ranges_and_about_have_their_shapes() -> None:
    assert _drawn(Line("a", (_point(26, None),))).count('class="bar"') == 1
    assert _drawn(Line("a", (_point(None, 9),))).count('class="bar"') == 1
    assert _drawn(Line("a", (_point(4, 9),))).count('class="bar"') == 1
    assert 'class="about"' in _drawn(Line("a", (_point(20, 20, approx=True),)))
    assert "bar" not in _drawn(Line("a", (_point(20, 20),)))


def test_a_report_without_a_day_stands_in_a_column_of_its_own() -> None:
    drawn = _drawn(Line("a", (_point(20, 20, None),)), Line("b", (_point(3, 3),)))
    assert ">undated<" in drawn
    assert 'class="step unsure"' in drawn


def test_what_a_report_without_a_day_says_ends_its_origins_line_and_is_not_called_later() -> None:
    for width in (680, 340):
        lines = [Line("a", (_point(20, 20), _point(31, 31, 4), _point(25, None, None)))]
        root = ElementTree.fromstring(ledger_chart(lines, Frame.of(lines), width, "k", "Killed"))  # noqa: S314 — our own
        paths = {one.get("class"): one.get("d", "") for one in root.iter("path")}
        xs = [float(one.get("cx", "")) for one in root.iter("circle") if one.get("class") == "exact"]
        assert xs == sorted(xs), "it stands behind the days"
        assert paths["step unsure"].startswith(f"M{paths['step'].rpartition('H')[2]} "), "dotted from where days end"
        assert "20 (5 Jun 2017), then 31 (9 Jun 2017), and 25+ (undated)" in "".join(root.itertext())


def test_a_figure_known_to_be_of_some_days_is_told_with_them() -> None:
    one = Point(DAY + timedelta(days=2), 9, 9, "nine", since=DAY)
    assert "9 (5–7 Jun 2017)" in _drawn(Line("a", (one,)))


def test_days_on_which_nothing_changed_stand_on_the_axis() -> None:
    lines = [Line("a", (_point(9, 9), _point(12, 12, 1)))]
    drawn = ledger_chart(lines, Frame.of(lines, [DAY + timedelta(days=n) for n in (0, 1, 6)]), 680, "k", "Killed")
    assert drawn.count('class="tick"') == 3
    assert drawn.count("V") == 1


def _dots(drawn: str) -> list[tuple[str, str]]:
    root = ElementTree.fromstring(drawn)  # noqa: S314 — it is our own
    return [(dot.get("cx", ""), dot.get("cy", "")) for dot in root.iter("circle") if dot.get("class") == "exact"]


def test_what_was_reported_on_one_day_stands_at_one_place_of_the_axis() -> None:
    drawn = _drawn(*(Line(f"origin {n}", (_point(n * 5, n * 5),)) for n in range(1, 7)))
    assert len({x for x, _ in _dots(drawn)}) == 1
    assert 'class="band"' not in drawn


def test_points_that_would_hide_each_other_stand_in_a_marked_band_of_their_day() -> None:
    drawn = _drawn(Line("a", (_point(9, 9), _point(30, 30, 4))), Line("b", (_point(9, 9),)), Line("c", (_point(2, 2),)))
    assert len(set(_dots(drawn))) == 4
    assert drawn.count('class="band"') == 1


def test_a_long_name_is_written_in_rows_where_there_is_room() -> None:
    name = "Coordination committee of the eastern suburbs: civilians"
    assert "suburbs: civilians" in "".join(ElementTree.fromstring(_drawn(Line(name, (_point(9, 9),)))).itertext())  # noqa: S314
    rows = [
        element.text
        for element in ElementTree.fromstring(_drawn(Line(name, (_point(9, 9),)))).iter("tspan")  # noqa: S314
        if element.get("class") != "number"
    ]
    assert " ".join(row or "" for row in rows) == name


@pytest.mark.parametrize("width", [680, 340])
def test_what_tells_two_lines_of_an_origin_apart_is_written_however_long_its_name_is(width: int) -> None:
    origin = "Coordination committee of the eastern and western suburbs"
    lines = [Line(f"{origin}: {people}", (_point(1, 1),)) for people in ("child", "children", "drivers, in Radio")]
    root = ElementTree.fromstring(ledger_chart(lines, Frame.of(lines), width, "k", "Killed"))  # noqa: S314 — our own
    texts = [
        [row.text or "" for row in one.iter("tspan")][1:] for one in root.iter("text") if one.find("tspan") is not None
    ]
    names = [" ".join(rows) for rows in texts]
    assert [name.rpartition(": ")[2] for name in names] == ["child", "children", "drivers, in Radio"]
    assert all(name.startswith("Coordin") for name in names)


def test_a_long_number_leaves_the_name_a_row_of_its_own() -> None:
    line = Line("Northern Monitor", (Point(DAY, 25, None, "26 killed", number="25 or more"),))
    root = ElementTree.fromstring(ledger_chart([line], Frame.of([line]), 340, "k", "Killed"))  # noqa: S314 — our own
    assert [row.text or "" for row in root.iter("tspan")] == ["25 or more", "", "Northern Monitor"]


@settings(deadline=None)  # cores are shared
@given(
    st.lists(
        st.tuples(st.integers(0, 10**6), st.integers(0, 10**6), st.one_of(st.none(), st.integers(0, 4000))),
        min_size=1,
        max_size=12,
    )
)
def test_any_ledger_gives_well_formed_drawings(figures: list[tuple[int, int, int | None]]) -> None:
    lines = [Line(f"<{n}>", (_point(min(a, b), max(a, b), after),)) for n, (a, b, after) in enumerate(figures)]
    for width in (680, 340):
        drawn = ledger_chart(lines, Frame.of(lines), width, "k", "t", DAY + timedelta(days=3))
        ElementTree.fromstring(drawn)  # noqa: S314 — it is our own
        assert "nan" not in drawn


@given(st.lists(st.tuples(st.floats(0, 100), st.integers(5, 12)), max_size=8))
def test_names_are_stacked_without_losing_their_order(wanted: list[tuple[float, int]]) -> None:
    placed = stacked([top for top, _ in wanted], [tall for _, tall in wanted], 0, 100)
    inorder = sorted(range(len(wanted)), key=lambda n: wanted[n][0])
    assert all(placed[b] - placed[a] >= wanted[a][1] - 0.01 for a, b in pairwise(inorder))
    assert all(top + tall <= 100.01 for top, (_, tall) in zip(placed, wanted, strict=True))


def test_names_of_many_origins_are_written_whole_and_lie_on_no_other() -> None:
    lines = [Line(f"Coordination committee of the eastern suburbs number {n}", (_point(50, 50),)) for n in range(14)]
    texts = [one for one in ElementTree.fromstring(_drawn(*lines)).iter("text") if one.find("tspan") is not None]  # noqa: S314
    tops = sorted((float(one.get("y", "")), len(one.findall("tspan")) - 1) for one in texts)
    assert len(tops) == 14
    assert all(b - a >= 13 * rows - 0.2 for (a, rows), (b, _) in pairwise(tops))
    assert not any("…" in "".join(one.itertext()) for one in texts)


def test_a_picture_that_stands_by_itself_says_how_it_looks() -> None:
    drawn = ledger_svg([Line("<monitor>", (Point(DAY, 9, 9, "9 killed"), Point(None, 21, None, "21+")))], "Killed")
    root = ElementTree.fromstring(drawn)  # noqa: S314 — it is our own
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    paths = [one for one in root.iter("{http://www.w3.org/2000/svg}path") if one.get("class") == "step"]
    assert paths[0].get("stroke", "").startswith("#")
    assert "<a " not in drawn
    assert ledger_svg([Line("nobody", ())], "Killed") == ""


@pytest.mark.parametrize("most", [0, 1, 7, 138, 220_001])
def test_numbers_of_an_axis_are_round_and_reach_the_highest(most: int) -> None:
    numbers = round_numbers(most)
    assert numbers[0] == 0
    assert numbers[-1] >= most
    assert len(numbers) <= 8


def test_long_gaps_between_reports_are_drawn_shorter_and_keep_their_order() -> None:
    days = [DAY, DAY + timedelta(days=1), DAY + timedelta(days=900)]
    axis = Days.over(days, 0, 100)
    assert axis.shortened
    assert list(axis.places) == sorted(axis.places)
    assert axis.places[1] - axis.places[0] > 1
    assert not Days.over(days[:2], 0, 100).shortened


@pytest.mark.parametrize(
    ("precision", "shape"), [("exact", "exact"), ("near", "near"), ("district", "area"), ("country", "area")]
)
def test_a_place_has_the_shape_of_its_precision(precision: str, shape: str) -> None:
    place = Place("Tabqa", "SY", "Raqqa", 35.84, 38.55, PlacePrecision(precision))
    drawn = place_map(place, "Tabaqa <town>", [Town("Raqqa", 35.95, 39.0)], 440, 240, "place")
    assert f'class="{shape}"' in drawn
    assert "Tabaqa &lt;town&gt;" in drawn
    assert precision == "country" or ">Raqqa<" in drawn
    ElementTree.fromstring(drawn)  # noqa: S314 — it is our own


def test_a_few_incidents_far_off_do_not_make_a_map_of_the_world() -> None:
    near = [Mark(35 + n / 10, 38 + n / 10, Known.EXACT, weight=10) for n in range(10)]
    far = Mark(-33.0, 151.0, Known.EXACT)
    frame, inside, outside = middle_of([*near, far])
    assert frame.box.north - frame.box.south < 5
    assert (len(inside), outside) == (10, 1)
    assert "1 incident lies outside this map" in middle_svg([*near, far], "t")
    assert middle_of(near)[1:] == (tuple(near), 0)


def test_incidents_over_time_are_bars_without_a_script() -> None:
    drawn = time_bars([("5 Jun", 3, 0.0), ("6 <Jun>", 0, 1.5), ("7 Jun", 1, 0.0)], "day")
    heights = [float(bar.get("height", "")) for bar in ElementTree.fromstring(drawn).iter("rect")]  # noqa: S314
    assert heights[0] > heights[1] > 0
    assert len(heights) == 3, "what may be of a day stands there as well"
    assert "6 &lt;Jun&gt;: about 1.5 more" in drawn
    assert len(list(ElementTree.fromstring(time_bars([("5 Jun", 3, 0.0), ("6 Jun", 0, 0.0)], "day")).iter("rect"))) == 1  # noqa: S314
    assert time_bars((), "day") == ""


def test_bars_for_a_phone_are_drawn_as_wide_as_it_is_so_that_their_words_can_be_read() -> None:
    bins = [(f"{n} Jun", n, 0.5) for n in range(1, 31)]
    slim = ElementTree.fromstring(time_bars(bins, "day", slim=True))  # noqa: S314
    assert float(slim.get("width", "")) <= 360
    ends = [float(bar.get("x", "")) + float(bar.get("width", "")) for bar in slim.iter("rect")]
    assert max(ends) <= float(slim.get("width", ""))
    assert slim.get("aria-labelledby") != ElementTree.fromstring(time_bars(bins, "day")).get("aria-labelledby")  # noqa: S314


def test_a_date_is_a_segment_as_long_as_it_is_uncertain() -> None:
    reported = [DAY + timedelta(days=8)]
    day = when_line(When.day(DAY), reported, 400, "w")
    week = when_line(When.between(DAY, DAY + timedelta(days=6)), reported, 400, "w")
    width = [float(ElementTree.fromstring(one).find("rect").get("width")) for one in (day, week)]  # type: ignore  # noqa: S314
    assert width[0] < width[1]
    assert when_line(When.from_iso("in spring") or When.day(DAY), reported, 400, "w") == ""


def test_the_name_of_a_place_lies_on_no_disc_of_another_where_one_side_is_free() -> None:
    town, beside = (Mark(36.2, lon, Known.EXACT, label=label) for lon, label in ((37.15, "Aleppo"), (37.0, "Rashidin")))
    drawn = ElementTree.fromstring(middle_svg([town, beside], "Places", 640, 420))  # noqa: S314 — our own
    names = {one.text: one for one in drawn.iter() if one.tag.endswith("text")}
    discs = sorted(float(one.attrib["cx"]) for one in drawn.iter() if one.attrib.get("class") == "exact")
    assert names["Rashidin"].attrib["text-anchor"] == "end"
    assert float(names["Rashidin"].attrib["x"]) < discs[0]
    assert names["Aleppo"].attrib["text-anchor"] == "start"
    alone = ElementTree.fromstring(middle_svg([beside], "Places", 640, 420))  # noqa: S314 — our own
    (name,) = (one for one in alone.iter() if one.text == "Rashidin")
    assert name.attrib["text-anchor"] == "start"


def test_a_map_names_each_place_once_and_those_of_most_incidents_first() -> None:
    marks = [
        Mark(36.0, 39.0, Known.EXACT, label="Bigtown", weight=40),
        Mark(36.05, 39.02, Known.NEAR, label="Bigtown", weight=3),
        Mark(36.02, 39.05, Known.EXACT, label="Aville", weight=1),
        Mark(36.1, 39.1, Known.AREA, 40.0, label="Bigtown", weight=90),
    ]
    drawn = map_svg(marks, "t")
    assert drawn.count(">Bigtown</text>") == 1
    sized = frame_around(marks)
    assert f'y="{sized.y(36.0) + 4:.1f}"' in drawn.split(">Bigtown</text>")[0].rsplit("<text", 1)[1]


def test_a_circle_that_is_asked_for_is_drawn_whole() -> None:
    drawn = ElementTree.fromstring(middle_svg([], "t", 640, 420, ring=(36.0, 39.0, 100.0)))  # noqa: S314
    (ring,) = (one for one in drawn.iter() if one.get("class") == "ring")
    radius, x, y = (float(ring.get(name, "")) for name in ("r", "cx", "cy"))
    assert radius > 50
    assert 0 <= x - radius <= x + radius <= 640
    assert 0 <= y - radius <= y + radius <= 420


@pytest.mark.parametrize(
    ("lat", "lon", "precision", "held", "beyond"),
    [
        (35.0, 38.0, PlacePrecision.COUNTRY, [(32.5, 36.5), (37.0, 42.0)], [(33.3, 44.4), (38.0, 38.0)]),
        (-18.0, 179.5, PlacePrecision.COUNTRY, [(-16.9, 179.0), (-17.0, 183.0)], [(-36.8, 174.8)]),
        (36.14, 38.94, PlacePrecision.GOVERNORATE, [(36.4, 39.2)], [(36.14, 39.5)]),
        (36.14, 38.94, PlacePrecision.DISTRICT, [(36.2, 39.0)], [(36.4, 38.94)]),
    ],
)
def test_a_region_reaches_around_its_middle_and_a_country_to_its_borders(
    lat: float,
    lon: float,
    precision: PlacePrecision,
    held: list[tuple[float, float]],
    beyond: list[tuple[float, float]],
) -> None:
    reach = reach_of(lat, lon, precision)
    assert reach
    assert all(reach.holds(*point) for point in held)
    assert not any(reach.holds(*point) for point in beyond)


def test_a_place_that_is_known_as_a_point_reaches_no_further() -> None:
    assert reach_of(36.0, 39.0, PlacePrecision.EXACT) is None
    assert reach_of(36.0, 39.0, PlacePrecision.NEAR) is None
