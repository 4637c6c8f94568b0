"""Help finds the answer that somebody means, in their own words, and shows them their own order."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from poincon.content import actions, queries, reading
from poincon.content.queries import Patience

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _put_out(noon: datetime) -> None:
    actions.publish(at=noon)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_question_finds_its_own_answer_first(language: str) -> None:
    page = queries.current("questions", language)
    asked = [part for part in reading.parts(page.title, page.html) if part.above]
    assert len(asked) == 30
    for part in asked:
        found = queries.found(part.heading, language)
        assert found is not None, part.heading
        assert part.anchor in [one.anchor for one in found.answers[:2]], part.heading


@pytest.mark.parametrize(
    ("asked", "language", "anchor"),
    [
        ("annuler", "fr", "comment-annuler-ma-commande"),
        ("je veux annuler ma commande", "fr", "comment-annuler-ma-commande"),
        ("remboursement carte differe", "fr", "ou-en-est-mon-remboursement"),
        ("code promo", "fr", "mon-code-promotionnel-ne-marche-pas"),
        ("contrefacon", "fr", "comment-etre-sur-que-la-piece-est-authentique"),
        ("parrainage", "fr", "comment-fonctionne-le-parrainage"),
        ("refund", "en", "where-is-my-refund"),
        ("voisin", "fr", "mon-colis-est-annonce-livre-mais-je-nai-rien-recu"),
    ],
)
def test_few_words_find_the_answer(asked: str, language: str, anchor: str) -> None:
    found = queries.found(asked, language)
    assert found is not None
    assert anchor in [one.anchor for one in found.answers[:3]]


@pytest.mark.parametrize(
    ("asked", "said"),
    [("remboursment", "remboursement"), ("livraisson", "livraison"), ("parainage", "parrainage")],
)
def test_slips_of_the_finger_are_forgiven_and_told(client: Client, asked: str, said: str) -> None:
    found = queries.found(asked, "fr")
    assert found is not None
    assert (found.patience, found.said) == (Patience.MENDED, said)
    assert f"<strong>{said}</strong>" in client.get(reverse("content:help"), {"ask": asked}).text


@pytest.mark.parametrize("asked", ["zzzqqq", "?!", "le la les"])
def test_what_nobody_answers_leads_to_a_person(client: Client, asked: str) -> None:
    text = client.get(reverse("content:help"), {"ask": asked}).text
    assert "Aucune réponse trouvée" in text
    assert reverse("content:contact") in text


def test_the_passage_shows_the_words_that_were_sought(client: Client) -> None:
    text = client.get(reverse("content:help"), {"ask": "remboursements"}).text
    assert "<mark>remboursement</mark>" in text or "<mark>remboursé</mark>" in text


def test_what_is_asked_is_shown_as_words(client: Client) -> None:
    text = client.get(reverse("content:help"), {"ask": "<script>alert(1)</script>"}).text
    assert "<script>alert" not in text


def test_an_answer_about_an_order_asks_for_its_reference(client: Client) -> None:
    text = client.get(reverse("content:help"), {"ask": "où est mon colis"}).text
    assert 'name="reference"' in text


def test_an_answer_about_no_order_asks_for_none(client: Client) -> None:
    assert 'name="reference"' not in client.get(reverse("content:help"), {"ask": "contrefaçon"}).text


def test_an_ordinary_search_costs_one_query(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    queries.found("annuler", "fr")
    with django_assert_max_num_queries(1):
        queries.found("annuler", "fr")
