# SPDX-License-Identifier: GPL-3.0-or-later
"""Earrings, always as a pair."""

import math

import cuts
import matter
import numpy as np
from forms import ball, curve, grounded, hoop, moved, stone, tube, turned
from mathutils import Matrix
from stones import CARRIED
from studio import Shot

from . import settings as s
from .rings import paved


def _post(m, length=10.0, start=0.0):
    """A stud's post along -Z with its butterfly."""
    things = [tube([(0, 0, start), (0, 0, start - length)], 0.42, m, sides=16)]
    for side in (-1, 1):
        path = curve(
            [
                (0, side * 0.3, 0),
                (0, side * 1.3, 1.0),
                (0, side * 2.3, 0.5),
                (0, side * 1.9, -0.7),
                (0, side * 0.6, -0.5),
            ],
            40,
        )
        things += moved(
            [tube(path, 0.30, m, sides=12, flat=1.0)],
            s.shift(z=start - length + 2.4) @ Matrix.Diagonal((3.2, 1, 1, 1)),
        )
    things += moved(
        [turned([(0.3, -0.3), (1.9, -0.25), (2.0, 0), (1.9, 0.25), (0.3, 0.3)], m, count=48)],
        s.shift(z=start - length + 3.1),
    )
    return things


def _pair(make, first, second):
    """Two of the same, each set down in its own pose."""
    left, right = make(), make()
    for things, (matrix, x, y) in ((left, first), (right, second)):
        moved(things, matrix)
        grounded(things)
        moved(things, s.shift(x, y))
    return left + right


def pearl_studs(metal, gem, view):
    """A pearl on a small cup and a post."""
    m, nacre = matter.metal(metal), s.gem_or(gem)

    def make():
        cup = turned(
            [(0.3, -4.6), (1.7, -4.1), (2.5, -3.3), (2.45, -3.1), (1.5, -3.7), (0, -4.0)], m, count=64
        )
        return [ball(4.1, (0, 0, 0), nacre, fine=72), cup, *_post(m, 10.5, -4.3)]

    faced = s.turn(-20, "Z") @ s.turn(82, "X")
    aside = s.turn(62, "Z") @ s.turn(82, "X")
    if view == "three-quarter":
        return Shot(_pair(make, (faced, -5.6, -1.0), (aside, 5.2, 2.5)), 0, 24, 33.0, (0.2, 0, 3.6))
    return Shot(
        _pair(
            make, (s.turn(-8, "Z") @ s.turn(82, "X"), -5.2, 0), (s.turn(10, "Z") @ s.turn(82, "X"), 5.2, 0.4)
        ),
        0,
        14,
        28.0,
        (0, 0, 4.3),
    )


def hoops(metal, gem, view):
    """Round créoles with a hinged post."""
    m = matter.metal(metal)
    radius, wire = 10.5, 1.35

    def make():
        gap = 0.16
        path = [
            (radius * math.sin(a), 0, radius * math.cos(a))
            for a in (gap + (2 * math.pi - 2 * gap) * k / 240 for k in range(241))
        ]
        sizes = [wire * (0.62 + 0.38 * math.sin(math.pi * k / 240) ** 0.8) for k in range(241)]
        pin = curve([path[0], (0.3, 0, radius + 0.15), path[-1]], 20)
        hinge = moved(
            [turned([(0, -1.0), (0.75, -0.95), (0.75, 0.95), (0, 1.0)], m, count=40)],
            s.shift(*path[-1]) @ s.turn(90, "X"),
        )
        return [tube(path, sizes, m, sides=40), tube(pin, 0.42, m, sides=14), *hinge]

    return _hung(make, view)


def _hung(make, view):
    """A pair of hoops: standing, then one lying and one leaning."""
    if view == "three-quarter":
        pair = _pair(make, (s.turn(38, "Z"), -6.0, 2.0), (s.turn(-30, "Z"), 7.0, -3.0))
        return Shot(pair, 0, 15, 46.0, (0.4, 0, 10.6))
    lying = s.turn(20, "Z") @ s.turn(90, "X")
    leaning = s.turn(-16, "Z") @ s.turn(-63, "X")
    return Shot(_pair(make, (lying, -4.0, -5.0), (leaning, 5.0, 8.5)), 0, 32, 50.0, (0.5, 0, 5.5))


def twist_hoops(metal, gem, view):
    """Créoles of three wires twisted into a cord."""
    m, radius = matter.metal(metal), 10.3
    u = np.linspace(0.012, 0.988, 900)

    def make():
        things = []
        round_, slim = 2 * math.pi * u, np.sin(np.pi * u) ** 0.45
        for strand in range(3):
            turn = 2 * math.pi * (strand / 3 + 15 * u)
            out = radius + 0.86 * slim * np.cos(turn)
            path = np.stack([out * np.sin(round_), 0.86 * slim * np.sin(turn), out * np.cos(round_)], 1)
            things.append(tube(path, 0.80 * np.maximum(slim, 0.5), m, sides=20))
        pin = curve([(0.75, 0, radius), (0.1, 0, radius + 0.25), (-0.75, 0, radius)], 20)
        return [*things, tube(pin, 0.42, m, sides=14)]

    return _hung(make, view)


