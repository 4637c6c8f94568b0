"""Which variant the page of a piece has chosen: what its address asks for, in order, and what is sold out."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import override
from tests.window.conftest import Size
from tests.window.test_pages import address, get

from poincon.catalogue import actions as catalogue
from poincon.catalogue.models import Variant

__all__ = ["get"]
pytestmark = pytest.mark.django_db


def test_a_size_that_is_sold_out_says_so_where_it_is_asked_for(make, get):
    piece = make(sizes=[Size("52"), Size("54", stock=0), Size("56", stock=0)])
    url = address("piece", piece.slug)
    assert 'class="missed"' not in get(f"{url}?size=52")
    html = get(f"{url}?size=56")
    missed = html.split('class="missed"')[1].split("</p>")[0]
    assert "56" in missed
    assert "épuisé" in missed
    assert '<details class="fold" open><summary>' in html
    last = Variant.objects.get(piece=piece, circumference_mm=56)
    assert f'<option value="{last.pk}" selected' in html


def test_a_length_or_another_choice_has_an_address_of_its_own(make, get):
    piece = make(
        kind="necklace",
        sizes=[Size(None, columns={"length_mm": length, "sku": f"CH-{length}"}) for length in (420, 450)],
    )
    url = address("piece", piece.slug)
    long = Variant.objects.get(piece=piece, length_mm=450)
    html = get(f"{url}?article=CH-450")
    assert re.search(rf'value="{long.pk}" required checked', html)
    assert html.count(" checked") == 1
    assert " checked" not in get(f"{url}?article=CH-999")
    assert " checked" not in get(f"{url}?article=")


def test_sizes_stand_in_their_order_whenever_they_were_added(make, get):
    piece = make(sizes=[Size("52"), Size("56"), Size("53")])
    assert re.findall(r"required><span[^>]*>(\d+)", get(address("piece", piece.slug))) == ["52", "53", "56"]


def test_nothing_is_chosen_for_the_buyer_but_what_the_address_asks(make, get):
    piece = make(sizes=[Size("52"), Size("54"), Size("56", stock=0)])
    url = address("piece", piece.slug)
    assert " checked" not in get(url)
    assert get(f"{url}?size=54").count(" checked") == 1
    assert " checked" not in get(f"{url}?size=56")
    assert " checked" not in get(f"{url}?size=99")


def test_a_piece_withdrawn_while_its_page_is_open_says_so_instead_of_being_strange(make, client, noon):
    gone = make(sizes=[Size("52"), Size("54")])
    catalogue.withdraw(piece_id=gone.pk, actor="test", at=noon)
    with override("fr"):
        here = reverse("window:piece", args=[gone.slug])
        ways = (reverse("cart:add"), reverse("window:made", args=[gone.slug]))
    for path in ways:
        answer = client.post(path, {"variant": gone.variants.first().pk, "quantity": 1})
        assert (answer.status_code, answer["Location"]) == (302, here)
    assert client.get(here).status_code == 410
