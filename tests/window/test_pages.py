"""The pages as a visitor without cookies gets them."""

import json
import re
from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from tests.catalogue.documents import GOOD
from tests.window.conftest import DIAMOND, ROSE, SILVER, Size, a_brand, a_shelf

from poincon.catalogue import actions as catalogue
from poincon.catalogue.models import Piece, Supplier, Variant
from poincon.catalogue.rules import StoneFacts
from poincon.charter import queries as charters
from poincon.foundation import clock
from poincon.kernel.money import Money
from poincon.pricing import actions as pricing
from poincon.window.models import Card
from poincon.window.queries.listing import PER_PAGE

pytestmark = pytest.mark.django_db


def address(name: str, *arguments: object, language: str = "fr") -> str:
    with override(language):
        return reverse(f"window:{name}", args=arguments)


def text_of(html: str) -> str:
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.fixture
def get(client: Client):
    """Return a function that opens a page and gives its HTML, checking that nobody is being followed."""

    def opened(url: str, status: int = 200) -> str:
        answer = client.get(url)
        assert answer.status_code == status, url
        assert not answer.cookies
        assert "csrfmiddlewaretoken" not in answer.text
        assert not Session.objects.exists()
        return answer.text

    return opened


def every_address(piece: Piece) -> list[str]:
    return [
        reverse("entrance:home"),
        address("everything"),
        address("search") + "?q=anneau",
        address("search") + "?q=aneau",
        address("brand", piece.brand.slug),
        address("shelf", piece.category.slug_fr) + "?size=54&metal=gold&metal=silver&sort=cheapest",
        address("piece", piece.slug),
        address("piece", piece.slug, language="en"),
    ]


@pytest.mark.parametrize("pieces", [1, 3, PER_PAGE + 1])
def test_no_page_asks_more_than_a_dozen_times(make, client, pieces, django_assert_max_num_queries):
    for _ in range(pieces):
        piece = make(stones=[DIAMOND], sizes=[Size("52"), Size("54"), Size("56")])
    for url in every_address(piece):
        with django_assert_max_num_queries(12):
            assert client.get(url).status_code == 200, url


@pytest.mark.parametrize("pieces", [1, 6])
def test_a_listing_and_a_piece_ask_a_fixed_number_of_times(make, client, pieces, django_assert_num_queries):
    shelves = [a_shelf(), *(a_shelf(f"rayon-{n}", f"shelf-{n}", under=a_shelf()) for n in range(pieces))]
    made = [make(category=shelf, sizes=[Size("52"), Size("54")]) for shelf in shelves for _ in range(5)]
    with django_assert_num_queries(3):  # categories, facets, cards
        client.get(address("shelf", "bagues") + "?size=54&metal=gold")
    with django_assert_num_queries(6):  # sheet, prices, stock, similar pieces, companions, menu
        client.get(address("piece", made[0].slug))


@pytest.mark.promise("window.categories")
def test_the_menu_has_the_shelves_with_their_types(make, get):
    rings = a_shelf()
    a_shelf("vides", "empty")
    make(category=a_shelf("solitaires", "solitaires", under=rings))
    html = get(address("search"))
    assert re.search(
        r'href="/bagues/"[^>]*>Bagues</a>.*?<ul class="types">.*?<li><a href="/solitaires/"', html
    )
    assert "Vides" not in html
    assert 'href="/en/rings/"' in get(address("search", language="en"))


def test_a_shelf_answers_in_each_language_under_its_own_word(make, client):
    make()
    assert "<h1>Bagues</h1>" in client.get("/bagues/").text
    assert "<h1>Rings</h1>" in client.get("/en/rings/").text
    moved = client.get("/en/bagues/")
    assert (moved.status_code, moved["Location"]) == (301, "/en/rings/")
    assert client.get("/nulle-part/").status_code == 404
    html = client.get("/bagues/").text
    assert 'rel="canonical" href="http://127.0.0.1:8000/bagues/"' in html
    assert re.search(r'hreflang="en" href="http://[^/]+/en/rings/"', html)


def test_filtered_lists_are_shareable_but_not_for_search_engines(make, get):
    make()
    make(metals=[SILVER])
    plain, narrowed = get("/bagues/"), get("/bagues/?metal=silver")
    assert "noindex" not in plain
    assert "noindex" in narrowed
    assert "Anneau 2" in narrowed
    assert "Anneau 1<" not in narrowed
    assert re.search(r'name="metal" value="silver" id="metal-silver" checked', narrowed)
    assert 'href="/bagues/?"' in narrowed  # taking the choice back


def test_htmx_gets_the_results_alone(make, client):
    make()
    answer = client.get("/bagues/?metal=gold", headers={"hx-request": "true"})
    assert answer.text.lstrip().startswith('<section class="results"')
    assert 'id="picks-metal" hx-swap-oob="true"' in answer.text
    assert "HX-Request" in answer["Vary"]


