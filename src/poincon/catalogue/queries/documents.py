"""The documents of pieces and suppliers: what is shown with a stone, and what the desk keeps for itself."""

from dataclasses import dataclass
from datetime import date

from poincon.catalogue import papers, rules
from poincon.catalogue.models import Certificate, Piece, TestReport
from poincon.catalogue.states import Substance


@dataclass(frozen=True, slots=True)
class Certified:
    """A stone's certificate: its laboratory and number, and its document where there is one."""

    lab: str
    number: str
    words: str
    digest: str = ""
    size: int = 0
    id: int = 0

    @property
    def url(self) -> str:
        """The laboratory's own page about it, empty where there is none."""
        return rules.looked_up_at(self.lab, self.number)


def certified(piece: Piece) -> list[Certified]:
    """Return the certificates that the stones of a piece name, each with its document; one query."""
    rows = Certificate.objects.filter(piece=piece, taken_down_at__isnull=True)
    kept = {(row.lab, row.number): row for row in rows}
    named = dict.fromkeys((one.lab, one.certificate) for one in piece.stones.all() if one.certificate)
    found = []
    for lab, number in named:
        row = kept.get((lab, number))
        document = (row.digest, row.size, row.pk) if row else ()
        found.append(Certified(lab, number, rules.certificate_name(lab, number), *document))
    return found


def certificate(digest: str) -> Certificate | None:
    """Return a certificate by the digest of its document, also one that is shown no longer."""
    return Certificate.objects.filter(digest=digest).order_by("id").first()


def certificate_by_id(certificate_id: int) -> Certificate | None:
    return Certificate.objects.filter(pk=certificate_id).first()


def report(report_id: int) -> TestReport | None:
    return TestReport.objects.select_related("piece", "supplier").filter(pk=report_id).first()


def supplier_is_tested(supplier_id: int) -> bool:
    """Tell whether there is any report of what a supplier delivers."""
    return TestReport.objects.filter(supplier=supplier_id).exists()


def paper(digest: str) -> bytes | None:
    """Return the document of that digest, None where its file is not here."""
    file = papers.file_of(digest)
    return file.read_bytes() if file else None


def tested(piece: Piece, on: date) -> frozenset[str]:
    """Return what the metal of a piece was tested for, by reports that are in force on a day.

    The reports of the piece and of its supplier count; both are looked for among what is loaded with it.
    """
    reports = [*piece.test_reports.all(), *(piece.supplier.test_reports.all() if piece.supplier else ())]
    return frozenset(
        Substance(code)
        for one in reports
        if one.issued_on <= on and (one.ends_on is None or on <= one.ends_on)
        for code in one.substances
    )
