# SPDX-License-Identifier: GPL-3.0-or-later
"""Every model: a function of (metal, stone, view) that builds the posed piece and returns its Shot."""

from . import brooches, charms, ears, neck, objects, rings, wrist

MODELS = {
    **rings.MODELS,
    **ears.MODELS,
    **neck.MODELS,
    **charms.MODELS,
    **wrist.MODELS,
    **objects.MODELS,
    **brooches.MODELS,
}
