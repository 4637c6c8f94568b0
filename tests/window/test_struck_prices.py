"""Where a reduction shows: on cards, on the page of a piece, for programs and search engines, in words."""

import json
import re
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from tests import jobs
from tests.reduced import DAY, reduce
from tests.window.conftest import MakePiece, Size

from poincon.catalogue import actions as catalogue
from poincon.catalogue.models import Piece, Variant
from poincon.kernel.money import Money
from poincon.pricing import actions as pricing
from poincon.pricing.actions import turning
from poincon.window import actions as window
from poincon.window.models import Card, Facet
from poincon.window.queries import rows

pytestmark = pytest.mark.django_db
TIE = "\u00a0"


def variants(piece: Piece) -> list[int]:
    return list(Variant.objects.filter(piece=piece).order_by("position").values_list("pk", flat=True))


def page(path: str, **more: str) -> str:
    return Client(**more).get(path).content.decode()


def shown(html: str) -> list[str]:
    """Return what is struck through on a page, without what only the ear is told."""
    return [re.sub(r"<span.*?</span>", "", one) for one in re.findall(r'<s class="was">(.*?)</s>', html)]


def address(piece: Piece, language: str = "fr") -> str:
    with override(language):
        return reverse("window:piece", args=[piece.slug])


class TestThePieceItself:
    @pytest.mark.promise("prices.prior_days")
    def test_from_its_first_to_its_last_second(self, make: MakePiece, noon: datetime) -> None:
        piece = make(sizes=[Size(price=10_000)])
        row = reduce(variants(piece), starts=noon + 60 * DAY, name_fr="Les jours d’or")
        moment = timedelta(milliseconds=1)
        for at, price, struck in (
            (row.starts_at - moment, "100,00", []),
            (row.starts_at, "80,00", ["100,00\u00a0€"]),
            (row.ends_at - moment, "80,00", ["100,00\u00a0€"]),
            (row.ends_at, "100,00", []),
        ):
            with time_machine.travel(at, tick=False):
                html = page(address(piece))
            assert f'<span class="price large">{price}\u00a0€</span>' in html
            assert shown(html) == struck
            assert ("Les jours d’or" in html) is bool(struck)

    def test_it_says_what_is_struck_through_and_leads_to_the_page(
        self, make: MakePiece, noon: datetime
    ) -> None:
        piece = make(sizes=[Size(price=10_000)])
        row = reduce(variants(piece), starts=noon + 60 * DAY, days=7.5)
        with time_machine.travel(row.starts_at, tick=False):
            french, english = page(address(piece)), page(address(piece, "en"))
        assert "est le prix le plus bas des 30 jours avant la baisse du mercredi 20 janvier." in french
        assert f"Réduction, jusqu’au jeudi 28 janvier à 1{TIE}h." in french
        assert "is the lowest price of the 30 days before the cut of Wednesday 20 January." in english
        with override("fr"):
            assert f'href="{reverse("content:prices")}"' in french
        assert f'<span class="badge off">−20{TIE}%</span>' in french
        assert '<span class="unseen">Lowest price of the 30 days before: </span>' in english

    def test_that_tax_is_included_stands_beside_what_is_asked(self, make: MakePiece, noon: datetime) -> None:
        later = date(2027, 3, 1)  # the sizes differ in their delivery, so that nothing is said of it here
        piece = make(sizes=[Size("52", 10_000), Size("54", 30_000, stock=0, restock_on=later)])
        row = reduce(variants(piece), starts=noon + 60 * DAY)
        with time_machine.travel(row.starts_at, tick=False):
            html = page(address(piece))
        assert re.search(r'class="price large">80,00\u00a0€</span> <small>TTC</small> <s class="was">', html)

    def test_a_piece_that_is_new_says_so_in_words(self, make: MakePiece, noon: datetime) -> None:
        piece = make(sizes=[Size(price=10_000)])
        row = reduce(variants(piece), starts=noon + 10 * DAY)
        with time_machine.travel(row.starts_at, tick=False):
            html = page(address(piece))
        assert "est le prix le plus bas depuis la mise en vente, le samedi 21 novembre." in html
        assert (
            "des 30 jours"
            not in re.sub(r"<footer.*", "", html, flags=re.DOTALL).split('class="prior"')[1][:200]
        )

    def test_what_cost_no_more_before_is_not_announced_at_all(self, make: MakePiece, noon: datetime) -> None:
        """Cheaper within the thirty days: the price is lower than yesterday's, and still no cut."""
        piece = make(sizes=[Size(price=10_000)])
        (variant,) = variants(piece)
        starts = noon + 60 * DAY
        for at, minor in ((starts - 20 * DAY, 7_900), (starts - 10 * DAY, 10_000)):
            pricing.set_price(variant_id=variant, amount=Money(minor, "EUR"), actor="s", at=at)
        reduce([variant], starts=starts, name_fr="Les jours d’or")
        with time_machine.travel(starts, tick=False):
            html = page(address(piece))
        assert '<span class="price large">80,00\u00a0€</span>' in html
        assert shown(html) == []
        assert "Les jours d’or" not in html
        assert "badge off" not in html

    def test_sizes_that_stand_otherwise_are_told_apart(self, make: MakePiece, noon: datetime) -> None:
        piece = make(sizes=[Size("52", 10_000), Size("54", 12_000), Size("56", 12_000)])
        first, second, _ = variants(piece)
        row = reduce([first, second], starts=noon + 60 * DAY)
        with time_machine.travel(row.starts_at, tick=False):
            html = page(address(piece))
        assert sorted(set(shown(html))) == ["100,00\u00a0€", "120,00\u00a0€"]
        assert '<span class="price large">120,00\u00a0€</span>' in html

    def test_search_engines_read_the_same(self, make: MakePiece, noon: datetime) -> None:
        piece = make(sizes=[Size(price=10_000)])
        row = reduce(variants(piece), starts=noon + 60 * DAY)
        found = {}
        for name, at in (("before", row.starts_at - DAY), ("in", row.starts_at)):
            with time_machine.travel(at, tick=False):
                told = re.search(r'<script type="application/ld\+json">(.*?)</script>', page(address(piece)))
            assert told is not None
            (found[name],) = json.loads(told[1])["offers"]
        assert "priceSpecification" not in found["before"]
        assert found["in"]["price"] == "80.00"
        assert found["in"]["priceSpecification"]["price"] == "100.00"
        assert found["in"]["priceSpecification"]["priceType"].endswith("StrikethroughPrice")
        assert found["in"]["priceValidUntil"] == "2027-01-27"

    def test_it_asks_no_more_than_a_dozen_times(
        self, make: MakePiece, noon: datetime, django_assert_max_num_queries: object
    ) -> None:
        piece = make(sizes=[Size(str(size), 10_000 + size) for size in range(48, 60)])
        row = reduce(variants(piece), starts=noon + 60 * DAY)
        with time_machine.travel(row.starts_at, tick=False):
            page(address(piece))
            with django_assert_max_num_queries(12):  # type: ignore[operator]
                page(address(piece))


