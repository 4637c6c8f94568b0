"""The bank's messages: signed, repeated until heard, and misbehaving exactly as asked."""

from pathlib import Path
from typing import Any

import pytest
from tests.eventually import eventually
from tests.fakes.over_http import Shop, ask, pay

from poincon_fakes.bank.courier import LONGEST_PAUSE, pause
from poincon_fakes.bank.server import Bank, running
from poincon_fakes.bank.signing import Verdict

SUCCESS = "4970100000000014"


def paid(bank: Shop, **other: Any) -> dict[str, Any]:
    created = bank.create(**other)
    pay(created["page_url"], SUCCESS)
    return created


def test_messages_are_signed_and_show_the_payment(bank: Shop) -> None:
    created = paid(bank)

    eventually(lambda: len(bank.heard) == 2)

    assert set(bank.verdicts) == {Verdict.GOOD}
    last = next(message for message in bank.heard if message["type"] == "payment.paid")
    assert last["data"] == bank.payment(created)
    assert len({message["event_id"] for message in bank.heard}) == 2


def test_a_refund_is_told(bank: Shop) -> None:
    created = paid(bank)

    bank.call("POST", f"/payments/{created['id']}/refunds", {"operation_id": "r1", "amount_minor": 100})

    eventually(lambda: "payment.refunded" in bank.told(created))


@pytest.mark.parametrize("status", [500, 404, 302])
def test_a_message_is_repeated_until_it_is_heard(bank: Shop, status: int) -> None:
    bank.answers += [status]
    created = bank.create()

    bank.call("POST", f"/payments/{created['id']}/cancel", {"operation_id": "x1"})

    eventually(lambda: len(bank.heard) == 2)
    assert bank.heard[0] == bank.heard[1]
    assert set(bank.verdicts) == {Verdict.GOOD}


def test_a_message_outlives_the_bank(shop: Shop, secret_file: Path, tmp_path: Path) -> None:
    data = tmp_path / "bank.sqlite3"
    with running(Bank(secret_file=secret_file, data=data)) as first:
        shop.bank = first
        created = paid(shop, faults={"delay_seconds": 0.5})
    assert shop.heard == []

    with running(Bank(secret_file=secret_file, data=data)):
        eventually(lambda: sorted(shop.told(created)) == ["payment.paid", "payment.pending"])


def test_a_bank_can_be_stopped_at_any_moment(secret_file: Path) -> None:
    for _ in range(5):
        with running(Bank(secret_file=secret_file)):
            pass


def test_pauses_grow_to_five_minutes() -> None:
    assert [pause(attempts) for attempts in range(4)] == [1, 2, 4, 8]
    assert pause(40) == LONGEST_PAUSE


def test_duplicates_are_the_same_event(bank: Shop) -> None:
    created = paid(bank, faults={"duplicate": 2})

    eventually(lambda: len(bank.heard) == 6)

    assert bank.told(created).count("payment.paid") == 3
    assert len({message["event_id"] for message in bank.heard if message["type"] == "payment.paid"}) == 1


def test_the_order_can_be_wrong(bank: Shop) -> None:
    created = paid(bank, faults={"reorder": True})

    eventually(lambda: bank.told(created) == ["payment.paid", "payment.pending"])


def test_nothing_is_told_when_asked(bank: Shop) -> None:
    silent, heard = paid(bank, faults={"never": True}), paid(bank)

    eventually(lambda: "payment.paid" in bank.told(heard))

    assert bank.told(silent) == []
    assert bank.payment(silent)["state"] == "paid"


@pytest.mark.parametrize(
    ("fault", "verdict"),
    [("bad_signature", Verdict.INVALID), ("stale_signature", Verdict.EXPIRED)],
)
def test_a_forged_message_is_followed_by_a_good_one(bank: Shop, fault: str, verdict: Verdict) -> None:
    bank.answers += [401]
    created = bank.create(faults={fault: 1})

    bank.call("POST", f"/payments/{created['id']}/cancel", {"operation_id": "x1"})

    eventually(lambda: bank.verdicts == [verdict, Verdict.GOOD])


def test_an_altered_amount_is_told_under_a_good_signature(bank: Shop) -> None:
    created = paid(bank, faults={"altered_amount_minor": 1})

    eventually(lambda: len(bank.heard) == 2)

    assert {message["data"]["amount_minor"] for message in bank.heard} == {1}
    assert set(bank.verdicts) == {Verdict.GOOD}
    assert bank.payment(created)["amount_minor"] == 12_900


def test_a_fault_for_all_gives_way_to_the_payments_own(bank: Shop) -> None:
    bank.call("POST", "/control", {"never": True})

    silent, heard = paid(bank), paid(bank, faults={"never": False})

    eventually(lambda: "payment.paid" in bank.told(heard))
    assert bank.told(silent) == []


def test_without_an_address_the_banks_own_is_used(shop: Shop, secret_file: Path) -> None:
    with running(Bank(secret_file=secret_file, notify_url=f"{shop.url}/messages")) as bank:
        shop.bank = bank
        created = paid(shop, notify_url="")

        eventually(lambda: "payment.paid" in shop.told(created))


def test_an_unheard_shop_does_not_hold_up_another(bank: Shop) -> None:
    deaf = paid(bank, notify_url="http://127.0.0.1:9/messages")
    heard = paid(bank)

    eventually(lambda: "payment.paid" in bank.told(heard))

    assert bank.told(deaf) == []
    assert ask("GET", bank.bank_url + "/healthz").status == 200
