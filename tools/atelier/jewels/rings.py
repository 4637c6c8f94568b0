# SPDX-License-Identifier: GPL-3.0-or-later
"""Rings, all of size 54 (17.2 mm inside), standing for the three-quarter view and lying for the front."""

import math

import matter
import numpy as np
from forms import ball, grounded, moved, shank, stone, tube, turned
from mathutils import Matrix
from stones import CARRIED
from studio import Shot

from . import settings as s

INNER = 8.6


def ring_shot(things, view, lean=0.0):
    """The poses and frames shared by every ring, so that they keep one scale in a listing."""
    if view == "three-quarter":
        moved(things, s.turn(-34, "Z"))
        grounded(things)
        return Shot(things, 0, 22, 34.5, (0, 0, 12.5))
    moved(things, s.turn(90 + lean, "X"))
    moved(things, s.turn(16, "Z"))
    grounded(things)
    return Shot(things, 0, 40, 30.0, (1.6, -6.5, 3.6))


def plain(width=2.0, top=1.7, thick=1.55, thin=1.45):
    """A shank that narrows towards the head."""

    def section(angle):
        t = (1 + math.cos(angle)) / 2
        return width + (top - width) * t, thick + (thin - thick) * t, 2.2, 3.2

    return section


def solitaire(metal, gem, view):
    """A six-claw solitaire."""
    m = matter.metal(metal)
    things = [shank(INNER, plain(), m)]
    girdle = INNER + 1.45 + 2.75
    head = [stone(s.BRILLIANT, 3.1, s.gem_or(gem)), *s.basket(3.1, m, 6, 2.95)]
    things += moved(head, s.shift(z=girdle))
    return ring_shot(things, view, lean=-8)


def band(metal, gem, view):
    """A plain half-round wedding band."""
    m = matter.metal(metal)
    things = [shank(INNER, lambda a: (4.2, 1.7, 2.3, 3.6), m, sides=96)]
    shot = ring_shot(things, view)
    if view == "three-quarter":
        shot.aim = (0, 0, 10.9)
    else:
        shot.aim = (0, 0, 2.0)
    return shot


def paved(m, d, size, rows, count, width, inner=INNER, deep=1.75):
    """A shank whose outside carries rows of small brilliants, held by shared beads between two rails."""
    girdle = inner + deep
    step = 2 * size * 1.03 / girdle
    if count * step > 2 * math.pi:
        step = 2 * math.pi / count
    reach = step * count / 2

    def section(angle):
        inset = 1 / (1 + math.exp((abs(angle) - reach - 0.03) / 0.02))
        return width - 0.3 * inset, deep - 0.95 * inset, 2.6, 3.2

    things = [shank(inner, section, m, count=640)]
    apart = 2 * size * 0.90
    for row in range(rows):
        y, late = (row - (rows - 1) / 2) * apart, (row % 2) * 0.5
        for k in range(count - (row % 2 and reach < 3)):
            turn = Matrix.Rotation((k + late - (count - 1) / 2) * step, 4, "Y") @ s.shift(y=y, z=girdle)
            things.append(stone(s.BRILLIANT, size, d, turn))
        for k in range(count + 1 - (row % 2)):
            turn = Matrix.Rotation((k + late - count / 2) * step, 4, "Y") @ s.shift(y=y, z=girdle)
            things += _beads(m, size, turn)
    edge = apart * (rows - 1) / 2 + size * 1.02
    closed = reach > 3
    for y in (-edge, edge):
        path = [
            (
                (girdle - size * 0.52) * math.sin(a / 100 * reach),
                y,
                (girdle - size * 0.52) * math.cos(a / 100 * reach),
            )
            for a in range(-100 if closed else -104, 99 if closed else 105, 2)
        ]
        things.append(tube(path, size * 0.24, m, closed=closed, sides=16))
    return things


def _beads(m, size, turn):
    things = []
    for y in (-0.62 * size, 0.62 * size):
        things += moved(
            [
                ball(0.27 * size, (0, y, 0.14 * size), m, fine=16),
                tube([(0, y, -1.2 * size), (0, y, 0.1 * size)], 0.25 * size, m, sides=14),
            ],
            turn,
        )
    return things


def half_eternity(metal, gem, view):
    """Small brilliants over the upper half."""
    things = paved(matter.metal(metal), s.gem_or(gem), 1.0, 1, CARRIED["half-eternity"].own, 2.5)
    return _low(ring_shot(things, view))


def eternity(metal, gem, view):
    """Brilliants all the way round."""
    things = paved(matter.metal(metal), s.gem_or(gem), 1.2, 1, CARRIED["eternity"].own, 2.9)
    return _low(ring_shot(things, view))


def pave(metal, gem, view):
    """Three staggered rows of small brilliants over the upper half, the middle one shorter by a stone."""
    rows = 3
    count = (CARRIED["pave"].own + 1) // rows
    things = paved(matter.metal(metal), s.gem_or(gem), 0.78, rows, count, 5.0)
    return _low(ring_shot(things, view))


def _low(shot):
    """The aim for a ring without a head."""
    shot.aim = (0, 0, 10.9) if shot.elevation < 30 else (0, -3.0, 2.0)
    return shot


