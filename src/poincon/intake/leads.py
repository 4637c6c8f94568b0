"""Where at the desk something that a piece lacks is put right: the page, and the field on it."""

from typing import Protocol

from django.urls import reverse

WORDS = frozenset(
    [f"{kind}_{language}" for kind in ("name", "description", "warnings") for language in ("fr", "en")]
    + ["tags", "supplier", "category"]
)
OF_BRAND = frozenset(
    [f"maker_{what}" for what in ("name", "address", "email")]
    + ["responsible_name", "story_fr", "story_en", "sizes_fr", "sizes_en"]
)
OF_VARIANT = {"options": "options", "weight": "weight_g", "variants": "size"}


class Lacking(Protocol):
    """What a piece lacks: where, and in which of several."""

    @property
    def field(self) -> str: ...
    @property
    def row(self) -> int: ...


def lead(
    what: Lacking, *, piece_id: int, brand_id: int, supplier_id: int | None, variant_id: int | None
) -> str:
    """Return the address of the field in which it is put right; `variant_id` is the piece's first."""
    if what.field in OF_BRAND:
        return _to("brand", brand_id, what.field)
    if what.field == "category" and what.row:
        return _to("shelf", what.row, "name_fr")
    if what.field == "supplier" and supplier_id:
        return _to("supplier", supplier_id, "direct")
    if what.field in OF_VARIANT and (what.row or variant_id):
        return _to("variant", what.row or variant_id, OF_VARIANT[what.field])
    if what.field.startswith("alt_"):
        return f"{reverse('intake_desk:pictures', args=[piece_id])}#{what.row}-{what.field}"
    if what.field == "reports":
        return reverse(
            f"intake_desk:{'supplier_documents' if supplier_id else 'documents'}",
            args=[supplier_id or piece_id],
        )
    if what.field == "pictures":
        return reverse("intake_desk:pictures", args=[piece_id])
    if what.field == "variants":
        return reverse("intake_desk:new_variant", args=[piece_id])
    return _to("piece", piece_id, what.field) if what.field in WORDS else _made_of(what.field, piece_id)


def _made_of(field: str, piece_id: int) -> str:
    first = "stones-0-species" if field == "stones" else "metals-0-metal"
    return _to("piece", piece_id, first)


def _to(name: str, pk: int | None, field: str) -> str:
    return f"{reverse(f'intake_desk:{name}', args=[pk])}#id_{field}"
