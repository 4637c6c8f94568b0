"""Pages that have nothing to show help on: near words, shelves, somebody to ask, a search of the address."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import override
from tests.window.conftest import SILVER, a_shelf

from poincon.design.views import words_of
from poincon.window.models import Unfound

pytestmark = pytest.mark.django_db


def test_what_is_not_found_leads_on(client, make):
    rings, earrings = a_shelf(), a_shelf("boucles-d-oreilles", "earrings")
    top = a_shelf("colliers", "necklaces")
    inner = a_shelf("chaines", "chains", under=top)
    for shelf in (rings, earrings, earrings, inner):
        make(category=shelf, name_fr="Gourmette Lune")
    page = client.get("/recherche/", {"q": "montgolfiere gourmonta"})
    assert page.context["found"].total == 0
    assert page.context["near"] == ["gourmette"]
    assert 'href="/recherche/?q=gourmette"' in page.text
    assert [entry.label for entry in page.context["shelves"]] == [
        "Boucles-d-oreilles",
        "Bagues",
        "Chaines",
    ]
    assert "mailto:" in page.text
    assert "tel:" in page.text


def test_nothing_is_not_counted(client, make):
    make(metals=[SILVER])
    none = client.get("/recherche/", {"q": "xqzw"}).text
    assert not re.search(r"\b0\s+pièce", none)
    assert '<p aria-live="polite" class="unseen">Aucune pièce</p>' in none
    assert re.search(r"<p aria-live=\"polite\">1\s+pièce</p>", client.get("/bagues/").text)


def test_a_search_without_anything_near_still_helps(client, make):
    make()
    page = client.get("/recherche/", {"q": "xqzw"})
    assert page.context["near"] == []
    assert "tel:" in page.text
    assert page.context["shelves"]


def test_a_page_with_nothing_asks_a_dozen_times_at_most(client, make, django_assert_max_num_queries):
    for number in range(6):
        make(category=a_shelf(f"rayon-{number}", f"shelf-{number}"))
    client.get("/recherche/", {"q": "montgolfière"})
    with django_assert_max_num_queries(12):
        client.get("/recherche/", {"q": "montgolfière dirigeable"})


def test_choices_that_leave_nothing_can_be_taken_back_one_by_one(client, make):
    make(metals=[SILVER])
    page = client.get("/bagues/?metal=silver&fineness=750")
    page = client.get(page["Location"]) if page.status_code == 302 else page
    assert page.context["found"].total == 0
    left = [client.get(f"/bagues/{tag.url}").context["found"].total for tag in page.context["tags"]]
    assert left == [0, 1]
    assert client.get(f"/bagues/{page.context['cleared']}").context["found"].total == 1


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/bijou/bague-aurore-12/", "bague aurore"),
        ("/catalogue/Boucles_d'oreilles.html", "Boucles oreilles"),
        ("/en/piece/night-band", "night band"),
        ("/comptoir/commandes/K7M-4QX/", ""),
        ("/12/", ""),
        ("/", ""),
        ("/<script>alert(1)</script>", "script"),
        (f"/{'mot-' * 90}", "mot " * 14 + "mot"),
        ("/créoles-dorées/", "créoles dorées"),
    ],
)
def test_an_address_is_read_for_its_words(path, words):
    assert words_of(path) == words


def test_an_address_that_leads_nowhere_offers_its_words_as_a_search(client):
    page = client.get("/bijou/bague-aurore-12/")
    assert page.status_code == 404
    assert 'name="q" value="bague aurore"' in page.text
    assert 'action="/recherche/"' in page.text
    english = client.get("/en/piece/night-band/")
    assert 'value="night band"' in english.text
    assert 'action="/en/search/"' in english.text
    part = client.get("/bijou/bague-aurore-12/", headers={"HX-Request": "true"})
    assert (part.status_code, "<html" in part.text) == (404, False)


@pytest.mark.parametrize(
    ("language", "words", "page"),
    [("fr", "guide des tailles", "sizes"), ("en", "size guide", "sizes"), ("fr", "livraison", "delivery")],
)
def test_words_of_service_lead_to_the_page_and_to_no_jewel(client, make, language, words, page):
    said = {"description_fr": "Taille et livraison : un guide.", "description_en": "Its size is a guide."}
    make(**said)
    with override(language):
        there, url = reverse(f"content:{page}"), reverse("window:search")
    answer = client.get(url, {"q": words})
    assert answer.context["found"].total == 0
    assert f'<a href="{there}">' in answer.text.split("<main", 1)[1]
    assert not Unfound.objects.exists()


def test_a_piece_that_is_called_so_follows_the_page(client, make):
    piece = make(name_fr="Pendentif Livraison")
    answer = client.get("/recherche/?q=livraison&metal=gold")
    assert [card.slug for card in answer.context["found"].cards] == [piece.slug]
    main = answer.text.split("<main", 1)[1]
    assert main.index(f'<a href="{reverse("content:delivery")}">') < main.index("Pendentif Livraison")


def test_other_words_lead_to_no_page(client, make):
    make()
    assert "Notre page à ce sujet" not in client.get("/recherche/?q=anneau").text
