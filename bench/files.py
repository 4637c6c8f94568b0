"""How much a long product file takes to be read and planned: `python -m bench.files [lines]`, no database.

A made-up file of Shopify with ten lines a piece, which do not stand together; of a thousand rows one is
refused.
"""

import csv
import os
import resource
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

HEADER = (
    "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,"
    "Variant Grams,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Image Src"
)
A_PIECE = 10
BODY = "<p>Un anneau fin, poli à la main.</p>" * 4


def write(path: Path, lines: int) -> None:
    """Write a file of so many lines, the n-th variant of every piece before the next of any."""
    pieces = lines // A_PIECE
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER + "\n")
        writer = csv.writer(file)
        for place in range(A_PIECE):
            for piece in range(pieces):
                words = (
                    (f"Anneau {piece}", BODY, "Atelier", "Bague", "or, anneau", "true")
                    if not place
                    else [""] * 6
                )
                price = "cher" if (piece * A_PIECE + place) % 1_000 == 0 else "120.00"
                told = (f"anneau-{piece}", *words, "Taille", f"FR {46 + place}", f"A{piece}-{place}")
                picture = f"https://old.example/{piece}-{place}.jpg"
                writer.writerow((*told, 3, 1, "deny", price, picture))


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "poincon.config.settings")
    import django

    django.setup()
    from poincon.intake import parts
    from poincon.intake.dialects.shopify import SHOPIFY
    from poincon.intake.planning import plan
    from poincon.intake.sheets import opened

    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "products.csv"
        write(path, lines)
        before, began, busy = _held(), perf_counter(), process_time()
        pieces = refused = 0
        with path.open("rb") as file:
            table = opened(file, SHOPIFY)
            many = parts.count(table)
            for sheet in parts.sheets(table, many):
                planned = plan(sheet, currency="EUR")
                pieces += len(planned.pieces)
                refused += len({fault.line for fault in planned.faults})
        took, used, size = perf_counter() - began, process_time() - busy, path.stat().st_size / 1e6
    told = f"{lines} lines, {size:.0f} MB, {many} parts: {pieces} pieces planned, {refused} rows refused\n"
    told += f"{used:.0f} s of one core ({took:.0f} s on the clock); "
    sys.stdout.write(f"{told}{_held():.0f} MB held at most, {before:.0f} MB of them before\n")


def _held() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
