"""Stone cuts as convex solids: each facet is a plane, the stone is what lies below all of them.

Lengths are relative to the girdle's half-width (1.0); the table looks along +Z and the girdle lies
at z = 0. Every function returns (vertices, faces), faces being tuples of vertex indices.
"""

import math

Plane = tuple[float, float, float, float]  # nx, ny, nz, d: keeps the points where n.p <= d


def facet(azimuth: float, slope: float, radius: float, height: float) -> Plane:
    """The plane leaning `slope` degrees from the horizontal that meets `radius` at `height`.

    A positive slope is a crown facet (looks up), a negative one a pavilion facet (looks down).
    """
    a, s = math.radians(azimuth), math.radians(abs(slope))
    nx, ny, nz = math.sin(s) * math.cos(a), math.sin(s) * math.sin(a), math.cos(s)
    nz = math.copysign(nz, slope)
    return (nx, ny, nz, math.sin(s) * radius + nz * height)


def solid(planes: list[Plane], reach: float = 3.0):
    """Cut a cube of half-side `reach` by each plane in turn and number the corners that remain."""
    faces = _cube(reach)
    for plane in planes:
        faces = _clip(faces, plane)
    return _indexed(faces)


def _cube(h):
    faces = []
    for axis in range(3):
        u, v = (axis + 1) % 3, (axis + 2) % 3
        for sign in (-1, 1):
            face = []
            for a, b in ((-h, -h), (h, -h), (h, h), (-h, h)):
                point = [0.0, 0.0, 0.0]
                point[axis], point[u], point[v] = sign * h, a, b
                face.append(tuple(point))
            faces.append(face if sign > 0 else face[::-1])
    return faces


def _clip(faces, plane):
    nx, ny, nz, d = plane
    kept, rim = [], []
    for face in faces:
        heights = [nx * x + ny * y + nz * z - d for x, y, z in face]
        piece = []
        for i, p in enumerate(face):
            j = (i + 1) % len(face)
            if heights[i] <= 1e-9:
                piece.append(p)
            if (heights[i] > 1e-9) != (heights[j] > 1e-9):
                t = heights[i] / (heights[i] - heights[j])
                q = tuple(a + t * (b - a) for a, b in zip(p, face[j], strict=True))
                piece.append(q)
                rim.append(q)
        if len(piece) >= 3:
            kept.append(piece)
    if rim:
        kept.append(_around((nx, ny, nz), rim))
    return kept


def _around(normal, points):
    """The rim of a cut, sorted counter-clockwise seen from outside."""
    unique = []
    for p in points:
        if all(math.dist(p, q) > 1e-7 for q in unique):
            unique.append(p)
    centre = [sum(c) / len(unique) for c in zip(*unique, strict=True)]
    n = normal
    helper = (1, 0, 0) if abs(n[0]) < 0.8 else (0, 1, 0)
    u = _unit(_cross(helper, n))
    v = _cross(n, u)

    def turn(p):
        d = [a - b for a, b in zip(p, centre, strict=True)]
        return math.atan2(
            sum(a * b for a, b in zip(d, v, strict=True)), sum(a * b for a, b in zip(d, u, strict=True))
        )

    return sorted(unique, key=turn)


def _cross(a, b):
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def _unit(a):
    n = math.sqrt(sum(c * c for c in a))
    return tuple(c / n for c in a)


def _indexed(faces):
    vertices, index, out = [], {}, []
    for face in faces:
        ids = []
        for p in face:
            key = tuple(round(c, 5) for c in p)
            if key not in index:
                index[key] = len(vertices)
                vertices.append(p)
            if index[key] not in ids:
                ids.append(index[key])
        if len(ids) >= 3:
            out.append(tuple(ids))
    return vertices, out


GIRDLE = 0.018


def brilliant(table=0.56, crown=34.5, pavilion=40.75):
    """The modern round brilliant: table, 8 stars, 8 bezels, 16 upper and 16 lower halves, 8 mains."""
    top = GIRDLE + math.tan(math.radians(crown)) * (1 - table)
    planes = [(0, 0, 1, top)]
    planes += [facet(360 * k / 48, 90, 1, 0) for k in range(48)]
    planes += [facet(45 * k, crown, 1, GIRDLE) for k in range(8)]
    planes += [facet(22.5 + 45 * k, 21.5, table * math.cos(math.pi / 8), top) for k in range(8)]
    planes += [facet(11.25 + 22.5 * k, 41.2, 1, GIRDLE) for k in range(16)]
    planes += [facet(45 * k, -pavilion, 1, -GIRDLE) for k in range(8)]
    planes += [facet(11.25 + 22.5 * k, -(pavilion + 0.75), 1, -GIRDLE) for k in range(16)]
    return solid(planes)


def emerald(ratio=0.72, corner=0.80):
    """A step cut: half-width 1 along x, `ratio` along y, cut corners, three steps up and down."""
    sides = [(0, 1.0), (90, ratio), (180, 1.0), (270, ratio)]
    diagonal = (1 + ratio) * corner / math.sqrt(2)
    sides += [(45 + 90 * k, diagonal) for k in range(4)]
    planes = [(0, 0, 1, 0.26)]
    for azimuth, reach in sides:
        planes.append(facet(azimuth, 90, reach, 0))
        for slope, inset, height in ((48, 0, 0.03), (38, 0.07, 0.105), (28, 0.16, 0.175)):
            planes.append(facet(azimuth, slope, reach - inset, height))
        for slope, inset, height in ((-62, 0, -0.03), (-50, 0.11, -0.235), (-39, 0.28, -0.44)):
            planes.append(facet(azimuth, slope, reach - inset, height))
    return solid(planes)


def stretched(cut, x=1.0, y=1.0):
    """The same facets on an oval outline."""
    vertices, faces = cut
    return [(a * x, b * y, c) for a, b, c in vertices], faces


def pear(cut, length=1.45, point=0.62):
    """The same facets drawn out along +Y to a point: each ring of the stone becomes a drop."""
    vertices, faces = cut
    return [(*drop(x, y, length, point), z) for x, y, z in vertices], faces


def drop(x, y, length=1.45, point=0.62):
    """Where a point of the round outline goes when the stone is drawn out to a pear."""
    if y <= 0:
        return x, y
    r = math.hypot(x, y) or 1e-9
    s = y / r  # 0 at the widest, 1 at the point
    return x * (1 - point * s**2 * 0.55), y * (1 + (length - 1) * s**1.5)
