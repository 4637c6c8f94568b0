"""The bank's API: who may ask, what is refused, and that asking twice does nothing twice."""

import json
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from tests.fakes.over_http import SECRET, Shop, ask, pay

from poincon_fakes.bank.server import Bank, running
from poincon_fakes.bank.signing import HEADER, sign

SUCCESS = "4970100000000014"


def signed(body: bytes, *, secret: str = SECRET, age: int = 0) -> str:
    return sign([secret], body, int(time.time()) - age)


def paid(bank: Shop, **other: Any) -> dict[str, Any]:
    created = bank.create(**other)
    pay(created["page_url"], SUCCESS)
    return created


def test_a_new_payment_has_a_page_and_waits(bank: Shop) -> None:
    created = bank.create()

    assert created["state"] == "created"
    assert created["page_url"].startswith(f"{bank.bank_url}/pay/")
    payment = bank.payment(created)
    assert (payment["amount_minor"], payment["currency"], payment["reference"]) == (12_900, "EUR", "K7M-4QX")
    assert (payment["mode"], payment["card"], payment["refusal"]) == ("test", None, None)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda body: (body, ""), "signature_missing"),
        (lambda body: (body + b" ", signed(body)), "signature_invalid"),
        (lambda body: (body, signed(body, secret="another")), "signature_invalid"),
        (lambda body: (body, signed(body, age=400)), "signature_expired"),
    ],
)
def test_only_the_shop_may_ask(bank: Shop, change: Any, code: str) -> None:
    body, header = change(json.dumps(bank.wish()).encode())

    answer = ask("POST", bank.bank_url + "/payments", body, **{HEADER: header})

    assert (answer.status, answer.code) == (401, code)
    assert bank.call("GET", "/payments").json == {"payments": []}


def test_a_second_secret_is_taken_while_the_bank_runs(bank: Shop, secret_file: Path) -> None:
    secret_file.write_text(f"{SECRET}\nthe next secret\n")
    bank.secrets = ["the next secret"]

    assert bank.create()["state"] == "created"


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount_minor": 0},
        {"amount_minor": -1},
        {"amount_minor": 129.0},
        {"amount_minor": "12900"},
        {"amount_minor": 10**12},
        {"currency": "USD"},
        {"mode": "live"},
        {"language": "de"},
        {"return_url": "/return"},
        {"return_url": "javascript:alert(1)"},
        {"notify_url": "ftp://127.0.0.1/"},
        {"cancel_url": "http://127.0.0.1/annulé"},
        {"operation_id": ""},
        {"operation_id": "two words"},
        {"operation_id": "x" * 101},
        {"expires_at": 1},
        {"reference": ""},
        {"colour": "gold"},
        {"faults": {"explode": True}},
    ],
    ids=str,
)
def test_a_wrong_wish_is_refused_whole(bank: Shop, wrong: dict[str, Any]) -> None:
    answer = bank.call("POST", "/payments", bank.wish(**wrong))

    assert (answer.status, answer.code) == (400, "invalid_request")
    assert next(iter(wrong)) in answer.json["error"]["message"]
    assert bank.call("GET", "/payments").json == {"payments": []}


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b'"x"'])
def test_what_is_no_object_is_refused(bank: Shop, body: bytes) -> None:
    header = sign([SECRET], body, int(time.time()))

    answer = ask("POST", bank.bank_url + "/payments", body, **{HEADER: header})

    assert (answer.status, answer.code) == (400, "invalid_request")


def test_too_much_is_refused(bank: Shop) -> None:
    answer = bank.call("POST", "/payments", {"operation_id": "x" * 100_000})

    assert (answer.status, answer.code) == (413, "request_entity_too_large")


def test_the_same_operation_gives_the_same_answer(bank: Shop) -> None:
    wish = bank.wish()
    first = bank.call("POST", "/payments", wish)
    pay(first.json["page_url"], SUCCESS)

    second = bank.call("POST", "/payments", dict(reversed(wish.items())))

    assert (second.status, second.json) == (201, first.json)
    assert len(bank.call("GET", "/payments").json["payments"]) == 1


@pytest.mark.parametrize("change", [{"amount_minor": 12_901}, {"reference": "K7M-4QY"}, {"language": "en"}])
def test_the_same_operation_for_something_else_is_a_conflict(bank: Shop, change: dict[str, Any]) -> None:
    wish = bank.wish()
    bank.call("POST", "/payments", wish)

    answer = bank.call("POST", "/payments", wish | change)

    assert (answer.status, answer.code) == (409, "operation_conflict")
    assert bank.call("GET", "/payments").json["payments"][0]["amount_minor"] == 12_900


