# SPDX-License-Identifier: GPL-3.0-or-later
"""How stones are held: claws, baskets, collets, halos; and the loops and hinges pieces hang by."""

import math

import cuts
import matter
import numpy as np
from forms import ball, curve, hoop, moved, softened, stone, tube, turned
from mathutils import Matrix, Vector

BRILLIANT = cuts.brilliant()
OVAL = cuts.stretched(BRILLIANT, 1.0, 0.80)
EMERALD = cuts.emerald()
PEAR = cuts.pear(BRILLIANT)


def turn(degrees, axis):
    """A rotation matrix."""
    return Matrix.Rotation(math.radians(degrees), 4, axis)


def shift(x=0.0, y=0.0, z=0.0):
    """A translation matrix."""
    return Matrix.Translation((x, y, z))


def outline_round(radius):
    """Distance from the axis to the stone's edge, by angle: a circle."""
    return lambda a: radius


def outline_oval(x, y):
    """The same for an ellipse."""
    return lambda a: x * y / math.hypot(y * math.cos(a), x * math.sin(a))


def outline_emerald(size):
    """The same for the step cut, whose corners are cut."""
    sides = [(90 * k, size * (1.0, 0.72)[k % 2]) for k in range(4)]
    sides += [(45 + 90 * k, size * 0.973) for k in range(4)]

    def rim(a):
        facing = ((math.cos(a - math.radians(at)), reach) for at, reach in sides)
        return min(reach / c for c, reach in facing if c > 0.05)

    return rim


def claws(outline, angles, m, drop, wire=0.42, foot=0.35):
    """Claws rising from `drop` below the girdle (z = 0), touching the girdle and bent over the crown."""
    things = []
    for a in angles:
        r = outline(a)
        out = np.array((math.cos(a), math.sin(a), 0))
        up = np.array((0, 0, 1.0))
        spots = [
            out * r * foot - up * drop,
            out * (r * 0.74) - up * drop * 0.42,
            out * (r + wire * 0.46) - up * wire * 0.5,
            out * (r + wire * 0.44) + up * wire * 0.25,
            out * (r + wire * 0.02) + up * wire * 0.82,
            out * (r - wire * 0.95) + up * wire * 1.22,
        ]
        path = curve(spots, 36)
        things.append(tube(path, np.linspace(wire * 0.92, wire * 0.86, len(path)), m, sides=20))
    return things


def gallery(outline, height, share, wire, m):
    """A wire round the basket, `height` below the girdle, at `share` of the stone's outline."""
    a = np.linspace(0, 2 * math.pi, 96, endpoint=False)
    path = [(outline(x) * share * math.cos(x), outline(x) * share * math.sin(x), -height) for x in a]
    return tube(path, wire, m, closed=True, sides=16)


def basket(radius, m, count=6, drop=2.9, wire=0.42, start=None):
    """A claw setting for a round stone whose girdle lies at z = 0."""
    first = math.pi / count if start is None else start
    angles = [first + 2 * math.pi * k / count for k in range(count)]
    rim = outline_round(radius)
    things = claws(rim, angles, m, drop, wire)
    things.append(gallery(rim, drop * 0.40, 0.72, wire * 0.72, m))
    return things


def collet(radius, m, depth=None, wall=0.32):
    """A closed setting: a turned cup whose lip folds over the girdle at z = 0."""
    depth = depth or radius * 0.75
    profile = [
        (radius * 0.62, -depth),
        (radius + wall * 0.55, -depth * 0.55),
        (radius + wall, -0.1),
        (radius + wall, 0.10),
        (radius + wall * 0.35, 0.24),
        (radius - 0.09, 0.17),
        (radius - 0.05, -0.05),
        (radius * 0.55, -depth * 0.75),
        (radius * 0.5, -depth),
    ]
    return turned(softened(profile, wall * 0.5), m, count=96)


def melee(radius, metal_matter, stone_matter, matrix, beads=4):
    """One small claw-set stone with its cup, girdle at the matrix's origin."""
    things = [stone(BRILLIANT, radius, stone_matter, matrix)]
    for k in range(beads):
        a = math.pi / 4 + 2 * math.pi * k / beads
        things += moved(
            [
                ball(
                    radius * 0.20,
                    (radius * 0.96 * math.cos(a), radius * 0.96 * math.sin(a), radius * 0.10),
                    metal_matter,
                    fine=14,
                )
            ],
            matrix,
        )
    return things


def halo(outline, count, size, m, gem_matter, height=0.0):
    """Small stones set edge to edge round an outline, on a rail with shared beads."""
    things, a = [], np.linspace(0, 2 * math.pi, 1440, endpoint=False)
    ring = np.array(
        [
            ((outline(x) + size * 1.05) * math.cos(x), (outline(x) + size * 1.05) * math.sin(x), height)
            for x in a
        ]
    )
    steps = np.linalg.norm(np.roll(ring, -1, 0) - ring, axis=1)
    reach = np.concatenate([[0], np.cumsum(steps)[:-1]])
    total = steps.sum()
    for k in range(count):
        i = int(np.searchsorted(reach, total * k / count)) % len(ring)
        j = int(np.searchsorted(reach, total * ((k + 0.5) % count) / count)) % len(ring)
        things.append(stone(BRILLIANT, size, gem_matter, Matrix.Translation(ring[i])))
        centre, n = Vector(ring[j]), Vector((ring[j][0], ring[j][1], 0)).normalized()
        for side in (-0.62, 0.62):
            spot = centre + n * size * side
            things.append(ball(size * 0.27, (spot.x, spot.y, height + size * 0.12), m, fine=14))
    for scale, drop, wire in ((1.0, 0.22, 0.20), (2.1, 0.22, 0.20)):
        edge = [
            (
                (outline(x) + size * scale) * math.cos(x),
                (outline(x) + size * scale) * math.sin(x),
                height - drop,
            )
            for x in a[::8]
        ]
        inner = [
            (
                (outline(x) + size * 0.02) * math.cos(x),
                (outline(x) + size * 0.02) * math.sin(x),
                height - drop,
            )
            for x in a[::8]
        ]
        things.append(tube(edge if scale > 1 else inner, wire, m, closed=True, sides=12))
    base = [
        (
            (outline(x) + size * 1.05) * math.cos(x),
            (outline(x) + size * 1.05) * math.sin(x),
            height - size * 1.0,
        )
        for x in a[::8]
    ]
    things.append(tube(base, size * 0.55, m, closed=True, sides=16))
    return things


def bail(m, height=0.0, wide=2.2, tall=3.6):
    """The loop a pendant hangs by, standing in the YZ plane above `height`; the chain passes along X."""
    path = curve(
        [
            (0, -0.15, height),
            (0, -wide * 0.42, height + tall * 0.5),
            (0, 0, height + tall),
            (0, wide * 0.42, height + tall * 0.5),
            (0, 0.15, height),
        ],
        64,
        closed=False,
    )
    widths = 0.34 + 0.24 * np.sin(np.linspace(0, math.pi, len(path))) ** 2
    return tube(path, widths, m, sides=20)


def jump_ring(radius, wire, m, centre, plane="yz"):
    """A small round link."""
    return hoop(radius, wire, m, centre, plane, sides=16)


def gem_or(key):
    """The material of whatever stone the piece carries."""
    return matter.stone_of(key or "diamond")
