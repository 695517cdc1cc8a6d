#!/usr/bin/env python3
"""Make land.json, Europe's land for the site's maps, from Natural Earth 1:50m.

In:   countries-50m.json (TopoJSON) of the npm package world-atlas. See README.md.
Out:  [{"country": "BE", "rings": [[[lon, lat], …], …]}, …] on standard output, sorted by code.

Borders are simplified as shared arcs, before rings are put together, so neighbours still fit each other.
Only the standard library is needed. The same input gives the same bytes.
"""
import json
import math
import sys

TOLERANCE = 0.035           # degrees, at the scale of the map's centre (Douglas-Peucker)
TOLERANCE_OUTSIDE = 0.25    # for lines outside the picture
SMALLEST_ISLAND = 500       # km²; smaller rings go, but never a country's largest
SMALL_COUNTRY = 3000        # km²; the outlines of smaller countries stay as they are

# The map's frame: Lambert azimuthal equal-area on a sphere, and the site's SVG units.
RADIUS, CENTRE_LON, CENTRE_LAT = 6371.0, 10.0, 52.0
WIDTH, HEIGHT, MARGIN = 860, 870, 310     # land goes on outside the picture: large pages let it run out of their frame

# ISO 3166-1 numeric to alpha-2, for all countries that reach into the frame.
ISO = {
    "008": "AL", "012": "DZ", "020": "AD", "031": "AZ", "040": "AT", "051": "AM", "056": "BE", "070": "BA", "100": "BG",
    "112": "BY", "191": "HR", "196": "CY", "203": "CZ", "208": "DK", "233": "EE", "234": "FO", "246": "FI", "248": "FI",
    "250": "FR", "268": "GE", "275": "PS", "276": "DE", "300": "GR", "304": "GL", "336": "VA", "348": "HU", "352": "IS",
    "364": "IR", "368": "IQ", "372": "IE", "376": "IL", "380": "IT", "398": "KZ", "400": "JO", "422": "LB", "428": "LV",
    "434": "LY", "438": "LI", "440": "LT", "442": "LU", "470": "MT", "492": "MC", "498": "MD", "499": "ME", "504": "MA",
    "528": "NL", "578": "NO", "616": "PL", "620": "PT", "642": "RO", "643": "RU", "682": "SA", "674": "SM", "688": "RS", "703": "SK",
    "705": "SI", "724": "ES", "752": "SE", "756": "CH", "760": "SY", "788": "TN", "792": "TR", "804": "UA", "807": "MK",
    "818": "EG", "826": "GB", "831": "GG", "832": "JE", "833": "IM",
}
# Natural Earth gives these no number. (Åland, 248 above, is part of Finland.)
BY_NAME = {"Kosovo": "XK", "N. Cyprus": "CY"}
CRIMEA = (32.0, 44.0, 37.0, 46.5)         # Natural Earth draws the de facto border; Crimea is Ukraine


def main(path):
    with open(path, encoding="utf-8") as file:
        topology = json.load(file)
    exact = decode(topology)
    polygons = {}                         # country -> its polygons, each a list of rings of arc numbers
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = ISO.get(geometry.get("id")) or BY_NAME.get(geometry["properties"]["name"])
        for polygon in polygons_of(geometry):
            owner = "UA" if code == "RU" and within(stitch(polygon[0], exact), CRIMEA) else code
            polygons.setdefault(owner, []).append(polygon)

    outlines = {code: dissolve(parts, exact) for code, parts in polygons.items()}
    small = {code for code, rings in outlines.items()
             if max(square_km(stitch(ring, exact)) for ring in rings) < SMALL_COUNTRY}
    untouched = {arc if arc >= 0 else ~arc for code in small for ring in outlines[code] for arc in ring}
    simple = [arc if i in untouched else simplify(arc) for i, arc in enumerate(exact)]

    land = []
    for code, outline in sorted(outlines.items(), key=lambda item: item[0] or "~"):
        rings = [ring for ring in (cut(stitch(ring, simple)) for ring in outline) if len(ring) > 3]
        rings.sort(key=lambda ring: -square_km(ring))
        rings = rings[:1] + [ring for ring in rings[1:] if square_km(ring) >= SMALLEST_ISLAND]
        if rings:
            land.append({"country": code, "rings": rings})
    print("[" + ",\n".join(json.dumps(country, separators=(",", ":")) for country in land) + "]")


def polygons_of(geometry):
    if geometry.get("type") == "Polygon":
        return [geometry["arcs"]]
    return geometry["arcs"] if geometry.get("type") == "MultiPolygon" else []


