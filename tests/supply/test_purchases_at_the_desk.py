"""What the desk's page of a supplier's order says before it is done, and what it keeps of it."""

from datetime import timedelta

import pytest
from django.test import Client
from tests.accounts.people import AT
from tests.inventory.conftest import Make
from tests.supply.conftest import SOON, Order, code, draft, line
from tests.supply.test_supply_at_the_desk import at

from poincon.inventory import actions as inventory
from poincon.supply.models import Purchase

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("then")]
LATER = SOON + timedelta(days=10)


def days(row: Purchase) -> list[object]:
    return list(row.lines.order_by("id").values_list("expected_on", flat=True))


def test_a_day_is_moved_from_the_one_that_stands_and_lost_only_on_purpose(
    clerk: Client, make_variants: Make, ordered: Order
) -> None:
    first, second = make_variants(2)
    row = ordered({first: 1, second: 1})
    page = clerk.get(at("purchase", row.pk)).text
    assert f'name="on" value="{SOON}"' in page
    assert "aucune commande n’attend" in page.lower()

    refused = clerk.post(at("day", row.pk), {"line": "all", "on": ""})
    assert refused.status_code == 422
    assert "Indiquez la date, ou cochez" in refused.text
    assert days(row) == [SOON, SOON]

    one = row.lines.get(variant=second).pk
    clerk.post(at("day", row.pk), {"line": one, "on": LATER.isoformat()})
    assert days(row) == [SOON, LATER]
    page = clerk.get(at("purchase", row.pk), {"line": one}).text
    assert f'name="on" value="{LATER}"' in page
    assert f'<option value="{one}" selected' in page
    assert f"{code(second)}, jeudi 3 décembre → dimanche 13 décembre" in page
    same = clerk.post(at("day", row.pk), {"line": one, "on": LATER.isoformat()}, follow=True)
    assert "C’était déjà la date prévue" in same.text

    clerk.post(at("day", row.pk), {"line": "all", "on": SOON.isoformat(), "unknown": "on"})
    assert days(row) == [None, None]


def test_an_article_that_is_on_it_already_leads_to_its_line(clerk: Client, make_variants: Make) -> None:
    (variant,) = make_variants()
    row = draft(AT)
    line(row, variant, 2, AT)
    there = row.lines.get()
    again = {"code": code(variant), "quantity": "1", "cost": "412,50", "expected_on": LATER.isoformat()}
    refused = clerk.post(at("line", row.pk), again)
    assert refused.status_code == 409
    assert f'href="?line={there.pk}#line-form"' in refused.text
    assert (row.lines.get().quantity, days(row)) == (2, [SOON])
    form = clerk.get(at("purchase", row.pk), {"line": there.pk}).text
    assert f'name="line" value="{there.pk}"' in form
    assert 'value="412,50"' in form
    clerk.post(at("line", row.pk), again | {"line": there.pk})
    assert (row.lines.get().quantity, days(row)) == (1, [LATER])


def test_before_it_is_sent_the_page_says_whose_day_moves(clerk: Client, make_variants: Make) -> None:
    (variant,) = make_variants()
    inventory.set_restock(variant_id=variant, on=LATER, quantity=3, actor="staff:1", at=AT)
    row = draft(AT)
    line(row, variant, 2, AT)
    assert "personne ne reçoit d’e-mail" in clerk.get(at("purchase", row.pk)).text
    for number in (1, 2):
        inventory.reserve(wants={variant: 1}, subject=f"order:{number}", until=None, at=AT)
    assert "2 commandes changent alors de date" in clerk.get(at("purchase", row.pk)).text
    clerk.post(at("sending", row.pk))
    page = clerk.get(at("purchase", row.pk)).text
    assert "2 commandes attendent ces pièces" in page
    assert "2 commandes changeraient de date, ou n’en auraient plus" in page
