"""The desk's pages of a stock-take: blind, resumable, and booked once."""

import re
import secrets

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from tests import jobs
from tests.accounts.people import AT, a_member, signed_in
from tests.inventory.conftest import Make, books
from tests.supply.conftest import Order, code

from poincon.catalogue.models import Brand
from poincon.inventory import actions as inventory
from poincon.supply.models import Doubt, Reading, Take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("then")]


@pytest.fixture
def anne() -> Client:
    return signed_in(a_member("catalogue", email="anne@house.example"))


@pytest.fixture
def bruno() -> Client:
    return signed_in(a_member("catalogue", email="bruno@house.example"))


def at(name: str, *args: object) -> str:
    return reverse(f"supply_desk:{name}", args=args)


def shown(clerk: Client, address: str) -> str:
    answer = clerk.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def key_in(page: str) -> str:
    found = re.search(r'name="key" value="(\w+)"', page)
    assert found
    return found[1]


def test_a_stock_take_that_is_begun_by_pressing_twice_is_one(anne: Client) -> None:
    told = {"scope": "all", "brand": "", "key": key_in(anne.get(at("takes")).text)}
    answers = [anne.post(at("takes"), told)["Location"] for _ in range(2)]
    assert answers == [at("take", Take.objects.get().pk)] * 2


def begun(clerk: Client, scope: str = "all", brand: object = "") -> Take:
    answer = clerk.post(at("takes"), {"scope": scope, "brand": brand, "key": secrets.token_hex(8)})
    row = Take.objects.latest("pk")
    assert answer["Location"] == at("take", row.pk)
    return row


def read(clerk: Client, take: Take, variant: int, quantity: int = 1, shelf: str = "Vitrine 1") -> str:
    form = {"shelf": shelf, "code": code(variant), "quantity": quantity}
    form["key"] = key_in(shown(clerk, at("take", take.pk)))
    for _ in range(2):
        answer = clerk.post(at("take", take.pk), form)
        assert answer.status_code == 302
    return answer["Location"]


@pytest.fixture
def rings(make_variants: Make) -> list[int]:
    """Two articles with 57 pieces each: a figure that no page shows by chance."""
    variants = make_variants(2)
    for variant in variants:
        inventory.receive(variant_id=variant, quantity=57, actor="staff:1", at=AT)
    return variants


def test_shelves_are_counted_blind_then_again_then_booked(
    anne: Client, bruno: Client, rings: list[int], ordered: Order
) -> None:
    one, other = rings
    ordered({one: 2})
    take = begun(anne)
    where = read(anne, take, one, 30)
    assert "shelf=Vitrine+1" in where
    read(bruno, take, one, 26, shelf="Coffre")
    read(anne, take, other, 57)
    assert Reading.objects.count() == 3
    counting = shown(anne, where)
    assert 'value="Vitrine 1"' in counting
    assert "<strong>30</strong>" in counting
    assert "<strong>26</strong>" not in counting
    assert "Coffre" in counting
    for _ in range(2):
        assert anne.post(at("take_closing", take.pk))["Location"] == at("take", take.pk)
    again = shown(anne, at("take", take.pk))
    assert "par une autre personne que vous" in again
    assert "57" not in strip_tags(again), "nobody sees what there should be"

    third = signed_in(a_member("catalogue", email="clea@house.example"))
    second = {"code": code(one), "quantity": "55"}
    assert anne.post(at("take_second", take.pk), second).status_code == 409
    for _ in range(2):
        assert third.post(at("take_second", take.pk), second).status_code == 302
    row = Doubt.objects.get()
    page = shown(anne, at("take", take.pk))
    assert "-825,00" in page.replace("\u2212", "-")
    told = {f"reason_{row.pk}": "lost", f"change_{row.pk}": "-2"}
    for wrong in ({f"reason_{row.pk}": ""}, {f"reason_{row.pk}": "found"}, {f"change_{row.pk}": "x"}):
        assert anne.post(at("take_reasons", take.pk), told | wrong).status_code == 422
    assert anne.post(at("take_reasons", take.pk), told | {f"change_{row.pk}": "-1"}).status_code == 409
    assert books(one)["free"] == 57
    for _ in range(2):
        assert anne.post(at("take_reasons", take.pk), told).status_code == 302
    assert "En cours d’enregistrement" in shown(anne, at("take", take.pk))
    jobs.run()
    assert (books(one)["free"], books(other)["free"]) == (55, 57)
    end = shown(anne, at("take", take.pk))
    assert "Terminé" in end
    assert "Perdue" in end
    assert "Terminé" in shown(anne, at("takes"))


def test_what_cannot_be_counted_is_told_and_changes_nothing(anne: Client, rings: list[int]) -> None:
    brand = Brand.objects.create(slug="vire", name="Vire")
    for wrong in ({"scope": "brand"}, {"scope": "x"}, {"scope": "brand", "brand": "99"}, {}):
        assert anne.post(at("takes"), wrong).status_code == 422
    assert not Take.objects.exists()
    take = begun(anne, "brand", brand.pk)
    told = {"shelf": "A", "code": code(rings[0]), "quantity": "1", "key": "k"}
    answer = anne.post(at("take", take.pk), told)
    assert answer.status_code == 422
    assert "autre marque" in answer.content.decode()
    for wrong in ({"code": "9999999"}, {"quantity": "0"}, {"quantity": "x"}, {"key": ""}, {"quantity": "-1"}):
        assert anne.post(at("take", take.pk), told | wrong).status_code == 422
    assert anne.post(at("take_closing", take.pk)).status_code == 422
    assert not Reading.objects.exists()
    assert anne.post(at("take_dropping", take.pk)).status_code == 302
    assert "Abandonné" in shown(anne, at("take", take.pk))
    assert anne.post(at("take", take.pk), told).status_code == 409


def test_an_article_is_counted_once_more_when_asked(anne: Client, bruno: Client, rings: list[int]) -> None:
    take = begun(anne, "read")
    read(anne, take, rings[0], 50)
    anne.post(at("take_closing", take.pk))
    stranger = {"code": code(rings[1]), "quantity": "1"}
    assert bruno.post(at("take_second", take.pk), stranger).status_code == 422
    bruno.post(at("take_second", take.pk), {"code": code(rings[0]), "quantity": "50"})
    row = Doubt.objects.get()
    anne.post(at("take_again", take.pk), {"again": row.pk})
    assert (
        bruno.post(at("take_second", take.pk), {"code": code(rings[0]), "quantity": "57"}).status_code == 409
    )
    anne.post(at("take_second", take.pk), {"code": code(rings[0]), "quantity": "57"})
    row.refresh_from_db()
    take.refresh_from_db()
    assert (row.state, take.state) == ("agreed", "done")


def test_a_stock_take_that_is_not_there_is_not_found(anne: Client) -> None:
    assert anne.get(at("take", 99)).status_code == 404
    for name in ("take", "take_closing", "take_second", "take_again", "take_reasons", "take_dropping"):
        assert anne.post(at(name, 99)).status_code == 404
