"""The owner's pages, from the first value changed to the day it holds."""

import re
from datetime import datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.accounts.people import a_member, signed_in

from poincon.chancery import queries
from poincon.chancery.models import Edition
from poincon.charter import queries as charters

pytestmark = pytest.mark.django_db
CHARTER, DRAFT = "/comptoir/charte/", "/comptoir/charte/brouillon/"
NOON = datetime.fromisoformat("2026-11-21T12:00:00+00:00")


@pytest.fixture
def anna() -> Client:
    return signed_in(a_member("owner", email="anna@house.example"))


@pytest.fixture
def bruno() -> Client:
    return signed_in(a_member("owner", email="bruno@house.example"))


def withdrawal(**other: str) -> dict[str, str]:
    return {"window_days": "45", "presents_days": "", "label_paid_by": "customer"} | other


def change_and_propose(client: Client, day: str = "", **other: str) -> str:
    client.post(f"{CHARTER}valeurs/withdrawal/", withdrawal(**other))
    made = client.post(f"{DRAFT}proposition/", {"why": "Noël.", "day": day, "hour": ""})
    return made.headers["Location"]


@pytest.mark.parametrize("topic", ["", "payment", "delivery", "returns", "stock", "privacy"])
@pytest.mark.parametrize("at", [CHARTER, "/en/desk/charter/"])
def test_every_topic_is_told_in_both_languages(anna: Client, at: str, topic: str) -> None:
    page = anna.get(at, {"topic": topic})
    assert page.status_code == 200
    assert page.content.decode().count('<li class="stack tight">') > 2


def test_two_owners_change_the_charter_and_the_shop_follows_on_its_day(anna: Client, bruno: Client) -> None:
    with time_machine.travel(NOON, tick=False):
        draft = anna.post(f"{CHARTER}valeurs/withdrawal/", withdrawal(), follow=True).content.decode()
        assert "45\u00a0jours" in draft
        assert "mieux pour le client" in draft
        address = change_and_propose(anna, day="2026-12-01")
        page = anna.get(address).content.decode()
        assert "Un autre propriétaire doit l’approuver" in page
        assert 'approbation/"' not in page
        anna.post(f"{address}approbation/")
        assert Edition.objects.get().state == "proposed"
        bruno.post(f"{address}approbation/")
    assert Edition.objects.get().approved_at == NOON
    returns = reverse("content:returns")
    with time_machine.travel("2026-11-30T22:59:59+00:00", tick=False):
        assert "45\u00a0jours" not in anna.get(returns).content.decode()
    with time_machine.travel("2026-11-30T23:00:00+00:00", tick=False):
        assert "45\u00a0jours" in anna.get(returns).content.decode()
        assert "En vigueur" in anna.get(address).content.decode()


def test_a_value_below_the_law_is_pointed_out_before_it_is_proposed(anna: Client) -> None:
    page = anna.post(f"{CHARTER}valeurs/withdrawal/", withdrawal(window_days="7"), follow=True)
    assert "Sous le plancher légal" in page.content.decode()


def test_what_cannot_be_is_told_beside_its_field(anna: Client) -> None:
    section = f"{CHARTER}valeurs/payments.transfer/"
    shown = anna.get(section).content.decode()
    assert 'name="iban"' in shown
    sent = {"cancel_after_days": "30", "reserve_days": "31", "fees_paid_by": "customer"}
    sent |= dict.fromkeys(("holder", "bank", "iban", "bic"), "x")
    page = anna.post(section, sent)
    assert page.status_code == 422
    assert 'id="id_iban_error"' in page.content.decode()
    assert not Edition.objects.exists()


