import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.hashers import identify_hasher, make_password
from tests import banking, jobs
from tests.accounts.people import a_customer, signed_in
from tests.catalogue.documents import GOOD
from tests.shopping import a_browser, a_variant, press, to_recap

from poincon.accounts.hashers import Argon2
from poincon.cart import actions as carts
from poincon.cart.models import Cart
from poincon.catalogue import actions as catalogue
from poincon.catalogue.models import Brand, Piece
from poincon.catalogue.rules import StoneFacts
from poincon.charter import queries as charters
from poincon.charter.actions import striking
from poincon.charter.schema import Charter
from poincon.checkout.actions import ending, settling
from poincon.checkout.actions.ending import TooLate
from poincon.checkout.forms import CarrierForm
from poincon.foundation import clock
from poincon.kernel.money import Money
from poincon.notifications.models import Message
from poincon.orders.actions import work
from poincon.orders.actions.work import NotToBePrepared
from poincon.orders.models import Order
from poincon.orders.states import Headline
from poincon.orders.words import ALL_HERE, LABELS, MEANINGS, TITLES
from poincon.payments.models import Attempt, BankMessage
from poincon.pricing import actions as pricing

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
MONDAY = datetime(2026, 11, 23, 10, tzinfo=PARIS)


def an_order(*variants, browser=None, means="transfer"):
    browser = browser or a_browser()
    press(browser, to_recap(browser, *(variants or [a_variant()])), means)
    return Order.objects.latest("id")


def changed(charter: Charter, **sections):
    """Return the charter with other values in some of its sections."""
    return charter.model_copy(
        update={name: getattr(charter, name).model_copy(update=values) for name, values in sections.items()}
    )


@pytest.mark.promise("accounts.checkout")
def test_a_house_that_wants_an_account_asks_for_it_and_one_that_does_not_does_not(settings):
    browser = a_browser()
    browser.post("/panier/ajout", {"variant": a_variant().pk, "quantity": 1})
    assert browser.get("/commande/").status_code == 200

    settings.CHARTER = changed(settings.CHARTER, accounts={"checkout": "account"})
    asked = browser.get("/commande/")
    assert asked.status_code == 302
    assert "next=/commande/" in asked.url


@pytest.mark.promise("accounts.only_what_is_needed", "carriers.*.needs_phone")
def test_nothing_is_asked_beyond_name_mail_and_address_and_a_telephone_only_where_needed(settings):
    browser = a_browser()
    browser.post("/panier/ajout", {"variant": a_variant().pk, "quantity": 1})
    page = browser.get("/commande/").content.decode()
    asked = set(re.findall(r'name="(?:shipping|billing)-(\w+)"', page)) | set(
        re.findall(r'name="(\w+)"', page)
    )
    assert asked - {"reshape", "q"} <= {
        *("email", "billing_differs", "first_name", "last_name", "company", "line1", "line2"),
        *("postcode", "city", "region", "country"),
        *("viewport", "description", "robots", "color", "format", "referrer", "theme"),
    }

    charter = settings.CHARTER
    offers = charters.offers(charter, country="FR", weight_g=10, value=Money(9_000, "EUR"), nature="parcel")
    for offer in offers:
        form = CarrierForm({"carrier": offer.carrier}, offers=tuple(offers), country="FR")
        assert form.is_valid() is not offer.needs_phone
        kept = CarrierForm(
            {"carrier": offer.carrier, "phone": "06 12 34 56 78"}, offers=tuple(offers), country="FR"
        )
        assert kept.is_valid()
        assert kept.cleaned_data["phone"] == ("+33612345678" if offer.needs_phone else "")
    assert {offer.needs_phone for offer in offers} == {True, False}


@pytest.mark.promise("accounts.passwords_unreadable")
def test_a_password_is_kept_as_a_hash_that_nobody_can_read_back(settings):
    settings.PASSWORD_HASHERS = ["poincon.accounts.hashers.Argon2"]
    kept = make_password("un secret bien gardé")
    assert "secret" not in kept
    assert isinstance(identify_hasher(kept), Argon2)
    assert identify_hasher(kept).verify("un secret bien gardé", kept)
    assert not identify_hasher(kept).verify("un secret bien garde", kept)


@pytest.mark.promise("accounts.in_your_hands")
def test_a_customer_finds_earlier_orders_and_nobody_elses():
    customer = a_customer("marie@example.org")
    browser = signed_in(customer)
    mine = an_order(browser=browser)
    other = an_order()

    page = browser.get("/commandes/").content.decode()
    assert mine.reference in page
    assert other.reference not in page


