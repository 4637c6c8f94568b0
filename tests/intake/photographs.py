"""Pictures as clerks hand them in, good and bad."""

import io
import struct
import zlib
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw


def drawn(width: int = 800, height: int = 1000, seed: int = 0, mode: str = "RGB") -> Image.Image:
    """Return a picture that is nobody else's: `seed` tells them apart."""
    image = Image.new(mode, (width, height), (240, 236, 228) if mode == "RGB" else None)
    ring = (width // 4, height // 4, 3 * width // 4, 3 * height // 4)
    ImageDraw.Draw(image).ellipse(ring, outline=(180, 140, 40 + seed), width=30)
    return image


def photograph(
    form: str = "JPEG", *, image: Image.Image | None = None, seed: int = 0, **options: Any
) -> bytes:
    file = io.BytesIO()
    (image or drawn(seed=seed)).save(file, form, **options)
    return file.getvalue()


def upload(content: bytes, name: str = "bague.jpg", kind: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=kind)


def told_by_a_camera() -> bytes:
    """Return a photograph that lies on its side, with a place, an owner and a comment inside."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Owner Camera"
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 29.0)})
    return photograph(exif=exif.tobytes(), comment=b"made at home")


def flood(width: int = 60_000, height: int = 60_000) -> bytes:
    """Return a PNG of a few bytes that says it has billions of pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def moving(form: str) -> bytes:
    frames = [drawn(600, 600, seed) for seed in (0, 40, 80)]
    return photograph(form, image=frames[0], save_all=True, append_images=frames[1:], duration=100)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"><script>alert(1)</script></svg>'
BAD = {
    "empty": (b"", "empty"),
    "text": (b"not a picture at all", "not_a_picture"),
    "svg": (SVG, "not_a_picture"),
    "page": (b"<!doctype html><script>alert(1)</script>", "not_a_picture"),
    "gif": (photograph("GIF"), "not_a_picture"),
    "tiff": (photograph("TIFF"), "not_a_picture"),
    "flood": (flood(), "too_many_pixels"),
    "large": (flood(9_000, 9_000), "too_many_pixels"),
    "lying png": (flood(2_000, 2_000), "broken"),
    "cut jpeg": (photograph()[:3_000], "broken"),
    "moving webp": (moving("WEBP"), "animated"),
    "moving png": (moving("PNG"), "animated"),
    "small": (photograph(image=drawn(479, 900)), "too_small"),
    "heavy": (photograph() + b"\0" * 15_000_000, "too_heavy"),
}
