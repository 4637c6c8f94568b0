"""Idempotency keys: the same wish is done once, whether it comes twice, at once, or after a kill."""

import json
import os
import signal
import subprocess
import sys
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from tests.api.programs import AT, BACK, a_program, problem, to_quote, with_cart
from tests.crowd import at_once
from tests.shopping import a_variant

from poincon.api import actions, once
from poincon.api.models import KeptAnswer
from poincon.cart.models import CartLine
from poincon.inventory import actions as inventory
from poincon.orders.models import Order
from poincon.payments.gateways import register
from poincon.payments.models import Attempt

MANY = 6


@pytest.mark.django_db
def test_the_same_key_is_answered_as_the_first_time():
    variant = a_variant()
    program = with_cart(a_program())
    wish = {"variant": variant.pk, "quantity": 1}
    first = program.post("/cart/lines", wish, key="one")
    again = program.post("/cart/lines", wish, key="one")
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert CartLine.objects.get().quantity == 1
    assert program.post("/cart/lines", wish, key="two").json()["count"] == 2


@pytest.mark.django_db
def test_a_key_of_another_wish_is_refused_and_nothing_is_done():
    variant = a_variant()
    program = with_cart(a_program())
    program.post("/cart/lines", {"variant": variant.pk, "quantity": 1}, key="one")
    other = program.post("/cart/lines", {"variant": variant.pk, "quantity": 2}, key="one")
    assert problem(other) == (422, "idempotency_key_reused")
    assert problem(program.post("/cart", {}, key="one")) == (422, "idempotency_key_reused")
    assert CartLine.objects.get().quantity == 1
    # The keys of another program are its own.
    assert a_program().post("/cart", {}, key="one").status_code == 201


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "x" * 256, "a b", "clé"])
def test_a_wish_without_a_sound_key_is_refused(key):
    program = a_program()
    headers = program.headers | {"idempotency-key": key}
    answer = program.client.post("/api/v1/cart", "{}", content_type="application/json", headers=headers)
    assert problem(answer) == (400, "idempotency_key_missing")
    assert not KeptAnswer.objects.exists()


@pytest.mark.django_db
def test_a_refusal_is_repeated_even_when_it_would_no_longer_be_made():
    variant = a_variant(stock=1)
    program = with_cart(a_program())
    wish = {"variant": variant.pk, "quantity": 3}
    first = program.post("/cart/lines", wish, key="three")
    assert problem(first) == (409, "none_left")
    inventory.receive(variant_id=variant.pk, quantity=5, actor="test", at=AT)
    assert program.post("/cart/lines", wish, key="three").content == first.content
    assert program.post("/cart/lines", wish, key="four").status_code == 201


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_is_done_and_all_are_answered_alike():
    program, wish = with_cart(a_program()), {"variant": a_variant(stock=20).pk, "quantity": 1}
    answers = []
    raised = at_once(MANY, lambda: answers.append(program.post("/cart/lines", wish, key="one").content))
    assert raised == []
    assert len(answers) == MANY
    assert len(set(answers)) == 1
    assert CartLine.objects.get().quantity == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_same_wish_is_done_several_times(monkeypatch):
    """The negative control: whoever comes finds nobody at it, as if each wrote down another wish."""

    def apart(wish, at):
        told = {"caller": wish.caller, "fingerprint": wish.fingerprint, "at": at}
        return KeptAnswer.objects.create(key=uuid4().hex, **told)

    monkeypatch.setattr(once, "entered", apart)
    program, wish = with_cart(a_program()), {"variant": a_variant(stock=20).pk, "quantity": 1}
    at_once(MANY, lambda: program.post("/cart/lines", wish, key="one"))
    assert CartLine.objects.get().quantity > 1


@pytest.mark.django_db(transaction=True)
def test_of_many_orders_at_once_there_is_one_and_one_page_at_the_bank(bank):
    program = with_cart(a_program(), a_variant())
    wish = {"seal": to_quote(program)["seal"], "means": "card", "return_url": BACK}
    answers = []
    assert (
        at_once(MANY, lambda: answers.append(program.post("/checkout/order", wish, key="buy").content)) == []
    )
    assert len(set(answers)) == 1
    told = json.loads(answers[0])
    assert (told["reference"], told["payment"]["page_url"]) == (
        Order.objects.get().reference,
        Attempt.objects.get().page_url,
    )


KILLED = """
import json, os, signal, sys
import django
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from poincon.api import once
from tests.api.programs import Program

def die(*_told, **_more):
    os.kill(os.getpid(), signal.SIGKILL)

if sys.argv[4] == "before the commit":
    once.KeptAnswer.save = die
else:
    once._kept = die
program = Program(sys.argv[2], **{"cart-token": sys.argv[3]})
program.post("/checkout/order", json.loads(sys.argv[5]), key="buy")
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moment", ["before the commit", "after the commit"])
def test_a_wish_that_a_kill_cut_off_is_finished_by_asking_again(moment):
    program = with_cart(a_program(), a_variant())
    wish = {"seal": to_quote(program)["seal"], "means": "transfer", "return_url": BACK}
    secret = program.headers["authorization"].removeprefix("Bearer ")
    database = str(connection.settings_dict["NAME"])
    arguments = [database, secret, program.headers["cart-token"], moment, json.dumps(wish)]
    done = subprocess.run(
        [sys.executable, "-c", KILLED, *arguments],
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert Order.objects.count() == (moment == "after the commit")

    answer = program.post("/checkout/order", wish, key="buy")
    assert answer.status_code == 201
    assert answer.json()["reference"] == Order.objects.get().reference
    assert program.post("/checkout/order", wish, key="buy").content == answer.content
    assert Attempt.objects.count() == 1


@pytest.mark.django_db
def test_a_silent_bank_keeps_the_order_and_the_same_key_asks_it_again(settings, bank):
    program = with_cart(a_program(), a_variant())
    wish = {"seal": to_quote(program)["seal"], "means": "card", "return_url": BACK}
    settings.BANK_URL, there = "http://127.0.0.1:9", settings.BANK_URL
    register.gateways.cache_clear()
    told = program.post("/checkout/order", wish).json()
    assert (told["payment"]["state"], told["payment"]["page_url"]) == ("created", None)
    path, again = f"/orders/{told['reference']}/payments", {"means": "card", "return_url": BACK}
    assert problem(program.post(path, again, key="pay")) == (503, "bank_silent")
    settings.BANK_URL = there
    register.gateways.cache_clear()
    opened = program.post(path, again, key="pay").json()["payment"]
    assert opened["page_url"].startswith(there)
    assert Attempt.objects.count() == 2


@pytest.mark.django_db
def test_answers_are_kept_for_three_days():
    program = a_program()
    program.post("/cart", {}, key="one")
    kept = KeptAnswer.objects.get()
    assert actions.forget_answers(at=kept.at + timedelta(days=3)) == 0
    assert actions.forget_answers(at=kept.at + timedelta(days=3, seconds=1)) == 1
