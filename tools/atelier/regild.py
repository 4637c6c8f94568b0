"""The same piece in another metal, from light already traced: `gilded(light, ground, "yellow", "silver")`.

Under neutral light a polished metal returns light times its own colour once per reflection. So how many
times a ray met the metal can be read back from the picture, as the power of that colour it shows, and the
other metal's colour put in its place to the same power. Paper and clear stones show power 0 and stay as
they are. The first metal must be coloured: silver's own colour is too faint to be read back.
"""

import numpy as np
from palette import METALS

READABLE = ("yellow", "rose")
MOST = 5.0  # reflections; deeper ones are too dark to matter
LUMINANCE = np.array((0.2126, 0.7152, 0.0722))


def gilded(light, ground, metal, other):
    """`light` in the other metal; `ground` is the bare paper under it, which gives the white point."""
    was, becomes = np.array(METALS[metal][0]), np.array(METALS[other][0])
    ground = np.maximum(ground, 1e-4)
    neutral = np.maximum(light / ground, 1e-4)
    power = _power(neutral, was)[:, :, None]
    changed = neutral * (becomes / was) ** power
    hue = becomes**power
    pure = hue * ((changed @ LUMINANCE) / (hue @ LUMINANCE))[:, :, None]
    metallic = np.clip((power - 0.05) / 0.25, 0, 1)
    return (changed * (1 - metallic) + pure * metallic) * ground


def _power(neutral, colour):
    """How often each pixel's light met the metal: its hue's least-squares power of the metal's hue."""
    seen = np.log(neutral[:, :, 1:] / neutral[:, :, :1])
    once = np.log(colour[1:] / colour[0])
    return np.clip(seen @ once / (once @ once), 0, MOST)
