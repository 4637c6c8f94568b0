# SPDX-License-Identifier: GPL-3.0-or-later
"""Brooches with stones: a flower and a bar."""

import math

import matter
from forms import ball, curve, grid, grounded, made, moved, stone, tube
from stones import CARRIED
from studio import Shot

from . import settings as s


def _petal(m, length, width, matrix):
    """A rounded petal along +Y, cupped, its tip notched and turned up a little."""
    rows, columns, vertices = 56, 41, []
    for side in (1, -1):
        for i in range(rows):
            u = i / (rows - 1)
            half = width / 2 * math.sin(math.pi * min(0.06 + 0.94 * u, 1) * 0.86) ** 0.8
            half *= math.sqrt(max(1 - max(u - 0.78, 0) ** 2 / 0.053, 0.02))
            for j in range(columns):
                v = 2 * j / (columns - 1) - 1
                notch = 0.9 * max(u - 0.6, 0) * math.exp(-((v / 0.22) ** 2))
                fold = 0.22 * math.exp(-((v / 0.16) ** 2)) * math.sin(math.pi * u)
                z = 1.5 * v * v * u - fold + 2.0 * (u - 0.45) ** 2 + 0.10 * math.cos(9 * v) * u
                vertices.append((half * v, length * u * (1 - notch * 0.28), z + side * 0.22 * (1 - v**6)))
    faces = grid(rows, columns, False, False)
    below = [tuple(k + rows * columns for k in f) for f in faces]
    return moved([made("petal", vertices, [f[::-1] for f in faces] + below, m)], matrix)[0]


def flower(metal, gem, view):
    """Five petals round a heart of small brilliants, on a stem with a leaf."""
    m, d = matter.metal(metal, 0.11), s.gem_or(gem)
    things = []
    for k in range(5):
        place = s.turn(72 * k + 8, "Z") @ s.shift(0, 2.0, 0.2 + 0.25 * (k % 2)) @ s.turn(14, "X")
        things.append(_petal(m, 11.5, 11.0, place))
    things += _heart(m, d)
    stem = curve([(-0.5, -3, -0.4), (-1.2, -12, -0.2), (0.8, -21, 0.2), (4.5, -28, 0.6)], 60)
    things.append(tube(stem, [0.85 - 0.2 * k / 59 for k in range(60)], m))
    for side, at, size in ((-1, 30, 1.0), (1, 38, 0.8)):
        x, y, z = stem[at]
        leaf = s.shift(x, y, z) @ s.turn(side * -48, "Z") @ s.turn(10, "X")
        things.append(_petal(m, 11.0 * size, 5.0 * size, leaf))
    moved(things, s.turn(-10, "Z"))
    grounded(things)
    if view == "three-quarter":
        return Shot(things, -24, 40, 56.0, (0.0, -6.0, 2.0))
    return Shot(things, 0, 72, 58.0, (0, -7.0, 2.0))


def _heart(m, d):
    """Seven brilliants in a cluster, their claws shared."""
    things, size = [], 1.15
    spots = [(0.0, 0.0, 0.35)]
    spots += [(2.4 * math.cos(a), 2.4 * math.sin(a), 0.0) for a in (math.pi * k / 3 for k in range(6))]
    for x, y, z in spots:
        things += moved([stone(s.BRILLIANT, size, d), s.collet(size, m, 1.3, 0.16)], s.shift(x, y, 2.4 + z))
    for k in range(6):
        a = math.pi * (k + 0.5) / 3
        things.append(ball(0.34, (1.42 * math.cos(a), 1.42 * math.sin(a), 2.75), m, fine=18))
        things.append(ball(0.30, (3.15 * math.cos(a), 3.15 * math.sin(a), 2.5), m, fine=18))
    things.append(ball(3.3, (0, 0, 0.6), m, (1, 1, 0.5), fine=48))
    return things


def bar(metal, gem, view):
    """Coloured stones and brilliants by turns, each in its collet, on a bar with a pin."""
    m, d, colour = matter.metal(metal), matter.gem("diamond"), s.gem_or(gem)
    things, x, count = [], -21.0, CARRIED["bar-brooch"]
    for k in range(count.own + count.diamonds):
        size = 2.0 if k % 2 == 0 else 1.55
        x += size + 0.36
        head = [stone(s.BRILLIANT, size, colour if k % 2 == 0 else d), s.collet(size, m, size * 0.8, 0.30)]
        things += moved(head, s.shift(x, 0, 2.6))
        x += size + 0.36
    reach = x + 0.2
    things.append(tube([(-21.2, 0, 0.9), (reach, 0, 0.9)], 0.62, m, sides=24))
    for at in (-21.4, reach):
        things.append(ball(1.0, (at, 0, 1.6), m, fine=32))
    pin = curve([(-18, 1.6, -0.6), (0, 2.0, -0.9), (reach - 3, 1.6, -0.6)], 40)
    things.append(tube(pin, 0.36, m, sides=12))
    moved(things, s.shift(-(reach - 21.4) / 2))
    moved(things, s.turn(24, "Z") @ s.turn(28, "X"))
    grounded(things)
    if view == "three-quarter":
        return Shot(things, 0, 34, 66.0, (0, 0, 2.0))
    return Shot(moved(things, s.turn(10, "Z")), 24, 44, 25.0, (-5.0, -4.5, 2.4))


MODELS = {"flower": flower, "bar-brooch": bar}
