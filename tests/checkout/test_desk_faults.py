"""What the desk is told when something is wrong, and what a viewer is shown."""

import pytest
from django import forms
from tests.accounts.people import a_member, signed_in
from tests.shopping import a_browser, a_variant, press, to_recap

from poincon.checkout.views.desk import ReceiptForm
from poincon.design.templatetags.parts import faults
from poincon.orders.models import Order
from poincon.payments.models import Movement

pytestmark = pytest.mark.django_db


@pytest.fixture
def unpaid():
    browser = a_browser()
    press(browser, to_recap(browser, a_variant()), "transfer")
    return Order.objects.get()


@pytest.mark.parametrize("amount", ["1e5", "1E2", "", "abc", "-1"])
def test_a_wrong_amount_is_answered_on_the_orders_page_and_books_nothing(unpaid, amount):
    desk = signed_in(a_member("counter"))
    address = f"/comptoir/commandes/{unpaid.reference}/virement"
    told = desk.post(address, {"line": "L1", "amount": amount})
    assert told.status_code == 422
    assert unpaid.reference in told.text
    assert 'role="alert"' in told.text
    assert not Movement.objects.exists()


@pytest.mark.parametrize("amount", ["100", "100.50", "1290.00"])
def test_amounts_as_people_write_them_are_read(amount):
    assert ReceiptForm({"line": "L1", "amount": amount}).is_valid()


def test_a_viewer_sees_the_order_without_buttons_that_would_be_refused(unpaid):
    address = f"/comptoir/commandes/{unpaid.reference}/"
    forms_of = {
        role: signed_in(a_member(role)).get(address).text.count(f"/comptoir/commandes/{unpaid.reference}/")
        for role in ("counter", "viewer")
    }
    assert forms_of["counter"] >= 2
    assert forms_of["viewer"] == 0


class Sealed(forms.Form):
    seal = forms.CharField(max_length=4, widget=forms.HiddenInput)


def test_a_fault_of_a_hidden_field_is_told_without_its_name():
    found = faults(Sealed({"seal": "x" * 9}))
    assert found["wrong"] == []
    assert found["count"] == 1
    assert "Seal" not in str(found["general"])
