"""What may be seen of people of the former shop, by whom, for how long, and what is left after erasure."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from tests import jobs
from tests.accounts.people import a_customer, a_member, signed_in
from tests.past.files import ADA, MOON, SHOPIFY_ORDERS, SHOPIFY_PEOPLE, customers, orders
from typer.testing import CliRunner

from poincon.config.cli import app
from poincon.foundation import privacy
from poincon.foundation.privacy import Data
from poincon.past import actions
from poincon.past.models import Forgotten, PastLine, PastOrder, Person
from poincon.past.reading import Proof

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def brought() -> Person:
    again()
    return Person.objects.get()


def again() -> None:
    sheet = customers(SHOPIFY_PEOPLE, ADA)
    actions.bring_people(sheets=[sheet], proof=Proof(), zone=ZoneInfo("Europe/Paris"), at=AT)
    actions.bring_orders(sheets=[orders(SHOPIFY_ORDERS, *MOON)], currency="EUR", at=AT)


def where(*words: str) -> set[str]:
    """Return the tables of the whole database in which one of these words stands."""
    found = set()
    for model in apps.get_models():
        for row in model._base_manager.values_list():
            if any(word in str(row).casefold() for word in words):
                found.add(model._meta.label)
    return found


def personal(model: type) -> set[str]:
    return {name for name, kind in model.privacy.items() if kind is not Data.NONE}  # type: ignore[attr-defined]


def test_what_names_a_person_stands_in_one_row_alone(brought: Person) -> None:
    ours = [model for model in privacy.own_models() if model._meta.app_label == "past"]
    assert {model.__name__ for model in ours if personal(model)} == {"Person", "Forgotten", "Withdrawal"}
    assert where("ada@example", "marchand", "rue du lac") == {"past.Person"}


def test_erasure_leaves_no_trace_of_the_person_anywhere(brought: Person) -> None:
    assert actions.erase(person_id=brought.pk, actor="staff:1", at=AT)
    assert where("ada@example", "marchand", "rue du lac", "612345678") == set()
    assert (PastOrder.objects.get().person_id, PastLine.objects.count()) == (None, 2)
    assert not actions.erase(person_id=brought.pk, actor="staff:1", at=AT)


def test_no_later_file_brings_back_whoever_was_erased(brought: Person) -> None:
    actions.erase(person_id=brought.pk, actor="staff:1", at=AT)
    again()
    assert (Person.objects.count(), PastOrder.objects.get().person_id) == (0, None)
    actions.bring_orders(
        sheets=[orders(SHOPIFY_ORDERS, MOON[0].replace("#1001", "#1002"))], currency="EUR", at=AT
    )
    assert (Person.objects.count(), PastOrder.objects.filter(person=None).count()) == (0, 2)
    assert len(Forgotten.objects.get().digest) == 64


def test_who_does_not_come_is_let_go_with_the_houses_term_and_orders_with_theirs(brought: Person) -> None:
    assert actions.let_go(at=AT + timedelta(days=700)) == 0
    assert actions.let_go(at=AT + timedelta(days=735)) == 1
    assert (Person.objects.count(), PastOrder.objects.count()) == (0, 1)
    order = PastOrder.objects.get()
    assert order.kept_until == date(2036, 3, 5)
    assert actions.let_go(at=datetime(2036, 3, 5, 12, tzinfo=UTC)) == 0
    assert actions.let_go(at=datetime(2036, 3, 6, 12, tzinfo=UTC)) == 1
    assert (PastOrder.objects.count(), PastLine.objects.count()) == (0, 0)


def test_who_has_an_account_is_not_let_go(brought: Person) -> None:
    customer = a_customer("ada@example.org")
    jobs.run()
    actions.let_go(at=AT + timedelta(days=900))
    assert Person.objects.get().customer_id == customer.pk


def test_the_customer_sees_past_purchases_among_their_orders(brought: Person) -> None:
    customer = a_customer("ada@example.org")
    client = signed_in(customer)
    assert "#1001" not in client.get(reverse("orders:orders")).text
    jobs.run()
    page = client.get(reverse("orders:orders")).text
    assert "Acheté dans notre ancienne boutique" in page
    assert ("#1001" in page, "Bague Lune - 54" in page) == (True, True)
    assert "Sous garantie légale jusqu’au dimanche 5 mars 2028" in page
    assert "Vous n’avez encore rien commandé" not in page
    home = client.get(reverse("customers:home")).text
    assert ("Vous n’avez encore rien commandé" in home, "parmi vos commandes" in home) == (False, True)


def test_the_desk_calls_who_has_an_account_by_name(brought: Person) -> None:
    customer = a_customer("ada@example.org")
    browser = signed_in(a_member("counter"))
    before = browser.get(reverse("past_desk:people")).text
    assert (">Ada Marchand<" in before, "Pas encore" in before) == (True, True)
    jobs.run()
    customer.first_name, customer.last_name = "Ada", "Lovelace"
    customer.save()
    page = browser.get(reverse("past_desk:people"), {"q": "lovelace"}).text
    assert (">Ada Lovelace<" in page, "Pas encore" in page) == (True, False)
    assert f'href="{reverse("customers_desk:customer", args=[customer.pk])}"' in page


def test_nobody_else_sees_them(brought: Person) -> None:
    stranger = a_customer("eve@example.org")
    jobs.run()
    assert "#1001" not in signed_in(stranger).get(reverse("orders:orders")).text
    assert Client().get(f"/comptoir/ancienne-boutique/{brought.pk}/").status_code == 302


def test_the_desk_finds_people_and_orders_and_erases_at_their_wish(brought: Person) -> None:
    desk = signed_in(a_member("counter"))
    assert "Ada Marchand" in desk.get("/comptoir/ancienne-boutique/?q=marchand").text
    assert "Bague Lune - 54" in desk.get("/comptoir/ancienne-boutique/?q=1001").text
    page = desk.get(f"/comptoir/ancienne-boutique/{brought.pk}/").text
    assert ("3 rue du Lac" in page, "Pas d’accord prouvé" in page) == (True, True)
    assert desk.post(f"/comptoir/ancienne-boutique/{brought.pk}/effacement/").status_code == 302
    assert Person.objects.count() == 0
    assert "Bague Lune - 54" in desk.get("/comptoir/ancienne-boutique/?q=1001").text
    assert signed_in(a_member("catalogue")).get("/comptoir/ancienne-boutique/").status_code == 403


def test_the_desk_sees_past_purchases_of_a_customer(brought: Person) -> None:
    customer = a_customer("ada@example.org")
    jobs.run()
    page = signed_in(a_member("counter")).get(f"/comptoir/clients/{customer.pk}/").text
    assert ("#1001" in page, "Acheté dans l’ancienne boutique" in page) == (True, True)


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["import", *(str(one) for one in arguments)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def test_the_commands_whole(tmp_path: Path) -> None:
    people, bought, words = tmp_path / "p.csv", tmp_path / "o.csv", tmp_path / "w.txt"
    people.write_text("\n".join([SHOPIFY_PEOPLE, ADA, "2,,,,no" + "," * 11]))
    bought.write_text("\n".join([SHOPIFY_ORDERS, *MOON]))
    words.write_text("Oui.")
    code, told = run("customers", people)
    assert (code, "line 3, Email: the row has no e-mail address" in told) == (1, True)
    assert "nothing was written" in told
    code, told = run("customers", people, "--skip-refused", "--consent-words", words, "--confirmed")
    assert (code, "1 created, 0 changed, 0 the same, 0 with a proved consent" in told) == (0, True)
    assert "ada" not in told.casefold()
    assert "1 created" in run("orders", bought, "--dry-run")[1]
    assert PastOrder.objects.count() == 0
    assert "1 created" in run("orders", bought)[1]
    assert "0 created, 0 changed, 1 the same" in run("orders", bought)[1]
    assert run("orders", people)[0] == 2


def test_the_desk_is_told_what_to_do_while_nobody_has_come_over() -> None:
    desk = signed_in(a_member("counter"))
    page = desk.get("/comptoir/ancienne-boutique/").text
    assert "poincon import customers" in page
    assert 'href="/comptoir/clients/"' in page
    found = desk.get("/comptoir/ancienne-boutique/?q=zoé").text
    assert 'href="/comptoir/clients/?q=zo%C3%A9"' in found
    assert "poincon import customers" not in found
