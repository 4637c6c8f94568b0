"""Dated files of tax rates, and how they enter the database after every migration.

Each source ends with how sure it is: OFF official text, SEC secondary source, MEM from memory.
"""

import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def enter(**_signal: object) -> None:
    """Bring the table in step with the files; called when migrations have run."""
    from poincon.pricing.models import VatRate

    VatRate.objects.bulk_create(
        (VatRate(**row) for row in rows()),
        update_conflicts=True,
        unique_fields=["country", "category", "valid_from"],
        update_fields=["rate_bp", "valid_to", "source"],
    )


def rows() -> Iterator[dict[str, Any]]:
    """Yield the columns of VatRate; each rate of a country ends where its next one starts."""
    for (country, category), dated in _merged().items():
        starts: list[date | None] = [*sorted(dated), None]
        for start, end in pairwise(starts):
            if start is not None:
                rate, source = dated[start]
                yield {
                    "country": country,
                    "category": category,
                    "rate_bp": int(rate * 100),
                    "valid_from": start,
                    "valid_to": end,
                    "source": source,
                }


def has(place: str) -> bool:
    """Tell whether a rate of VAT is known for a territory."""
    return place in {row["country"] for row in rows()}


def _merged() -> dict[tuple[str, str], dict[date, tuple[Decimal, str]]]:
    found: dict[tuple[str, str], dict[date, tuple[Decimal, str]]] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        for country, dated in data["rates"].items():
            source = f"{data['sources'].get(country, data['source'])} ({data['sure']})"
            lines = {date.fromisoformat(day): (Decimal(rate), source) for day, rate in dated.items()}
            found.setdefault((country, data["category"]), {}).update(lines)
    return found