def test_many_at_once_create_one(bank: Shop) -> None:
    wish, answers = bank.wish(), []
    threads = [
        threading.Thread(target=lambda: answers.append(bank.call("POST", "/payments", wish).json))
        for _ in range(16)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len({answer["id"] for answer in answers}) == 1
    assert len(answers) == 16
    assert len(bank.call("GET", "/payments").json["payments"]) == 1


def test_a_refused_request_uses_up_no_operation(bank: Shop) -> None:
    wish = bank.wish()
    bank.call("POST", "/payments", wish | {"amount_minor": 0})

    assert bank.call("POST", "/payments", wish).status == 201


@pytest.mark.parametrize("path", ["/payments/pay_none", "/payments/../control"])
def test_an_unknown_payment_is_not_there(bank: Shop, path: str) -> None:
    assert bank.call("GET", path).status == 404


def test_reconciliation_lists_a_span(bank: Shop) -> None:
    first = bank.create()
    now = int(time.time())

    assert [
        found["id"]
        for found in bank.call("GET", f"/payments?since={now - 60}&until={now + 60}").json["payments"]
    ] == [first["id"]]
    assert bank.call("GET", f"/payments?until={now - 60}").json == {"payments": []}
    found = bank.call("GET", "/payments?operation_id=create-1").json["payments"]
    assert [payment["id"] for payment in found] == [first["id"]]
    assert bank.call("GET", "/payments?operation_id=other").json == {"payments": []}


def refund(bank: Shop, created: dict[str, Any], minor: int, operation: str) -> Any:
    wish = {"operation_id": operation, "amount_minor": minor}
    return bank.call("POST", f"/payments/{created['id']}/refunds", wish)


def test_refunds_add_up_to_what_was_captured_and_no_more(bank: Shop) -> None:
    created = paid(bank)

    assert refund(bank, created, 5_000, "r1").json["refunded_minor"] == 5_000
    assert refund(bank, created, 5_000, "r1").json["refunded_minor"] == 5_000  # the same one
    over = refund(bank, created, 7_901, "r2")
    assert (over.status, over.code) == (422, "amount_exceeds_captured")
    assert refund(bank, created, 7_900, "r3").json["refunded_minor"] == 12_900
    assert refund(bank, created, 1, "r4").code == "amount_exceeds_captured"

    payment = bank.payment(created)
    assert payment["state"] == "paid"
    assert [(done["operation_id"], done["amount_minor"]) for done in payment["operations"]] == [
        ("r1", 5_000),
        ("r3", 7_900),
    ]


def test_an_operation_belongs_to_its_payment(bank: Shop) -> None:
    one, other = paid(bank), paid(bank)
    refund(bank, one, 100, "r1")

    answer = refund(bank, other, 100, "r1")

    assert (answer.status, answer.code) == (409, "operation_conflict")
    assert bank.payment(other)["refunded_minor"] == 0


def test_what_is_not_paid_cannot_be_refunded(bank: Shop) -> None:
    created = bank.create()

    answer = refund(bank, created, 100, "r1")

    assert (answer.status, answer.code) == (409, "wrong_state")


def test_manual_capture_stops_at_authorised(bank: Shop) -> None:
    created = paid(bank, capture="manual")
    assert bank.payment(created)["state"] == "authorised"

    def capture(minor: int, operation: str) -> Any:
        wish = {"operation_id": operation, "amount_minor": minor}
        return bank.call("POST", f"/payments/{created['id']}/capture", wish)

    assert capture(12_901, "c1").code == "amount_exceeds_authorised"
    assert capture(12_000, "c2").json["captured_minor"] == 12_000
    assert capture(12_000, "c2").json["captured_minor"] == 12_000
    assert capture(900, "c3").code == "wrong_state"
    assert refund(bank, created, 12_001, "r1").code == "amount_exceeds_captured"


def test_cancelling_ends_an_open_payment_only(bank: Shop) -> None:
    created, done = bank.create(), paid(bank)

    def cancel(payment: dict[str, Any], operation: str) -> Any:
        return bank.call("POST", f"/payments/{payment['id']}/cancel", {"operation_id": operation})

    assert cancel(created, "x1").json["state"] == "cancelled"
    assert cancel(created, "x1").json["state"] == "cancelled"
    assert cancel(created, "x2").code == "wrong_state"
    assert cancel(done, "x3").code == "wrong_state"
    assert bank.payment(done)["state"] == "paid"
    assert pay(created["page_url"], SUCCESS).location == f"{bank.url}/return/K7M-4QX"
    assert bank.payment(created)["state"] == "cancelled"


def test_everything_survives_a_restart(shop: Shop, secret_file: Path, tmp_path: Path) -> None:
    data = tmp_path / "bank.sqlite3"
    wish = shop.wish()
    with running(Bank(secret_file=secret_file, data=data)) as first:
        shop.bank = first
        created = shop.call("POST", "/payments", wish).json
        pay(created["page_url"], SUCCESS)
    with running(Bank(secret_file=secret_file, data=data)) as second:
        shop.bank = second

        assert shop.payment(created)["state"] == "paid"
        assert shop.call("POST", "/payments", wish).json == created
        assert refund(shop, created, 100, "r1").json["refunded_minor"] == 100


def test_a_lost_answer_was_still_an_act(bank: Shop) -> None:
    bank.call("POST", "/control", {"lose_answers": 1})
    wish = bank.wish()

    lost = bank.call("POST", "/payments", wish)
    found = bank.call("POST", "/payments", wish)

    assert (lost.status, lost.code) == (502, "answer_lost")
    assert found.status == 201
    assert [payment["id"] for payment in bank.call("GET", "/payments").json["payments"]] == [found.json["id"]]


def test_a_closed_bank_does_nothing(bank: Shop) -> None:
    bank.call("POST", "/control", {"refuse_calls": 1})

    refused = bank.call("POST", "/payments", bank.wish())

    assert (refused.status, refused.code) == (503, "unavailable")
    assert bank.call("GET", "/payments").json == {"payments": []}
    assert bank.create()["state"] == "created"


def test_a_refused_refund_gives_nothing_back(bank: Shop) -> None:
    created = paid(bank, faults={"refuse_refunds": True})

    answer = refund(bank, created, 100, "r1")

    assert (answer.status, answer.code) == (422, "refund_refused")
    assert bank.payment(created)["refunded_minor"] == 0


def test_faults_are_shown_and_switched_off(bank: Shop) -> None:
    bank.call("POST", "/control", {"duplicate": 2})
    assert bank.call("GET", "/control").json == {"faults": {"duplicate": 2}}

    bank.call("POST", "/control", {})

    assert bank.call("GET", "/control").json == {"faults": {}}
    assert ask("POST", bank.bank_url + "/control", b"{}").code == "signature_missing"
