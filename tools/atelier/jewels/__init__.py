# SPDX-License-Identifier: GPL-3.0-or-later
"""Every model: a function of (metal, stone, view) that builds the posed piece and returns its Shot."""

from . import ears, neck, objects, rings, wrist

MODELS = {**rings.MODELS, **ears.MODELS, **neck.MODELS, **wrist.MODELS, **objects.MODELS}
