# SPDX-License-Identifier: GPL-3.0-or-later
"""What hangs at the neck: shown from the front, the chain falling as chains do."""

import math

import matter
import numpy as np
from forms import ball, chain, grounded, hoop, moved, softened, spread, stone, turned
from mathutils import Matrix
from stones import CARRIED
from studio import Shot

from . import settings as s


def _hanging(slope=1.5, span=17.0, bend=30.0, rise=0.0, behind=0.0):
    """One side of a chain that carries a weight: half a catenary that leaves the bail at `slope`."""
    x0 = bend * math.asinh(slope)
    xs = np.linspace(0, span, 200)
    z = bend * (np.cosh((xs + x0) / bend) - math.cosh(x0 / bend))
    return np.stack([xs, behind * (xs / span) ** 2, z + rise], 1)


def necklace(m, top, slope=1.5, span=17.0):
    """Both sides of the chain from the bail's inside at height `top`."""
    right = _hanging(slope, span, rise=top)
    left = right * np.array((-1, 1, 1))
    path = np.vstack([left[:0:-1], right])
    return chain(path, m, 1.75, 1.25, 0.19, roll=math.radians(38), up=(0, -1, 0))


def hanging_shot(things, view, front, close, drop):
    """From the front with the chain rising out of the frame; then nearer, from the side."""
    if view == "front":
        return Shot(things, 0, 2, front, (0, 0, drop + front * 0.19), wall=7.0)
    return Shot(things, 33, 10, close, (0, 0, drop + close * 0.10), wall=9.0)


def solitaire_pendant(metal, gem, view):
    """One stone in four claws under a fine chain."""
    m = matter.metal(metal)
    size = 3.2
    head = [stone(s.BRILLIANT, size, s.gem_or(gem)), *s.basket(size, m, 4, 2.3, 0.40, math.pi / 4)]
    things = moved(head, s.turn(90, "X"))
    things.append(s.jump_ring(0.8, 0.24, m, (0, 0.4, size + 0.75), "yz"))
    things.append(s.bail(m, size + 0.95, 2.0, 3.4))
    things += necklace(m, size + 3.95, 1.55)
    return hanging_shot(things, view, 30.0, 21.0, 0.6)


def medal(metal, gem, view):
    """A round medal: rays round a small brilliant, a beaded edge."""
    m, radius = matter.metal(metal), 8.4
    size = 1.15

    def relief(r, a):
        rim = 1 / (1 + math.exp(-(r - 7.45) / 0.05))
        field = 1 / (1 + math.exp((r - 6.75) / 0.06)) / (1 + math.exp(-(r - 1.9) / 0.06))
        ray = abs(math.cos(18 * a)) * min(r / 5.0, 1.0)
        seat = 1 / (1 + math.exp((r - 1.05) / 0.05))
        return (
            0.62
            + 0.26 * rim
            + field * (0.42 * ray - 0.06 * (r / 6.7) ** 2)
            + 0.36 / (1 + math.exp((r - 1.75) / 0.06))
            - 0.8 * seat
        )

    face = spread(relief, radius, matter.metal(metal, 0.17), rings=220, count=1152)
    back = turned(
        softened([(0, -0.7), (8.1, -0.7), (8.55, -0.3), (8.55, 0.35), (8.3, 0.66)], 0.25), m, count=256
    )
    things = [face, back, stone(s.BRILLIANT, size, matter.gem("diamond"), s.shift(z=1.15))]
    things.append(hoop(size + 0.10, 0.20, m, (0, 0, 1.12)))
    things += [
        ball(0.22, (7.1 * math.cos(a), 7.1 * math.sin(a), 0.66), m, fine=12)
        for a in (2 * math.pi * k / 96 for k in range(96))
    ]
    moved(things, s.turn(90, "X"))
    things.append(s.jump_ring(1.15, 0.30, m, (0, 0, radius + 0.95), "yz"))
    things.append(s.bail(m, radius + 1.5, 2.2, 3.8))
    things += necklace(m, radius + 4.9, 1.45, 20.0)
    return hanging_shot(things, view, 41.0, 31.0, 1.5)


