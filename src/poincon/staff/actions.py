"""Who works at the desk."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from poincon.accounts import actions as accounts
from poincon.accounts.queries import user_by_email
from poincon.foundation import journal
from poincon.kernel.refusal import Refusal
from poincon.staff.models import StaffMember
from poincon.staff.queries import owners_at_work
from poincon.staff.states import Role


class LastOwner(Refusal):
    """Without this person nobody could decide any longer who works here."""

    code = "last_owner"


class HiredAlready(Refusal):
    """The address belongs to a member of staff already."""

    code = "hired_already"


class NoRole(Refusal):
    """A member of staff has at least one role."""

    code = "no_role"
    status = 422


def hire(
    *,
    email: str,
    roles: Iterable[str],
    actor: str,
    at: datetime,
    password: str | None = None,
    name: str = "",
    language: str = "fr",
) -> StaffMember:
    """Return a new member of staff.

    Without a password the new member is mailed a link to choose one: nobody else ever knows it. Somebody
    who has an account already keeps it with its password. Raises HiredAlready, NoRole.
    """
    wanted = _known(roles)
    with transaction.atomic():
        user = user_by_email(email)
        if user is None:
            user = accounts.open_account(
                email=email, hashed=make_password(password), language=language, at=at
            )
            if password is None:
                accounts.ask_reset(email=user.email, language=language, at=at)
        member, new = StaffMember.objects.get_or_create(
            user=user, defaults={"name": name, "roles": wanted, "hired_at": at}
        )
        if not new:
            raise HiredAlready
        _note(member, "hire", actor, at, after=wanted)
    return member


def set_roles(*, member: StaffMember, roles: Iterable[str], actor: str, at: datetime) -> None:
    """Give a member these roles, and no others. Raises LastOwner, NoRole."""
    wanted = _known(roles)
    with transaction.atomic():
        row = _locked(member)
        before = list(row.roles)
        if Role.OWNER not in wanted:
            _keep_an_owner(row)
        row.roles = wanted
        row.save(update_fields=["roles"])
        _note(row, "set_roles", actor, at, before=before, after=wanted)
    member.roles = wanted


def disable(*, member: StaffMember, actor: str, at: datetime) -> None:
    """Close the desk to a member from the next click on; their own account stays. Raises LastOwner."""
    with transaction.atomic():
        row = _locked(member)
        _keep_an_owner(row)
        if row.disabled_at is None:
            StaffMember.objects.filter(pk=row.pk).update(disabled_at=at)
            _note(row, "disable", actor, at)
    member.disabled_at = at


def readmit(*, member: StaffMember, actor: str, at: datetime) -> None:
    """Open the desk to a disabled member again, with the roles of before."""
    with transaction.atomic():
        if StaffMember.objects.filter(pk=member.pk, disabled_at__isnull=False).update(disabled_at=None):
            _note(member, "readmit", actor, at)
    member.disabled_at = None


def _known(roles: Iterable[str]) -> list[str]:
    wanted = [role.value for role in Role if role.value in set(roles)]
    if not wanted:
        raise NoRole
    return wanted


def _locked(member: StaffMember) -> StaffMember:
    """Lock every owner along with the member, so that two owners cannot remove each other at once."""
    rows = StaffMember.objects.select_for_update().order_by("pk")
    return next(row for row in list(rows) if row.pk == member.pk)


def _keep_an_owner(leaving: StaffMember) -> None:
    if (
        Role.OWNER in leaving.roles
        and leaving.is_active
        and not owners_at_work().exclude(pk=leaving.pk).exists()
    ):
        raise LastOwner


def _note(
    member: StaffMember,
    verb: str,
    actor: str,
    at: datetime,
    *,
    before: Iterable[str] = (),
    after: Iterable[str] = (),
) -> None:
    journal.write(
        subject=f"staff:{member.pk}",
        field="roles" if before or after else "",
        verb=verb,
        before="+".join(before),
        after="+".join(after),
        actor=actor,
        at=at,
    )
