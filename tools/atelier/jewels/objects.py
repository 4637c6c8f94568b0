# SPDX-License-Identifier: GPL-3.0-or-later
"""Cufflinks, a brooch and a watch."""

import math

import matter
import numpy as np
from forms import ball, curve, frames, grid, grounded, hoop, made, moved, softened, tube, turned
from studio import Shot

from . import settings as s


def cufflinks(metal, gem, view):
    """Round inlaid faces on a curved stem with a swivelling bar."""
    m, inlay = matter.metal(metal), s.gem_or(gem)

    def make():
        rim = turned(
            softened(
                [
                    (0, -1.4),
                    (6.4, -1.4),
                    (7.9, -0.6),
                    (8.1, 1.0),
                    (7.2, 1.55),
                    (6.75, 1.2),
                    (6.7, 0.4),
                    (0, 0.4),
                ],
                0.35,
            ),
            m,
            count=192,
        )
        dome = turned(
            [
                (6.72 * math.sin(a), 0.75 + 0.85 * (math.cos(a) ** 0.8))
                for a in np.linspace(math.pi / 2 - 0.01, 0, 24)
            ],
            inlay,
            count=160,
            sharp=None,
        )
        stem = tube(
            curve([(0, 0, -1.2), (0, 0.6, -4.5), (0, 1.4, -8.0), (0, 1.2, -11.2)], 40),
            np.linspace(1.5, 1.05, 40),
            m,
        )
        bar = moved(
            [
                turned(
                    softened(
                        [(0, -7.6), (1.5, -7.2), (2.0, -5), (1.55, 0), (2.0, 5), (1.5, 7.2), (0, 7.6)], 0.8
                    ),
                    m,
                    count=64,
                )
            ],
            s.shift(0, 1.2, -12.2) @ s.turn(90, "Y"),
        )
        return [rim, dome, stem, *bar]

    def set_down(x, y, z_turn, tilt):
        return moved(grounded(moved(make(), s.turn(z_turn, "Z") @ s.turn(tilt, "X"))), s.shift(x, y))

    if view == "three-quarter":
        return Shot(set_down(-8.5, -3, -22, 74) + set_down(9.0, 4.5, 52, 74), 0, 27, 48.0, (0.6, 0.5, 5.8))
    return Shot(set_down(-9.6, 0, -6, 74) + set_down(9.6, 0.6, 8, 74), 0, 18, 44.0, (0, 0, 7.0))


def _leaf(m, length, width, matrix):
    """A leaf along +Y, cupped, with its midrib, thin as sheet metal."""
    rows, columns, vertices = 72, 33, []
    for side in (1, -1):
        for i in range(rows):
            u = i / (rows - 1)
            half = width / 2 * math.sin(math.pi * min(u * 0.96 + 0.04, 1)) ** 0.75 * (1 - 0.25 * u) + 0.02
            for j in range(columns):
                v = 2 * j / (columns - 1) - 1
                rib = 0.30 * math.exp(-((v / 0.10) ** 2)) * (1 - 0.6 * u)
                vein = 0.04 * math.sin(26 * u - 9 * abs(v)) * (1 - abs(v)) * min(1, abs(v) * 4)
                z = 0.9 * half * v * v * 0.55 - 1.1 * (u - 0.4) ** 2 + rib + vein
                vertices.append((half * v, length * u, z + side * 0.14 * (1 - v**8)))
    faces = grid(rows, columns, False, False)
    below = [tuple(k + rows * columns for k in f) for f in faces]
    return moved([made("leaf", vertices, [f[::-1] for f in faces] + below, m)], matrix)[0]


