"""Questions about staff."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from poincon.accounts.queries import User
from poincon.staff.models import StaffMember
from poincon.staff.states import Role

__all__ = ["StaffMember", "everybody", "member_of", "owners_at_work", "with_role"]


def member_of(user: User | AnonymousUser) -> StaffMember | None:
    """Return the member of staff behind a user; None for others and for those who no longer work here."""
    if not user.is_authenticated:
        return None
    return StaffMember.objects.select_related("user").filter(user_id=user.pk, disabled_at=None).first()


def everybody() -> QuerySet[StaffMember]:
    """Return all who work or worked here, those at work first."""
    return StaffMember.objects.select_related("user").order_by("disabled_at", "pk")


def with_role(role: Role) -> QuerySet[StaffMember]:
    """Return those at work who may do what a role may: its bearers, and the owners."""
    return StaffMember.objects.filter(disabled_at=None, roles__overlap=[role, Role.OWNER])


def owners_at_work() -> QuerySet[StaffMember]:
    return StaffMember.objects.filter(disabled_at=None, roles__contains=[Role.OWNER])
