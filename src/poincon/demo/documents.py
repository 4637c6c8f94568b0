"""Documents of the demo: what its suppliers had tested, and the certificates of its stones."""

from datetime import datetime, timedelta

from poincon.catalogue import actions as catalogue
from poincon.catalogue.rules import certificate_name, stone_name
from poincon.catalogue.states import Substance
from poincon.demo import timeline
from poincon.demo.paper import document
from poincon.demo.written import PiecePart, SupplierPart
from poincon.foundation.clock import local_day

ACTOR = "scene"
NORMS = ("EN 1811, EN 1122, EN 16711-1", "Nickel, cadmium, plomb\u202f: conforme")
GOOD_FOR = timedelta(days=3 * 365)


def test(key: str, supplier: SupplierPart, at: datetime) -> None:
    """Keep a report of all that a supplier delivers."""
    report(timeline.ref(f"supplier:{key}"), supplier.name, f"{key[:4].upper()}-{at:%y%m}", at)


def report(supplier_id: int, name: str, number: str, at: datetime) -> None:
    """Keep a report for nickel, cadmium and lead of all that a supplier delivers."""
    day = local_day(at)
    columns = {
        "laboratory": "Laboratoire d’essais de l’Exemple",
        "number": number,
        "substances": [code.value for code in Substance],
        "issued_on": day,
        "ends_on": day + GOOD_FOR,
    }
    content = document("Rapport d’essai", [name, f"N° {number}", *NORMS])
    catalogue.add_report(supplier_id=supplier_id, columns=columns, content=content, actor=ACTOR, at=at)


def certify(piece: PiecePart, at: datetime) -> None:
    """Hang the certificates that the stones of a piece name."""
    for stone in piece.stones:
        if stone.certificate:
            facts = stone.facts()
            grades = " ".join(filter(None, (stone.colour, stone.clarity)))
            name = certificate_name(stone.lab, stone.certificate)
            catalogue.add_certificate(
                piece_id=timeline.ref(f"piece:{piece.ref}"),
                lab=stone.lab,
                number=stone.certificate,
                content=document("Certificat", [name, stone_name(facts, "fr"), grades]),
                actor=ACTOR,
                at=at,
            )
