"""Certificates and test reports at the desk: handed in, shown, refused, sent to nobody else."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from tests.accounts.people import a_member, signed_in
from tests.catalogue.conftest import MakePiece
from tests.catalogue.documents import BAD, GOOD
from tests.intake.desk import address
from tests.intake.photographs import upload

from poincon.catalogue import queries
from poincon.catalogue.models import Certificate, Piece, Supplier, TestReport
from poincon.catalogue.rules import StoneFacts
from poincon.catalogue.wording import PAPERS

pytestmark = pytest.mark.django_db
TOLD = {"laboratory": "Essais SA", "number": "R-17", "substances": ["nickel"], "issued_on": "2026-03-01"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings) -> None:
    settings.PAPERS_ROOT = tmp_path


@pytest.fixture
def piece(make_piece: MakePiece) -> Piece:
    return make_piece(stones=(StoneFacts("diamond", "natural", lab="gia", certificate="2141438171"),))


@pytest.fixture
def supplier() -> Supplier:
    return Supplier.objects.create(name="Atelier de l’Exemple", direct=True)


def a_file(content: bytes = GOOD):
    return upload(content, "certificat.pdf", "application/pdf")


def certificate(browser: Client, piece: Piece, content: bytes = GOOD, number: str = "2141438171"):
    told = {"lab": "gia", "number": number, "file": a_file(content)}
    return browser.post(address("certificate", piece.pk), told)


class TestCertificates:
    def test_handed_in_and_taken_down(self, browser: Client, piece: Piece) -> None:
        empty = browser.get(address("documents", piece.pk)).content.decode()
        assert "GIA 2141438171" in empty
        assert "https://www.gia.edu/report-check?reportno=2141438171" in empty
        assert "Pas encore de document." in empty
        assert certificate(browser, piece).status_code == 302
        (one,) = queries.certified(piece)
        page = browser.get(address("documents", piece.pk)).content.decode()
        assert f"/certificates/{one.digest}.pdf" in page
        assert browser.post(address("certificate_removal", one.id)).status_code == 302
        assert queries.certified(piece)[0].digest == ""

    @pytest.mark.parametrize("name", BAD)
    def test_a_bad_document_is_refused_in_words(self, browser: Client, piece: Piece, name: str) -> None:
        content, reason = BAD[name]
        answer = certificate(browser, piece, content)
        assert answer.status_code == 422
        expected = "Choisissez un fichier." if name == "empty" else str(PAPERS[reason])
        assert expected in answer.content.decode() or str(PAPERS[reason]) in answer.content.decode()
        assert not Certificate.objects.exists()

    def test_a_number_that_no_stone_bears_is_refused(self, browser: Client, piece: Piece) -> None:
        answer = certificate(browser, piece, number="1")
        assert answer.status_code == 422
        assert "Aucune pierre" in answer.content.decode()

    def test_nothing_sent(self, browser: Client, piece: Piece) -> None:
        answer = browser.post(address("certificate", piece.pk), {"lab": "gia", "number": "2141438171"})
        assert answer.status_code == 422
        assert not Certificate.objects.exists()

    def test_nobody_else(self, piece: Piece) -> None:
        clerk = signed_in(a_member("counter"))
        assert certificate(clerk, piece).status_code == 403
        assert not Certificate.objects.exists()


class TestReports:
    def test_of_a_piece(self, browser: Client, piece: Piece) -> None:
        sent = TOLD | {"ends_on": "2027-03-01", "batch": "Lot 4", "file": a_file()}
        assert browser.post(address("report", piece.pk), sent).status_code == 302
        row = TestReport.objects.get()
        assert (row.piece_id, row.supplier_id, row.substances) == (piece.pk, None, ["nickel"])
        assert (row.issued_on, row.ends_on, row.batch) == (date(2026, 3, 1), date(2027, 3, 1), "Lot 4")
        page = browser.get(address("documents", piece.pk)).content.decode()
        assert "Essais SA R-17" in page
        file = browser.get(address("report_file", row.pk))
        assert file.content == GOOD
        assert file["Content-Disposition"] == 'attachment; filename="essais-sa-r-17.pdf"'
        assert browser.post(address("report_removal", row.pk)).status_code == 302
        assert not TestReport.objects.exists()

    def test_of_a_supplier(self, browser: Client, supplier: Supplier) -> None:
        assert (
            browser.post(address("supplier_report", supplier.pk), TOLD | {"file": a_file()}).status_code
            == 302
        )
        row = TestReport.objects.get()
        assert (row.piece_id, row.supplier_id) == (None, supplier.pk)
        assert "R-17" in browser.get(address("supplier_documents", supplier.pk)).content.decode()
        done = browser.post(address("report_removal", row.pk))
        assert done["Location"] == address("supplier_documents", supplier.pk)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"laboratory": ""},
            {"number": ""},
            {"substances": []},
            {"substances": ["gold"]},
            {"issued_on": "yesterday"},
            {"ends_on": "2020-01-01"},
        ],
    )
    def test_what_does_not_fit_is_refused_beside_its_field(
        self, browser: Client, supplier: Supplier, wrong: dict[str, object]
    ) -> None:
        answer = browser.post(address("supplier_report", supplier.pk), TOLD | wrong | {"file": a_file()})
        assert answer.status_code == 422
        assert f"id_{next(iter(wrong))}_error" in answer.content.decode()
        assert not TestReport.objects.exists()

    def test_a_script_is_no_report(self, browser: Client, supplier: Supplier) -> None:
        sent = TOLD | {"file": a_file(BAD["script"][0])}
        answer = browser.post(address("supplier_report", supplier.pk), sent)
        assert answer.status_code == 422
        assert 'value="R-17"' in answer.content.decode()
        assert not TestReport.objects.exists()

    def test_nobody_else_reads_it(self, browser: Client, supplier: Supplier, client: Client) -> None:
        browser.post(address("supplier_report", supplier.pk), TOLD | {"file": a_file()})
        row = TestReport.objects.get()
        assert client.get(address("report_file", row.pk)).status_code == 302
        assert signed_in(a_member("counter")).get(address("report_file", row.pk)).status_code == 403