@pytest.mark.promise("window.details")
def test_a_piece_tells_what_it_is(make, get):
    piece = make(metals=[ROSE], stones=[DIAMOND])
    said = text_of(get(address("piece", piece.slug)))
    for words in (
        "Or rose 750\u202f‰, diamant synthétique 0,70\u00a0ct",
        "Or rose 750\u202f‰",
        "2,84\u00a0g",
        piece.reference,
        "Maison Aurore SARL",
        "3 rue de l’Exemple, 75001 Paris",
        "atelier@aurore.example",
        "Un jonc poli à la main.",
        "TTC",
    ):
        assert words in said, words


@pytest.mark.promise("window.authentic")
def test_where_it_was_bought_is_told(make, get):
    supplier = Supplier.objects.create(name="Atelier", country="PT", direct=True)
    known = text_of(get(address("piece", make(supplier=supplier).slug)))
    assert "Achetée directement à sa marque ou à son atelier (Portugal)" in known
    assert "Chaque pièce est authentique" in known
    before = make(reference="bon")
    Piece.objects.filter(pk=before.pk).update(supplier=None)  # on show since before it was promised
    unknown = text_of(get(address("piece", before.slug)))
    assert ("Achetée directement à sa" in unknown, "Chaque pièce est authentique" in unknown) == (
        False,
        False,
    )
    assert "Référence bon" in unknown


@pytest.mark.promise("window.details")
def test_a_certified_stone_leads_to_its_laboratory_and_its_document(make, get, noon, settings, tmp_path):
    settings.PAPERS_ROOT = tmp_path
    piece = make(stones=[StoneFacts("diamond", "natural", lab="gia", certificate="2141438171")])
    catalogue.add_certificate(
        piece_id=piece.pk, lab="gia", number="2141438171", content=GOOD, actor="test", at=noon
    )
    html = get(address("piece", piece.slug))
    assert 'href="https://www.gia.edu/report-check?reportno=2141438171" rel="noreferrer external"' in html
    assert re.search(r'href="/certificates/[0-9a-f]{64}\.pdf" download', html)
    assert "GIA 2141438171" in text_of(html)


@pytest.mark.promise("window.details")
def test_its_marks_are_told_and_more_is_one_step_away(make, get):
    html = get(address("piece", make().slug))
    assert "dispensé de poinçon de garantie" in text_of(html)
    assert html.index('href="#details"') < html.index("Ajouter au panier") < html.index('id="details"')


@pytest.mark.promise("window.brand_story")
def test_the_maker_tells_its_story_further_down(make, get):
    html = get(address("piece", make().slug))
    assert "Une maison de trois établis." in html
    assert html.index("Ajouter au panier") < html.index("Une maison de trois établis.")


@pytest.mark.promise("window.size_guide")
def test_the_size_guide_stands_above_the_button_and_a_maker_may_replace_it(make, get):
    html = get(address("piece", make(sizes=[Size("52"), Size("54")]).slug))
    assert html.index("Guide des tailles") < html.index("Ajouter au panier")
    assert reverse("content:sizes") in html
    brand = a_brand("Atelier Brume")
    brand.sizes_fr = "Nos bagues taillent grand : prenez une taille de moins."
    brand.save()
    own = get(address("piece", make(brand=brand).slug))
    assert "prenez une taille de moins" in own
    assert "bandelette" not in own
    assert "54" in text_of(get(reverse("content:sizes")))


def test_price_and_stock_are_those_of_this_minute(make, get, noon):
    """The card may lag behind by a job; the page of the piece never does."""
    piece = make(sizes=[Size("54", 129_000)])
    variant = Variant.objects.get(piece=piece)
    pricing.set_price(variant_id=variant.pk, amount=Money(99_900, "EUR"), actor="test", at=noon)
    assert Card.objects.get().price_from_minor == 129_000
    said = text_of(get(address("piece", piece.slug)))
    assert "999,00\u00a0€" in said
    assert "1\u202f290,00" not in said


@pytest.mark.promise("stock.in_stock_is_in_stock")
def test_a_piece_in_stock_can_be_put_into_the_cart(make, get):
    piece = make(sizes=[Size("52"), Size("54", stock=0)])
    html = get(address("piece", piece.slug))
    first, second = Variant.objects.filter(piece=piece).order_by("position")
    assert "En stock" in html
    assert "Chez vous" in html
    assert re.search(rf'name="variant" value="{first.pk}" required><span[^>]*>52', html)
    assert re.search(r'<a href="\?size=54#alert" rel="nofollow"><span[^>]*>54', html)
    assert f'name="variant" value="{second.pk}" required' not in html
    with override("fr"):
        assert f'action="{reverse("cart:add")}"' in html


def test_before_a_size_is_chosen_the_days_are_told_once_for_the_soonest(make, get):
    later = Size("52", stock=0, restock_on=date(2026, 12, 20))
    html = get(address("piece", make(sizes=[later, Size("54")]).slug))
    common = html.split('<div class="of none">')[1].split('<div class="of t')[0]
    assert common.count("Chez vous") == 1
    assert common.index("54") < common.index("Chez vous") < common.index("52\u202f: ")


