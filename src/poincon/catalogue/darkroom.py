"""Developing pictures: what somebody hands in becomes the files that pages show, or is refused.

It is judged by decoding it, whatever it is called. Nothing of the original is kept: neither its name nor
what the camera wrote about place, day and owner.
"""

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from PIL import Image, ImageCms, ImageOps

from poincon.design.pictures import SMALLER
from poincon.kernel.refusal import Refusal

TAKEN = ("JPEG", "PNG", "WEBP", "AVIF")
BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
MOST_BYTES = 15_000_000
MOST_PIXELS = 40_000_000
LEAST_SIDE = 480
LONGEST_SIDE = 1_600
FOLDER = "pieces"
SAVED: dict[str, dict[str, int]] = {"avif": {"quality": 62, "speed": 7}, "webp": {"quality": 82, "method": 4}}


class PictureRefused(Refusal):
    """What was handed in cannot be shown; `reason` is a code, `place` tells which of several it was."""

    code = "picture_refused"
    status = 422


@dataclass(frozen=True, slots=True)
class Developed:
    """The files of a picture by name, all under one stem that names their content."""

    stem: str
    width: int
    height: int
    files: dict[str, bytes]


def developed(content: bytes, *, place: int = 0) -> Developed:
    """Return the AVIF and WebP files of a picture at full size (1600 px at most) and in the smaller widths.

    Raises PictureRefused: empty, too_heavy, not_a_picture, too_many_pixels, animated, broken, too_small.
    """
    reason = _reason_against_bytes(content)
    if reason:
        raise PictureRefused(reason=reason, place=place)
    try:
        image = _decoded(content)
    except PictureRefused as refused:
        raise PictureRefused(reason=refused.context["reason"], place=place) from None
    files = {suffix: saved for size in _sizes(image) for suffix, saved in _saved(*size)}
    stem = f"{FOLDER}/{sha256(files['.webp']).hexdigest()[:24]}"
    return Developed(stem, *image.size, {stem + suffix: saved for suffix, saved in files.items()})


def smaller(content: bytes, width: int) -> dict[str, bytes]:
    """Return the files of a picture already developed, `width` pixels across, by what ends their names."""
    with Image.open(io.BytesIO(content)) as image:
        return dict(_saved(*_reduced(image.convert("RGB"), width)))


def _reason_against_bytes(content: bytes) -> str:
    if not content:
        return "empty"
    return "too_heavy" if len(content) > MOST_BYTES else ""


def _decoded(content: bytes) -> Image.Image:
    """Return the picture upright, in the colours of the web, no larger than pages need it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Pillow only warns about is refused below
        image = _opened(content)
        if image.width * image.height > MOST_PIXELS:
            raise PictureRefused(reason="too_many_pixels")
        if getattr(image, "is_animated", False) and image.format != "MPO":  # a telephone's still in two sizes
            raise PictureRefused(reason="animated")
        image.draft(None, (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))
        try:
            image.load()
            upright = _plain(ImageOps.exif_transpose(image))
        except Exception:  # noqa: BLE001 - whatever a decoder stumbles over
            raise PictureRefused(reason="broken") from None
    if min(upright.size) < LEAST_SIDE:
        raise PictureRefused(reason="too_small")
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    upright.info.clear()
    return upright


def _opened(content: bytes) -> Image.Image:
    try:
        return Image.open(io.BytesIO(content), formats=TAKEN)
    except Image.DecompressionBombError:
        raise PictureRefused(reason="too_many_pixels") from None
    except Exception:  # noqa: BLE001 - whatever a decoder stumbles over
        reason = "broken" if _begins_as_one(content) else "not_a_picture"
        raise PictureRefused(reason=reason) from None


def _begins_as_one(content: bytes) -> bool:
    """Tell whether a file begins as pictures of the kinds that are taken do."""
    if content.startswith(BEGINNINGS):
        return True
    return content[8:12] in {b"WEBP", b"avif"} and (content[:4] == b"RIFF" or content[4:8] == b"ftyp")


def _plain(image: Image.Image) -> Image.Image:
    """Return the picture in sRGB on white; a profile that cannot be read is left aside."""
    profile = image.info.get("icc_profile")
    if image.has_transparency_data:
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image.convert("RGBA"))
        image = paper.convert("RGB")
    if not profile or image.mode not in {"RGB", "CMYK", "L"}:
        return image.convert("RGB")
    try:
        known = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(image, known, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        turned = None
    return turned or image.convert("RGB")


def _sizes(image: Image.Image) -> Iterator[tuple[str, Image.Image]]:
    yield "", image
    for width in SMALLER:
        if width < image.width:
            yield _reduced(image, width)


def _reduced(image: Image.Image, width: int) -> tuple[str, Image.Image]:
    size = (width, max(1, round(image.height * width / image.width)))
    return f"-{width}", image.resize(size, Image.Resampling.LANCZOS)


def _saved(suffix: str, image: Image.Image) -> Iterator[tuple[str, bytes]]:
    for form, options in SAVED.items():
        file = io.BytesIO()
        image.save(file, form.upper(), **options)
        yield f"{suffix}.{form}", file.getvalue()
