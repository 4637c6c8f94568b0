"""Well-sealed nonsense and floods of forgeries: each is judged, none breaks anything or fills a table."""

import hashlib
import hmac
import json
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests import banking

from poincon.payments import forged
from poincon.payments.gateways.sandbox import SandboxBank
from poincon.payments.models import BankMessage
from poincon.payments.states import Verdict

SECRET = "a secret of the tests"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
STAMP = str(int(NOW.timestamp()))
BANK = SandboxBank("http://127.0.0.1:1", SECRET)
GOOD = {
    "event_id": "evt_1",
    "payment_id": "pay_1",
    "data": {"amount_minor": 100, "currency": "EUR", "reference": "P26-1"},
}


def sealed(body: bytes, stamp: str = STAMP) -> dict[str, str]:
    seal = hmac.new(SECRET.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    return {"Bank-Signature": f"t={stamp},v1={seal}"}


def judged(body: bytes, stamp: str = STAMP) -> Verdict:
    return BANK.verify(body, sealed(body, stamp), NOW).verdict


def with_amount(written: str) -> bytes:
    return json.dumps(GOOD).replace("100", written).encode()


ODD = {
    "infinite": with_amount("Infinity"),
    "no number": with_amount("NaN"),
    "beyond floats": with_amount("1e999"),
    "fraction": with_amount("100.5"),
    "text": with_amount('"100"'),
    "truth": with_amount("true"),
    "endless": with_amount("9" * 5000),
    "nul": json.dumps(GOOD | {"event_id": "evt\x00"}).encode(),
    "half a character": json.dumps(GOOD | {"payment_id": "\ud800"}).encode(),
    "number for a name": json.dumps(GOOD | {"payment_id": 7}).encode(),
    "long name": json.dumps(GOOD | {"event_id": "e" * 81}).encode(),
    "nested": b"[" * 100_000,
    "list": b"[]",
    "not text": b"\xff\xfe\x00",
}


def test_a_good_message_is_accepted():
    assert judged(json.dumps(GOOD).encode()) is Verdict.ACCEPTED


@pytest.mark.parametrize("body", ODD.values(), ids=ODD)
def test_well_sealed_nonsense_is_malformed(body):
    assert judged(body) is Verdict.MALFORMED


@pytest.mark.parametrize("stamp", ["1" + "0" * 400, "9" * 5000, "²", "-1", ""])
def test_a_time_that_is_none_proves_nothing(stamp):
    assert judged(json.dumps(GOOD).encode(), stamp) is Verdict.FORGED


@pytest.mark.parametrize("header", ["", "t=1,v1=é", f"t={STAMP},v1=\ud800", "v1", "t=,v1=,=,,"])
def test_a_seal_that_is_none_is_forged(header):
    assert BANK.verify(b"{}", {"Bank-Signature": header}, NOW).verdict is Verdict.FORGED


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*GOOD, *GOOD["data"], "x"]), inner),
)


@given(st.binary() | JSON.map(lambda told: json.dumps(told).encode()))
def test_nothing_well_sealed_ever_raises(body):
    assert judged(body) in (Verdict.ACCEPTED, Verdict.MALFORMED)


@given(st.text(), st.binary())
def test_no_header_ever_raises(header, body):
    assert BANK.verify(body, {"Bank-Signature": header}, NOW).verdict in (Verdict.FORGED, Verdict.STALE)


@pytest.fixture
def _the_bank_of_the_tests(settings, monkeypatch):
    settings.BANK_SECRET = SECRET
    monkeypatch.setattr("poincon.payments.views.messages.gateways", lambda: {"sandbox": BANK})
    monkeypatch.setattr("poincon.payments.actions.gateway", lambda _key: BANK)


@pytest.mark.django_db
@pytest.mark.usefixtures("_the_bank_of_the_tests")
@pytest.mark.parametrize("body", ODD.values(), ids=ODD)
def test_what_is_malformed_is_recorded(body):
    stamp = str(int(datetime.now(UTC).timestamp()))
    assert banking.send(body, sealed(body, stamp)).status_code == 400
    assert BankMessage.objects.get().verdict == Verdict.MALFORMED


@pytest.mark.django_db
def test_a_forgery_leaves_its_digest_and_size_alone():
    body = b"a stranger's words " * 100
    assert banking.send(body, {"Bank-Signature": "t=1,v1=0"}).status_code == 401
    row = BankMessage.objects.get()
    assert (row.verdict, row.digest, row.body) == (
        Verdict.FORGED,
        hashlib.sha256(body).hexdigest(),
        f"{len(body)} bytes",
    )


def forge(address: str, at: datetime = NOW) -> bool:
    return forged.record(gateway_key="sandbox", body=b"x", address=address, at=at)


@pytest.mark.django_db
def test_an_address_fills_only_so_many_rows_an_hour():
    cache.clear()
    kept = [forge("192.0.2.1") for _ in range(forged.MOST_OF_ADDRESS + 5)]
    assert kept == [True] * forged.MOST_OF_ADDRESS + [False] * 5
    assert BankMessage.objects.count() == forged.MOST_OF_ADDRESS

    assert forge("192.0.2.2"), "another address has its own"
    assert forge("192.0.2.1", NOW.replace(hour=13)), "and so has another hour"


@pytest.mark.django_db
def test_all_addresses_together_fill_only_so_many(monkeypatch):
    cache.clear()
    monkeypatch.setattr(forged, "MOST_OF_ALL", 3)
    assert [forge(f"192.0.2.{last}") for last in range(5)] == [True, True, True, False, False]


@pytest.mark.django_db
def test_a_flood_is_answered_like_one_forgery():
    cache.clear()
    client = Client()
    for _ in range(forged.MOST_OF_ADDRESS + 2):
        answer = client.post("/messages/sandbox", b"{}", content_type="application/json")
        assert answer.status_code == 401
    assert BankMessage.objects.count() == forged.MOST_OF_ADDRESS
