"""The owner's pages for words: read, tried, kept, compared, proposed; and nothing kept of what cannot be."""

import re
from datetime import datetime

import pytest
import time_machine
from django.test import Client
from tests.accounts.people import a_member, signed_in
from tests.chancery.texts import MORE, RETURNS, drafted_words, words_of_returns

from poincon.chancery.models import Edition
from poincon.content import queries as content
from poincon.notifications import queries as mails

pytestmark = pytest.mark.django_db
PAGE, MAIL = "/comptoir/charte/pages/fr/returns/", "/comptoir/charte/mails/fr/orders.paid/"
DRAFT = "/comptoir/charte/brouillon/"
NOON = datetime.fromisoformat("2026-11-21T12:00:00+00:00")
BLOCKS = {
    "subject": "Réglée : {reference}",
    "title": "Merci",
    "opening": "Bonjour {first_name}.",
    "note": "",
    "closing": "",
}


@pytest.fixture
def anna() -> Client:
    return signed_in(a_member("owner", email="anna@house.example"))


@pytest.fixture
def bruno() -> Client:
    return signed_in(a_member("owner", email="bruno@house.example"))


def seen(client: Client, address: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', client.get(address).text)
    assert found
    return found[1]


def post(client: Client, address: str, do: str, **fields: str):  # type: ignore[no-untyped-def]
    return client.post(address, {"do": do, "seen": seen(client, address)} | fields)


def frame(page: str) -> str:
    found = re.search(r'<iframe class="look"[^>]* src="([^"]+)"', page)
    assert found
    return found[1]


@pytest.mark.parametrize(("desk", "opened"), [("comptoir/charte", "fr"), ("en/desk/charter", "en")])
@pytest.mark.parametrize("kind", ["pages", "mails"])
def test_every_text_is_listed_in_both_languages_and_opens(
    anna: Client, desk: str, opened: str, kind: str
) -> None:
    page = anna.get(f"/{desk}/{kind}/").text
    addresses = re.findall(rf'href="(/{desk}/{kind}/[^"]+)"', page)
    assert len(addresses) == 2 * len({"pages": [*content.PAGES], "mails": [*mails.mail_kinds]}[kind])
    in_language = [address for address in addresses if opened in address.split("/")]
    assert len(in_language) in (len(addresses) // 2, len(addresses))
    for address in in_language:
        assert anna.get(address).status_code == 200


def test_the_words_that_come_with_the_house_are_in_the_form_with_the_tags_to_print(anna: Client) -> None:
    page = anna.get(PAGE).text
    assert "# Retours et remboursements" in page
    assert 'data-copies="{% promise &quot;withdrawal.window_days&quot; %}"' in page
    assert "14\u00a0jours" in page
    mail = anna.get(MAIL).text
    assert "Votre commande {reference} est réglée" in mail
    assert 'data-copies="{first_name}"' in mail


def test_a_page_is_tried_and_seen_as_customers_will_read_it_and_nothing_is_kept(anna: Client) -> None:
    shown = post(anna, PAGE, "preview", text=words_of_returns())
    assert shown.status_code == 200
    assert f'<ins><span class="unseen">[ajouté\u202f: </span>{MORE}' in shown.text
    look = anna.get(frame(shown.text))
    assert MORE in look.text
    assert "<header" in look.text
    assert look["X-Frame-Options"] == "SAMEORIGIN"
    assert "script-src 'none'" in look["Content-Security-Policy"]
    assert MORE not in anna.get("/aide/retours/").text
    assert not Edition.objects.exists()
    assert MORE not in anna.get(PAGE).text


def test_what_one_owner_tries_no_other_sees(anna: Client, bruno: Client) -> None:
    shown = post(anna, PAGE, "preview", text=words_of_returns())
    assert MORE not in bruno.get(frame(shown.text)).text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('# R\n\n{% promise "cart.kept_dayz" %}', "Ligne 3 : aucune promesse ne s’appelle cart.kept_dayz"),
        ("# R\n\nSous 14 jours.", "Ligne 3 : « 14 jours » est écrit à la main : la charte le dit par"),
        ("# R\n\n<script>alert(1)</script>", "Ligne 3 : contient du HTML"),
        ("R", "Ligne 1 : une page commence par son titre"),
    ],
)
@pytest.mark.parametrize("do", ["preview", "keep"])
def test_what_cannot_be_printed_is_told_by_line_and_stays_in_the_form(
    anna: Client, do: str, text: str, told: str
) -> None:
    page = post(anna, PAGE, do, text=text)
    assert page.status_code == 422
    assert told in re.sub("[\u202f\u00a0]", " ", page.text)
    assert "<iframe" not in page.text
    assert text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")[-8:] in page.text
    assert not Edition.objects.exists()


def test_letters_that_nobody_sees_do_not_come_in(anna: Client) -> None:
    post(anna, PAGE, "keep", text="# R\n\nMer\u200bci\u202e à\u00a0tous.")
    assert Edition.objects.get().words[RETURNS] == "# R\n\nMerci à\u00a0tous.\n"
    refused = anna.post(PAGE, {"do": "keep", "text": "# R\n\nMer\0ci"})
    assert refused.status_code == 400
    assert "Mer" not in Edition.objects.get().words[RETURNS].replace("Merci", "")


@pytest.mark.parametrize("do", ["preview", "keep"])
def test_a_million_letters_are_refused_and_stay_in_the_form(anna: Client, do: str) -> None:
    page = post(anna, PAGE, do, text="# R\n\n" + "motz " * 200_000)
    assert page.status_code == 422
    assert page.text.count("motz") == 200_000
    assert not Edition.objects.exists()


