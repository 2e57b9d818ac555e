"""The overview in a browser: timeline, map and list follow one filter, which the address holds."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from recount.web.pages import overview

TIMELINE = "#timeline svg.timeline"


def _opened(page: Page, address: str = "/") -> Page:
    page.goto(address)
    page.locator("#map[data-ready]").wait_for()
    return page


def _drag(page: Page, over: Locator, start: tuple[float, float], end: tuple[float, float]) -> None:
    box = over.bounding_box()
    assert box is not None
    at = [(box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in (start, end)]
    page.mouse.move(*at[0])
    page.mouse.down()
    page.mouse.move((at[0][0] + at[1][0]) / 2, (at[0][1] + at[1][1]) / 2, steps=4)
    page.mouse.move(*at[1], steps=4)
    page.mouse.up()


def _total(page: Page) -> int:
    words = page.locator("#found-title").inner_text()
    return int(re.sub(r"\D", "", words))


def test_brushing_the_timeline_filters_list_and_address_and_back_takes_it_away(page: Page) -> None:
    _opened(page)
    before = _total(page)
    _drag(page, page.locator(TIMELINE), (0.2, 0.5), (0.5, 0.5))
    expect(page).to_have_url(re.compile(r"from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d"))
    expect(page.locator("#found-title")).not_to_have_text(f"{before} incidents")
    assert _total(page) < before
    expect(page.locator("#chips")).to_contain_text("–")
    assert page.locator("#f-from").input_value() in page.url
    page.go_back()
    expect(page.locator("#found-title")).to_have_text(f"{before} incidents")
    expect(page.locator("#chips a[data-quick]")).to_have_count(0)


def test_no_bar_of_the_timeline_sticks_out_of_its_axis(page: Page) -> None:
    for wide in (1280, 390):
        page.set_viewport_size({"width": wide, "height": 900})
        for address in ("/", "/?from=2015-06-10&to=2016-11-20", "/?from=2015-07-04&to=2015-07-05"):
            _opened(page, address)
            page.locator(f"{TIMELINE} .kind").first.wait_for()
            axis = page.locator(f"{TIMELINE} line[x1='0'][y1='106']").bounding_box()
            assert axis is not None
            for box in (bar.bounding_box() for bar in page.locator(f"{TIMELINE} path.kind").all()):
                assert box is not None
                assert box["x"] >= axis["x"] - 0.6
                assert box["x"] + box["width"] <= axis["x"] + axis["width"] + 0.6, (wide, address)


def _agree(page: Page) -> None:
    """Map, the line below it and the list come to tell of the same incidents."""
    page.wait_for_function(
        """() => {
            const first = (words) => Number((words ?? "0").replace(/,/g, "").match(/\\d+/)?.[0] ?? 0);
            const aside = document.getElementById("aside").textContent;
            const apart = [/[\\d,]+ incidents? not on the map/, /[\\d,]+ incidents? known to the country/];
            const off = apart.reduce((sum, one) => sum + first(aside.match(one)?.[0]), 0);
            const list = first(document.getElementById("found-title").textContent);
            return list === first(document.querySelector(".mapreading").textContent) + off;
        }"""
    )


def test_after_a_brush_the_map_counts_what_the_list_counts(page: Page) -> None:
    _opened(page)
    before = page.locator(".mapreading").inner_text()
    assert re.fullmatch(r"\d+ incidents on the map, at \d+ places", before)
    _agree(page)
    _drag(page, page.locator(TIMELINE), (0.2, 0.5), (0.5, 0.5))
    expect(page.locator(".mapreading")).not_to_have_text(before)
    _agree(page)
    page.locator("#chips a[data-quick]").first.click()
    expect(page.locator(".mapreading")).to_have_text(before)


def test_the_list_follows_while_the_brush_is_still_held(page: Page) -> None:
    _opened(page)
    before = page.locator("#found-title").inner_text()
    box = page.locator(TIMELINE).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + 50)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 50, steps=5)
    expect(page.locator("#found-title")).not_to_have_text(before)
    page.mouse.up()
    expect(page).to_have_url(re.compile("from="))
    _agree(page)
    page.wait_for_function(
        "() => ['list', 'map', 'timeline'].every(one => performance.getEntriesByName(`brush to ${one}`).length)"
    )


def _a_town(page: Page) -> tuple[str, float, float]:
    """A place of the record that is drawn as a disc, with its degrees."""
    places = page.request.get("/points.json").json()["places"]
    known = zip(places["name"], places["lat"], places["lon"], places["precision"], strict=True)
    return next((name, lat, lon) for name, lat, lon, precision in known if precision == 0)


def test_a_disc_says_what_it_stands_for_and_a_click_asks_for_it(page: Page) -> None:
    name, lat, lon = _a_town(page)
    _opened(page, f"/?near={lat},{lon},1")
    _agree(page)
    expect(page.locator(".mapreading")).to_contain_text("in the circle")
    box = page.locator("#map").bounding_box()
    assert box is not None
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*middle)
    expect(page.locator(".mapreading")).to_have_text(re.compile(rf"^{re.escape(name)}: \d+ incidents?$"))
    page.mouse.click(*middle)
    expect(page).to_have_url(re.compile("place="))
    expect(page.locator("#chips")).to_contain_text(f"at {name}")


def test_a_click_on_several_places_comes_closer(page: Page) -> None:
    _opened(page, "/?box=-60,-170,75,170")  # from so far away all of a region is one disc
    _agree(page)
    scale = page.locator(".maplibregl-ctrl-scale")
    before = scale.inner_text()
    at = page.evaluate(
        """() => {
            const canvas = document.querySelector("#map .maplibregl-canvas"), box = canvas.getBoundingClientRect();
            for (let y = box.top + 5; y < box.bottom; y += 5) for (let x = box.left + 5; x < box.right; x += 5) {
                canvas.dispatchEvent(new MouseEvent("mousemove", { clientX: x, clientY: y, bubbles: true }));
                const told = document.querySelector(".mapreading").textContent;
                if (/and \\d+ more places: \\d+ incidents/.test(told)) return [x, y];
            }
        }"""
    )
    page.mouse.click(*at)
    expect(scale).not_to_have_text(before)
    assert "place=" not in page.url


def test_without_webgl_a_drawn_map_and_its_table_follow_the_brush(page: Page) -> None:
    page.add_init_script(
        """const own = HTMLCanvasElement.prototype.getContext;
        HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
            return kind.startsWith("webgl") ? null : own.call(this, kind, ...rest);
        };"""
    )
    page.goto("/")
    expect(page.locator("#map[data-plain] svg")).to_be_visible()
    rows, marks = page.locator("#places-table tbody tr"), page.locator("#map svg a")
    expect(rows.first).to_be_visible()
    before = rows.count(), marks.count()
    _drag(page, page.locator(TIMELINE), (0.2, 0.5), (0.4, 0.5))
    expect(rows).not_to_have_count(before[0])
    expect(marks).not_to_have_count(before[1])


def test_an_edge_of_the_brush_moves_by_the_keyboard(page: Page) -> None:
    _opened(page)
    first = page.get_by_role("slider", name="First day")
    before = first.get_attribute("aria-valuetext") or ""
    first.focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(page).to_have_url(re.compile("from="))
    expect(first).not_to_have_attribute("aria-valuetext", before)


def test_a_box_drawn_on_the_map_filters_the_rest(page: Page) -> None:
    _opened(page)
    before = _total(page)
    page.get_by_role("button", name="Draw a box").click()
    _drag(page, page.locator("#map .maplibregl-canvas"), (0.3, 0.3), (0.6, 0.6))
    expect(page).to_have_url(re.compile("box="))
    expect(page.locator("#chips")).to_contain_text("inside the box on the map")
    expect(page.locator("#found-title")).not_to_have_text(f"{before} incidents")
    page.get_by_role("button", name="Whole map").click()
    expect(page.locator("#found-title")).to_have_text(f"{before} incidents")


def test_a_circle_drawn_on_the_map_asks_for_kilometres(page: Page) -> None:
    _opened(page)
    page.get_by_role("button", name="Draw a circle").click()
    _drag(page, page.locator("#map .maplibregl-canvas"), (0.5, 0.5), (0.8, 0.5))
    expect(page).to_have_url(re.compile("near="))
    expect(page.locator("#chips")).to_contain_text("km of")


def test_choosing_a_type_keeps_the_menu_open_and_makes_a_chip(page: Page) -> None:
    _opened(page)
    page.locator("#m-type > summary").click()
    box = page.get_by_role("checkbox", name=re.compile("^air strike"))
    box.check()
    expect(page).to_have_url(re.compile("type=air_strike"))
    expect(page.locator("#chips")).to_contain_text("air strike")
    expect(page.locator("#m-type")).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    page.get_by_role("link", name=re.compile("air strike: take")).click()
    expect(page).not_to_have_url(re.compile("type="))


def test_words_typed_into_a_filter_narrow_the_list(page: Page) -> None:
    _opened(page)
    page.get_by_role("combobox", name="Where").fill("Raqqa")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("place=Raqqa"))
    expect(page.locator("#chips")).to_contain_text("at Raqqa")


def test_rows_are_walked_and_opened_by_keys(page: Page) -> None:
    _opened(page)
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator("[data-row]").nth(1).locator("a[data-open]")
    expect(second).to_be_focused()
    target = second.get_attribute("href") or ""
    page.keyboard.press("o")
    expect(page).to_have_url(re.compile(re.escape(target)))


def test_a_slash_searches_and_a_question_mark_tells_the_keys(page: Page) -> None:
    _opened(page)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys on this page")
    expect(dialog).to_contain_text("Next row")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("raqqa")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/\?text=raqqa$"))
    expect(page.locator("#chips")).to_contain_text("raqqa")


def test_more_lines_are_put_below(page: Page) -> None:
    _opened(page)
    rows = page.locator("[data-row]")
    before, total = rows.count(), _total(page)
    if before < total:
        page.get_by_role("link", name="More").click()
        expect(rows).to_have_count(min(total, 2 * before))


def test_back_from_an_incident_leads_to_the_line_that_was_opened(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overview, "_ROWS", 5)
    _opened(page)
    rows = page.locator("[data-row]")
    expect(rows).to_have_count(5)
    for shown in (10, 15):
        page.keyboard.press("n")
        expect(rows).to_have_count(shown)
    line = rows.nth(13).locator("a[data-open]")
    href = line.get_attribute("href")
    line.click()
    expect(page).to_have_url(re.compile("/incidents/"))
    page.go_back()
    expect(rows).to_have_count(15)
    expect(page.locator(f'[data-row] a[href="{href}"]')).to_be_focused()
    expect(page.locator(f'[data-row] a[href="{href}"]')).to_be_in_viewport()
    page.goto(page.url)  # asked for anew it begins where it begins
    expect(rows).to_have_count(5)


def test_tables_beside_the_pictures_follow_the_filter(page: Page) -> None:
    _opened(page)
    page.locator(".time details.twin > summary").click()
    rows = page.locator("#time-table tbody tr")
    before = rows.count()
    _drag(page, page.locator(TIMELINE), (0.2, 0.5), (0.4, 0.5))
    expect(rows).not_to_have_count(before)


def test_without_scripts_filter_list_tables_and_a_map_are_there(plain_page: Page) -> None:
    page = plain_page
    page.goto("/")
    assert page.locator("[data-row]").count() > 10
    assert page.locator("#map svg a").count() > 3
    page.locator("#f-place").fill("Raqqa")
    page.locator("button.go").click()
    expect(page).to_have_url(re.compile(r"/\?place=Raqqa$"))
    page.locator(".time details.twin > summary").click()
    assert page.locator("#time-table tbody tr").count() > 0


def test_a_printed_overview_has_its_map(page: Page) -> None:
    _opened(page)
    page.emulate_media(media="print")
    expect(page.locator("#map .canvas")).to_be_visible()
    page.emulate_media(media="screen")
    paper = page.locator("#map canvas.paper")
    expect(paper).to_have_count(0)
    page.evaluate("() => { dispatchEvent(new Event('beforeprint')); }")
    page.emulate_media(media="print")
    expect(paper).to_be_visible()
    expect(page.locator("#map .canvas")).to_be_hidden()
    colours = paper.evaluate(
        """(canvas) => {
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            return new Set(new Uint32Array(data.buffer)).size;
        }"""
    )
    assert colours > 10
    page.emulate_media(media="screen")
    page.evaluate("() => { dispatchEvent(new Event('afterprint')); }")
    expect(paper).to_have_count(0)


def test_a_disc_of_several_places_is_not_called_by_one_of_them(page: Page) -> None:
    page.add_init_script(
        """window.drawn = [];
        const own = CanvasRenderingContext2D.prototype.fillText;
        CanvasRenderingContext2D.prototype.fillText = function (words, ...rest) {
            window.drawn.push(words);
            return own.call(this, words, ...rest);
        };"""
    )
    _opened(page, "/?box=-60,-170,75,170")  # from so far away all of a region is one disc
    _agree(page)
    page.wait_for_function("() => window.drawn.some((words) => /[^\\d]+ \\+\\d+$/.test(words))")


def _whole(page: Page) -> None:
    """The page stands there as a page: with its header, and styled."""
    expect(page.get_by_role("navigation", name="Pages", exact=True)).to_be_visible()
    expect(page.locator("#found-title")).to_be_visible()
    assert page.evaluate("() => document.styleSheets.length") > 0


def test_back_from_an_incident_shows_the_page_and_never_a_part_of_it(page: Page) -> None:
    _opened(page)
    _drag(page, page.locator(TIMELINE), (0.2, 0.5), (0.5, 0.5))
    expect(page).to_have_url(re.compile("from="))
    brushed = page.url
    page.locator("#f-order").select_option("toll")
    expect(page).to_have_url(re.compile("order=toll"))
    page.go_back()  # within the page, which fetches its parts anew
    expect(page).to_have_url(brushed)
    expect(page.locator("#f-order")).to_have_value("latest")
    page.locator("[data-row] a[data-open]").first.click()
    expect(page).to_have_url(re.compile("/incidents/"))
    page.go_back()
    expect(page).to_have_url(brushed)
    _whole(page)
    page.go_back()
    _whole(page)
    page.go_forward()
    _whole(page)


def test_the_search_box_joins_with_the_filter_as_it_stands_now(page: Page) -> None:
    _opened(page, "/?type=air_strike")
    page.get_by_role("link", name=re.compile("air strike: take")).click()
    expect(page).not_to_have_url(re.compile("type="))
    _drag(page, page.locator(TIMELINE), (0.2, 0.5), (0.6, 0.5))
    expect(page).to_have_url(re.compile("from="))
    days = page.url.partition("?")[2]
    page.get_by_role("searchbox").fill("raqqa")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"\?{re.escape(days)}&text=raqqa$"))
    page.locator("#chips a[data-quick]").last.click()  # all of it
    expect(page.locator("#chips a[data-quick]")).to_have_count(0)
    expect(page.get_by_role("searchbox")).to_have_value("")


def test_a_type_chosen_after_an_area_was_drawn_keeps_the_area(page: Page) -> None:
    _opened(page)
    page.get_by_role("button", name="Draw a box").click()
    _drag(page, page.locator("#map .maplibregl-canvas"), (0.2, 0.2), (0.8, 0.8))
    expect(page).to_have_url(re.compile("box="))
    page.locator("#m-type > summary").click()
    page.locator("#m-type input").first.check()
    expect(page).to_have_url(re.compile("type="))
    expect(page).to_have_url(re.compile("box="))


def test_kilometres_around_a_town_are_asked_for_by_keyboard_and_drawn_on_the_map(page: Page) -> None:
    _opened(page)
    before = _total(page)
    page.get_by_role("combobox", name="Where").fill("Raqqa")
    page.keyboard.press("Tab")
    page.keyboard.type("40")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/\?near=35\.9\d*,39\.0\d*,40,Ar\+Raqqah$"))
    expect(page.locator("#chips")).to_contain_text("within 40 km of Ar Raqqah")
    expect(page.locator(".mapreading")).to_contain_text("in the circle")
    assert 0 < _total(page) < before
    expect(page.locator("#f-place")).to_have_value("")
    page.locator("#f-radius").fill("90")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r",90,Ar\+Raqqah$"))
    page.get_by_role("link", name=re.compile("within 90 km")).click()
    expect(page.locator("#found-title")).to_have_text(f"{before} incidents")
    expect(page.locator("#f-radius")).to_have_value("")


def test_days_the_wrong_way_round_are_the_same_for_list_map_and_timeline(page: Page) -> None:
    _opened(page, "/?from=2016-12-04&to=2016-01-25")
    expect(page).to_have_url(re.compile(r"/\?from=2016-01-25&to=2016-12-04$"))
    _agree(page)
    page.locator("#f-to").fill("2015-06-01")
    page.locator("#f-to").blur()
    expect(page).to_have_url(re.compile(r"/\?from=2015-06-01&to=2016-01-25$"))
    _agree(page)


def test_without_scripts_kilometres_around_a_town_are_asked_for_and_drawn(plain_page: Page) -> None:
    page = plain_page
    page.goto("/")
    page.locator("#f-place").fill("Raqqa")
    page.locator("#f-radius").fill("40")
    page.locator("button.go").click()
    expect(page).to_have_url(re.compile(r"/\?near=[\d.,]+,40,Ar\+Raqqah$"))
    expect(page.locator("#chips")).to_contain_text("within 40 km of Ar Raqqah")
    expect(page.locator("#map svg .ring")).to_have_count(1)