def brooch(metal, gem, view):
    """A sprig of leaves with three pearls."""
    m, nacre = matter.metal(metal, 0.12), s.gem_or(gem)
    spine = curve([(-9, -21, 1.0), (-4.5, -12, 1.8), (-1.2, 0, 2.2), (1.5, 11, 2.0), (6.5, 21, 1.5)], 80)
    things = [tube(spine, np.linspace(0.95, 0.45, 80), m)]
    tangents, _, _ = frames(spine)
    for k, at in enumerate((14, 24, 34, 44, 54, 63, 71)):
        heading = math.degrees(math.atan2(tangents[at][1], tangents[at][0])) - 90
        size = 1.0 - 0.055 * k
        for side in (-1, 1):
            here = spine[at + (3 if side > 0 else 0)]
            place = (
                s.shift(*here)
                @ s.turn(heading + side * (50 - 2.2 * k), "Z")
                @ s.turn(8, "X")
                @ s.turn(side * 14, "Y")
            )
            things.append(_leaf(m, 12.6 * size, 5.2 * size, place))
    things.append(_leaf(m, 9.5, 4.2, s.shift(*spine[-1]) @ s.turn(-31, "Z")))
    for x, y, r in ((-10.6, -13.2, 2.5), (1.3, -12.6, 2.9), (-5.4, -18.4, 2.2)):
        things.append(ball(r, (x, y, r + 0.9), nacre, fine=64))
        things.append(
            tube(
                curve([(-6.4, -15.4, 1.2), ((x - 6.4) / 2, (y - 15.4) / 2 - 0.4, 1.0), (x, y, 1.4)], 24),
                0.42,
                m,
                sides=12,
            )
        )
    things.append(hoop(1.0, 0.4, m, (0, 0, -1.2)))
    moved(things, s.turn(-6, "Z"))
    grounded(things)
    if view == "three-quarter":
        return Shot(things, -28, 36, 52.0, (-0.5, 0, 1.5))
    return Shot(things, 0, 74, 58.0, (-0.6, 0.2, 1.5))


def _strap(path, widths, thick, m):
    """A flat strap along a path in the YZ plane, its edges rounded."""
    p, (t, _, _) = np.asarray(path), frames(path)
    across = np.array((1.0, 0, 0))
    out = np.cross(across, t)
    a = np.linspace(0, 2 * math.pi, 40, endpoint=False)
    x = np.sign(np.cos(a)) * np.abs(np.cos(a)) ** 0.25
    z = np.sign(np.sin(a)) * np.abs(np.sin(a)) ** 0.55
    rings = (
        p[:, None]
        + (widths[:, None] / 2 * x)[:, :, None] * across
        + (thick / 2 * z)[None, :, None] * out[:, None]
    )
    return made("strap", rings.reshape(-1, 3), grid(len(p), 40, False, True), m)


def _stitches(path, widths, thick, m, pitch=2.6):
    p, (t, _, _) = np.asarray(path), frames(path)
    out = np.cross((1.0, 0, 0), t)
    reach = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(p, axis=0), axis=1))])
    things = []
    for mark in np.arange(2.5, reach[-1] - 2, pitch):
        ends = []
        for at in (mark, mark + pitch * 0.62):
            i = min(int(np.searchsorted(reach, at)), len(p) - 1)
            ends.append((p[i], out[i], widths[i]))
        for side in (-1, 1):
            line = [
                q + o * (-thick / 2 + 0.02) * SKIN + np.array((side * (w / 2 - 1.7), 0, 0))
                for q, o, w in ends
            ]
            things.append(tube(line, 0.24, m, sides=8))
    return things


SKIN = -1  # which face of the strap is the outside