@pytest.mark.promise("window.facts_as_sold", "prices.as_ordered")
def test_an_order_keeps_the_facts_and_the_price_of_its_day():
    ring = a_variant(price=129_000)
    order = an_order(ring)
    name = ring.piece.name_fr

    catalogue.edit_piece(
        piece_id=ring.piece_id, words={"name_fr": "Tout autre chose"}, actor="test", at=clock.now()
    )
    pricing.set_price(variant_id=ring.pk, amount=Money(99_000, "EUR"), actor="test", at=clock.now())

    line = order.lines.get()
    assert (line.unit_minor, line.as_sold["name_fr"]) == (129_000, name)
    assert line.as_sold["matter_fr"] == "Or jaune 750\u202f‰"
    order.refresh_from_db()
    assert order.total_minor == 129_000 + order.delivery_minor


@pytest.mark.promise("window.facts_as_sold")
def test_an_order_keeps_all_that_the_page_told_with_the_certificate_of_its_day(settings, tmp_path):
    settings.PAPERS_ROOT = tmp_path
    ring, now = a_variant(), clock.now()
    stone = StoneFacts("diamond", "natural", lab="igi", certificate="512345678")
    catalogue.edit_piece(piece_id=ring.piece_id, words={}, stones=[stone], actor="test", at=now)
    hung = catalogue.add_certificate(
        piece_id=ring.piece_id, lab="igi", number="512345678", content=GOOD, actor="test", at=now
    )
    browser = a_browser()
    order = an_order(ring, browser=browser)

    catalogue.edit_piece(
        piece_id=ring.piece_id, words={"description_fr": "Tout autre chose."}, stones=[], actor="test", at=now
    )
    catalogue.take_down_certificate(certificate_id=hung, actor="test", at=now)
    Brand.objects.update(maker_address="Ailleurs")

    page = browser.get(f"/commandes/{order.reference}/").content.decode()
    for words in (
        "Un anneau poli.",
        "Diamant",
        "IGI 512345678",
        "poinçon de garantie\u202f: tête d’aigle".capitalize(),
        "1 rue de la Paix, 75002 Paris",
        "/entretien/gold-hard/",
    ):
        assert words in page, words
    assert "Tout autre chose." not in page
    document = re.search(r'href="(/certificates/[0-9a-f]{64}\.pdf)"', page)
    assert document is not None
    assert browser.get(document[1]).content == GOOD
    assert Piece.objects.get(pk=ring.piece_id).certificates.filter(taken_down_at__isnull=True).count() == 0


@pytest.mark.promise("cart.kept_days")
def test_a_visitors_cart_is_forgotten_after_its_days_and_not_a_second_before(settings, noon):
    days = timedelta(days=settings.CHARTER.cart.kept_days)
    carts.start(at=noon)
    assert carts.forget_old(at=noon + days) == 0
    assert carts.forget_old(at=noon + days + timedelta(seconds=1)) == 1
    assert not Cart.objects.exists()


@pytest.mark.promise("cart.everywhere")
def test_the_cart_and_its_count_are_on_every_page():
    browser = a_browser()
    browser.post("/panier/ajout", {"variant": a_variant().pk, "quantity": 3})
    for address in ("/", "/bagues/", "/livraison/", "/commande/", "/compte/connexion/", "/nulle-part/"):
        page = browser.get(address).content.decode()
        assert 'href="/panier/"' in page, address
    assert re.search(r'class="count">.*?3</span>', browser.get("/").content.decode(), re.DOTALL)


@pytest.mark.promise("orders.dispatch_within_days")
def test_the_day_of_dispatch_is_what_the_charter_gives(settings):
    with time_machine.travel(MONDAY, tick=False):
        order = an_order()
        days = settings.CHARTER.orders.dispatch_within_days
        assert order.dispatch_on == charters.house_days(settings.CHARTER).add_working_days(
            date(2026, 11, 23), days
        )


@pytest.mark.promise("orders.cancel_until")
def test_at_the_last_second_yes_and_at_the_cut_off_no(settings):
    until = datetime.combine(MONDAY.date(), settings.CHARTER.orders.cancel_until, PARIS)
    browser = a_browser()
    with time_machine.travel(MONDAY, tick=False):
        first, second = an_order(browser=browser), an_order(browser=browser)
    assert first.cancel_until == until

    with time_machine.travel(until - timedelta(seconds=1), tick=False):
        assert browser.post(f"/commandes/{first.reference}/annulation").status_code == 302
    with time_machine.travel(until, tick=False):
        refused = browser.post(f"/commandes/{second.reference}/annulation")

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.life, second.life) == ("cancelled", "open")
    assert refused.status_code == 409
    assert "délai d’annulation est passé" in refused.content.decode()


@pytest.mark.promise("orders.cancel_until")
def test_what_is_packed_can_no_longer_be_cancelled_by_its_customer():
    order, now = an_order(), clock.now()
    settling.receive_transfer(order_id=order.pk, amount=order.total, key="l", actor="staff:1", at=now)
    work.prepare(order_id=order.pk, actor="staff:1", at=now)
    work.make_ready(order_id=order.pk, actor="staff:1", at=now)
    with pytest.raises(TooLate):
        ending.cancel(order_id=order.pk, actor="visitor", at=now)


