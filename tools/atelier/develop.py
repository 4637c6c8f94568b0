"""From linear light to the files a page serves: flat field, tone, sharpening, AVIF and WebP."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

PAPER = (0.935, 0.888, 0.815)  # what the bare paper is set to, linear: it prints as #f1ece5 or so
LIFT = 0.045  # the paper is a little lighter at the top left than at the bottom right


def corrected(light, plate):
    """Divide out the bare paper's own shading, as a flat field does, so that every ground is the same."""
    height, width, _ = light.shape
    plate = ground(plate, width, height)
    down, across = np.mgrid[0:height, 0:width]
    tilt = 1 + LIFT * (0.6 - 0.8 * down / height - 0.35 * (across / width))
    return light / np.maximum(plate, 1e-4) * np.array(PAPER) * tilt[:, :, None]


def ground(plate, width, height):
    """The bare paper at full size."""
    return np.stack([_enlarged(plate[:, :, k], width, height) for k in range(3)], 2)


def framed(cropped, plate, part, width, height):
    """The whole frame from the part that was traced: bare paper around it, the seam feathered away."""
    whole = ground(plate, width, height)
    rows, columns, _ = cropped.shape
    left = min(round(part[0] * width), width - columns)
    top = min(max(round((1 - part[3]) * height), 0), height - rows)
    soft = max(2, round(width * 0.10))
    mask = np.minimum(
        _fade(rows, soft, start=top > 0, end=top + rows < height)[:, None],
        _fade(columns, soft, start=left > 0, end=left + columns < width)[None, :],
    )[:, :, None]
    there = whole[top : top + rows, left : left + columns]
    there[:] = there * (1 - mask) + cropped * mask
    return whole


def _fade(count, soft, *, start, end):
    """1 in the middle, easing to 0 over `soft` pixels at the ends asked for."""
    at = np.arange(count)
    far = np.full(count, soft)
    near = np.minimum(at if start else far, count - 1 - at if end else far)
    t = np.clip(near / soft, 0, 1)
    return t * t * (3 - 2 * t)


def _enlarged(plane, width, height):
    """A cubic surface through the plate: paper shades smoothly, so what is not smooth is noise."""
    plane = plane[4:-4, 4:-4]  # the filter misjudges the border
    rows, columns = plane.shape
    terms = _terms(rows, columns)
    fit, *_ = np.linalg.lstsq(terms, plane.ravel().astype(np.float64), rcond=None)
    return (_terms(height, width) @ fit).reshape(height, width).astype(np.float32)


def _terms(rows, columns):
    y, x = (g.ravel() for g in np.mgrid[-1 : 1 : rows * 1j, -1 : 1 : columns * 1j])
    return np.stack([x**i * y**j for i in range(4) for j in range(4 - i)], 1)


def toned(light):
    """Linear light to display values: deeper darks, highlights that roll off and keep their hue."""
    knee = 0.80
    peak = light.max(axis=2, keepdims=True)
    over = np.maximum(peak - knee, 0)
    rolled = np.where(peak > knee, knee + (1 - knee) * (1 - np.exp(-over / (1 - knee) * 0.72)), peak)
    scaled = light * rolled / np.maximum(peak, 1e-5)
    white = np.clip((peak - 1.6) / 5, 0, 0.75)
    scaled = scaled * (1 - white) + rolled * white
    encoded = np.where(
        scaled <= 0.0031308, scaled * 12.92, 1.055 * np.maximum(scaled, 1e-6) ** (1 / 2.4) - 0.055
    )
    encoded = np.clip(encoded, 0, 1)
    curve = encoded - 0.055 * np.sin(2 * np.pi * np.clip(encoded / 0.92, 0, 1))
    return np.clip(curve, 0, 1)


def picture(light, plate):
    """The finished picture."""
    values = toned(corrected(light, plate))
    return Image.fromarray((values * 255 + 0.5).astype(np.uint8), "RGB")


QUALITIES = {"avif": (74, 68, 62, 56, 50), "webp": (86, 82, 78, 72, 66)}
SMALLER = (360, 480, 640)
CEILINGS = {1200: 64_000, 960: 45_000, 640: 22_000, 480: 14_000, 360: 8_500}  # bytes of a WebP by its width; an AVIF gets 0.62 of it


def encode(image, folder: Path, stem: str, width: int):
    """Write the picture `width` pixels across and smaller as AVIF and WebP, each under its ceiling of bytes."""
    encode_at(image, folder / stem, width)
    for across in SMALLER:
        encode_at(image, folder / f"{stem}-{across}", across)


def encode_at(image, path: Path, across: int):
    """Write the picture in one size; `path` is without its ending."""
    size = (across, across * 6 // 5)
    small = image.resize(size, Image.Resampling.LANCZOS) if image.size != size else image
    small = small.filter(ImageFilter.UnsharpMask(radius=0.8, percent=45, threshold=2))
    most = CEILINGS[across]
    _within(small, path.with_name(f"{path.name}.avif"), most * 0.62, QUALITIES["avif"], speed=6)
    _within(small, path.with_name(f"{path.name}.webp"), most, QUALITIES["webp"], method=6)


def _within(image, path, most, qualities, **options):
    """The best quality of the list whose file stays under `most` bytes."""
    for quality in qualities:
        image.save(path, quality=quality, **options)
        if path.stat().st_size <= most:
            return
