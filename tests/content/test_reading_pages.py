"""The pages over HTTP: in both languages, from the foot of every page, with their old versions."""

import re
from datetime import datetime

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import Settings

from poincon.cart import visits
from poincon.content import actions, queries
from poincon.content.library import PAGES
from poincon.orders import access

pytestmark = pytest.mark.django_db


def address(name: str, language: str, *arguments: str) -> str:
    with translation.override(language):
        return reverse(f"content:{name}", args=arguments)


@pytest.mark.parametrize("name", ["content:sizes", "content:help", "cart:view"])
def test_a_page_names_its_one_address_to_search_engines(client: Client, name: str) -> None:
    path = reverse(name)
    html = client.get(path, {"utm_source": "x"}).text
    assert f'<link rel="canonical" href="{django_settings.BASE_URL}{path}">' in html


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("key", [page.key for page in PAGES])
def test_a_page_opens_with_its_day_of_change(client: Client, key: str, language: str) -> None:
    answer = client.get(address(key, language))
    page = queries.current(key, language)
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert page.html in answer.text
    assert answer.text.count("<h1") == 1
    assert {"fr": "Dernière mise à jour", "en": "Last updated on"}[language] in answer.text


def test_addresses_are_words_of_their_language() -> None:
    assert address("terms", "fr").endswith("/conditions-de-vente/")
    assert address("terms", "en").endswith("/terms/")
    assert address("delivery", "fr").endswith("/livraison/")


@pytest.mark.promise("house.contact_everywhere")
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_is_at_the_foot_of_every_page(client: Client, language: str) -> None:
    foot = client.get(address("cookies", language)).text.partition("<footer")[2]
    for page in PAGES:
        assert f'href="{address(page.key, language)}"' in foot


def test_the_help_page_leads_to_all(client: Client) -> None:
    text = client.get(address("help", "fr")).text
    for page in PAGES:
        assert address(page.key, "fr") in text


def test_a_kept_version_stays_readable(client: Client, noon: datetime, settings: Settings) -> None:
    kept = actions.keep_version(page="terms", language="fr", at=noon)
    now = client.get(kept.get_absolute_url())
    assert kept.html in now.text
    assert "en vigueur aujourd’hui" in now.text

    withdrawal = settings.CHARTER.withdrawal.model_copy(update={"window_days": 29})
    settings.CHARTER = settings.CHARTER.model_copy(update={"withdrawal": withdrawal})
    later = client.get(kept.get_absolute_url())
    assert kept.html in later.text
    assert "a été remplacée" in later.text


@pytest.mark.parametrize(
    ("page", "language", "version"),
    [("terms", "fr", "2026-11-02-00000000"), ("nothing", "fr", "x"), ("terms", "de", "x")],
)
def test_a_version_never_kept_is_not_found(client: Client, page: str, language: str, version: str) -> None:
    assert client.get(address("version", "fr", page, language, version)).status_code == 404


def test_the_cookies_told_are_those_set() -> None:
    rows = re.findall(r"(?m)^\| (\w+) \|", queries.current("cookies", "en").text)
    named = {
        visits.COOKIE,
        access.COOKIE,
        "messages",
        django_settings.SESSION_COOKIE_NAME.removeprefix("__Host-"),
    }
    assert set(rows) - {"Name"} == named
    assert django_settings.SESSION_COOKIE_AGE == 14 * 24 * 3600, "the page says two weeks"
    assert access.KEPT_SECONDS == 60 * 24 * 3600, "the page says sixty days"


def test_the_first_visit_sets_no_cookie(client: Client) -> None:
    assert not client.get(address("cookies", "fr")).cookies


def test_the_page_of_a_topic_is_found_by_its_name() -> None:
    with translation.override("en"):
        assert queries.address("returns") == address("returns", "en")
