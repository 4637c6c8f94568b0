"""The payer's page: in two languages, without script, forgiving, and leading back to the shop."""

import time

import pytest
from tests.eventually import eventually
from tests.fakes.over_http import Page, Shop, ask, pay, post_form

from poincon_fakes.bank.cards import CARDS
from poincon_fakes.bank.words import ENGLISH, FRENCH

SUCCESS, WITH_CODE = "4970 1000 0000 0014", "4970 1000 0000 0022"


def test_the_page_shows_what_is_paid_and_to_whom(bank: Shop) -> None:
    text = ask("GET", bank.create()["page_url"]).text

    for words in ("129,00\u00a0€", "Calmea", "K7M-4QX", "aucun argent ne circule", '<html lang="fr">'):
        assert words in text
    for card in CARDS:
        assert card.spaced in text
    english = ask("GET", bank.create(language="en")["page_url"]).text
    assert "€129.00" in english
    assert "no money moves" in english
    assert '<html lang="en">' in english


def test_the_page_is_safe_and_usable(bank: Shop) -> None:
    answer = ask("GET", bank.create()["page_url"])
    page = Page(answer.text)

    assert "script" not in page.tags
    assert not page.attributes & {"style", "onclick"}
    assert set(page.inputs) <= page.labels
    assert len(page.ids) == len(set(page.ids))
    tokens = [page.inputs[name]["autocomplete"] for name in ("number", "expiry", "security_code")]
    assert tokens == ["cc-number", "cc-exp", "cc-csc"]
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert f"form-action 'self' {bank.url}" in policy
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("typed", "wrong", "words"),
    [
        (("", "12/30", "123"), "number", "chiffre par chiffre"),
        (("4970 1000 0000 0015", "12/30", "123"), "number", "chiffre par chiffre"),
        (("4111 1111 1111 1111", "12/30", "123"), "number", "carte d’essai"),
        ((SUCCESS, "13/30", "123"), "expiry", "08/29"),
        ((SUCCESS, "12/30", "12"), "security_code", "3 chiffres"),
        (("3400 000000 00017", "12/30", "123"), "security_code", "American Express"),
    ],
)
def test_a_wrong_entry_is_explained_and_nothing_is_tried(
    bank: Shop, typed: tuple[str, str, str], wrong: str, words: str
) -> None:
    created = bank.create()

    answer = pay(created["page_url"], typed[0], expiry=typed[1], security_code=typed[2])

    assert answer.status == 422
    page = Page(answer.text)
    assert words in answer.text
    assert page.inputs[wrong]["aria-invalid"] == "true"
    assert "autofocus" in page.inputs[wrong]
    assert f"{wrong}-error" in page.ids
    assert page.inputs["security_code"]["value"] == ""
    payment = bank.payment(created)
    assert (payment["state"], payment["attempts"]) == ("created", 0)


def test_a_test_card_fills_the_form_by_a_link(bank: Shop) -> None:
    created = bank.create()
    links = [link for link in Page(ask("GET", created["page_url"]).text).links if "card=" in link]
    assert len(links) == len(CARDS)

    filled = Page(ask("GET", bank.bank_url + links[0]).text).inputs

    typed = {name: found["value"] for name, found in filled.items()}
    assert not any(card.number in links[0] for card in CARDS)
    assert post_form(created["page_url"], typed).location == f"{bank.url}/return/K7M-4QX"


def test_three_wrong_codes_are_a_refusal(bank: Shop) -> None:
    created = bank.create()
    challenge = created["page_url"] + "/challenge"
    assert pay(created["page_url"], WITH_CODE).location.endswith("/challenge")
    for _ in range(2):
        wrong = post_form(challenge, {"code": "x", "answer": "confirm"})
        assert wrong.status == 422
        assert "n’est pas le bon" in wrong.text
    assert bank.payment(created)["state"] == "pending"

    post_form(challenge, {"code": "x", "answer": "confirm"})

    assert bank.payment(created)["refusal"] == {"code": "authentication_failed", "retryable": True}


