"""The desk's door and its first pages."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import Settings
from tests.accounts.people import AT, a_customer, a_member, mails_to, signed_in

from poincon.foundation.registries import Panel, desk_today
from poincon.staff import actions, policies
from poincon.staff.models import StaffMember
from poincon.staff.states import Role

pytestmark = pytest.mark.django_db


def test_every_role_opens_what_it_may_change() -> None:
    for page in Role:
        assert policies.MAY_CHANGE[page] <= policies.MAY_OPEN[page]
        assert Role.OWNER in policies.MAY_CHANGE[page]


@pytest.mark.promise("rights.need_to_know")
def test_need_to_know() -> None:
    """R140: the catalogue does not see customers, a viewer changes nothing but their own view."""
    assert not policies.may_open(frozenset({Role.CATALOGUE}), Role.COUNTER)
    assert not policies.may_open(frozenset({Role.COUNTER}), Role.CATALOGUE)
    assert not policies.may_open(frozenset({Role.VIEWER}), Role.OWNER)
    for page in (Role.OWNER, Role.COUNTER, Role.CATALOGUE):
        assert not policies.may_change(frozenset({Role.VIEWER}), page)


def test_the_menu_shows_what_may_be_opened() -> None:
    people = reverse("staff_desk:people")
    home = reverse("staff_desk:home")
    assert people in signed_in(a_member("owner")).get(home).content.decode()
    assert people not in signed_in(a_member("counter")).get(home).content.decode()


def test_customers_find_no_desk() -> None:
    assert signed_in(a_customer()).get(reverse("staff_desk:home")).status_code == 404


def test_leaving_closes_the_desk_with_the_next_click() -> None:
    a_member("owner")
    member = a_member("counter")
    client = signed_in(member)
    assert client.get(reverse("staff_desk:home")).status_code == 200
    actions.disable(member=member, actor="staff:1", at=AT)
    assert client.get(reverse("staff_desk:home")).status_code == 404


@pytest.mark.promise("rights.under_lock_and_key")
def test_where_the_house_wants_a_second_factor_the_desk_waits_for_it(settings: Settings) -> None:
    settings.STAFF_NEEDS_SECOND_FACTOR = True
    member = a_member("counter")
    client = signed_in(member)
    assert client.get(reverse("staff_desk:home"))["Location"] == reverse("mfa_activate_totp")
    Authenticator.objects.create(user=member.user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert client.get(reverse("staff_desk:home")).status_code == 200


def test_the_owner_hires_by_address_and_never_knows_the_password() -> None:
    client = signed_in(a_member("owner"))
    data = {"name": "Léa", "email": "lea@house.example", "roles": ["counter"]}
    assert client.post(reverse("staff_desk:people"), data).status_code == 302
    member = StaffMember.objects.get(name="Léa")
    assert not member.user.has_usable_password()
    assert client.post(reverse("staff_desk:people"), data).status_code == 422
    assert client.post(reverse("staff_desk:people"), {**data, "roles": []}).status_code == 422
    assert StaffMember.objects.count() == 2
    assert not mails_to("lea@house.example")  # the background job writes it


def test_the_owner_changes_roles_but_cannot_be_the_last_to_leave() -> None:
    owner = a_member("owner")
    client = signed_in(owner)
    page = reverse("staff_desk:person", args=[owner.pk])
    answer = client.post(page, {"roles": ["counter"]})
    assert answer.status_code == 422
    answer = client.post(reverse("staff_desk:departure", args=[owner.pk]))
    assert answer.status_code == 409
    owner.refresh_from_db()
    assert owner.is_active
    assert owner.roles == ["owner"]

    other = a_member("counter")
    client.post(reverse("staff_desk:person", args=[other.pk]), {"roles": ["owner", "catalogue"]})
    other.refresh_from_db()
    assert other.roles == ["owner", "catalogue"]
    client.post(reverse("staff_desk:departure", args=[other.pk]))
    other.refresh_from_db()
    assert not other.is_active
    client.post(reverse("staff_desk:readmission", args=[other.pk]))
    other.refresh_from_db()
    assert other.is_active


@pytest.mark.promise("rights.need_to_know")
@pytest.mark.parametrize(("role", "sees"), [("counter", True), ("owner", True), ("catalogue", False)])
def test_the_first_page_tells_of_orders_only_to_those_who_may_open_them(role: str, sees: bool) -> None:  # noqa: FBT001
    page = signed_in(a_member(role)).get("/en/desk/").content.decode()
    assert ("To send" in page) is sees
    assert ("Order, customer, parcel" in page) is sees


def test_cards_that_features_register_appear_today() -> None:
    seen = []

    def facts(_request: object, member: object) -> dict[str, object] | None:
        seen.append(member)
        return None

    desk_today.register(Panel(name="test", template="none.html", order=1, facts=facts))
    member = a_member("counter")
    try:
        assert signed_in(member).get(reverse("staff_desk:home")).status_code == 200
    finally:
        desk_today._members[:] = [panel for panel in desk_today if panel.name != "test"]
    assert seen == [member]


def test_the_desk_speaks_english_too() -> None:
    assert "Today" in signed_in(a_member("viewer")).get("/en/desk/").content.decode()
    assert Client().get("/en/desk/")["Location"].startswith("/en/account/sign-in/")


def test_today_shows_each_role_its_own_cards() -> None:
    """R140: who looks after the catalogue learns nothing of orders and customers."""
    home = reverse("staff_desk:home")
    shown = {role: signed_in(a_member(role)).get(home).content.decode() for role in ("counter", "catalogue")}
    for card in ("due-orders", "due-money"):
        assert card in shown["counter"]
        assert card not in shown["catalogue"]


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_page_of_another_role_says_at_the_desk_who_may_open_it(method: str) -> None:
    with override("fr"):
        answer = getattr(signed_in(a_member("counter")), method)(reverse("intake_desk:new"))
        assert answer.status_code == 403
        assert 'class="desk"' in answer.text
        assert "Cette page est ouverte à\u202f: Propriétaire, Catalogue, Lecture seule" in answer.text
        assert reverse("staff_desk:home") in answer.text
        assert "appelez-nous" not in answer.text


def test_who_may_look_only_reads_who_acts() -> None:
    with override("fr"):
        answer = signed_in(a_member("viewer")).post(reverse("intake_desk:new"), {"reference": "R1"})
    assert answer.status_code == 403
    assert "le faire revient à\u202f: Propriétaire, Catalogue" in answer.text
