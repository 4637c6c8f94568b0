"""Nobody learns from the way in who has an account (OWASP ASVS 6.3.8): same answer, same work."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from tests.accounts.people import PASSWORD, CountedHasher, a_customer, jobs, outside, watched

from poincon.accounts.models import ResetRequest, User

KNOWN, UNKNOWN = "claire@example.org", "nobody@example.org"
pytestmark = pytest.mark.django_db

FORMS = {
    "account_login": {"login": "{}", "password": "not the one at all"},
    "account_reset_password": {"email": "{}"},
    "account_signup": {
        "first_name": "Claire",
        "last_name": "Moreau",
        "email": "{}",
    },
}


@pytest.fixture(autouse=True)
def _known(settings: object) -> None:
    settings.PASSWORD_HASHERS = [f"{CountedHasher.__module__}.CountedHasher"]  # type: ignore[attr-defined]
    a_customer(KNOWN)


def knock(name: str, email: str) -> tuple[object, list[str], int]:
    data = {field: value.format(email) for field, value in FORMS[name].items()}
    return watched(Client(), reverse(name), data)


@pytest.mark.parametrize("name", FORMS)
def test_known_and_unknown_get_the_same_answer_for_the_same_work(name: str) -> None:
    knock(name, "warm@example.org")  # the first request of a process fills caches
    known, known_queries, known_hashes = knock(name, KNOWN)
    unknown, unknown_queries, unknown_hashes = knock(name, UNKNOWN)

    status, headers, body = outside(known)
    assert (status, headers) == outside(unknown)[:2]
    assert body.replace(KNOWN, "@") == outside(unknown)[2].replace(UNKNOWN, "@")
    assert known_queries == unknown_queries
    assert known_hashes == unknown_hashes


def test_signing_in_costs_one_hash_whoever_knocks() -> None:
    assert knock("account_login", KNOWN)[2] == knock("account_login", UNKNOWN)[2] == 1


def test_the_comparison_would_see_a_difference() -> None:
    """Negative control: the right password takes another way, and the comparison must notice."""
    data = {"login": KNOWN, "password": PASSWORD}
    right, right_queries, _ = watched(Client(), reverse("account_login"), data)
    wrong, wrong_queries, _ = knock("account_login", KNOWN)
    assert outside(right) != outside(wrong)
    assert right_queries != wrong_queries


def test_registering_a_known_address_creates_nobody() -> None:
    before = User.objects.count()
    knock("account_signup", KNOWN)
    knock("account_signup", UNKNOWN)
    assert User.objects.count() == before


def test_jobs_carry_numbers_only() -> None:
    knock("account_reset_password", KNOWN)
    knock("account_signup", UNKNOWN)
    for name in ("accounts.answer_reset", "customers.answer_registration"):
        (args,) = jobs(name)
        assert all(isinstance(value, int) for value in args.values())


def test_one_look_up_finds_the_address_in_any_case() -> None:
    answer, _, _ = watched(
        Client(), reverse("account_login"), {"login": " CLAIRE@Example.org", "password": PASSWORD}
    )
    assert answer.status_code == 302
    assert not re.search("account_login", answer["Location"])


def test_asking_twice_leaves_two_requests_and_no_trace_of_the_answer() -> None:
    knock("account_reset_password", KNOWN)
    knock("account_reset_password", UNKNOWN)
    assert set(ResetRequest.objects.values_list("email", flat=True)) == {KNOWN, UNKNOWN}
