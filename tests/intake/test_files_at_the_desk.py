"""Files to take away at the desk: pieces for another system, and the list of prices."""

import io
import zipfile
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.accounts.people import a_member, signed_in
from tests.catalogue.conftest import MakePiece
from tests.intake.desk import address

from poincon.catalogue import actions as catalogue
from poincon.catalogue.models import Variant
from poincon.foundation import spreadsheets
from poincon.foundation.clock import now
from poincon.intake import writing_out
from poincon.kernel.money import Money
from poincon.pricing import actions as pricing
from poincon.pricing import sku_lists

pytestmark = pytest.mark.django_db

FILES = {
    "shopify": ["shopify-products.csv"],
    "woocommerce": ["woocommerce-products.csv"],
    "prestashop": ["prestashop-combinations.csv", "prestashop-products.csv"],
}


@pytest.fixture
def sku(make_piece: MakePiece) -> str:
    variant = make_piece().variants.get()
    pricing.set_price(variant_id=variant.pk, amount=Money(129_000, "EUR"), actor="staff:1", at=now())
    return variant.sku


@pytest.mark.parametrize("system", FILES)
def test_pieces_are_handed_out_for_each_system(browser: Client, sku: str, system: str) -> None:
    here = reverse("intake_desk:export", args=[system])
    assert here in browser.get(address("pieces")).text
    answer = browser.get(here)
    assert answer["Content-Disposition"].startswith(f'attachment; filename="{system}-')
    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as packed:
        assert sorted(packed.namelist()) == FILES[system]
        assert any(sku in packed.read(name).decode() for name in packed.namelist())


@pytest.mark.parametrize("system", FILES)
def test_pieces_leave_while_they_are_read(
    browser: Client, make_piece: MakePiece, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    """What has gone out is not held: the first part comes before the last piece was read."""
    monkeypatch.setattr(writing_out, "A_BIT", 1)
    for _ in range(3):
        variant = make_piece().variants.get()
        pricing.set_price(variant_id=variant.pk, amount=Money(129_000, "EUR"), actor="staff:1", at=now())
    answer: Any = browser.get(reverse("intake_desk:export", args=[system]))
    parts = list(answer.streaming_content)
    assert len(parts) > 3
    with zipfile.ZipFile(io.BytesIO(b"".join(parts))) as packed:
        assert packed.testzip() is None
        told = "".join(packed.read(name).decode() for name in packed.namelist())
    assert all(sku in told for sku in Variant.objects.values_list("sku", flat=True))


def test_a_system_that_is_none_is_not_found(browser: Client) -> None:
    assert browser.get(reverse("intake_desk:export", args=["magento"])).status_code == 404


def test_prices_are_handed_out_as_the_change_of_many_reads_them(browser: Client, sku: str) -> None:
    here = reverse("pricing_desk:export")
    assert here in browser.get(reverse("pricing_desk:overview")).text
    text = sku_lists.decoded(browser.get(here).getvalue())
    assert text is not None
    found = sku_lists.read(text, "EUR")
    assert (found.rows, found.faults) == ({sku: 129_000}, [])


def test_prices_leave_as_they_are_read_and_none_is_a_formula(
    browser: Client, make_piece: MakePiece, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheets, "LINES", 2)
    for sku in ("=1+1", "+33", "@a", "-b", "plain"):
        variant = make_piece().variants.get()
        catalogue.edit_variant(variant_id=variant.pk, columns={"sku": sku}, actor="staff:1", at=now())
        pricing.set_price(variant_id=variant.pk, amount=Money(129_000, "EUR"), actor="staff:1", at=now())
    answer: Any = browser.get(reverse("pricing_desk:export"))
    assert answer.streaming
    parts = [part.decode() for part in answer.streaming_content]
    assert len(parts) == 1 + 3
    lines = "".join(parts).split("\r\n")[1:-1]
    assert sorted(lines) == ["'+33;1290,00", "'-b;1290,00", "'=1+1;1290,00", "'@a;1290,00", "plain;1290,00"]


def test_only_whoever_opens_the_lists_takes_them_away() -> None:
    counter = signed_in(a_member("counter"))
    for here in (reverse("intake_desk:export", args=["shopify"]), reverse("pricing_desk:export")):
        assert counter.get(here).status_code == 403