def decode(topology):
    """TopoJSON's arcs: whole numbers, each the step from the one before, to be scaled and moved."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        arcs.append(line)
    return arcs


def dissolve(polygons, points):
    """A country's rings without borders inside it: an arc that is walked both ways is such a border."""
    used = {arc for polygon in polygons for ring in polygon for arc in ring}
    inner = {arc for arc in used if ~arc in used}
    whole, loose = [], []
    for ring in (ring for polygon in polygons for ring in polygon):
        if inner.isdisjoint(ring):
            whole.append(ring)
        else:
            loose += [arc for arc in ring if arc not in inner]
    start = {arc: (points[arc][0] if arc >= 0 else points[~arc][-1]) for arc in loose}
    end = {arc: (points[arc][-1] if arc >= 0 else points[~arc][0]) for arc in loose}
    while loose:                          # put what is left together again, end to start
        ring = [loose.pop(0)]
        while end[ring[-1]] != start[ring[0]]:
            following = next(arc for arc in loose if start[arc] == end[ring[-1]])
            loose.remove(following)
            ring.append(following)
        whole.append(ring)
    return whole


def stitch(ring, arcs):
    """One ring of points from its arcs; ~n is arc n walked backwards."""
    line = []
    for arc in ring:
        part = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        line += part[1:] if line else part
    return line


def simplify(line):
    """Douglas-Peucker, in kilometres on the map, so that the north isn't treated more finely than the south."""
    if len(line) < 3:
        return line
    if line[0] == line[-1]:               # an island is one closed arc: hold it at its two farthest ends
        far = max(range(len(line)), key=lambda i: math.dist(line[0], line[i]))
        return simplify(line[:far + 1])[:-1] + simplify(line[far:])
    flat = [project(*point) for point in line]
    weight = [1 if in_picture(point) else TOLERANCE / TOLERANCE_OUTSIDE for point in line]
    keep, spans = {0, len(line) - 1}, [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        best, distance = None, TOLERANCE * 111.2
        for i in range(first + 1, last):
            d = to_segment(flat[i], flat[first], flat[last]) * weight[i]
            if d > distance:
                best, distance = i, d
        if best:
            keep.add(best)
            spans += [(first, best), (best, last)]
    return [line[i] for i in sorted(keep)]


def to_segment(p, a, b):
    (px, py), (ax, ay), (bx, by) = p, a, b
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    t = max(0, min(1, ((px - ax) * dx + (py - ay) * dy) / length)) if length else 0
    return math.hypot(px - ax - t * dx, py - ay - t * dy)


def project(lon, lat):
    """Degrees to kilometres east and north of the map's centre."""
    f, f0, l = math.radians(lat), math.radians(CENTRE_LAT), math.radians(lon - CENTRE_LON)
    cosine = max(-0.999999, math.sin(f0) * math.sin(f) + math.cos(f0) * math.cos(f) * math.cos(l))
    k = RADIUS * math.sqrt(2 / (1 + cosine))
    return (k * math.cos(f) * math.sin(l),
            k * (math.cos(f0) * math.sin(f) - math.sin(f0) * math.cos(f) * math.cos(l)))


def unproject(e, n):
    rho = math.hypot(e, n)
    if rho == 0:
        return CENTRE_LON, CENTRE_LAT
    c, f0 = 2 * math.asin(min(1, rho / (2 * RADIUS))), math.radians(CENTRE_LAT)
    f = math.asin(math.cos(c) * math.sin(f0) + n * math.sin(c) * math.cos(f0) / rho)
    l = math.atan2(e * math.sin(c), rho * math.cos(f0) * math.cos(c) - n * math.sin(f0) * math.sin(c))
    return CENTRE_LON + math.degrees(l), math.degrees(f)


def to_svg(lon, lat):
    e, n = project(lon, lat)
    return (e + 1900) / 5, (2350 - n) / 5


def in_picture(point):
    x, y = to_svg(*point)
    return 0 <= x <= WIDTH and 0 <= y <= HEIGHT


def cut(ring):
    """The part of a ring inside the frame (Sutherland-Hodgman), in degrees with two decimals."""
    line = [to_svg(*point) for point in ring]
    for axis, limit, sign in ((0, -MARGIN, 1), (0, WIDTH + MARGIN, -1), (1, -MARGIN, 1), (1, HEIGHT + MARGIN, -1)):
        inside, line_before, line = (lambda p: (p[axis] - limit) * sign >= 0), line, []
        for a, b in zip(line_before, line_before[1:] + line_before[:1]):
            if inside(a):
                line.append(a)
            if inside(a) != inside(b):
                t = (limit - a[axis]) / (b[axis] - a[axis])
                line.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
    result = []
    for x, y in line:
        lon, lat = unproject(x * 5 - 1900, 2350 - y * 5)
        point = [round(lon, 2), round(lat, 2)]
        if not result or result[-1] != point:
            result.append(point)
    if result and result[0] != result[-1]:
        result.append(result[0])
    return result


def within(ring, box):
    return all(box[0] <= x <= box[2] and box[1] <= y <= box[3] for x, y in ring)


def square_km(ring):
    flat = [project(*point) for point in ring]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(flat, flat[1:]))) / 2


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python3 make-land.py countries-50m.json > land.json")
    main(sys.argv[1])
