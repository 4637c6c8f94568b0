"""Dated files of tax rates, and how a migration reads them."""

import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def rows(name: str) -> Iterator[dict[str, Any]]:
    """Yield the columns of VatRate for each line of a file such as "standard-2026-09"."""
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"), parse_float=Decimal)
    for country, dated in data["rates"].items():
        starts = [*sorted(date.fromisoformat(day) for day in dated), None]
        for start, end in pairwise(starts):
            yield {
                "country": country,
                "category": data["category"],
                "rate_bp": int(Decimal(dated[f"{start}"]) * 100),
                "valid_from": start,
                "valid_to": end,
                "source": data["sources"].get(country, data["source"]),
            }