def halo_ring(metal, gem, view):
    """An oval coloured stone in a halo of brilliants."""
    m = matter.metal(metal)
    rim = s.outline_oval(3.6, 2.9)
    stone_cut = s.OVAL
    head = [stone(stone_cut, 3.6, s.gem_or(gem), s.shift(z=0.35))]
    head += moved(s.claws(rim, [math.radians(a) for a in (40, 140, 220, 320)], m, 2.2, 0.36), s.shift(z=0.35))
    head += s.halo(rim, CARRIED["halo"].diamonds, 0.66, m, matter.gem("diamond"))
    head.append(s.gallery(rim, 1.7, 0.70, 0.34, m))
    things = [shank(INNER, plain(2.1, 1.9), m)]
    for side in (-1, 1):
        for y in (-0.75, 0.75):
            path = [
                (side * 1.2, y * 0.6, INNER + 1.0),
                (side * 2.1, y, INNER + 2.1),
                (side * 3.2, y * 1.4, INNER + 3.3),
            ]
            things.append(tube(s.curve(path, 24), 0.34, m, sides=16))
    things += moved(head, s.shift(z=INNER + 1.45 + 2.5) @ s.turn(90, "Z"))
    return ring_shot(things, view, lean=-8)


def three_stone(metal, gem, view):
    """A larger stone between two brilliants that follow the finger."""
    m = matter.metal(metal)
    things = [shank(INNER, plain(2.1, 1.9), m)]
    for angle, size, key in ((0, 2.75, gem), (-26, 2.0, "diamond"), (26, 2.0, "diamond")):
        lift = INNER + 1.45 + size * 0.86
        head = [
            stone(s.BRILLIANT, size, s.gem_or(key)),
            *s.basket(size, m, 4, size * 0.95, 0.36, math.pi / 4),
        ]
        things += moved(head, s.turn(angle, "Y") @ s.shift(z=lift))
    return ring_shot(things, view, lean=-6)


def emerald_cut(metal, gem, view):
    """One step-cut stone in four claws, its length along the finger."""
    m = matter.metal(metal)
    size, rim = 4.3, s.outline_emerald(4.3)
    head = [stone(s.EMERALD, size, s.gem_or(gem))]
    head += s.claws(rim, [math.radians(a) for a in (38, 142, 218, 322)], m, 3.0, 0.44)
    head.append(s.gallery(rim, 1.15, 0.74, 0.34, m))
    things = [shank(INNER, plain(2.3, 2.0), m)]
    things += moved(head, s.shift(z=INNER + 1.45 + 2.75) @ s.turn(90, "Z"))
    return ring_shot(things, view, lean=-8)


def signet(metal, gem, view):
    """A chevalière: the shank swells, and its table is filed nearly flat."""
    return ring_shot([_signet_body(matter.metal(metal))], view, lean=-10)


def signet_stone(metal, gem, view):
    """The same with an oval plate of stone let into its table."""
    m = matter.metal(metal)
    plate = turned(
        [
            (6.0 * math.sin(a), 0.85 * math.cos(a) ** 0.8 - (5.4 * math.sin(a)) ** 2 / (2 * SWELL))
            for a in np.linspace(math.pi / 2 - 0.01, 0, 24)
        ],
        s.gem_or(gem),
        count=160,
        sharp=None,
        squash=(0.80, 1.0),
    )
    round_ = [(4.86 * math.cos(a), 6.06 * math.sin(a)) for a in np.linspace(0, 2 * math.pi, 160)[:-1]]
    edge = tube(
        [(x, y, 0.04 - (x * x + y * y) / (2 * SWELL)) for x, y in round_], 0.26, m, closed=True, sides=16
    )
    inlay = moved([plate, edge], s.shift(z=INNER + 3.0))
    return ring_shot([_signet_body(m), *inlay], view, lean=-10)


def _signet_body(m):
    def section(angle):
        swell = math.exp(-((angle / 0.60) ** 2))
        return 3.2 + 9.8 * swell, 1.6 + 3.3 * math.exp(-((angle / 0.66) ** 2)), 2.3 + 0.5 * swell, 3.2

    body = shank(INNER, section, m, count=720, sides=192)
    _filed(body, INNER + 3.0)
    return body


SWELL = 26.0  # the radius of the ball of which a signet's table is part


def _filed(body, top, soft=0.10):
    """Bring everything above `top` down to it, the edge softened by polishing.

    The table is part of a ball: a true plane would reflect one lamp alone and look painted.
    """
    co = np.empty(len(body.data.vertices) * 3, np.float32)
    body.data.vertices.foreach_get("co", co)
    co = co.reshape(-1, 3)
    limit = top - (co[:, 0] ** 2 + co[:, 1] ** 2) / (2 * SWELL)
    over = co[:, 2] - limit
    co[:, 2] = np.where(co[:, 2] > 0, limit - soft * np.logaddexp(0, -over / soft), co[:, 2])
    body.data.vertices.foreach_set("co", co.ravel())
    body.data.update()


MODELS = {
    "solitaire": solitaire,
    "band": band,
    "half-eternity": half_eternity,
    "eternity": eternity,
    "pave": pave,
    "emerald-cut": emerald_cut,
    "halo": halo_ring,
    "three-stone": three_stone,
    "signet": signet,
    "signet-stone": signet_stone,
}
