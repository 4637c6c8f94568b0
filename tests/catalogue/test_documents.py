"""Certificates with their stones, and reports that allow a promise about nickel while they are in force."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.catalogue.conftest import MakePiece
from tests.catalogue.documents import BAD, GOOD

from poincon.catalogue import actions, papers, queries
from poincon.catalogue.models import Certificate, Piece, Supplier, TestReport
from poincon.catalogue.rules import MetalFacts, StoneFacts, certificate_name, lab_labels, looked_up_at
from poincon.catalogue.states import Lab, Substance
from poincon.demo.paper import document
from poincon.foundation.journal import entries

pytestmark = pytest.mark.django_db
STAFF = "staff:1"
DIAMOND = StoneFacts("diamond", "natural", lab="igi", certificate="512345678")
STEEL = (MetalFacts("steel"),)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings) -> Path:
    settings.PAPERS_ROOT = tmp_path / "papers"
    return tmp_path / "papers"


@pytest.fixture
def piece(make_piece: MakePiece) -> Piece:
    return make_piece(stones=(DIAMOND, StoneFacts("diamond", "natural", certificate="Atelier 7")))


def hang(
    piece: Piece, at: datetime, content: bytes = GOOD, lab: str = "igi", number: str = "512345678"
) -> int:
    return actions.add_certificate(
        piece_id=piece.pk, lab=lab, number=number, content=content, actor=STAFF, at=at
    )


def report(at: datetime, content: bytes = GOOD, of: dict[str, Any] | None = None, **columns: Any) -> int:
    told = {"laboratory": "Essais", "number": "R1", "substances": ["nickel"], "issued_on": date(2026, 1, 1)}
    return actions.add_report(columns=told | columns, content=content, actor=STAFF, at=at, **(of or {}))


class TestCertificates:
    def test_the_document_stands_with_the_stone_of_its_number(self, piece: Piece, noon: datetime) -> None:
        hang(piece, noon)
        first, second = queries.certified(piece)
        assert (first.words, first.size, first.url) == (
            "IGI 512345678",
            len(GOOD),
            "https://www.igi.org/verify-your-report/?r=512345678",
        )
        assert (second.words, second.digest, second.url) == ("Atelier 7", "", "")
        assert queries.paper(first.digest) == GOOD
        assert entries(f"piece:{piece.pk}").filter(verb="add_certificate").count() == 1

    def test_no_stone_no_certificate(self, piece: Piece, noon: datetime, folder: Path) -> None:
        with pytest.raises(actions.NoSuchStone) as refused:
            hang(piece, noon, number="999")
        assert refused.value.code == "no_such_stone"
        assert not Certificate.objects.exists()
        assert not folder.exists()

    @pytest.mark.parametrize("name", ["script", "text", "empty"])
    def test_a_bad_document_changes_nothing(
        self, piece: Piece, noon: datetime, folder: Path, name: str
    ) -> None:
        content, reason = BAD[name]
        with pytest.raises(actions.PaperRefused) as refused:
            hang(piece, noon, content)
        assert refused.value.context["reason"] == reason
        assert not Certificate.objects.exists()
        assert not folder.exists()

    def test_another_takes_its_place_and_the_former_is_still_there_for_orders(
        self, piece: Piece, noon: datetime, client: Client
    ) -> None:
        hang(piece, noon)
        former = queries.certified(piece)[0].digest
        hang(piece, noon, document("Certificat", ["corrigé"]))
        fresh = queries.certified(piece)[0].digest
        assert former != fresh
        for digest in (former, fresh):
            assert client.get(reverse("catalogue_plain:certificate", args=[digest])).status_code == 200

    def test_taken_down_it_is_shown_no_longer(self, piece: Piece, noon: datetime) -> None:
        pk = hang(piece, noon)
        assert actions.take_down_certificate(certificate_id=pk, actor=STAFF, at=noon)
        assert not actions.take_down_certificate(certificate_id=pk, actor=STAFF, at=noon)
        assert queries.certified(piece)[0].digest == ""

    def test_it_is_sent_to_be_kept_and_never_run(self, piece: Piece, noon: datetime, client: Client) -> None:
        hang(piece, noon)
        digest = queries.certified(piece)[0].digest
        answer = client.get(reverse("catalogue_plain:certificate", args=[digest]))
        assert answer.content == GOOD
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"] == 'attachment; filename="certificat-igi-512345678.pdf"'
        assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["X-Frame-Options"] == "DENY"
        assert "immutable" in answer["Cache-Control"]
        assert not answer.cookies

    def test_a_test_report_is_not_sent_to_everybody(
        self, make_piece: MakePiece, noon: datetime, client: Client
    ) -> None:
        report(noon, of={"piece_id": make_piece().pk})
        digest = papers.judged(GOOD).digest
        assert queries.paper(digest) == GOOD
        assert client.get(reverse("catalogue_plain:certificate", args=[digest])).status_code == 404

    def test_every_laboratory_has_a_name_and_numbers_are_quoted(self) -> None:
        assert [code for code, _ in lab_labels()] == list(Lab)
        assert certificate_name("gia", "2141438171") == "GIA 2141438171"
        assert looked_up_at("gia", "21 41&x=1") == "https://www.gia.edu/report-check?reportno=2141%26x%3D1"
        assert looked_up_at("lfg", "1") == ""


class TestReports:
    CLAIM = {"warnings_fr": "Sans nickel.", "warnings_en": "Nickel-free."}

    @pytest.fixture
    def supplier(self) -> Supplier:
        return Supplier.objects.create(name="Atelier de l’Exemple", direct=True)

    @pytest.fixture
    def claiming(self, make_piece: MakePiece, supplier: Supplier) -> Piece:
        return make_piece(metals=STEEL, supplier=supplier, **self.CLAIM)

    def blocking(self, piece: Piece, on: date) -> set[str]:
        fresh = Piece.objects.get(pk=piece.pk)
        return {one.code for one in queries.reasons_against(fresh, on=on) if one.blocks}

    def test_without_one_nothing_is_promised_about_nickel(self, claiming: Piece, noon: datetime) -> None:
        with pytest.raises(actions.PieceUnfit) as refused:
            actions.publish(piece_id=claiming.pk, actor=STAFF, at=noon)
        assert {one.code for one in refused.value.reasons} == {"nickel_claim"}

    @pytest.mark.parametrize("whose", ["piece", "supplier"])
    def test_one_of_the_piece_or_of_its_supplier_allows_it(
        self, claiming: Piece, supplier: Supplier, noon: datetime, whose: str
    ) -> None:
        of = {"piece_id": claiming.pk} if whose == "piece" else {"supplier_id": supplier.pk}
        report(noon, of=of)
        actions.publish(piece_id=claiming.pk, actor=STAFF, at=noon)

    def test_one_for_lead_alone_does_not(self, claiming: Piece, noon: datetime) -> None:
        report(noon, of={"piece_id": claiming.pk}, substances=["lead", "cadmium"])
        assert self.blocking(claiming, noon.date()) == {"nickel_claim"}

    def test_nor_one_that_is_over_or_yet_to_come(self, claiming: Piece, noon: datetime) -> None:
        report(noon, of={"piece_id": claiming.pk}, ends_on=date(2026, 12, 31))
        assert self.blocking(claiming, date(2025, 12, 31)) == {"nickel_claim"}
        assert self.blocking(claiming, date(2026, 1, 1)) == set()
        assert self.blocking(claiming, date(2026, 12, 31)) == set()
        assert self.blocking(claiming, date(2027, 1, 1)) == {"nickel_claim"}

    def test_what_a_piece_on_show_says_cannot_lose_its_proof(
        self, claiming: Piece, supplier: Supplier, noon: datetime
    ) -> None:
        pk = report(noon, of={"supplier_id": supplier.pk})
        actions.publish(piece_id=claiming.pk, actor=STAFF, at=noon)
        with pytest.raises(actions.PieceUnfit):
            actions.remove_report(report_id=pk, actor=STAFF, at=noon)
        assert TestReport.objects.filter(pk=pk).exists()
        words = {"warnings_fr": "", "warnings_en": ""}
        actions.edit_piece(piece_id=claiming.pk, words=words, actor=STAFF, at=noon)
        actions.remove_report(report_id=pk, actor=STAFF, at=noon)
        assert not TestReport.objects.exists()

    def test_what_nobody_tested_is_listed_by_substance(
        self, make_piece: MakePiece, supplier: Supplier, noon: datetime
    ) -> None:
        piece = make_piece(metals=STEEL, supplier=supplier)
        report(noon, of={"supplier_id": supplier.pk}, substances=["nickel"])
        found = queries.reasons_against(Piece.objects.get(pk=piece.pk), on=noon.date())
        assert [(one.code, one.word, one.blocks) for one in found] == [
            ("report_missing", Substance.CADMIUM, False),
            ("report_missing", Substance.LEAD, False),
        ]

    def test_the_night_after_its_end_the_desk_is_told(self, claiming: Piece, noon: datetime) -> None:
        report(noon, of={"piece_id": claiming.pk}, ends_on=noon.date())
        actions.publish(piece_id=claiming.pk, actor=STAFF, at=noon)
        actions.judge_all(at=noon)
        assert queries.count_kept_off() == 0
        actions.judge_all(at=noon + timedelta(days=1))
        assert queries.count_kept_off() == 1
