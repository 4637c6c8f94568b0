"""Who works here: hiring, roles, leaving."""

import threading

import pytest
from django.db import connection, transaction
from tests.accounts.people import AT, PASSWORD, a_customer, a_member

from poincon.accounts.models import ResetRequest, User
from poincon.foundation import journal
from poincon.kernel.refusal import Refusal
from poincon.staff import actions, queries
from poincon.staff.models import StaffMember
from poincon.staff.states import Role


def hire(*roles: str, email: str = "lea@house.example", password: str | None = None) -> StaffMember:
    return actions.hire(email=email, roles=roles, password=password, name="Léa", actor="staff:1", at=AT)


@pytest.mark.django_db
def test_a_new_member_chooses_the_password_alone() -> None:
    member = hire("counter")
    assert not member.user.has_usable_password()
    assert ResetRequest.objects.get().email == "lea@house.example"
    (entry,) = journal.entries(f"staff:{member.pk}")
    assert (entry.verb, entry.after, entry.actor) == ("hire", "counter", "staff:1")


@pytest.mark.django_db
def test_a_customer_who_is_hired_keeps_account_and_password() -> None:
    customer = a_customer("lea@house.example")
    member = hire("counter", password="another password")
    assert member.user_id == customer.user_id
    assert User.objects.get().check_password(PASSWORD)


@pytest.mark.django_db
def test_nobody_is_hired_twice() -> None:
    hire("counter")
    with pytest.raises(actions.HiredAlready) as refused:
        hire("owner", email="LEA@house.example")
    assert refused.value.code == "hired_already"
    assert StaffMember.objects.get().roles == ["counter"]


@pytest.mark.django_db
@pytest.mark.parametrize("roles", [(), ("emperor",)])
def test_a_member_has_a_role_that_exists(roles: tuple[str, ...]) -> None:
    with pytest.raises(actions.NoRole) as refused:
        hire(*roles)
    assert refused.value.code == "no_role"
    assert not User.objects.exists()


@pytest.mark.django_db
def test_the_last_owner_stays_owner_and_at_work() -> None:
    owner = a_member("owner")
    a_member("counter")
    for leave in (
        lambda: actions.set_roles(member=owner, roles=["counter"], actor="staff:1", at=AT),
        lambda: actions.disable(member=owner, actor="staff:1", at=AT),
    ):
        with pytest.raises(actions.LastOwner) as refused:
            leave()
        assert refused.value.code == "last_owner"
    owner.refresh_from_db()
    assert (owner.roles, owner.disabled_at) == (["owner"], None)


@pytest.mark.django_db
def test_a_disabled_owner_does_not_count() -> None:
    first, second = a_member("owner"), a_member("owner", "counter")
    actions.disable(member=second, actor="staff:1", at=AT)
    with pytest.raises(actions.LastOwner):
        actions.disable(member=first, actor="staff:1", at=AT)
    assert queries.member_of(first.user) == first
    assert queries.member_of(second.user) is None


@pytest.mark.django_db
def test_a_member_comes_back_with_the_roles_of_before() -> None:
    a_member("owner")
    member = a_member("counter")
    actions.disable(member=member, actor="staff:1", at=AT)
    actions.readmit(member=member, actor="staff:1", at=AT)
    assert queries.member_of(member.user) == member
    assert [entry.verb for entry in journal.entries(f"staff:{member.pk}")] == ["hire", "disable", "readmit"]


@pytest.mark.django_db
def test_roles_change_with_their_trace() -> None:
    member = hire("counter")
    actions.set_roles(member=member, roles=["catalogue", "viewer"], actor="staff:1", at=AT)
    last = journal.entries(f"staff:{member.pk}").last()
    assert last is not None
    assert (last.before, last.after) == ("counter", "catalogue+viewer")
    member.refresh_from_db()
    assert member.roles == [Role.CATALOGUE, Role.VIEWER]


def _leave_at_once(members: list[StaffMember], *, locked: bool) -> list[str]:
    """Have every member leave in a thread of its own, all between the check and the write."""
    gate, outcomes = threading.Barrier(len(members)), []

    def leave(member: StaffMember) -> None:
        try:
            if locked:
                gate.wait(10)
                actions.disable(member=member, actor="staff:1", at=AT)
            else:
                with transaction.atomic():
                    others = queries.owners_at_work().exclude(pk=member.pk).exists()
                    gate.wait(10)
                    if others:
                        StaffMember.objects.filter(pk=member.pk).update(disabled_at=AT)
            outcomes.append("left")
        except Refusal as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=leave, args=(member,)) for member in members]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return sorted(outcomes)


@pytest.mark.django_db(transaction=True)
def test_two_owners_cannot_remove_each_other_at_once() -> None:
    owners = [a_member("owner"), a_member("owner", "counter")]
    assert _leave_at_once(owners, locked=True) == ["last_owner", "left"]
    assert queries.owners_at_work().count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_they_could() -> None:
    """Negative control of the race above."""
    owners = [a_member("owner"), a_member("owner", "counter")]
    assert _leave_at_once(owners, locked=False) == ["left", "left"]
    assert queries.owners_at_work().count() == 0
