# SPDX-License-Identifier: GPL-3.0-or-later
"""Bracelets, lying on the paper or standing on their edge."""

import math

import bpy
import matter
import numpy as np
from forms import (
    ball,
    chain,
    curve,
    grounded,
    hoop,
    moved,
    shank,
    sheet,
    shown,
    softened,
    stone,
    tube,
    turned,
)
from mathutils import Matrix
from stones import CARRIED
from studio import Shot

from . import settings as s
from .neck import pearls


def _loop(x=27.0, y=31.0, count=800, wave=0.05):
    """How a soft bracelet lies when it has been set down: nearly an oval."""
    a = np.linspace(0, 2 * math.pi, count, endpoint=False)
    r = 1 + wave * np.sin(2 * a + 0.8) + wave * 0.7 * np.sin(3 * a + 2.2)
    return np.stack([x * r * np.cos(a), y * r * np.sin(a), np.zeros(count)], 1)


def chain_bracelet(metal, gem, view):
    """A bracelet of generous oval links."""
    m = matter.metal(metal)
    things = chain(_loop(), m, 8.2, 5.8, 0.95, roll=math.radians(45), closed=True)
    grounded(things)
    if view == "three-quarter":
        return Shot(things, 0, 34, 80.0, (0, 0, 2))
    return Shot(things, 24, 30, 34.0, (4.0, -29.5, 2.6))


def bangle(metal, gem, view):
    """A rounded jonc."""
    m = matter.metal(metal)
    things = [shank(29.5, lambda a: (5.2, 3.2, 2.2, 2.8), m, count=512, sides=96)]
    if view == "three-quarter":
        moved(things, s.turn(8, "Y") @ s.turn(90, "X"))
        grounded(things)
        return Shot(things, 0, 27, 86.0, (0, 0, 4.0))
    moved(things, s.turn(-38, "Z"))
    grounded(things)
    return Shot(things, 0, 12, 84.0, (0, 0, 33.5))


def identity(metal, gem, view):
    """A gourmette: flat curb links and a plate to engrave."""
    m = matter.metal(metal)
    path = _loop(26.0, 30.0, wave=0.02)
    start = 600  # the plate's middle, at the front
    path = np.roll(path, -start, 0)
    ends = path[52:-52]
    things = chain(ends, m, 6.0, 4.7, 0.80, roll=0.0, twist=1.35)
    half = (np.linalg.norm(path[52] - path[-52])) / 2 - 0.6
    corners = [(x, y) for x, y in _rounded_bar(half, 3.3)]
    plate = sheet([corners], 1.5, m, edge=0.45)
    bent = moved([plate], s.shift(0, float(path[0][1]), 0.1))
    for x in (-1, 1):
        bent.append(hoop(1.25, 0.42, m, (x * (half - 0.1), float(path[0][1]) + 0.2, 0), "xz", sides=16))
    things += bent
    grounded(things)
    if view == "three-quarter":
        return Shot(things, 0, 36, 78.0, (0, 0, 1))
    return Shot(things, 16, 34, 34.0, (2.0, float(path[0][1]) + 3.0, 0.8))


def _rounded_bar(half, tall, corner=1.6):
    """The outline of a plate with rounded corners, `half` its length."""
    out = []
    for cx, cy, first in ((1, 1, 0), (-1, 1, 90), (-1, -1, 180), (1, -1, 270)):
        for a in np.linspace(first, first + 90, 10):
            r = math.radians(a)
            out.append(
                (cx * (half - corner) + corner * math.cos(r), cy * (tall - corner) + corner * math.sin(r))
            )
    return out


def cuff(metal, gem, view):
    """A wide open bracelet, slightly hollow across, its ends rounded."""
    m = matter.metal(metal)
    reach = math.radians(152)

    def section(angle):
        left = np.clip((reach - abs(angle)) / 0.20, 0, 1)
        end = math.sqrt(max(1 - (1 - left) ** 2, 1e-4))
        return (11.0 + 4.0 * math.cos(angle / 2) ** 2) * end, 1.9 * end, 2.6, 5.0

    body = shank(27.0, section, m, count=720, sides=128, arc=reach)
    things = [body]
    if view == "three-quarter":
        moved(things, s.turn(180, "Z") @ s.turn(90, "X") @ s.turn(24, "Y"))
        body.scale = (1.12, 0.92, 1.0)
        grounded(things)
        return Shot(things, 0, 32, 84.0, (0, 0, 6.0))
    moved(things, s.turn(-52, "Z"))
    grounded(things)
    return Shot(things, 0, 16, 84.0, (0, 0, 28.0))


