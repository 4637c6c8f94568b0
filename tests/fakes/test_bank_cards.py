"""The test cards: documented, valid by Luhn, and each doing what it is documented to do."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.eventually import eventually
from tests.fakes.over_http import Page, Shop, ask, pay, post_form

from poincon.config.local import guardian
from poincon_fakes.bank import cards
from poincon_fakes.bank.cards import BY_KEY, CARDS, Card, Ending, Reason

DOCUMENT = (Path(__file__).parents[2] / "docs" / "sandbox-bank.md").read_text()


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.key)
def test_every_card_is_a_card_and_documented(card: Card) -> None:
    assert cards.is_luhn(card.number)
    assert cards.find(card.number) is card
    assert f"| {card.spaced} |" in DOCUMENT
    assert card.reason is None or f"`{card.reason}`" in DOCUMENT


def test_every_reason_has_a_card() -> None:
    assert {card.reason for card in CARDS} - {None} == set(Reason)


def test_the_demo_names_cards_that_exist() -> None:
    source = Path(guardian.__file__).read_text()
    named = [card for card in CARDS if card.spaced in source]

    assert [card.key for card in named] == ["success", "success_with_code", "insufficient_funds"]


@given(number=st.sampled_from(CARDS), place=st.integers(0, 14), by=st.integers(1, 9))
def test_one_wrong_digit_is_noticed(number: Card, place: int, by: int) -> None:
    digits = number.number
    wrong = digits[:place] + str((int(digits[place]) + by) % 10) + digits[place + 1 :]

    assert not cards.is_luhn(wrong)


@pytest.mark.parametrize("number", ["", "0", "49701000000000l4", "٤٩٧٠١٠٠٠٠٠٠٠٠٠١٤", "4" * 40])
def test_what_is_no_number_is_no_card(number: str) -> None:
    assert not cards.is_luhn(number)


@pytest.mark.parametrize("written", ["08/29", "0829", "08 / 29", "08/2029", "082029"])
def test_an_expiry_is_read_in_every_usual_form(written: str) -> None:
    assert cards.expiry(written) == date(2029, 8, 1)


@pytest.mark.parametrize("written", ["", "13/29", "00/29", "8/29", "0x/29", "08/1929", "०८/२९"])
def test_what_is_no_month_is_no_expiry(written: str) -> None:
    assert cards.expiry(written) is None


def through(created: dict[str, str], card: Card, code: str = "") -> str:
    """Pays with a card, the shown code included; returns where the browser ends."""
    security_code = "1234" if card.brand == "amex" else "123"
    answer = pay(created["page_url"], card.spaced, security_code=security_code)
    if card.challenge:
        assert answer.location.endswith("/challenge")
        shown = Page(ask("GET", created["page_url"] + "/challenge").text).code
        answer = post_form(created["page_url"] + "/challenge", {"code": code or shown, "answer": "confirm"})
    return answer.headers.get("Location", answer.text)


def kinds(*which: Ending) -> list[object]:
    return [pytest.param(card, id=card.key) for card in CARDS if card.ending in which]


@pytest.mark.parametrize("card", kinds(Ending.PAID))
def test_a_good_card_pays(bank: Shop, card: Card) -> None:
    created = bank.create()

    where = through(created, card)

    payment = bank.payment(created)
    assert payment["state"] == "paid"
    assert payment["captured_minor"] == 12_900
    assert payment["card"] == {"brand": card.brand, "last4": card.last4}
    assert payment["refusal"] is None
    assert (where == f"{bank.url}/return/K7M-4QX") is card.returns
    if card.notifies:
        eventually(lambda: bank.told(created) == ["payment.pending", "payment.paid"])


def test_a_silent_card_tells_nothing(bank: Shop) -> None:
    silent = bank.create()
    through(silent, BY_KEY["never_notified"])
    heard = bank.create()
    through(heard, BY_KEY["success"])

    eventually(lambda: "payment.paid" in bank.told(heard))

    assert bank.told(silent) == []


def test_a_card_that_never_returns_leaves_the_browser_at_the_bank(bank: Shop) -> None:
    created = bank.create()

    text = through(created, BY_KEY["never_returns"])

    assert bank.url not in text
    eventually(lambda: "payment.paid" in bank.told(created))


@pytest.mark.parametrize("card", kinds(Ending.REFUSED))
def test_a_refused_card_says_why_and_whether_another_may_be_tried(bank: Shop, card: Card) -> None:
    created = bank.create()

    where = through(created, card)

    payment = bank.payment(created)
    is_final = card.reason is Reason.STOLEN_CARD
    assert payment["state"] == "refused"
    assert payment["refusal"] == {"code": card.reason, "retryable": not is_final}
    assert payment["captured_minor"] == 0
    assert where == (
        f"{bank.url}/return/K7M-4QX" if is_final else created["page_url"].removeprefix(bank.bank_url)
    )
    eventually(lambda: bank.told(created) == ["payment.pending", "payment.refused"])


def test_after_a_refusal_another_card_pays(bank: Shop) -> None:
    created = bank.create()
    through(created, BY_KEY["insufficient_funds"])
    page = ask("GET", created["page_url"]).text
    assert "ne suffit pas" in page

    through(created, BY_KEY["success"])

    payment = bank.payment(created)
    assert (payment["state"], payment["attempts"], payment["refusal"]) == ("paid", 2, None)


def test_the_fifth_refusal_is_final(bank: Shop) -> None:
    created = bank.create()
    for _ in range(5):
        through(created, BY_KEY["insufficient_funds"])

    through(created, BY_KEY["success"])

    payment = bank.payment(created)
    assert (payment["state"], payment["attempts"]) == ("refused", 5)
    assert payment["refusal"] == {"code": "insufficient_funds", "retryable": False}


@pytest.mark.parametrize(("key", "last"), [("paid_later", "paid"), ("refused_later", "refused")])
def test_a_slow_card_is_decided_later(bank: Shop, key: str, last: str) -> None:
    created = bank.create()

    through(created, BY_KEY[key])

    assert bank.payment(created)["state"] == "pending"
    refused = bank.call("POST", f"/payments/{created['id']}/cancel", {"operation_id": "stop"})
    assert (refused.status, refused.code) == (409, "in_progress")
    eventually(lambda: bank.told(created) == ["payment.pending", f"payment.{last}"])
    assert bank.payment(created)["state"] == last


def test_a_past_expiry_is_refused_with_every_card(bank: Shop) -> None:
    created = bank.create()

    pay(created["page_url"], BY_KEY["success"].number, expiry="01/24")

    assert bank.payment(created)["refusal"] == {"code": "expired_card", "retryable": True}


def test_no_card_number_is_kept_or_told(bank: Shop, tmp_path: Path) -> None:
    created = bank.create()
    through(created, BY_KEY["insufficient_funds"])
    through(created, BY_KEY["success"])
    eventually(lambda: "payment.paid" in bank.told(created))

    kept = b"".join(file.read_bytes() for file in tmp_path.glob("bank.sqlite3*"))
    told = json.dumps(bank.heard) + json.dumps(bank.payment(created))
    for card in CARDS:
        assert card.number.encode() not in kept
        assert card.spaced.encode() not in kept
        assert card.number not in told