class TestInLists:
    def turned(self, at: datetime) -> None:
        turning.turn(at=at)
        with time_machine.travel(at, tick=False):
            jobs.run()

    def test_cards_filters_and_order_follow_start_and_end(self, make: MakePiece, noon: datetime) -> None:
        piece, other = make(sizes=[Size(price=12_000)]), make(sizes=[Size(price=11_000)])
        row = reduce(variants(piece), 50, starts=noon + 60 * DAY)
        told = []
        for at in (row.starts_at - DAY, row.starts_at, row.ends_at):
            self.turned(at)
            card = Card.objects.get(pk=piece.pk)
            with time_machine.travel(at, tick=False):
                html = page("/bagues/?sort=cheapest")
            first = re.findall(r'<h3 class="name"><a href="[^"]*">([^<]*)', html)[0]
            bands = {code for code in card.facets if code.startswith("price:")}
            told.append((card.price_from_minor, card.struck_minor, bands, first, shown(html)))
        high, low = {"price:100-250"}, {"price:50-100"}
        assert told == [
            (12_000, None, high, other.name_fr, []),
            (6_000, 12_000, low, piece.name_fr, ["120,00\u00a0€"]),
            (12_000, None, high, other.name_fr, []),
        ]
        assert not Facet.objects.filter(code="price:50-100").exists()

    def test_a_card_past_the_end_asks_anew_while_nobody_writes_it_down(
        self, make: MakePiece, noon: datetime
    ) -> None:
        piece, other = make(sizes=[Size(price=12_000)]), make(sizes=[Size(price=11_000)])
        row = reduce(variants(piece), 50, starts=noon + 60 * DAY)
        self.turned(row.starts_at)
        moment = timedelta(milliseconds=1)
        for at, price, struck in (
            (row.ends_at - moment, "60,00", ["120,00\u00a0€"]),
            (row.ends_at, "120,00", []),
            (row.ends_at + 3 * DAY, "120,00", []),
        ):
            with time_machine.travel(at, tick=False):
                for path in ("/bagues/", "/", address(other)):
                    html = page(path)
                    assert (f'<span class="price">{price}\u00a0€</span>' in html, path) == (True, path)
                    assert shown(html) == struck
                (card,) = (
                    one for one in Client().get("/api/v1/pieces").json()["items"] if one["slug"] == piece.slug
                )
            assert card["price"]["minor"] == int(price.replace(",", ""))
            assert (card["reduction"] is None) is (not struck)
        assert Card.objects.get(pk=piece.pk).price_from_minor == 6_000, "the control: the card itself is old"

    def test_such_a_list_asks_no_more_than_a_dozen_times(
        self, make: MakePiece, noon: datetime, django_assert_max_num_queries: object
    ) -> None:
        pieces = [make(sizes=[Size(price=10_000 + place)]) for place in range(6)]
        row = reduce([pk for piece in pieces for pk in variants(piece)], starts=noon + 60 * DAY)
        self.turned(row.starts_at)
        with time_machine.travel(row.ends_at, tick=False):
            page("/bagues/")
            with django_assert_max_num_queries(12):  # type: ignore[operator]
                page("/bagues/")

    def test_a_list_explains_once_what_is_struck_through_in_it(self, make: MakePiece, noon: datetime) -> None:
        pieces = [make(sizes=[Size(price=10_000)]) for _ in range(3)]
        row = reduce([pk for piece in pieces[:2] for pk in variants(piece)], starts=noon + 60 * DAY)
        self.turned(row.starts_at)
        with time_machine.travel(row.starts_at, tick=False):
            html = page("/bagues/")
        assert len(shown(html)) == 2
        assert html.count("Un prix barré est le plus bas des 30 jours avant la baisse") == 1

    def test_the_card_strikes_what_is_struck_beside_its_lowest_price(
        self, make: MakePiece, noon: datetime
    ) -> None:
        piece = make(sizes=[Size("52", 10_000), Size("54", 30_000)])
        row = reduce(variants(piece), starts=noon + 60 * DAY)
        self.turned(row.starts_at)
        card = Card.objects.get(pk=piece.pk)
        assert (card.price_from_minor, card.struck_minor, card.price_to_minor) == (8_000, 10_000, 24_000)

    @pytest.mark.promise("prices.sales_in_season")
    def test_the_badge_is_for_pieces_that_were_for_sale_for_a_month(
        self, make: MakePiece, noon: datetime
    ) -> None:
        """On show since 21 November for the sales of 6 January; the other came in the middle of December."""
        old, late = make(sizes=[Size(price=10_000)]), make(sizes=[Size(price=10_000)], publish=False)
        catalogue.publish(piece_id=late.pk, actor="s", at=noon + 24 * DAY)
        starts = datetime(2027, 1, 6, 8, tzinfo=noon.tzinfo)
        row = reduce([*variants(old), *variants(late)], starts=starts, sales=True, name_fr="Soldes d’hiver")
        self.turned(row.starts_at)
        with time_machine.travel(row.starts_at, tick=False):
            own = [page(address(piece)).split('class="facts"')[0] for piece in (old, late)]
        assert [">Soldes</span>" in html for html in own] == [True, False]
        assert ["Soldes d’hiver, jusqu’au" in html for html in own] == [True, False]
        assert ["Réduction, jusqu’au" in html for html in own] == [False, True]
        assert list(Card.objects.order_by("pk").values_list("sales", flat=True)) == [True, False]


