"""Somebody of the catalogue at the desk, and the addresses they open."""

from django.test import Client
from django.urls import reverse

from poincon.staff.models import StaffMember


def address(name: str, pk: int | None = None) -> str:
    return reverse(f"intake_desk:{name}", args=[] if pk is None else [pk])


def member_of(browser: Client) -> int:
    """Return the id of the member of staff who is signed in."""
    return StaffMember.objects.get(user_id=browser.session["_auth_user_id"]).pk
