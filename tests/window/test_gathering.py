"""What changes beneath the window reaches its cards, with one job for whatever changed together."""

from datetime import datetime

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import jobs
from tests.intake.conftest import row, write  # noqa: F401 - a fixture
from tests.window.conftest import MakePiece, a_shelf

from poincon.catalogue import actions as catalogue
from poincon.catalogue.models import Brand, Piece
from poincon.intake import actions as intake
from poincon.intake.dialects.shopify import SHOPIFY
from poincon.intake.planning import plan
from poincon.intake.sheets import read
from poincon.window.models import Card, Facet
from poincon.window.rules import facets


def of_the_window() -> list[ProcrastinateJob]:
    jobs = ProcrastinateJob.objects.filter(status="todo", args__handler__startswith="window.")
    return list(jobs)


@pytest.mark.django_db
def test_a_renamed_brand_is_renamed_on_its_cards_and_in_the_filter(make: MakePiece, noon: datetime) -> None:
    pieces = [make(), make()]
    brand = pieces[0].brand
    catalogue.edit_brand(brand_id=brand.pk, columns={"name": "Aurore & Fils"}, actor="staff:1", at=noon)
    assert set(Card.objects.values_list("brand", flat=True)) == {"Maison Aurore"}
    jobs.run()
    assert set(Card.objects.values_list("brand", flat=True)) == {"Aurore & Fils"}
    assert Facet.objects.get(code=facets.facet("brand", brand.slug)).label == "Aurore & Fils"
    assert Brand.objects.get().slug == brand.slug


@pytest.mark.django_db
def test_a_shelf_that_moves_takes_the_pieces_along(make: MakePiece, noon: datetime) -> None:
    above, own = a_shelf("or", "gold"), a_shelf()
    piece = make(category=own)
    assert facets.shelf(above.pk) not in Card.objects.get(piece=piece).facets
    catalogue.edit_category(category_id=own.pk, columns={"parent_id": above.pk}, actor="staff:1", at=noon)
    jobs.run()
    assert {facets.shelf(above.pk), facets.shelf(own.pk)} <= set(Card.objects.get(piece=piece).facets)


@pytest.mark.django_db
def test_the_name_of_the_shelf_above_is_found_anew(make: MakePiece, noon: datetime) -> None:
    above = a_shelf("parures", "sets")
    piece = make(category=a_shelf("bagues", "rings", under=above))
    before = Card.objects.get(piece=piece).words_fr
    catalogue.edit_category(category_id=above.pk, columns={"name_fr": "Ensembles"}, actor="staff:1", at=noon)
    jobs.run()
    assert "ensembl" in Card.objects.get(piece=piece).words_fr
    assert "ensembl" not in before


@pytest.mark.django_db(transaction=True)
def test_a_file_of_many_pieces_queues_one_job(write, noon: datetime) -> None:  # noqa: F811
    rows = [row(f"moon-{place}", image_src=f"https://x.example/{place}.jpg") for place in range(12)]
    sheet = read(write(*rows), SHOPIFY)
    ProcrastinateJob.objects.all().delete()
    intake.bring_in(plans=[plan(sheet, currency="EUR")], language="en", actor="import", at=noon)
    assert len(of_the_window()) == 1
    jobs.run()
    assert (Piece.objects.count(), Card.objects.count()) == (12, 0)  # drafts, which have no card


@pytest.mark.django_db(transaction=True)
def test_changes_apart_are_jobs_apart(make: MakePiece, noon: datetime) -> None:
    piece = make()
    ProcrastinateJob.objects.all().delete()
    for name in ("Lune", "Soleil"):
        catalogue.edit_piece(piece_id=piece.pk, words={"name_fr": name}, actor="staff:1", at=noon)
    assert len(of_the_window()) == 2
    with transaction.atomic():
        for name in ("Mars", "Vénus"):
            catalogue.edit_piece(piece_id=piece.pk, words={"name_fr": name}, actor="staff:1", at=noon)
    assert len(of_the_window()) == 3
