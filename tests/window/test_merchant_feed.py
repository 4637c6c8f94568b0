"""Google's Merchant feed, against the rules of its product data specification."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from stdnum import ean
from tests.reduced import DAY, reduce
from tests.window.conftest import MakePiece, Size, a_brand

from poincon.catalogue import actions as catalogue
from poincon.catalogue.models import Brand, Media, Piece, Variant
from poincon.catalogue.states import Colour, Kind
from poincon.charter.queries import charter
from poincon.inventory.states import Availability
from poincon.kernel.money import Money
from poincon.window.rules import merchant
from poincon.window.rules.merchant import Item, pairs

G = "{http://base.google.com/ns/1.0}"
FRENCH, ENGLISH = "/flux/google.xml", "/flux/google-en.xml"

type Told = dict[str, list[str]]


def feed(path: str = FRENCH) -> list[Told]:
    """Return the items of a feed, each attribute with its values in order."""
    answer = Client().get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml; charset=utf-8")
    found = []
    for item in ET.fromstring(answer.getvalue()).iter("item"):  # noqa: S314 - our own words
        told: Told = {}
        for child in item:
            told.setdefault(child.tag.removeprefix(G), []).append(child.text or "")
        found.append(told)
    return found


def only(told: Told, name: str) -> str:
    (value,) = told[name]
    return value


@pytest.mark.django_db
class TestTheFeed:
    @pytest.fixture(autouse=True)
    def _now(self, noon: datetime) -> object:
        with time_machine.travel(noon + 61 * DAY, tick=False):
            yield

    def test_what_is_asked_of_every_item_is_there_in_its_form(self, make: MakePiece) -> None:
        make(sizes=[Size(circumference="52"), Size(circumference="54", stock=0)])
        make(name_fr="Anneau <Lune> & Cie", name_en="Moon")
        for path in (FRENCH, ENGLISH):
            told = feed(path)
            assert len(told) == 3
            for one in told:
                assert len(only(one, "id")) <= 50
                assert 0 < len(only(one, "title")) <= 150
                assert 0 < len(only(one, "description")) <= 5_000
                assert only(one, "link").startswith(f"{settings.BASE_URL}/")
                assert re.fullmatch(r"https?://\S+\.(webp|jpe?g|png)", only(one, "image_link"))
                assert len(one.get("additional_image_link", [])) <= 10
                assert only(one, "availability") in {"in_stock", "out_of_stock", "backorder", "preorder"}
                assert re.fullmatch(r"[0-9]+\.[0-9]{2} [A-Z]{3}", only(one, "price"))
                assert only(one, "condition") == "new"
                assert only(one, "google_product_category") == "200"
                assert re.fullmatch(r"[0-9.]+ g", only(one, "shipping_weight"))
                assert Client().get(only(one, "link").removeprefix(settings.BASE_URL)).status_code == 200
            assert len({only(one, "id") for one in told}) == 3

    def test_both_languages_tell_of_the_same_items(self, make: MakePiece) -> None:
        make(sizes=[Size(circumference="52"), Size(circumference="54")])
        french, english = feed(), feed(ENGLISH)
        assert [only(one, "id") for one in french] == [only(one, "id") for one in english]
        assert [only(one, "title") for one in french] != [only(one, "title") for one in english]
        assert "/en/" in only(english[0], "link")
        assert "/en/" not in only(french[0], "link")
        (family,) = {only(one, "item_group_id") for one in (*french, *english)}
        assert family
        assert "52" in only(french[0], "size")
        assert "52" in only(french[0], "title")

    def test_each_language_names_its_own_front_page(self) -> None:
        for path, language in ((FRENCH, "fr"), (ENGLISH, "en")):
            with override(language):
                home = f"{settings.BASE_URL}{reverse('entrance:home')}"
            answer = Client().get(path)
            assert isinstance(answer, StreamingHttpResponse)
            assert f"<link>{home}</link>".encode() in answer.getvalue()

    def test_a_piece_with_one_variant_is_no_group(self, make: MakePiece) -> None:
        make(sizes=[Size()])
        assert "item_group_id" not in feed()[0]
        assert "?" not in only(feed()[0], "link")

    def test_each_item_leads_to_a_page_with_its_variant_chosen_and_its_price(self, make: MakePiece) -> None:
        make(sizes=[Size(circumference="52"), Size(circumference="54")])
        lengths = [(420, 9_000), (450, 9_500)]
        make(
            kind="necklace",
            sizes=[
                Size(None, price, columns={"length_mm": one, "sku": f"CH {one}"}) for one, price in lengths
            ],
        )
        links = [only(one, "link").rpartition("?")[2] for one in feed()]
        assert sorted(links) == ["article=CH+420", "article=CH+450", "size=52", "size=54"]
        for one in feed():
            page = Client().get(only(one, "link").removeprefix(settings.BASE_URL)).text
            assert page.count(" checked") == 1
        robots = Client().get("/robots.txt").text.splitlines()
        assert {"Allow: /bijou/*?size=", "Allow: /en/piece/*?article="} <= set(robots)

    def test_a_reduction_is_measured_against_the_history_and_bears_its_days(
        self, make: MakePiece, noon: datetime
    ) -> None:
        piece = make(sizes=[Size(price=10_000)])
        row = reduce(Variant.objects.filter(piece=piece).values_list("pk", flat=True), starts=noon + 60 * DAY)
        (told,) = feed()
        assert (only(told, "price"), only(told, "sale_price")) == ("100.00 EUR", "80.00 EUR")
        since, until = only(told, "sale_price_effective_date").split("/")
        assert (datetime.fromisoformat(since), datetime.fromisoformat(until)) == (row.starts_at, row.ends_at)
        with time_machine.travel(row.ends_at, tick=False):
            (after,) = feed()
        assert (only(after, "price"), "sale_price" in after) == ("100.00 EUR", False)

    def test_what_is_to_come_says_its_day_and_what_is_gone_says_so(
        self, make: MakePiece, noon: datetime
    ) -> None:
        due = (noon + 90 * DAY).date()
        make(sizes=[Size(circumference="52", stock=0, restock_on=due), Size(circumference="54", stock=0)])
        coming, gone = feed()
        assert only(coming, "availability") == "backorder"
        day = datetime.fromisoformat(only(coming, "availability_date"))
        assert day.date() >= due
        assert day.tzinfo is not None
        assert (only(gone, "availability"), "availability_date" in gone) == ("out_of_stock", False)

    def test_a_piece_says_its_makers_marks_or_that_it_has_none(self, make: MakePiece) -> None:
        piece = make()
        (nothing,) = feed()
        assert (only(nothing, "brand"), only(nothing, "identifier_exists")) == (a_brand().name, "no")
        assert not {"gtin", "mpn"} & nothing.keys()
        Variant.objects.update(gtin="4006381333931")
        (coded,) = feed()
        assert ean.is_valid(only(coded, "gtin"))
        assert "identifier_exists" not in coded
        Variant.objects.update(gtin="")
        Brand.objects.filter(pk=piece.brand_id).update(name=charter().house.name)
        (own,) = feed()
        assert (only(own, "mpn"), "identifier_exists" in own) == (Variant.objects.get().sku, False)

    def test_only_what_may_be_shown_is_told(self, make: MakePiece) -> None:
        shown, draft = make(), make(publish=False)
        assert [only(one, "id") for one in feed()] == [f"v{shown.variants.get().pk}"]
        assert draft.state == "draft"
        Piece.objects.filter(pk=shown.pk).update(description_fr="Un anneau en cristal, sans nickel.")
        assert feed() == []
        Piece.objects.filter(pk=shown.pk).update(description_fr="Un anneau.")
        assert len(feed()) == 1
        Media.objects.all().delete()
        assert feed() == []

    def test_what_is_withdrawn_leaves_the_file_and_what_is_sold_out_stays_in_it(
        self, make: MakePiece, noon: datetime
    ) -> None:
        gone, kept = make(), make(sizes=[Size(circumference="52"), Size(circumference="54", stock=0)])
        assert len(feed()) == 3
        catalogue.withdraw(piece_id=gone.pk, actor="staff:1", at=noon)
        assert [only(one, "availability") for one in feed()] == ["in_stock", "out_of_stock"]
        first = kept.variants.order_by("position").first()
        assert first is not None
        catalogue.retire_variant(variant_id=first.pk, actor="staff:1", at=noon)
        assert [only(one, "availability") for one in feed()] == ["out_of_stock"]

    def test_it_asks_as_often_for_thirty_pieces_as_for_two(self, make: MakePiece) -> None:
        def asked() -> int:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                feed()
            return len(queries)

        make(), make()
        feed()
        few = asked()
        for _ in range(28):
            make()
        assert asked() == few
        assert len(feed()) == 30

    def test_it_is_only_looked_at(self) -> None:
        assert Client().post(FRENCH).status_code == 405


def an_item(**more: object) -> Item:
    plain = {
        "key": "v1",
        "family": "",
        "title": "Bague Lune",
        "description": "Argent.",
        "url": "https://shop.example/bijou/lune/",
        "pictures": ("https://shop.example/a.webp",),
        "kind": Kind.RING,
        "shelf": "Bagues",
        "brand": "Aurore",
        "gtin": "",
        "maker_number": "",
        "material": "",
        "colour": "",
        "size": "",
        "weight_mg": None,
        "height_mm": None,
        "width_mm": None,
        "price": Money(1_000, "EUR"),
        "cut": None,
        "state": Availability.IN_STOCK,
        "available_at": None,
    }
    return Item(**(plain | more))  # type: ignore[arg-type]


def test_long_words_are_cut_after_a_word_and_stand_on_one_line() -> None:
    told = dict(pairs(an_item(title="mot " * 60, description="Une\nligne " * 900, brand="x" * 80)))
    assert (len(told["title"]), told["title"][-5:]) == (148, " mot…")
    assert len(told["description"]) <= 5_000
    assert "\n" not in told["description"]
    assert len(told["brand"]) == 70


def test_height_and_width_are_told_in_centimetres_from_one_upwards() -> None:
    told = dict(pairs(an_item(height_mm=Decimal("24.5"), width_mm=Decimal("9.9"))))
    assert told["product_height"] == "2.45 cm"
    assert "product_width" not in told
    assert not {"product_height", "product_width"} & dict(pairs(an_item())).keys()


def test_of_many_pictures_the_first_and_ten_others_are_told() -> None:
    many = tuple(f"https://shop.example/{place}.webp" for place in range(15))
    told = pairs(an_item(pictures=many))
    assert [value for name, value in told if name == "image_link"] == [many[0]]
    assert [value for name, value in told if name == "additional_image_link"] == list(many[1:11])


def test_what_comes_without_a_day_is_out_of_stock() -> None:
    told = dict(pairs(an_item(state=Availability.RESTOCKING)))
    assert (told["availability"], "availability_date" in told) == ("out_of_stock", False)


def test_a_day_begins_in_the_houses_own_zone(noon: datetime) -> None:
    assert merchant.day_begins(date(2026, 12, 1), noon).utcoffset() == timedelta(0)
    told = dict(pairs(an_item(state=Availability.RESTOCKING, available_at=noon)))
    assert told["availability_date"] == noon.isoformat(timespec="minutes")


@pytest.mark.parametrize(
    ("metal", "colour", "french"),
    [
        ("gold", Colour.ROSE, "Rose"),
        ("silver", "", "Blanc"),
        ("silver", Colour.YELLOW, "Jaune"),
        ("brass", "", ""),
    ],
)
def test_the_colour_is_that_which_is_seen(metal: str, colour: str, french: str) -> None:
    assert merchant.colour_of(metal, colour, "fr") == french


def test_a_weight_is_in_grams() -> None:
    assert dict(pairs(an_item(weight_mg=2_840)))["shipping_weight"] == f"{Decimal('2.84')} g"
    assert "shipping_weight" not in dict(pairs(an_item()))