def test_a_charter_is_downloaded_changed_and_uploaded(anna: Client) -> None:
    content = anna.get(f"{DRAFT}charter.toml").content.decode()
    changed = content.replace("window_days = 14", "window_days = 21")
    assert changed != content
    upload = SimpleUploadedFile("charter.toml", changed.encode())
    page = anna.post(f"{DRAFT}fichier/", {"file": upload}, follow=True)
    assert "21\u00a0jours" in page.content.decode()
    assert queries.drafted_by(Edition.objects.get()).withdrawal.window_days == 21


@pytest.mark.parametrize("content", [b"\x89PNG\r\n", b"x" * 300_000, b'languages = ["fr"]', b" "])
def test_any_other_file_is_one_report(anna: Client, content: bytes) -> None:
    page = anna.post(f"{DRAFT}fichier/", {"file": SimpleUploadedFile("charter.toml", content)})
    assert page.status_code == 422
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("window_days = 14", "window_days = -1", "withdrawal.window_days = -1 : doit être au moins 0"),
        ("window_days = 14", "window_dayz = 14", "clé inconnue ; vouliez-vous dire window_days ?"),
        ('currency = "EUR"', 'currency = "CHF"', "ses prix et ses commandes sont dans cette monnaie"),
        ("window_days = 14", "window_days 14", "n’est pas écrit comme l’est un tel fichier"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_in_the_language_of_the_desk(
    anna: Client, before: str, after: str, told: str
) -> None:
    content = anna.get(f"{DRAFT}charter.toml").content.decode().replace(before, after)
    upload = SimpleUploadedFile("charter.toml", content.encode())
    page = anna.post(f"{DRAFT}fichier/", {"file": upload}).content.decode()
    assert told in re.sub("[\u202f\u00a0]", " ", page)


def test_a_second_click_finds_it_done(anna: Client, bruno: Client) -> None:
    address = change_and_propose(anna)
    anna.post(f"{DRAFT}proposition/", {"why": "Noël."})
    assert Edition.objects.count() == 1
    bruno.post(f"{address}approbation/")
    again = bruno.post(f"{address}approbation/", follow=True)
    assert again.status_code == 200
    assert Edition.objects.get().state == "approved"


def test_an_owner_goes_back_to_where_the_house_came_from(anna: Client) -> None:
    address = change_and_propose(anna)
    anna.post(f"{address}approbation/")
    assert Edition.objects.get().alone
    assert "personne d’autre ne le pouvait" in anna.get(address).content.decode()
    assert charters.charter().withdrawal.window_days == 45
    made = anna.post(f"{CHARTER}editions/0/retour/", {"why": "Non."}).headers["Location"]
    anna.post(f"{made}approbation/")
    assert charters.charter().withdrawal.window_days == queries.shipped().withdrawal.window_days
    assert len(re.findall("Édition", anna.get(CHARTER).content.decode())) >= 2


def test_an_outdated_draft_is_brought_up_to_date_by_one_click(anna: Client, bruno: Client) -> None:
    anna.post(f"{CHARTER}valeurs/withdrawal/", withdrawal())
    bruno.post(f"{CHARTER}valeurs/cart/", {"kept_days": "11"})
    theirs = bruno.post(f"{DRAFT}proposition/", {"why": "."}).headers["Location"]
    anna.post(f"{theirs}approbation/")
    assert "mise-a-jour" in anna.get(DRAFT).content.decode()
    page = anna.post(f"{DRAFT}mise-a-jour/", follow=True).content.decode()
    assert "45\u00a0jours" in page
    assert "mise-a-jour" not in page


def test_a_draft_is_put_aside(anna: Client) -> None:
    anna.post(f"{CHARTER}valeurs/withdrawal/", withdrawal())
    anna.post(f"{DRAFT}abandon/")
    assert not Edition.objects.exists()


def test_the_pages_ask_few_questions(anna: Client, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    for _ in range(3):
        address = change_and_propose(anna, window_days=str(40 + Edition.objects.count()))
        anna.post(f"{address}approbation/")
    anna.get(CHARTER)
    with django_assert_max_num_queries(22):
        anna.get(CHARTER)
