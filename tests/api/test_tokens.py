"""Tokens: what each scope opens, how they end, and the owner's page about them."""

import re
from datetime import timedelta

import pytest
from tests.accounts.people import a_customer, a_member, signed_in
from tests.api.programs import AT, EVERYTHING, Program, a_program, problem

from poincon.api import actions, rules
from poincon.api.endpoints import Endpoints
from poincon.api.models import Token
from poincon.api.states import OPEN, Scope
from poincon.config.api import api
from poincon.foundation import clock, journal

pytestmark = pytest.mark.django_db

EVERY = [
    (path, method, operation)
    for _prefix, router in [(one.prefix, one) for one in api._get_bound_routers()]
    for path, view in router.path_operations.items()
    for operation in view.operations
    for method in operation.methods
]


def ask(program: Program, path: str, method: str):
    for name, value in (("reference", "AAAA-AAAA"), ("slug", "made-up"), ("variant", "1"), ("parcel", "1")):
        path = path.replace(f"{{{name}}}", value)
    return program.send(method, path, {})


@pytest.mark.parametrize(("path", "method", "operation"), EVERY, ids=lambda one: str(one)[:40])
def test_an_endpoint_opens_to_its_own_scope_alone(path, method, operation):
    scope = operation.auth_callbacks[0].scope
    nobody = ask(Program(), path, method)
    others = ask(a_program(*(one for one in EVERYTHING if one != scope)), path, method)
    own = ask(a_program(scope), path, method)
    if scope in OPEN:
        assert nobody.status_code == others.status_code == own.status_code
        return
    assert problem(nobody) == (401, "unauthenticated")
    assert nobody.headers["WWW-Authenticate"].startswith("Bearer")
    assert problem(others) == (403, "scope_missing")
    assert others.json()["context"] == {"scope": scope}
    assert own.status_code not in (401, 403)


def test_only_the_digest_of_a_secret_is_kept():
    token, secret = actions.create_token(
        name="Front", scopes=["read:orders"], expires_at=None, actor="staff:1", at=AT
    )
    kept = Token.objects.filter(pk=token.pk).values_list().get()
    assert not any(secret in str(value) for value in kept)
    assert token.digest == rules.digest(secret)
    assert secret.startswith(token.start)
    assert [entry.verb for entry in journal.entries(f"token:{token.pk}")] == ["create"]


def test_a_token_ends_when_it_expires_or_is_revoked():
    now = clock.now()
    _old, expired = actions.create_token(
        name="Old", scopes=["read:orders"], expires_at=now, actor="test", at=now - timedelta(days=1)
    )
    assert problem(Program(expired).get("/orders")) == (401, "unauthenticated")
    token, secret = actions.create_token(
        name="New", scopes=["read:orders"], expires_at=now + timedelta(days=1), actor="test", at=now
    )
    assert Program(secret).get("/orders").status_code == 200
    assert actions.revoke_token(token_id=token.pk, actor="test", at=now)
    assert problem(Program(secret).get("/orders")) == (401, "unauthenticated")
    assert not actions.revoke_token(token_id=token.pk, actor="test", at=now)


@pytest.mark.parametrize("said", ["Bearer", "Bearer nonsense", "Basic abc", "nonsense", "Bearer é"])
def test_a_token_that_is_none_opens_not_even_what_is_public(said):
    assert problem(Program(authorization=said).get("/pieces")) == (401, "unauthenticated")


def test_a_signed_in_browser_is_nobody_to_the_api():
    """No page of another site can use a visitor's session: it is not looked at."""
    browser = signed_in(a_member("owner"))
    assert problem(browser.get("/api/v1/desk/orders")) == (401, "unauthenticated")


def test_the_day_of_the_last_use_is_noted():
    program = a_program()
    assert Token.objects.get().last_used_on is None
    program.get("/orders")
    assert Token.objects.get().last_used_on == clock.local_day(clock.now())


def test_the_owner_makes_a_token_sees_it_once_and_revokes_it():
    browser, customer = signed_in(a_member("owner")), a_customer()
    told = {"name": "Vitrine", "scopes": ["write:cart", "read:orders"], "days": "90"}
    page = browser.post(
        "/comptoir/programmes/",
        told | {"email": customer.user.email},
        headers={"sec-fetch-site": "same-origin"},
    )
    (secret,) = re.findall(r"<code>(poincon_[\w-]{43})</code>", page.content.decode())
    token = Token.objects.get()
    assert (token.name, token.scopes, token.customer) == ("Vitrine", ["write:cart", "read:orders"], customer)
    assert (token.expires_at - token.created_at).days == 90
    assert Program(secret).get("/orders").status_code == 200
    later = browser.get("/comptoir/programmes/")
    assert secret not in later.content.decode()
    assert token.start in later.content.decode()
    assert "no-store" in page.headers["Cache-Control"]

    browser.post(f"/comptoir/programmes/{token.pk}/revocation", headers={"sec-fetch-site": "same-origin"})
    assert problem(Program(secret).get("/orders")) == (401, "unauthenticated")


def test_a_token_for_nothing_or_for_nobody_is_not_made():
    browser = signed_in(a_member("owner"))
    for told in (
        {"name": "A", "days": "30"},
        {"name": "A", "scopes": "write:cart", "days": "30", "email": "x@y.fr"},
    ):
        page = browser.post("/comptoir/programmes/", told, headers={"sec-fetch-site": "same-origin"})
        assert page.status_code == 422
    with pytest.raises(actions.NoScope):
        actions.create_token(name="A", scopes=["all"], expires_at=None, actor="test", at=AT)
    assert not Token.objects.exists()


def test_a_feature_may_not_forget_the_scope():
    assert isinstance(Endpoints("tag", Scope.READ_DESK).scope, Scope)
