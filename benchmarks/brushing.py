"""How long the overview's views take to follow a brush: `python -m benchmarks.brushing ADDRESS [BRUSHES]`.

ADDRESS is that of a served desk (`recount serve`). A browser brushes the timeline in steps, as a person does who drags,
and takes each brush away again. The times are those that the page notes itself: from the first movement of the pointer
that a view does not show yet until the frame in which it shows it, or a later one, stands on the screen (the second
animation frame after it was drawn has begun).
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from typing import Any

from playwright.sync_api import Page, sync_playwright

_ARGUMENTS = ["--no-sandbox"]  # as it starts by itself: without a graphics card, the processor puts its pages together
_STEPS = 6  # of the pointer in a brush
_STEP = 25  # ms between them
_REST = 600  # ms in which a person looks at what was brushed
_MEASURES = "() => performance.getEntriesByType('measure').map(one => [one.name, one.duration])"


def measured(page: Page, brushes: int) -> dict[str, list[float]]:
    """Milliseconds by view, sorted, of so many settled brushes."""
    page.locator("#map[data-ready]").wait_for()
    page.evaluate("() => performance.clearMeasures()")
    box = page.locator("#timeline svg.timeline").bounding_box()
    assert box is not None
    for n in range(brushes):
        left, wide = 0.1 + 0.6 * (n * 7 % brushes) / brushes, 0.05 + 0.2 * (n % 5) / 5
        page.mouse.move(box["x"] + box["width"] * left, box["y"] + 50)
        page.mouse.down()
        for step in range(1, _STEPS + 1):
            page.mouse.move(box["x"] + box["width"] * (left + wide * step / _STEPS), box["y"] + 50)
            page.wait_for_timeout(_STEP)
        page.mouse.up()
        page.wait_for_timeout(_REST)
        page.mouse.dblclick(box["x"] + 2, box["y"] + 40)
        page.wait_for_timeout(_REST)
    found: dict[str, list[float]] = defaultdict(list)
    for name, took in page.evaluate(_MEASURES):
        found[name].append(took)
    return {name: sorted(times) for name, times in found.items()}


def main(address: str, brushes: int) -> None:
    """Print the middle and the 95th percentile for each view."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=_ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(address)
        told: dict[str, Any] = {}
        for name, times in measured(page, brushes).items():
            p50, p95 = (round(times[min(len(times) - 1, int(len(times) * share))], 1) for share in (0.5, 0.95))
            told[name] = {"times": len(times), "p50_ms": p50, "p95_ms": p95}
        paint = page.evaluate("() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime")
        print(json.dumps({"first_paint_ms": paint, **told}, indent=2))
        browser.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("brushes", type=int, nargs="?", default=40)
    asked = parser.parse_args()
    main(asked.address, asked.brushes)