@pytest.mark.promise("orders.unpaid_card_hours")
def test_an_unpaid_order_by_card_ends_after_its_hours(bank, settings):
    order = an_order(means="card")
    assert order.pay_until == order.placed_at + timedelta(hours=settings.CHARTER.orders.unpaid_card_hours)
    assert not ending.lapse(order_id=order.pk, at=order.pay_until - timedelta(seconds=1))
    assert ending.lapse(order_id=order.pk, at=order.pay_until)
    order.refresh_from_db()
    assert (order.headline, order.hold.state) == ("cancelled", "released")


@pytest.mark.promise("orders.told_in_words")
def test_every_public_status_has_its_label_its_sentence_and_its_meaning():
    assert set(LABELS) == set(TITLES) == set(MEANINGS) == set(Headline)
    assert len({str(label) for label in LABELS.values()}) == len(Headline)
    browser = a_browser()
    order = an_order(browser=browser)
    meanings = MEANINGS | {Headline.PAYMENT_AUTHORISED: ALL_HERE}
    for headline in Headline:
        Order.objects.filter(pk=order.pk).update(headline=headline)
        page = browser.get(f"/commandes/{order.reference}/").content.decode()
        assert str(LABELS[headline]) in page
        assert str(meanings[headline]) in page


@pytest.mark.promise("payments.means")
def test_only_the_houses_own_means_are_offered_and_taken(settings):
    browser = a_browser()
    recap = to_recap(browser, a_variant())
    offered = set(re.findall(r'name="means" value="(\w+)"', recap.content.decode()))
    assert offered == {means.key for means in settings.CHARTER.payments.means}
    assert press(browser, recap, "cheque").status_code == 422
    assert not Order.objects.exists()


@pytest.mark.promise("payments.transfer.remind_after_days")
def test_reminders_go_out_on_their_days_each_once(settings):
    order = an_order()
    days = settings.CHARTER.payments.transfer.remind_after_days
    for day in days:
        striking.strike(at=order.placed_at + timedelta(days=day))
        striking.strike(at=order.placed_at + timedelta(days=day))
        jobs.run()
    assert Message.objects.filter(kind="orders.reminder").count() == len(days)


@pytest.mark.promise("payments.transfer.sent_on_receipt")
def test_nothing_is_prepared_before_the_money_is_there():
    order, now = an_order(), clock.now()
    with pytest.raises(NotToBePrepared):
        work.prepare(order_id=order.pk, actor="staff:1", at=now)
    settling.receive_transfer(order_id=order.pk, amount=order.total, key="l", actor="staff:1", at=now)
    assert work.prepare(order_id=order.pk, actor="staff:1", at=now).headline == "in_preparation"


@pytest.mark.promise("payments.transfer.fees_paid_by")
def test_the_page_of_a_transfer_says_who_bears_the_fees(settings):
    browser = a_browser()
    order = an_order(browser=browser)
    words = charters.promise_words("payments.transfer.fees_paid_by", "fr")
    assert words in browser.get(f"/commandes/{order.reference}/").content.decode()


@pytest.mark.promise("payments.no_card_data_kept")
def test_no_card_number_reaches_the_shop(bank):
    browser = a_browser()
    order = an_order(browser=browser, means="card")
    attempt = Attempt.objects.get()
    banking.pay(attempt.page_url, banking.GOOD)
    browser.get(f"/commandes/{order.reference}/banque/")
    attempt.refresh_from_db()
    kept = [
        str(value)
        for row in (*Attempt.objects.values(), *BankMessage.objects.values())
        for value in row.values()
    ]
    assert attempt.card_last4 == banking.GOOD[-4:]
    assert not [value for value in kept if banking.GOOD in value or banking.GOOD[:6] in value]


@pytest.mark.promise("delivery.dispatch_mail", "carriers.*.phone", "carriers.*.tracking_from_next_day")
def test_the_parcel_leaves_and_a_mail_says_how_to_follow_it(settings):
    with time_machine.travel(MONDAY, tick=False):
        order, now = an_order(), clock.now()
        settling.receive_transfer(order_id=order.pk, amount=order.total, key="l", actor="staff:1", at=now)
        work.prepare(order_id=order.pk, actor="staff:1", at=now)
        work.make_ready(order_id=order.pk, actor="staff:1", at=now)
        line = order.lines.get()
        carrier = next(c for c in settings.CHARTER.carriers if c.key == order.consignment.carrier)
        work.ship(
            order_id=order.pk,
            carrier=carrier.key,
            number="6A 123 456 789 01",
            contents={line.pk: 1},
            actor="s",
            at=now,
        )
        jobs.run()
        jobs.run()

    [mail] = Message.objects.filter(kind="orders.shipped")
    assert "6A12345678901" in mail.text
    assert carrier.tracking_url.format(number="6A12345678901") in mail.text
    digits = re.sub(r"\D", "", carrier.phone)
    assert digits in re.sub(r"\D", "", mail.text)
    assert ("24 novembre" in mail.text) is carrier.tracking_from_next_day
