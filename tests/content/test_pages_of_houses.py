"""Every page of every house, read in both languages: complete, well set, without a typed figure."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
from django.utils import translation
from pytest_django import Settings

from poincon.charter.loading import load
from poincon.charter.queries import kept_promises, promise_words
from poincon.charter.schema import Charter
from poincon.checkout import words as checkout_words
from poincon.content.library import PAGES, TOPICS, page_called
from poincon.content.rendering import Document, document
from poincon.content.sources import source, statutory_notice
from poincon.design import words
from poincon.orders import words as order_words

ROOT = Path(__file__).parents[2]
HOUSES = ("bijourama", "calmea", "carme", "cestmoi", "sebastienne")
KEYS = [page.key for page in PAGES]
THIN = "\u202f"
ARTICLE = r"(?:[A-Z]\.? ?)?\d[\d-]*"
LAW = re.compile(rf"articles? {ARTICLE}(?:(?: à | to | et | and |, ){ARTICLE})*")
NOTICE = "ad860545680e011221d99710f3fc2b537ea882010b17b8d76c0efb94cf22d7c1"


@pytest.fixture(params=HOUSES)
def house(request: pytest.FixtureRequest, settings: Settings) -> Charter:
    """Each of the five houses in turn, as the one that this process serves."""
    settings.BOUTIQUE_DIR = ROOT / "boutiques" / request.param
    settings.CHARTER = load(settings.BOUTIQUE_DIR / "charter.toml")
    running: Charter = settings.CHARTER
    return running


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def read(page: str, language: str) -> Document:
    return document(page, language)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("key", KEYS)
def test_a_page_says_something_and_leaves_nothing_open(house: Charter, key: str, language: str) -> None:
    page = read(key, language)
    assert page.title
    assert len(page.text) > 250
    assert "{" not in page.text
    assert not re.search(r"\bNone\b(?! follows)", page.text)
    assert not re.search(r"(?m)^[-*]\s*$", page.text), "an empty line in a list"
    assert not re.search(r" {2,}\S", page.text), "a hole where a value says nothing"
    assert "]()" not in page.text


@pytest.mark.parametrize("key", KEYS)
def test_french_is_set_as_a_printer_would(house: Charter, key: str) -> None:
    text = re.sub(r"https://\S+|mailto:|tel:", "", read(key, "fr").text)
    assert "'" not in text
    assert not re.search(r"[^\s\u202f\u00a0|-][;?!»]", text), "no thin space before ; ? ! »"
    assert not re.search(r"[ \u00a0][;:?!»](?!-)", text)
    assert not re.search(rf"«[^{THIN}]", text)


@pytest.mark.parametrize("key", KEYS)
def test_both_languages_have_the_same_sections(house: Charter, key: str) -> None:
    french, english = read(key, "fr"), read(key, "en")
    assert len(french.sections) == len(english.sections)
    assert french.html.count("<li>") == english.html.count("<li>")
    assert french.html.count("<table") == english.html.count("<table")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("key", KEYS)
def test_no_figure_is_typed_into_a_page(key: str, language: str) -> None:
    """Figures come from the charter; numbers of articles and the statutory notice are the law's own."""
    prose = re.sub(r"{%.*?%}|{{.*?}}|(?m:^\d\. )", "", source(key, language).text)
    assert not re.search(r"\d", LAW.sub("", prose))


@pytest.mark.parametrize("key", ["terms", "guarantees"])
def test_the_statutory_notice_is_whole(house: Charter, key: str) -> None:
    """Code de la consommation, annex to article D211-2: the words are the law's, not to be touched."""
    boxed = "\n".join(line[2:] for line in statutory_notice("fr").splitlines() if line.startswith("> "))
    assert sha256(boxed.encode()).hexdigest() == NOTICE
    html = read(key, "fr").html
    assert html.count("<blockquote>") == 1
    assert html.partition("<blockquote>")[2].partition("</blockquote>")[0].count("<p>") == 17


@pytest.mark.promise("house.mediator")
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_mediator_is_named_where_the_law_wants_it(house: Charter, language: str) -> None:
    for key in ("terms", "legal_notice", "contact"):
        text = read(key, language).text
        assert house.house.mediator.name in text
        assert house.house.mediator.site in text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_legal_notice_names_who_sells_and_who_hosts(house: Charter, language: str) -> None:
    text = read("legal_notice", language).text
    who = house.house
    wanted = [who.legal_name, who.siren, who.vat_number, who.director, who.address.line1, who.email]
    for value in [*wanted, who.host.name, who.host.address]:
        assert value in text
    for number in (who.phone, who.host.phone):
        assert digits(number)[2:] in digits(text)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_commitments_are_the_promises_that_code_keeps(house: Charter, language: str) -> None:
    text = read("commitments", language).text
    kept = [declared for declared in kept_promises() if not declared.id.startswith("carriers.")]
    for declared in kept:
        assert words.typographic(promise_words(declared.id, language), language) in text
    assert read("commitments", language).html.count("<li>") >= len(kept)


def test_every_topic_of_the_charter_has_its_page() -> None:
    assert {declared.promise.page for declared in kept_promises()} <= set(TOPICS)
    for key in TOPICS.values():
        page_called(key)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_fare_and_country_is_on_the_delivery_page_and_in_the_terms(
    house: Charter, language: str
) -> None:
    for key in ("delivery", "terms"):
        page = read(key, language)
        assert page.html.count("<tr>") == len(house.delivery.rates) + len(house.zones)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("key", ["ordering", "questions"])
def test_the_labels_explained_are_those_of_the_orders(house: Charter, key: str, language: str) -> None:
    text = read(key, language).text
    with translation.override(language):
        labels = [str(label) for label in order_words.LABELS.values()]
        button = str(checkout_words.BUTTON)
    explained = [label for label in re.findall(r"(?m)^- \*\*(.+?)\*\*", text) if label in labels]
    assert explained[: len(labels)] == labels
    assert button in read("ordering", language).text
    assert button in read("terms", language).text


@pytest.mark.parametrize("key", KEYS)
def test_links_lead_to_pages_in_the_same_language(house: Charter, key: str, settings: Settings) -> None:
    for language in ("fr", "en"):
        prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
        for link in re.findall(r'href="(/[^"]*)"', read(key, language).html):
            assert link.startswith(f"{prefix}/")
