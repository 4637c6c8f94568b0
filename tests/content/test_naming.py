"""Words that are a page's name, or a part of it, mean that page."""

import pytest

from poincon.content.queries import named


@pytest.mark.parametrize(
    ("words", "language", "key"),
    [
        ("guide des tailles", "fr", "sizes"),
        ("Taille", "fr", "sizes"),
        ("size guide", "en", "sizes"),
        ("size guide", "fr", "sizes"),
        ("guide des tailles", "en", "sizes"),
        ("retour", "fr", "returns"),
        ("Retours", "fr", "returns"),
        ("conditions de retour", "fr", "returns"),
        ("returns", "en", "returns"),
        ("return policy", "en", "returns"),
        ("livraison", "fr", "delivery"),
        ("frais de livraison", "fr", "delivery"),
        ("delivery", "en", "delivery"),
        ("horaires d’ouverture", "fr", "contact"),
        ("contact", "fr", "contact"),
        ("opening hours", "en", "contact"),
        ("garantie", "fr", "guarantees"),
        ("warranty", "en", "guarantees"),
        ("paiement", "fr", "payment"),
        ("paiement en plusieurs fois", "fr", "payment"),
        ("mentions légales", "fr", "legal_notice"),
        ("comment payer ?", "fr", "payment"),
    ],
)
def test_a_page_is_meant_by_its_name(words, language, key):
    found = named(words, language)
    assert found is not None
    assert (found.page.key, found.alone) == (key, True)


@pytest.mark.parametrize(
    ("words", "language", "key"),
    [
        ("guide des tailles bague", "fr", "sizes"),
        ("ring size chart", "en", "sizes"),
        ("entretien bijoux", "fr", "guarantees"),
    ],
)
def test_goods_beside_it_are_looked_for_too(words, language, key):
    found = named(words, language)
    assert found is not None
    assert (found.page.key, found.alone) == (key, False)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("bague", "fr"),
        ("carte", "fr"),
        ("prix", "en"),
        ("alliance taille princesse", "fr"),
        ("engagement ring", "en"),
        ("engagement", "en"),
        ("", "fr"),
        ("saphir garanti or", "fr"),
    ],
)
def test_other_words_are_no_page(words, language):
    assert named(words, language) is None
