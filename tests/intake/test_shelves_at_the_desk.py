"""Brands at the desk."""

from datetime import datetime

import pytest
from django.test import Client
from tests.catalogue.conftest import MakePiece
from tests.intake.desk import address

from poincon.catalogue import actions
from poincon.catalogue.models import Brand

pytestmark = pytest.mark.django_db


def test_a_maker_can_be_completed_but_not_taken_away(
    browser: Client, make_piece: MakePiece, brand: Brand, noon: datetime
) -> None:
    actions.publish(piece_id=make_piece().pk, actor="staff:1", at=noon)
    told = {
        name: getattr(brand, name) for name in ("maker_name", "maker_address", "maker_email", "maker_country")
    }
    assert browser.post(address("brand", brand.pk), told | {"story_fr": "Depuis 1921."}).status_code == 302
    page = browser.post(address("brand", brand.pk), told | {"maker_address": ""})
    assert page.status_code == 422
    brand.refresh_from_db()
    assert (brand.story_fr, brand.maker_address) == ("Depuis 1921.", "3 rue des Orfèvres, 75001 Paris")


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"maker_email": "nobody"}, "maker_email"), ({"maker_country": "France"}, "maker_country")],
)
def test_what_is_no_address_is_refused(
    browser: Client, brand: Brand, typed: dict[str, str], field: str
) -> None:
    page = browser.post(address("brand", brand.pk), typed)
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {field}
    assert Brand.objects.get(pk=brand.pk).maker_country == "FR"
