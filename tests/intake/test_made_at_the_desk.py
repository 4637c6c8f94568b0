"""The desk’s page about what is made for the wearer: offered, offered otherwise, refused, and told."""

from typing import Any

import pytest
from django.test import Client
from tests.making import a_ring_to_measure, an_engraved_ring
from tests.shopping import a_variant

from poincon.catalogue.models import Engraving, Variant
from poincon.foundation import journal

pytestmark = pytest.mark.django_db
OFFER = {
    "offered": "on",
    "place": "back",
    "lines": "2",
    "most": "12",
    "faces": ["roman"],
    "signs": ["letters"],
    "price": "30,00",
    "days": "5",
}


def offered(piece_id: int) -> list[tuple[Any, ...]]:
    rows = Engraving.objects.filter(piece_id=piece_id, until=None)
    return list(rows.values_list("place", "lines", "most", "price_minor", "days"))


def test_an_offer_is_made_changed_and_ended_and_every_one_stays(browser: Client) -> None:
    ring = a_variant()
    page = f"/comptoir/pieces/{ring.piece_id}/sur-demande/"
    assert browser.get(page).status_code == 200
    assert browser.post(page, OFFER).status_code == 302
    assert offered(ring.piece_id) == [("back", 2, 12, 3_000, 5)]
    assert browser.post(page, OFFER | {"price": "35"}).status_code == 302
    assert browser.post(page, OFFER | {"price": "35"}).status_code == 302
    assert offered(ring.piece_id) == [("back", 2, 12, 3_500, 5)]
    assert browser.post(page, {}).status_code == 302
    assert offered(ring.piece_id) == []
    assert Engraving.objects.filter(piece_id=ring.piece_id).count() == 2
    told = [one.verb for one in journal.entries(f"piece:{ring.piece_id}")]
    assert [verb for verb in told if "engraving" in verb] == [
        "offer_engraving",
        "offer_engraving",
        "end_engraving",
    ]


@pytest.mark.parametrize(
    "wrong",
    [{"lines": "9"}, {"most": "0"}, {"price": "-1"}, {"faces": ["gothic"]}, {"signs": []}, {"days": "999"}],
)
def test_an_offer_that_cannot_be_is_refused_and_the_former_stays(
    browser: Client, wrong: dict[str, Any]
) -> None:
    ring = an_engraved_ring()
    before = offered(ring.piece_id)
    answer = browser.post(f"/comptoir/pieces/{ring.piece_id}/sur-demande/", OFFER | wrong)
    assert answer.status_code == 422
    assert offered(ring.piece_id) == before


def test_a_variant_is_made_to_measure_and_sold_in_one_size_again(browser: Client) -> None:
    ring = a_ring_to_measure()
    names = {"first": "50", "last": "60", "step": "1", "days": "9"}
    sent = {f"v{ring.pk}-{name}": value for name, value in names.items()}
    assert browser.post(f"/comptoir/variantes/{ring.pk}/mesures/", sent).status_code == 302
    ring.refresh_from_db()
    assert (ring.made_first_mm, ring.made_last_mm, ring.made_step_mm, ring.made_days) == (50, 60, 1, 9)
    answer = browser.post(f"/comptoir/variantes/{ring.pk}/mesures/", sent | {f"v{ring.pk}-last": "40"})
    assert answer.status_code == 422
    answer = browser.post(f"/comptoir/variantes/{ring.pk}/mesures/", sent | {f"v{ring.pk}-days": ""})
    assert answer.status_code == 422
    ring.refresh_from_db()
    assert (ring.made_last_mm, ring.made_days) == (60, 9)


def test_what_is_made_to_measure_takes_no_size_besides(browser: Client) -> None:
    ring = a_ring_to_measure()
    told = {"sku": ring.sku, "size": "FR 54", "weight_g": "3"}
    assert browser.post(f"/comptoir/variantes/{ring.pk}/", told).status_code == 422
    assert Variant.objects.get(pk=ring.pk).circumference_mm is None


def test_sizes_that_clash_are_told_at_their_form(browser: Client) -> None:
    ring = a_ring_to_measure()
    names = {"first": "50", "last": "60", "step": "1", "days": "9"}
    other = Variant.objects.create(piece_id=ring.piece_id, sku="sized", position=9, circumference_mm=54)
    for row, status in ((ring, 302), (other, 422)):
        sent = {f"v{row.pk}-{name}": value for name, value in names.items()}
        answer = browser.post(f"/comptoir/variantes/{row.pk}/mesures/", sent)
        assert answer.status_code == status
    (form,) = [form for row, _choice, form in answer.context["rows"] if row.pk == other.pk]
    assert form.non_field_errors()
    assert form["last"].value() == "60"
    assert Variant.objects.get(pk=other.pk).made_days is None