def _dial(m, dial, ink):
    """Batons, minute dots, hands at ten past ten, a small seconds at six."""
    things = [turned([(0, 0), (15.8, 0), (15.9, -0.4)], dial, count=192)]
    for k in range(60):
        a = math.radians(6 * k)
        if k % 5:
            x, y = 14.7 * math.sin(a), 14.7 * math.cos(a)
            things.append(ball(0.15, (x, y, 0.02), m, fine=8))
        elif k != 30:
            inner = 10.4 if k % 15 == 0 else 11.6
            things.append(
                tube(
                    [
                        (inner * math.sin(a), inner * math.cos(a), 0.18),
                        (14.3 * math.sin(a), 14.3 * math.cos(a), 0.18),
                    ],
                    0.36,
                    m,
                    sides=12,
                )
            )
    for angle, length, tail, width, z in ((-57, 8.6, 1.8, 0.62, 0.75), (58, 13.2, 2.2, 0.46, 1.05)):
        a = math.radians(angle)
        d = np.array((math.sin(a), math.cos(a), 0))
        path = [d * u + np.array((0, 0, z)) for u in np.linspace(-tail, length, 30)]
        sizes = width * np.interp(np.linspace(0, 1, 30), (0, 0.3, 0.9, 1), (0.55, 1.0, 0.45, 0.2))
        things.append(tube(path, sizes, ink, sides=12))
    things.append(ball(0.85, (0, 0, 1.05), ink, (1, 1, 0.6), fine=20))
    things += [
        hoop(3.4, 0.10, m, (0, -7.6, 0.03)),
        tube([(0, -7.6, 0.3), (1.9, -9.6, 0.3)], 0.13, ink, sides=8),
        ball(0.3, (0, -7.6, 0.3), ink, fine=12),
    ]
    return things


def watch(metal, gem, view):
    """A round watch on a leather strap, closed as on a wrist."""
    m = matter.metal(metal)
    dial = matter.opaque("dial-blue" if metal == "steel" else "dial")
    ink = m if metal == "steel" else matter.metal("yellow")
    case = [
        (0, -5.2),
        (15.5, -5.2),
        (18.2, -3.6),
        (18.7, -1.2),
        (18.5, 0.6),
        (17.8, 1.5),
        (16.6, 1.75),
        (16.0, 1.3),
        (15.85, -0.3),
    ]
    things = [turned(softened(case, 0.55, 7), m, count=256), *_dial(m, dial, ink)]
    things.append(
        turned([(16.1, 1.30), (12, 1.62), (6, 1.82), (0, 1.9)], matter.crystal(), count=128, sharp=None)
    )
    crown = [turned(softened([(0, 0), (2.1, 0), (2.1, 2.4), (0, 2.6)], 0.4), m, count=64)]
    crown += [
        tube(
            [(2.1 * math.cos(a), 2.1 * math.sin(a), 0.35), (2.1 * math.cos(a), 2.1 * math.sin(a), 2.0)],
            0.16,
            m,
            sides=8,
        )
        for a in (2 * math.pi * k / 24 for k in range(24))
    ]
    things += moved(crown, s.shift(18.6, 0, -1.4) @ s.turn(90, "Y"))
    for x in (-1, 1):
        for y in (-1, 1):
            path = curve(
                [
                    (x * 10.6, y * 13.5, -1.6),
                    (x * 10.5, y * 17.3, -2.0),
                    (x * 10.3, y * 19.9, -3.6),
                    (x * 10.2, y * 21.0, -5.6),
                ],
                40,
            )
            things.append(tube(path, np.linspace(1.75, 1.05, 40), m, sides=24))
    for y in (-1, 1):
        things.append(tube([(-10, y * 20.2, -4.4), (10, y * 20.2, -4.4)], 0.8, m, sides=12))
    leather, thread = s.gem_or(gem), matter.opaque("thread")
    path = curve(
        [
            (0, 19.6, -3.9),
            (0, 25.0, -9.0),
            (0, 28.5, -18),
            (0, 28.0, -30),
            (0, 20, -42),
            (0, 7, -48),
            (0, -7, -48),
            (0, -20, -42),
            (0, -28.0, -30),
            (0, -28.5, -18),
            (0, -25.0, -9.0),
            (0, -19.6, -3.9),
        ],
        320,
    )
    widths = 15.6 + 3.0 * np.abs(np.linspace(-1, 1, 320)) ** 1.2
    things += [_strap(path, widths, 2.6, leather), *_stitches(path, widths, 2.6, thread)]
    if view == "front":
        moved(things, s.turn(72, "X"))
        grounded(things)
        return Shot(things, 0, 20, 76.0, (0, -8, 33.5))
    moved(things, s.turn(-34, "Z") @ s.turn(64, "X"))
    grounded(things)
    return Shot(things, 0, 22, 80.0, (2.5, 0, 33.0))


MODELS = {"cufflinks": cufflinks, "brooch": brooch, "watch": watch}
