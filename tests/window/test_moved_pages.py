"""Former addresses of shelves, brands and pieces lead for good to where their pages stand."""

from datetime import datetime

import pytest
from django.test import Client
from tests.window.conftest import MakePiece, a_brand, a_shelf

from poincon.catalogue import actions as catalogue
from poincon.window import actions as window

pytestmark = pytest.mark.django_db


@pytest.fixture
def who(noon: datetime) -> dict[str, object]:
    return {"actor": "staff:1", "at": noon}


def asked(path: str) -> tuple[int, str]:
    answer = Client().get(path)
    return answer.status_code, answer.headers.get("Location", "")


def test_a_shelf_is_found_at_every_address_it_ever_had_in_both_languages(make: MakePiece, who):
    piece = make()
    shelf = a_shelf()
    catalogue.edit_category(category_id=shelf.pk, columns={"slug_fr": "anneaux"}, **who)
    catalogue.edit_category(category_id=shelf.pk, columns={"slug_fr": "joncs", "slug_en": "bands"}, **who)
    window.refresh(piece_ids=[piece.pk], at=who["at"])
    for former in ("bagues", "anneaux", "rings"):
        assert asked(f"/{former}/?size=54.0&page=2") == (301, "/joncs/?size=54.0&page=2")
        assert asked(f"/en/{former}/") == (301, "/en/bands/")
    for path in ("/joncs/", "/en/bands/"):
        page = Client().get(path)
        assert page.status_code == 200
        assert f'{path}">' in page.text.partition('rel="canonical"')[2][:90]
    assert asked("/nulle-part/")[0] == 404


def test_a_brand_is_found_at_its_former_address_and_shows_its_pieces_at_the_present_one(make: MakePiece, who):
    piece = make()
    brand = a_brand()
    catalogue.edit_brand(brand_id=brand.pk, columns={"slug": "aurore"}, **who)
    window.refresh(piece_ids=[piece.pk], at=who["at"])
    assert asked("/maison/maison-aurore/") == (301, "/maison/aurore/")
    assert asked("/en/maker/maison-aurore/?sort=price") == (301, "/en/maker/aurore/?sort=price")
    assert piece.name_fr in Client().get("/maison/aurore/").text


def test_a_piece_is_found_at_its_former_address_and_a_withdrawn_one_is_still_gone(make: MakePiece, who):
    piece = make(slug="jonc")
    catalogue.edit_piece(piece_id=piece.pk, words={"slug": "jonc-poli"}, **who)
    assert asked("/bijou/jonc/?size=54") == (301, "/bijou/jonc-poli/?size=54")
    assert asked("/en/piece/jonc/") == (301, "/en/piece/jonc-poli/")
    assert asked("/bijou/jonc-poli/")[0] == 200
    told = Client().get("/api/v1/pieces/jonc").json()
    assert (told["slug"], told["page"].rpartition("/bijou/")[2]) == ("jonc-poli", "jonc-poli/")

    catalogue.withdraw(piece_id=piece.pk, actor="staff:1", at=who["at"])
    assert asked("/bijou/jonc/") == (301, "/bijou/jonc-poli/")
    assert asked("/bijou/jonc-poli/")[0] == 410


def test_a_program_finds_a_shelf_at_its_former_address(make: MakePiece, who):
    piece = make()
    catalogue.edit_category(category_id=a_shelf().pk, columns={"slug_fr": "joncs"}, **who)
    told = Client().get("/api/v1/pieces?category=bagues").json()
    assert [one["slug"] for one in told["items"]] == [piece.slug]
