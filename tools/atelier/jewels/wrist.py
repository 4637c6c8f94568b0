# SPDX-License-Identifier: GPL-3.0-or-later
"""Bracelets, lying on the paper or standing on their edge."""

import math

import bpy
import matter
import numpy as np
from forms import chain, curve, grounded, hoop, moved, shank, shown, stone, tube
from mathutils import Matrix
from studio import Shot

from . import settings as s


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


def tennis(metal, gem, view):
    """A line of brilliants, each in its own four-claw box."""
    m, d = matter.metal(metal), s.gem_or(gem)
    size = 1.55
    path = _loop(24.0, 28.0, wave=0.07)
    steps = np.linalg.norm(np.roll(path, -1, 0) - path, axis=1)
    reach = np.concatenate([[0], np.cumsum(steps)])
    closed = np.vstack([path, path[:1]])
    count = int(reach[-1] / (size * 2 + 0.55))
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


MODELS = {"chain-bracelet": chain_bracelet, "bangle": bangle, "tennis": tennis}
