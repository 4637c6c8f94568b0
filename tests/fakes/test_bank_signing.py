"""Signatures: the documented vectors, their tolerance, and the replacement of a secret."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poincon_fakes.bank.signing import TOLERANCE, Verdict, sign, verify

AT = 1_790_000_000
BODY = '{"amount_minor":12900,"reference":"K7M-4QX","words":"reçu"}'.encode()
DOCUMENT = Path(__file__).parents[2] / "docs" / "sandbox-bank.md"


@pytest.mark.parametrize(
    ("secret", "body"), [("secret-one", BODY), ("secret-two", BODY), ("secret-one", b"")]
)
def test_the_documented_vectors_are_true(secret: str, body: bytes) -> None:
    documented = re.findall(r"\| `(secret-\w+)` \| 1790000000 \| .*?\| `(t=\S+)` \|", DOCUMENT.read_text())

    assert (secret, sign([secret], body, AT)) in documented


@pytest.mark.parametrize(
    ("now", "verdict"),
    [
        (AT, Verdict.GOOD),
        (AT + TOLERANCE, Verdict.GOOD),
        (AT - TOLERANCE, Verdict.GOOD),
        (AT + TOLERANCE + 1, Verdict.EXPIRED),
        (AT - TOLERANCE - 1, Verdict.EXPIRED),
    ],
)
def test_a_signature_is_good_for_five_minutes(now: int, verdict: Verdict) -> None:
    assert verify(["secret-one"], BODY, sign(["secret-one"], BODY, AT), now) is verdict


def test_a_secret_is_replaced_without_a_gap() -> None:
    both = ["secret-old", "secret-new"]

    assert verify(["secret-old"], BODY, sign(both, BODY, AT), AT) is Verdict.GOOD
    assert verify(["secret-new"], BODY, sign(both, BODY, AT), AT) is Verdict.GOOD
    assert verify(both, BODY, sign(["secret-old"], BODY, AT), AT) is Verdict.GOOD
    assert verify(["secret-new"], BODY, sign(["secret-old"], BODY, AT), AT) is Verdict.INVALID


@pytest.mark.parametrize(
    "header",
    [
        "",
        "t=1790000000",
        "v1=00",
        "t=x,v1=00",
        "t=1,t=2,v1=00",
        f"t={'9' * 5000},v1=00",
        "t=१२,v1=00",
        "=,,=",
    ],
)
def test_half_a_header_is_no_signature(header: str) -> None:
    assert verify(["secret-one"], BODY, header, AT) is Verdict.MISSING


@given(body=st.binary(max_size=60), other=st.binary(max_size=60), moved=st.integers(-5, 5))
def test_any_change_breaks_the_seal(body: bytes, other: bytes, moved: int) -> None:
    header = sign(["secret-one"], body, AT)
    changed = header.replace(f"t={AT}", f"t={AT + moved}")

    verdict = verify(["secret-one"], other, changed, AT)

    assert verdict is (Verdict.GOOD if body == other and moved == 0 else Verdict.INVALID)


@given(header=st.text(max_size=80))
def test_no_header_is_too_odd(header: str) -> None:
    assert verify(["secret-one"], BODY, header, AT) is not Verdict.GOOD
