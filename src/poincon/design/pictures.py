"""Where a picture's files are: each is kept as AVIF and WebP, at full size and in the smaller sizes below."""

from django.conf import settings

from poincon.design.shapes import Picturable

SMALLER = (360, 480, 640)  # half a telephone, a sharper one; 640 goes across it, in one round trip or two
FORMATS = ("avif", "webp")


def address(stem: str, form: str, width: int | None = None) -> str:
    """Return a file's address: full size, or one of the smaller widths.

    A stem that starts with a slash is an address already; any other lies under MEDIA_URL.
    """
    start = "" if stem.startswith("/") else settings.MEDIA_URL
    return f"{start}{stem}{f'-{width}' if width else ''}.{form}"


def whole_address(stem: str) -> str:
    """Return the public address of the largest file, in a form that every system reads."""
    return f"{settings.BASE_URL}{address(stem, 'webp')}"


def srcset(picture: Picturable, form: str) -> str:
    """Return the sizes that a browser may choose from, smallest first."""
    choices = [f"{address(picture.stem, form, width)} {width}w" for width in SMALLER if width < picture.width]
    return ", ".join([*choices, f"{address(picture.stem, form)} {picture.width}w"])
