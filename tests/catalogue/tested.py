"""A supplier that nothing stands against, for tests."""

from datetime import UTC, date, datetime

from poincon.catalogue.models import Supplier, TestReport


def a_tested_supplier() -> Supplier:
    """A workshop that proves where its pieces come from, and had its metal tested."""
    row = Supplier.objects.create(name="Atelier de l’Exemple", direct=True)
    TestReport.objects.create(
        supplier=row,
        laboratory="Essais",
        number="R1",
        substances=["nickel", "cadmium", "lead"],
        issued_on=date(2026, 1, 1),
        digest="0" * 64,
        size=1,
        added_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    return row