def test_what_is_suggested_below_a_piece_is_explained_once(make: MakePiece, noon: datetime) -> None:
    piece, other = make(sizes=[Size(price=10_000)]), make(sizes=[Size(price=10_000)])
    row = reduce([*variants(piece), *variants(other)], starts=noon + 60 * DAY)
    turning.turn(at=row.starts_at)
    window.refresh(piece_ids=[piece.pk, other.pk], at=row.starts_at)
    cards = list(rows.by_reference([other.reference], language="fr", at=row.starts_at).values())
    for told in ({"companions": cards, "near": cards}, {"companions": cards}, {"near": cards}):
        html = render_to_string("window/parts/below.html", {"piece": piece, "piece_base": "/bijou/", **told})
        assert shown(html)
        assert html.count('<p class="prior">') == 1


class TestForPrograms:
    def test_pieces_and_their_variants(self, make: MakePiece, noon: datetime) -> None:
        piece = make(sizes=[Size(price=10_000)])
        row = reduce(variants(piece), starts=noon + 60 * DAY, name_en="Golden days")
        turning.turn(at=row.starts_at)
        with time_machine.travel(row.starts_at, tick=False):
            jobs.run()
            client = Client(headers={"accept-language": "en"})
            told = client.get(f"/api/v1/pieces/{piece.slug}").json()["variants"][0]
            (card,) = client.get("/api/v1/pieces").json()["items"]
        before = {"minor": 10_000, "currency": "EUR"}
        assert card["reduction"] == {"before": before, "percent": 20, "new": False, "sales": False}
        assert told["price"] == {"minor": 8_000, "currency": "EUR"}
        assert (
            told["reduction"] | {"before": before, "percent": 20, "name": "Golden days"} == told["reduction"]
        )
        assert told["reduction"]["ends_at"].startswith(row.ends_at.strftime("%Y-%m-%dT%H:%M"))