@pytest.mark.promise("stock.sold_out_is_closed")
def test_a_piece_sold_out_says_so_and_offers_no_dead_button(make, get):
    html = get(address("piece", make(sizes=[Size(stock=0)]).slug))
    assert "Épuisé" in html
    assert "Ajouter au panier" not in html
    assert "mailto:" in html


@pytest.mark.promise("stock.sells_ahead")
def test_a_piece_being_restocked_says_when_it_leaves(make, get):
    today = clock.local_day(clock.now())
    day = charters.house_days(charters.charter()).next_working(today + timedelta(days=12))
    html = get(address("piece", make(sizes=[Size(stock=0, restock_on=day)]).slug))
    assert "En réapprovisionnement" in html
    assert f"{(day - today).days}\u00a0jours" in html
    assert "Ajouter au panier" in html


@pytest.mark.promise("window.withdrawn_disappear")
def test_a_withdrawn_piece_is_gone_and_others_are_shown(make, get, noon):
    gone, near = make(), make()
    catalogue.withdraw(piece_id=gone.pk, actor="test", at=noon)
    html = get(address("piece", gone.slug), status=410)
    assert '"availability": "https://schema.org/Discontinued"' in html
    assert '"priceCurrency"' not in html
    assert near.name_fr in html
    assert "Ajouter au panier" not in html
    assert "noindex" in html


def test_drafts_are_nowhere(make, get):
    draft = make(publish=False)
    make()
    get(address("piece", draft.slug), status=404)
    assert draft.name_fr + "<" not in get(address("everything"))


def test_search_engines_read_what_people_read(make, get):
    piece = make(
        metals=[ROSE],
        sizes=[Size("52", 50_000), Size("54", 60_000, stock=0)],
        description_fr="Un </script><script>alert(1)</script> & plus.",
    )
    html = get(address("piece", piece.slug))
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    read = json.loads(data)
    assert read["sku"] == piece.reference
    assert "alert(1)" in read["description"]
    assert [(one["price"], one["availability"].rpartition("/")[2]) for one in read["offers"]] == [
        ("500.00", "InStock"),
        ("600.00", "OutOfStock"),
    ]
    assert "<script>alert" not in html


@pytest.mark.parametrize(
    "query",
    [
        "?page=abc",
        "?page=-3",
        "?page=999999999999",
        "?metal=%00&size=%27",
        "?sort=evil",
        "?" + "metal=a&" * 300,
        "?q=",
    ],
)
def test_strange_addresses_get_a_plain_list(make, client, query):
    make()
    assert client.get("/bagues/" + query, follow=True).status_code in {200, 400}
    assert client.get(address("search") + query, follow=True).status_code in {200, 400}


@pytest.mark.parametrize(
    "words", ["%F0%9F%92%8D", "a" * 3_000, "%27%29%3B--", "%5C", "%C2%BC", "%3Cscript%3E"]
)
def test_strange_searches_are_answered(make, get, words):
    make()
    html = get(address("search") + f"?q={words}")
    assert "<script>" not in text_of(html)


def test_only_looking_is_allowed(make, client):
    piece = make()
    for url in every_address(piece):
        assert client.post(url, headers={"sec-fetch-site": "same-origin"}).status_code == 405


def test_a_search_that_finds_nothing_helps(make, get):
    piece = make()
    html = get(address("search") + "?q=montgolfière")
    assert "Nous n’avons rien trouvé" in html
    assert "tel:" in html
    assert piece.name_fr in html


def test_the_map_lists_every_page_in_both_languages(make, client, noon):
    shown, gone = make(), make()
    catalogue.withdraw(piece_id=gone.pk, actor="test", at=noon)
    Card.objects.filter(pk=gone.pk).delete()
    robots = client.get("/robots.txt").text
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in robots
    index = client.get("/sitemap.xml").text
    maps = re.findall(r"<loc>http://127.0.0.1:8000(/[^<]+)</loc>", index)
    assert maps == ["/sitemap-0.xml", "/sitemap-1.xml"]
    listed = "".join(b"".join(client.get(path).streaming_content).decode() for path in maps)
    for path in ("/", "/en/", "/bagues/", "/en/rings/", f"/bijou/{shown.slug}/", f"/en/piece/{shown.slug}/"):
        assert f"<loc>http://127.0.0.1:8000{path}</loc>" in listed
    assert gone.slug not in listed
    assert client.get("/sitemap-9.xml").status_code == 404


def test_the_first_page_shows_the_house_its_shelves_and_what_is_new(make, get):
    make(category=a_shelf("solitaires", "solitaires", under=a_shelf()))
    newest = make()
    html = get("/")
    assert "Le bijou qu’il vous faut" in html
    assert html.index(newest.name_fr) < html.index("Nouveautés")
    assert 'class="tiles"' in html
    assert "Livraison offerte" in html


def test_an_empty_shop_opens_all_the_same(get):
    assert "Bijourama" in get("/")
    assert "Rien n’est exposé" in get(address("everything"))


def test_a_day_of_dispatch_is_said_in_the_list(make, get):
    day = clock.local_day(clock.now()) + timedelta(days=12)
    make(sizes=[Size(stock=0, restock_on=day)])
    assert "En réapprovisionnement" in get("/bagues/")
