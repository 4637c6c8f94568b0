# SPDX-License-Identifier: GPL-3.0-or-later
"""Pendants without stones: a puffed heart, a cross, an initial."""

import math

import matter
import numpy as np
from forms import lens, moved, sheet

from . import settings as s
from .neck import hanging_shot, necklace


def _heart(width):
    """A heart's outline in the XY plane, its point down, `width` across."""
    a = np.linspace(0, 2 * math.pi, 361)[:-1]
    x = 16 * np.sin(a) ** 3
    y = 13 * np.cos(a) - 5 * np.cos(2 * a) - 2 * np.cos(3 * a) - np.cos(4 * a)
    return np.stack([x, y + 2.5], 1) * width / 32


def heart(metal, gem, view):
    """A puffed heart."""
    m = matter.metal(metal)
    things = moved([lens(_heart(14.0), 2.3, m, rows=72)], s.turn(90, "X"))
    return _worn(things, m, 5.1, view, 33.0, 25.0)


def cross(metal, gem, view):
    """A Latin cross, its arms a little wider at the ends."""
    m = matter.metal(metal)
    w, end = 0.98, 1.42
    outline = [(end, 6.2), (-end, 6.2), (-w, w), (-5.4, end), (-5.4, -end), (-w, -w)]
    outline += [(-end, -11.2), (end, -11.2), (w, -w), (5.4, -end), (5.4, end), (w, w)]
    things = moved([sheet([outline], 2.0, m, edge=0.93)], s.turn(90, "X"))
    return _worn(things, m, 6.2, view, 40.0, 31.0, -3.0)


def initial(metal, gem, view):
    """A capital A cut from sheet, thin where the pen goes up and broad where it comes down."""
    m, flat = matter.metal(metal), matter.burnished(metal)
    outer = [(-5.6, -6.0), (-5.6, -6.6), (-2.0, -6.6), (-2.0, -6.0), (-3.35, -5.85), (-2.45, -3.05)]
    outer += [(1.65, -3.05), (2.62, -5.85), (1.2, -6.0), (1.2, -6.6), (6.2, -6.6), (6.2, -6.0), (5.1, -5.8)]
    outer += [(0.75, 6.9), (-0.15, 6.9), (-4.35, -5.8)]
    counter = [(-2.15, -2.2), (1.33, -2.2), (-0.46, 3.0)]
    things = moved([sheet([outer, counter], 1.7, flat, edge=0.3)], s.turn(11, "Z") @ s.turn(90, "X"))
    return _worn(things, m, 6.6, view, 33.0, 25.0)


def _worn(things, m, top, view, front, close, aim=0.3):
    """The charm under its bail and chain."""
    things.append(s.jump_ring(0.85, 0.26, m, (0, 0.1, top + 0.55), "yz"))
    things.append(s.bail(m, top + 0.9, 2.0, 3.4))
    things += necklace(m, top + 3.9, 1.5)
    return hanging_shot(things, view, front, close, aim)


MODELS = {"heart": heart, "cross": cross, "initial": initial}