def test_declining_is_a_refusal_and_leaving_is_not(bank: Shop) -> None:
    declined, left = bank.create(), bank.create()
    for created in (declined, left):
        pay(created["page_url"], WITH_CODE)

    post_form(declined["page_url"] + "/challenge", {"answer": "decline"})
    page = Page(ask("GET", left["page_url"] + "/challenge").text)

    assert bank.payment(declined)["refusal"]["code"] == "authentication_failed"
    assert f"{bank.url}/cancel/K7M-4QX" in page.links
    assert bank.payment(left)["state"] == "pending"
    answered = post_form(left["page_url"] + "/challenge", {"code": page.code, "answer": "confirm"})
    assert answered.location == f"{bank.url}/return/K7M-4QX"
    assert bank.payment(left)["state"] == "paid"


def test_a_code_works_once(bank: Shop) -> None:
    created = bank.create()
    pay(created["page_url"], WITH_CODE)
    first = Page(ask("GET", created["page_url"] + "/challenge").text).code
    pay(created["page_url"], WITH_CODE)
    second = Page(ask("GET", created["page_url"] + "/challenge").text).code
    if first != second:
        assert (
            post_form(created["page_url"] + "/challenge", {"code": first, "answer": "confirm"}).status == 422
        )

    post_form(created["page_url"] + "/challenge", {"code": second, "answer": "confirm"})
    post_form(created["page_url"] + "/challenge", {"code": second, "answer": "confirm"})

    payment = bank.payment(created)
    assert (payment["state"], payment["captured_minor"]) == ("paid", 12_900)


def test_paying_twice_takes_the_money_once(bank: Shop) -> None:
    created = bank.create()

    first, second = pay(created["page_url"], SUCCESS), pay(created["page_url"], SUCCESS)

    assert first.location == second.location == f"{bank.url}/return/K7M-4QX"
    payment = bank.payment(created)
    assert (payment["attempts"], payment["captured_minor"]) == (1, 12_900)
    assert f"{bank.url}/return/K7M-4QX" in Page(ask("GET", created["page_url"]).text).links


def test_cancelling_goes_back_to_the_shop(bank: Shop) -> None:
    created = bank.create()

    answer = post_form(created["page_url"] + "/cancel", {})

    assert (answer.status, answer.location) == (303, f"{bank.url}/cancel/K7M-4QX")
    assert bank.payment(created)["state"] == "cancelled"
    eventually(lambda: bank.told(created) == ["payment.cancelled"])


def test_cancelling_too_late_changes_nothing(bank: Shop) -> None:
    created = bank.create()
    pay(created["page_url"], SUCCESS)

    answer = post_form(created["page_url"] + "/cancel", {})

    assert answer.location == f"{bank.url}/return/K7M-4QX"
    assert bank.payment(created)["state"] == "paid"


def test_an_unfinished_payment_expires(bank: Shop) -> None:
    created = bank.create(expires_at=int(time.time()) + 1)

    eventually(lambda: bank.told(created) == ["payment.expired"])

    assert bank.payment(created)["state"] == "expired"
    pay(created["page_url"], SUCCESS)
    assert bank.payment(created)["state"] == "expired"


@pytest.mark.parametrize("path", ["/pay/none", "/pay/none/challenge"])
def test_an_unknown_page_says_so(bank: Shop, path: str) -> None:
    answer = ask("GET", bank.bank_url + path)

    assert answer.status == 404
    assert "n’existe pas" in answer.text


def test_what_the_shop_says_is_shown_and_not_run(bank: Shop) -> None:
    created = bank.create(merchant="<script>x</script>", reference='"><b>')

    text = ask("GET", created["page_url"]).text

    assert "<script" not in text
    assert "<b>" not in text
    assert "&lt;script&gt;" in text


def test_the_home_page_lists_cards_and_payments(bank: Shop) -> None:
    bank.create(reference="H4L-LMK")

    text = ask("GET", bank.bank_url + "/").text

    assert "H4L-LMK" in text
    assert all(card.spaced in text for card in CARDS)
    assert ask("GET", bank.bank_url + "/healthz").body == b"ok\n"


def test_both_languages_say_the_same_things() -> None:
    assert FRENCH.keys() == ENGLISH.keys()
    for group in ("states", "behaviours"):
        assert dict(FRENCH[group]).keys() == dict(ENGLISH[group]).keys()  # type: ignore[call-overload]