def test_a_page_is_kept_compared_proposed_and_approved(anna: Client, bruno: Client) -> None:
    with time_machine.travel(NOON, tick=False):
        assert post(anna, PAGE, "keep", text=words_of_returns()).status_code == 302
        assert "dans votre brouillon" in anna.get("/comptoir/charte/pages/").text
        draft = anna.get(DRAFT).text
        assert f"</span>{MORE}<" in draft
        made = anna.post(f"{DRAFT}proposition/", {"why": "Noël.", "day": "", "hour": ""}).headers["Location"]
        assert MORE in bruno.get(made).text
        bruno.post(f"{made}approbation/")
        assert MORE in anna.get("/aide/retours/").text
        assert "mots de la maison" in anna.get("/comptoir/charte/pages/").text


def test_a_mail_is_tried_and_kept_block_by_block(anna: Client) -> None:
    shown = post(anna, MAIL, "preview", **BLOCKS)
    assert "Réglée\u202f: K7M-4QX" in shown.text
    look = anna.get(frame(shown.text))
    assert "Bonjour Claire." in look.text
    assert "sandbox" in look["Content-Security-Policy"]
    post(anna, MAIL, "keep", **BLOCKS)
    assert set(Edition.objects.get().words) == {
        f"mails/fr/orders.paid/{block}" for block in ("subject", "title", "opening")
    }


def test_a_wrong_block_is_told_beside_its_field(anna: Client) -> None:
    page = post(anna, MAIL, "keep", **(BLOCKS | {"opening": "Bonjour {prenom}.", "subject": ""}))
    assert page.status_code == 422
    assert 'id="id_subject_error"' in page.text
    page = post(anna, MAIL, "keep", **(BLOCKS | {"opening": "Bonjour {prenom}."}))
    assert 'id="id_opening_error"' in page.text
    assert "rien ne s’appelle {prenom} dans cet e-mail" in page.text
    assert "Bonjour {prenom}." in page.text
    assert not Edition.objects.exists()


def test_words_go_back_to_those_of_the_shop(anna: Client) -> None:
    post(anna, PAGE, "keep", text=words_of_returns())
    post(anna, MAIL, "keep", **BLOCKS)
    assert post(anna, PAGE, "ours").status_code == 302
    assert RETURNS not in Edition.objects.get().words
    assert len(Edition.objects.get().words) == 3


def test_pages_and_mails_concerned_are_named_as_people_know_them(anna: Client, noon: datetime) -> None:
    post(anna, MAIL, "keep", **(BLOCKS | {"closing": '{% promise "cart.kept_days" %}'}))
    anna.post("/comptoir/charte/valeurs/cart/", {"kept_days": "11"})
    draft = anna.get(DRAFT).text
    concerned = draft.partition("Pages et e-mails concernés")[2].partition("</section>")[0]
    assert "Commander, Confidentialité, Cookies" in concerned
    assert "Commande réglée" in concerned
    assert "src/" not in concerned


def test_what_another_window_has_changed_is_not_written_over(anna: Client) -> None:
    old = seen(anna, PAGE)
    post(anna, PAGE, "keep", text=words_of_returns())
    page = anna.post(PAGE, {"do": "keep", "seen": old, "text": words_of_returns("Autre chose.")})
    assert page.status_code == 422
    assert "Autre chose." in page.text
    assert MORE in Edition.objects.get().words[RETURNS]


def test_a_page_that_is_looked_at_runs_nothing(anna: Client) -> None:
    assert "<script" in anna.get("/retours/").text
    looked_at = anna.get(f"{PAGE}apercu/").text
    assert "<script" not in looked_at
    assert "</footer>" in looked_at


@pytest.mark.parametrize(
    "address",
    ["pages/de/returns/", "pages/fr/nothing/", "mails/fr/orders.nothing/", "mails/xx/orders.paid/"],
)
def test_what_does_not_exist_is_not_found(anna: Client, address: str) -> None:
    for end in ("", "apercu/"):
        assert anna.get(f"/comptoir/charte/{address}{end}").status_code == 404
    assert anna.post(f"/comptoir/charte/{address}", {"do": "keep", "text": "# R"}).status_code == 404


def test_a_link_between_pages_is_told_in_words_when_it_is_proposed(anna: Client) -> None:
    post(anna, PAGE, "keep", text='# R\n\n[ici]({% url "content:ordering" %}#nulle-part)')
    told = anna.post(f"{DRAFT}proposition/", {"why": "Noël."}, follow=True).text
    for page in (told, anna.get(DRAFT).text):
        assert "aucun titre n’a l’ancre" in page
        assert "Retours et remboursements (français), ligne 3" in page
    assert "/proposition/" not in page
    assert Edition.objects.get().state == "draft"


def test_two_owners_who_change_one_page_are_told(anna: Client, bruno: Client, noon: datetime) -> None:
    post(anna, PAGE, "keep", text=words_of_returns("Anna."))
    post(bruno, PAGE, "keep", text=words_of_returns("Bruno."))
    theirs = bruno.post(f"{DRAFT}proposition/", {"why": "."}).headers["Location"]
    anna.post(f"{theirs}approbation/")
    told = anna.get(DRAFT).text
    assert "ce que disaient les leurs est montré comme retiré" in told
    assert "<li>Retours et remboursements (français)</li>" in told
    page = anna.post(f"{DRAFT}mise-a-jour/", follow=True).text
    assert re.search(r"<del>.{0,60}Bruno", page)
    assert re.search(r"<ins>.{0,60}Anna", page)


def test_the_pages_ask_few_questions(anna: Client, noon: datetime, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    drafted_words({RETURNS: words_of_returns()}, at=noon, author="staff:99")
    for address in (PAGE, MAIL, "/comptoir/charte/pages/", "/comptoir/charte/mails/"):
        anna.get(address)
        with django_assert_max_num_queries(15):
            anna.get(address)