def huggies(metal, gem, view):
    """Small thick hoops set with a row of brilliants."""
    m, d = matter.metal(metal), s.gem_or(gem)

    def make():
        things = moved(paved(m, d, 0.95, 1, CARRIED["huggies"].own // 2, 2.7, inner=5.9, deep=1.8), s.turn(-80, "Y"))
        hinge = turned([(0, -1.2), (0.75, -1.15), (0.75, 1.15), (0, 1.2)], m, count=48)
        return [*things, *moved([hinge], s.shift(3.5, 0, -6.1) @ s.turn(90, "X"))]

    if view == "three-quarter":
        pair = _pair(make, (s.turn(48, "Z"), -5.4, 1.5), (s.turn(14, "Z"), 5.6, -2.0))
        return Shot(pair, 0, 18, 33.0, (0, 0, 7.0))
    pair = _pair(make, (s.turn(76, "Z"), -4.6, 0.5), (s.turn(104, "Z"), 4.6, 0))
    return Shot(pair, 0, 14, 30.0, (0, 0, 7.4))


def diamond_studs(metal, gem, view):
    """A brilliant in four claws on a post."""
    m, d = matter.metal(metal), s.gem_or(gem)

    def make():
        return [
            stone(s.BRILLIANT, 2.9, d),
            *s.basket(2.9, m, 4, 2.7, 0.40, math.pi / 4),
            *_post(m, 10.0, -2.5),
        ]

    if view == "three-quarter":
        pair = _pair(
            make,
            (s.turn(-24, "Z") @ s.turn(83, "X"), -4.6, -1.5),
            (s.turn(56, "Z") @ s.turn(83, "X"), 4.2, 2.2),
        )
        return Shot(pair, 0, 26, 26.0, (0.2, 0.6, 2.8))
    pair = _pair(
        make, (s.turn(-7, "Z") @ s.turn(83, "X"), -4.1, 0), (s.turn(9, "Z") @ s.turn(83, "X"), 4.1, 0.4)
    )
    return Shot(pair, 0, 16, 22.0, (0, 0, 2.9))


def drops(metal, gem, view):
    """A brilliant on a hook, a pear-cut stone swinging below it."""
    m, d, colour = matter.metal(metal), matter.gem("diamond"), s.gem_or(gem)

    def make():
        things = moved([stone(s.BRILLIANT, 1.5, d), s.collet(1.5, m, 1.1, 0.3)], s.turn(90, "X"))
        hook = curve(
            [(0, 0.2, 1.7), (0, 0.2, 6.5), (0, 2.4, 10.6), (0, 5.6, 9.0), (0, 6.6, 3.0), (0, 6.8, -3.5)], 80
        )
        things.append(tube(hook, 0.38, m, sides=16))
        things.append(s.jump_ring(0.85, 0.22, m, (0, 0, -2.35), "yz"))
        things.append(s.jump_ring(0.8, 0.22, m, (0, 0, -3.5), "xz"))
        things += moved(_pear_head(colour, m), s.shift(z=-11.2) @ s.turn(90, "X"))
        return things

    left, right = moved(make(), s.turn(-7, "Z") @ s.shift(x=0)), moved(make(), s.turn(8, "Z"))
    moved(left, s.shift(x=-7.4))
    moved(right, s.shift(x=7.4))
    if view == "three-quarter":
        return Shot(left + right, 32, 6, 40.0, (0, 0, -3.0), wall=13.0)
    return Shot(left + right, 0, 3, 36.0, (0, 0, -3.0), wall=11.0)


def _pear_head(colour, m):
    size = 4.2
    things = [stone(s.PEAR, size, colour)]
    rim = pear_rim(size)
    angles = [math.radians(a) for a in (90, 205, 335, 150, 30, 270)]
    for a in angles:
        r = rim(a)
        x, y = r * math.cos(a), r * math.sin(a)
        path = curve(
            [
                (x * 0.55, y * 0.6, -2.4),
                (x * 0.86, y * 0.88, -1.0),
                (x * 1.05, y * 1.04, 0),
                (x * 1.03, y * 1.02, 0.5),
                (x * 0.90, y * 0.92, 0.95),
            ],
            30,
        )
        things.append(tube(path, 0.34, m, sides=16))
    edge = [
        (0.80 * rim(a) * math.cos(a), 0.80 * rim(a) * math.sin(a), -1.25)
        for a in (2 * math.pi * k / 120 for k in range(120))
    ]
    things.append(tube(edge, 0.28, m, closed=True, sides=14))
    things.append(hoop(0.75, 0.24, m, (0, rim(math.pi / 2) + 0.85, -0.1), "xy", sides=14))
    return things


def pear_rim(size):
    """Where a pear's girdle runs, by angle."""
    turns = [2 * math.pi * k / 720 for k in range(720)]
    spots = [cuts.drop(math.cos(a), math.sin(a)) for a in turns]
    table = sorted((math.atan2(y, x) % (2 * math.pi), math.hypot(x, y) * size) for x, y in spots)

    def rim(a):
        a %= 2 * math.pi
        return min(table, key=lambda row: abs(row[0] - a))[1]

    return rim


MODELS = {
    "pearl-studs": pearl_studs,
    "hoops": hoops,
    "twist-hoops": twist_hoops,
    "huggies": huggies,
    "diamond-studs": diamond_studs,
    "drops": drops,
}
