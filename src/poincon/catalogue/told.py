"""What the page of a piece told when it was sold, as plain values to be kept with the order (R007)."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from poincon.catalogue import queries, rules
from poincon.catalogue.sheets import Sheet, sheets_of

LANGUAGES = ("fr", "en")
TEXTS = ("description", "warnings")
MAKER = tuple(f"{who}_{what}" for who in ("maker", "responsible") for what in ("name", "address", "email"))


def as_told(variant_ids: Iterable[int], *, on: date) -> dict[int, dict[str, object]]:
    """Return what the pages of the pieces that have those variants tell on a day, by piece. One query."""
    return {pk: told(sheet, on=on) for pk, sheet in sheets_of(variant_ids).items()}


def told(sheet: Sheet, *, on: date) -> dict[str, object]:
    """Return what a sheet tells in both languages: words, facts, maker, certificates, care."""
    thresholds = queries.thresholds(on)
    kept: dict[str, object] = {}
    for language in LANGUAGES:
        kept |= {f"{text}_{language}": getattr(sheet, f"{text}_{language}") for text in TEXTS}
        kept[f"facts_{language}"] = {
            "metal": sheet.metal_names(language),
            "mark": sheet.marks(language, thresholds),
            "stone": sheet.stone_names(language),
            "material": sheet.material_names(language),
            "measure": sheet.measures(language),
            "resizing": sheet.resizing(language),
        }
    certificates = [
        {name: value for name, value in asdict(one).items() if name != "id"} | {"url": one.url}
        for one in sheet.certificates
    ]
    return kept | {
        "maker": {name: getattr(sheet.brand, name) for name in MAKER},
        "certificates": certificates,
        "care": list(rules.care_of(sheet.facts)),
    }
