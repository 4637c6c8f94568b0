"""The addresses that other shop systems give their pieces, and the form in which any old address is kept."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from poincon.kernel.visible import hides

LONGEST = 500
LANGUAGE = r"(?:/[a-z]{2}(?:-[a-z]{2})?)?"
SHOPIFY = re.compile(rf"{LANGUAGE}(?:/collections/[^/]+)?/products/(?P<key>[^/]+)")
WOOCOMMERCE = re.compile(rf"{LANGUAGE}/(?:product|produit)/(?:[^/]+/)*(?P<slug>[^/]+)")
PRESTASHOP = re.compile(rf"{LANGUAGE}(?:/[^/]+)*/(?P<key>[0-9]+)(?:-[0-9]+)?-[^/]+\.html")
BARE_PRESTASHOP = re.compile(rf"{LANGUAGE}/index\.php")


@dataclass(frozen=True, slots=True)
class Known:
    """How a system knows the piece that an address of its own asks for: by its key, or by its slug."""

    system: str
    key: str = ""
    slug: str = ""


def kept(said: str) -> str | None:
    """Return the path of an address as it is kept: decoded, without its host, question and last slash.

    None where it is no address, or one that is too long.
    """
    if not re.match(r"https?://[^/\s]+|/(?!/)", said):
        return None
    try:
        path = unquote(urlsplit(said).path, errors="strict")
    except ValueError:
        return None
    bare = path.rstrip("/") or "/"
    return None if len(bare) > LONGEST or hides(bare) or "\0" in bare or bare.startswith("//") else bare


def known_as(path: str, asked: dict[str, str]) -> Known | None:
    """Return which piece of which system a path, with what was asked of it, stood for in the former shop."""
    if found := SHOPIFY.fullmatch(path):
        return Known("shopify", key=found["key"])
    if found := WOOCOMMERCE.fullmatch(path):
        return Known("woocommerce", slug=found["slug"])
    if found := PRESTASHOP.fullmatch(path):
        return Known("prestashop", key=found["key"])
    if BARE_PRESTASHOP.fullmatch(path) and re.fullmatch(r"[0-9]{1,10}", asked.get("id_product", "")):
        return Known("prestashop", key=asked["id_product"])
    return None