def cord(metal, gem, view):
    """A twisted cord on a sliding knot, with a small polished disc."""
    m, dyed = matter.metal(metal), s.gem_or(gem)
    path = _loop(25.0, 29.0, wave=0.04)
    turn = np.linspace(0, 2 * math.pi * 70, len(path) * 4, endpoint=False)
    fine = [
        np.interp(np.arange(len(path) * 4) / 4, np.arange(len(path) + 1), np.append(c, c[0])) for c in path.T
    ]
    fine = np.stack(fine, 1)
    outward = fine / np.linalg.norm(fine, axis=1, keepdims=True)
    things = []
    for strand in range(3):
        a = (turn + 2 * math.pi * strand / 3)[:, None]
        twisted = fine + 0.46 * (np.cos(a) * outward + np.sin(a) * np.array((0, 0, 1.0)))
        things.append(tube(twisted, 0.50, dyed, closed=True, sides=10))
    front = path[600]
    rim = [(0, -0.45), (5.0, -0.45), (5.3, 0), (5.0, 0.45), (0, 0.45)]
    disc = moved(
        [turned(softened(rim, 0.3), m, count=128)], s.shift(0, front[1] - 0.2, 1.0) @ s.turn(22, "X")
    )
    things += disc
    for x in (-1, 1):
        spot = path[600 + x * 22]
        things.append(hoop(1.45, 0.45, m, (x * 5.6, float(spot[1]), 0.1), "yz", sides=16))
    knot = path[200]
    for k in range(7):
        things.append(
            hoop(1.30, 0.52, dyed, (float(knot[0]) + (k - 3) * 0.95, float(knot[1]), 0.2), "yz", sides=14)
        )
    grounded(things)
    if view == "three-quarter":
        return Shot(things, 0, 36, 76.0, (0, 0, 1))
    return Shot(things, 18, 34, 30.0, (1.5, float(front[1]) + 2.5, 1.0))


def pearl_bracelet(metal, gem, view):
    """Even pearls, knotted, closed by a small ball."""
    nacre, m = s.gem_or(gem), matter.metal(metal)
    path = _loop(24.5, 28.0, wave=0.03)
    path = np.roll(path, -600, 0)
    count = CARRIED["pearl-bracelet"].own
    things = grounded(pearls(path, nacre, np.random.default_rng(11), count, lambda u: 3.45))
    spot = path[400]
    things += moved([ball(2.2, (0, 0, 0), m, (1.5, 0.9, 0.9))], s.shift(float(spot[0]), float(spot[1]), 3.0))
    if view == "three-quarter":
        return Shot(things, 0, 34, 76.0, (0, 0, 2))
    return Shot(things, 24, 24, 33.0, (2.0, float(path[0][1]) + 2.0, 3.0))


def tennis(metal, gem, view):
    """A line of brilliants, each in its own four-claw box."""
    m, d = matter.metal(metal), s.gem_or(gem)
    size = 1.55
    path = _loop(24.0, 28.0, wave=0.07)
    steps = np.linalg.norm(np.roll(path, -1, 0) - path, axis=1)
    reach = np.concatenate([[0], np.cumsum(steps)])
    closed = np.vstack([path, path[:1]])
    count = CARRIED["tennis"].own
    first = _box(size, m)
    meshes = [t.data for t in first]
    local = [t.matrix_world.copy() for t in first]
    things = []
    for k in range(count):
        mark = reach[-1] * k / count
        spot = np.array([np.interp(mark, reach, closed[:, j]) for j in range(3)])
        ahead = np.array([np.interp((mark + 0.5) % reach[-1], reach, closed[:, j]) for j in range(3)])
        t = ahead - spot
        frame = (
            Matrix.Translation(spot)
            @ Matrix.Rotation(math.atan2(t[1], t[0]), 4, "Z")
            @ Matrix.Rotation(math.radians(8 * math.sin(k * 1.7)), 4, "X")
        )
        things += [shown(mesh, frame @ at) for mesh, at in zip(meshes, local, strict=True)]
        things.append(stone(s.BRILLIANT, size, d, frame))
    for t in first:
        bpy.data.objects.remove(t)
    grounded(things)
    if view == "three-quarter":
        return Shot(things, 0, 36, 72.0, (0, 0, 1))
    return Shot(things, 34, 40, 21.0, (3.0, -26.3, 1.2))


def _box(size, m):
    """One link of a tennis bracelet, girdle at z = 0."""
    things = []
    half = size * 0.98
    for z, wire, grow in ((-0.62, 0.26, 1.0), (-1.45, 0.26, 0.86)):
        h = half * grow
        path = curve(
            [
                (h, h * 0.75, z),
                (h * 0.75, h, z),
                (-h * 0.75, h, z),
                (-h, h * 0.75, z),
                (-h, -h * 0.75, z),
                (-h * 0.75, -h, z),
                (h * 0.75, -h, z),
                (h, -h * 0.75, z),
            ],
            64,
            closed=True,
        )
        things.append(tube(path, wire, m, closed=True, sides=10))
    for a in (45, 135, 225, 315):
        c, n = math.cos(math.radians(a)), math.sin(math.radians(a))
        r = size * 1.02
        path = curve(
            [
                (c * r * 0.95, n * r * 0.95, -1.55),
                (c * (r + 0.12), n * (r + 0.12), -0.3),
                (c * (r + 0.10), n * (r + 0.10), 0.18),
                (c * r * 0.86, n * r * 0.86, 0.42),
            ],
            20,
        )
        things.append(tube(path, 0.27, m, sides=12))
    things.append(hoop(0.5, 0.24, m, (size + 0.28, 0, -1.1), "xz", sides=10))
    return things


MODELS = {
    "chain-bracelet": chain_bracelet,
    "identity": identity,
    "bangle": bangle,
    "cuff": cuff,
    "tennis": tennis,
    "cord": cord,
    "pearl-bracelet": pearl_bracelet,
}
