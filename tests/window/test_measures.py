"""How large a piece is on its page, for programs and for search engines; rings that are not resized."""

import json
import re
from decimal import Decimal

import pytest
from django.test import Client
from tests.window.conftest import MakePiece, Size, a_brand
from tests.window.test_pages import address, get, text_of

from poincon.catalogue.models import Brand
from poincon.charter import loading
from poincon.config.environment import ROOT
from poincon.orders.models import OrderLine
from poincon.orders.templatetags.orders import told

__all__ = ["get"]
pytestmark = pytest.mark.django_db

MEASURED = {"height_mm": Decimal("24.5"), "width_mm": Decimal(18), "sizes": [Size(None)]}
PROMISE, NOT_RESIZED = "mise à taille d’une bague vous est offerte", "ne se met pas à taille"


def structured(html: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_the_page_and_what_search_engines_read_tell_height_and_width(make: MakePiece, get) -> None:
    html = get(address("piece", make(kind="brooch", **MEASURED).slug))
    assert "Mesures Hauteur 24,5 mm, largeur 18 mm" in text_of(html).replace("\u00a0", " ")
    product = structured(html)
    assert product["height"] == {"@type": "QuantitativeValue", "value": 24.5, "unitCode": "MMT"}
    assert product["width"] == {"@type": "QuantitativeValue", "value": 18.0, "unitCode": "MMT"}


def test_of_a_piece_that_nobody_measured_nothing_is_told(make: MakePiece, get) -> None:
    html = get(address("piece", make(kind="brooch", sizes=[Size(None)]).slug))
    assert "Mesures" not in text_of(html)
    assert not {"height", "width"} & structured(html).keys()


def test_search_engines_tell_the_variants_of_a_piece_apart(make: MakePiece, get) -> None:
    piece = make(sizes=[Size("52", 9_000), Size("54", 9_500)])
    offers = structured(get(address("piece", piece.slug)))["offers"]
    assert isinstance(offers, list)
    assert {one["sku"] for one in offers} == set(piece.variants.values_list("sku", flat=True))
    told = {(one["name"], one["url"].rpartition("?")[2], one["price"]) for one in offers}
    assert told == {("52", "size=52", "90.00"), ("54", "size=54", "95.00")}
    alone = structured(get(address("piece", make(kind="brooch", sizes=[Size(None)]).slug)))["offers"]
    assert isinstance(alone, list)
    assert [("name" in one, "?" in one["url"]) for one in alone] == [(False, False)]


def test_search_engines_read_lengths_barcodes_and_what_is_made_to_measure(make: MakePiece, get) -> None:
    made = {"made_first_mm": 150, "made_last_mm": 220, "made_step_mm": 5, "made_days": 10}
    sizes = [
        Size(None, columns={"length_mm": 180, "sku": "BR 180", "gtin": "4006381333931"}),
        Size(None, columns={"sku": "BR-M", **made}),
    ]
    piece = make(kind="bracelet", sizes=sizes)
    offers = structured(get(address("piece", piece.slug)))["offers"]
    assert isinstance(offers, list)
    assert [
        (one["url"].rpartition("?")[2], one.get("gtin"), one["availability"].rpartition("/")[2])
        for one in offers
    ] == [("article=BR+180", "4006381333931", "InStock"), ("article=BR-M", None, "MadeToOrder")]


class TestRingsThatAreNotResized:
    @pytest.fixture(autouse=True)
    def _house_that_resizes(self, settings) -> None:
        settings.CHARTER = loading.load(ROOT / "boutiques" / "carme" / "charter.toml")

    def test_the_page_says_so_instead_of_the_promise_and_exchanges_stay(self, make: MakePiece, get) -> None:
        sizes = [Size("52"), Size("54")]
        plain = text_of(get(address("piece", make(sizes=sizes).slug)))
        fixed = text_of(get(address("piece", make(sizes=sizes, fixed_size=True).slug)))
        assert (PROMISE in plain, NOT_RESIZED in plain) == (True, False)
        assert (PROMISE in fixed, NOT_RESIZED in fixed) == (False, True)
        assert "vous pouvez échanger" in plain
        assert "vous pouvez échanger" in fixed
        assert fixed.index(NOT_RESIZED) < fixed.index("Ajouter au panier")

    def test_also_where_there_is_one_size_only(self, make: MakePiece, get) -> None:
        said = text_of(get(address("piece", make(fixed_size=True).slug)))
        assert NOT_RESIZED in said
        assert said.index(NOT_RESIZED) < said.index("Ajouter au panier")

    def test_the_order_tells_it_as_it_was_sold(self) -> None:
        kept = {"facts_fr": {"metal": ["or"], "resizing": ["impossible"], "measure": ["hauteur 3 mm"]}}
        read = told(OrderLine(as_sold={"told": kept}))
        assert read is not None
        assert [values for _label, values in read.facts] == [["or"], ["hauteur 3 mm"], ["impossible"]]


def test_what_is_said_in_the_other_language_alone_says_which(make: MakePiece, client: Client) -> None:
    row = make(name_en="", description_en="")
    page = client.get(f"/en/piece/{row.slug}/").text
    assert f'<h1 lang="fr">{row.name_fr}</h1>' in page
    assert '<div class="prose" lang="fr"><p>Un jonc poli' in page
    assert f"<h1>{row.name_fr}</h1>" in client.get(f"/bijou/{row.slug}/").text


def test_lists_and_stories_in_the_other_language_carry_it_too(make: MakePiece) -> None:
    maker = a_brand("Aurore")
    told = make(brand=maker)
    alone = make(brand=maker, name_en="")
    Brand.objects.filter(pk=maker.pk).update(story_fr="Deux établis.", story_en="", sizes_fr="Petit.")
    page = Client().get(f"/en/maker/{maker.slug}/").text
    assert f'lang="fr">{alone.name_fr}</a>' in page
    assert f'/">{told.name_en}</a>' in page
    assert '<p class="lead story" lang="fr">Deux établis.</p>' in page
    assert '<div class="prose" lang="fr"><p>Deux établis.' in Client().get(f"/en/piece/{told.slug}/").text
    assert 'lang="fr">Deux' not in Client().get(f"/maison/{maker.slug}/").text
