"""`{{ line|as_sold:"name" }}`: the words that a piece was sold under, in the page's language."""

from dataclasses import dataclass

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from poincon.orders.models import OrderLine

register = template.Library()
FACTS = {
    "metal": _("Metal"),
    "mark": _("Marks"),
    "stone": _("Stones and pearls"),
    "material": _("Also"),
    "measure": _("Measures"),
    "resizing": _("Another size later"),
}


@register.filter
def as_sold(line: OrderLine, name: str) -> str:
    """Return the kept text called `name`; the other language when there was none in this one (R007)."""
    language = (get_language() or "fr")[:2]
    other = "en" if language == "fr" else "fr"
    return str(line.as_sold.get(f"{name}_{language}") or line.as_sold.get(f"{name}_{other}") or "")


@register.filter
def choice(line: OrderLine, scale: str) -> str:
    """Return what was chosen, in the page's language and on its reader's scale."""
    return line.choice((get_language() or "fr")[:2], scale)


@register.filter
def told_on(line: OrderLine, scale: str) -> list[str]:
    """Return what is made of a line for its wearer, on its reader's scale."""
    return line.told_on(scale)


@dataclass(frozen=True, slots=True)
class Told:
    """What the page of a piece told when it was sold: its words, facts, maker, certificates and care."""

    description: str
    warnings: str
    facts: list[tuple[str, list[str]]]
    maker: dict[str, str]
    certificates: list[dict[str, str]]
    care: str


@register.filter
def told(line: OrderLine) -> Told | None:
    """Return what was told of a piece in the page's language; None of orders that kept less (R007)."""
    kept = line.as_sold.get("told")
    if not kept:
        return None
    language = (get_language() or "fr")[:2]
    other = "en" if language == "fr" else "fr"
    facts = kept.get(f"facts_{language}") or {}
    return Told(
        description=kept.get(f"description_{language}") or kept.get(f"description_{other}") or "",
        warnings=kept.get(f"warnings_{language}") or kept.get(f"warnings_{other}") or "",
        facts=[(str(label), facts[code]) for code, label in FACTS.items() if facts.get(code)],
        maker=kept.get("maker") or {},
        certificates=kept.get("certificates") or [],
        care="-".join(kept.get("care") or []),
    )


@register.filter
def left_of(line: OrderLine, left: dict[int, int]) -> int:
    """Return how many of a line have not left yet."""
    return left.get(line.pk, 0)