def halo_pendant(metal, gem, view):
    """An oval coloured stone in a halo of brilliants."""
    m = matter.metal(metal)
    rim = s.outline_oval(4.0, 3.2)
    head = [stone(s.OVAL, 4.0, s.gem_or(gem), s.shift(z=0.35))]
    head += moved(s.claws(rim, [math.radians(a) for a in (40, 140, 220, 320)], m, 2.2, 0.36), s.shift(z=0.35))
    head += s.halo(rim, CARRIED["halo-pendant"].diamonds, 0.68, m, matter.gem("diamond"))
    things = moved(head, s.turn(90, "X") @ s.turn(90, "Z"))
    things.append(s.jump_ring(0.8, 0.24, m, (0, 0.2, 6.05), "yz"))
    things.append(s.bail(m, 6.2, 2.0, 3.4))
    things += necklace(m, 9.2, 1.55)
    return hanging_shot(things, view, 34.0, 23.0, 1.0)


def pearl_strand(metal, gem, view):
    """A strand of pearls, slightly graduated, knotted between each."""
    nacre, m = s.gem_or(gem), matter.metal(metal)
    rng = np.random.default_rng(7)
    a = np.linspace(0, 2 * math.pi, 600, endpoint=False)
    wobble = 1 + 0.035 * np.sin(2 * a + 0.6) + 0.03 * np.sin(3 * a + 2)
    path = np.stack(
        [34 * wobble * np.cos(a - math.pi / 2), 44 * wobble * np.sin(a - math.pi / 2), np.zeros_like(a)], 1
    )
    count = CARRIED["pearl-strand"].own
    things = pearls(path, nacre, rng, count, lambda u: 3.9 - 1.1 * abs(u) ** 1.2)
    things = grounded(things)
    clasp = moved([ball(2.6, (0, 0, 0), m, (1.45, 0.9, 0.9))], s.shift(*path[300][:2], 2.6))
    if view == "three-quarter":
        return Shot(things + clasp, 8, 34, 96.0, (0, -3.0, 2.0))
    return Shot(things + clasp, 26, 24, 38.0, (3.0, -43.0, 4.5))


def pearls(path, nacre, rng, count, radius_at):
    """`count` pearls touching along a closed path on the paper, the first in the middle and half on either side.

    `radius_at(u)` is their radius from the first, 0, to the clasp, 1.
    """
    p = np.asarray(path)
    q = np.vstack([p, p[:1]])
    reach = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(q, axis=0), axis=1))])
    total = reach[-1]
    things = []
    for direction, many in ((1, (count + 1) // 2), (-1, count // 2)):
        at = 0.0 if direction == 1 else -(2 * radius_at(0) + 0.15)
        for _ in range(many):
            u = at / (total / 2)
            r = radius_at(u)
            mark = at % total
            spot = [np.interp(mark, reach, q[:, k]) for k in range(3)]
            spot[2] += r
            scale = 1 + rng.normal(0, 0.006, 3)
            bead = ball(r, (0, 0, 0), nacre, fine=48)
            bead.matrix_world = (
                Matrix.Translation(spot)
                @ Matrix.Rotation(rng.uniform(0, 3), 4, "X")
                @ Matrix.Diagonal((*scale, 1))
            )
            things.append(bead)
            at += direction * (2 * r + 0.12)
    return things


def chain_necklace(metal, gem, view):
    """A curb chain lying as it was put down, its ends out of sight."""
    m = matter.metal(metal)
    u = np.linspace(0, 1, 1200)
    turn, wide = 3.7 * math.pi * u - 0.4, 1 - 0.44 * u
    path = np.stack([33 * wide * np.cos(turn), 28 * wide * np.sin(turn) + 2 * u, np.zeros_like(u)], 1)
    things = chain(path, m, 5.4, 4.1, 0.74, roll=0.0, twist=1.35)
    things += [
        hoop(2.3, 0.55, m, (float(path[0][0]), float(path[0][1]) - 4.0, 0.1)),
        ball(0.7, (float(path[0][0]) + 2.3, float(path[0][1]) - 4.6, 0.1), m, fine=24),
    ]
    grounded(things)
    if view == "three-quarter":
        return Shot(things, 0, 38, 94.0, (1.5, 0, 1))
    return Shot(things, 18, 30, 30.0, (4.0, -22.0, 1.2))


MODELS = {
    "solitaire-pendant": solitaire_pendant,
    "medal": medal,
    "halo-pendant": halo_pendant,
    "pearl-strand": pearl_strand,
    "chain-necklace": chain_necklace,
}