def test_a_house_that_looks_further_back_strikes_less(
    make: MakePiece, noon: datetime, settings: object
) -> None:
    """Thirty-five days before the cut the piece cost less: within sixty days that counts."""
    piece = make(sizes=[Size(price=9_000)])
    (variant,) = variants(piece)
    starts = noon + 90 * DAY
    pricing.set_price(variant_id=variant, amount=Money(10_000, "EUR"), actor="s", at=starts - 35 * DAY)
    row = reduce([variant], starts=starts)
    turning.turn(at=row.starts_at)
    window.refresh(piece_ids=[piece.pk], at=row.starts_at)
    assert Card.objects.get(pk=piece.pk).struck_minor == 10_000
    charter = settings.CHARTER  # type: ignore[attr-defined]
    longer = charter.prices.model_copy(update={"prior_days": 60})
    settings.CHARTER = charter.model_copy(update={"prices": longer})  # type: ignore[attr-defined]
    assert window.refresh_reduced(at=row.starts_at) == 1
    assert Card.objects.get(pk=piece.pk).struck_minor == 9_000
    with time_machine.travel(row.starts_at, tick=False):
        html = page(address(piece))
    assert shown(html) == ["90,00\u00a0€"]
    assert "est le prix le plus bas des 60 jours avant la baisse" in html
