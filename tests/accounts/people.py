"""People for tests, and what tests look at when people knock."""

import re
from datetime import UTC, datetime

from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from poincon.customers import actions as customers
from poincon.customers.models import Customer
from poincon.notifications.models import Message
from poincon.staff import actions as staff
from poincon.staff.models import StaffMember

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
PASSWORD = "un anneau bien fin"


def a_customer(email: str = "claire@example.org", *, language: str = "fr") -> Customer:
    return customers.enrol(
        email=email, password=PASSWORD, first_name="Claire", last_name="Moreau", language=language, at=AT
    )


def a_member(*roles: str, email: str = "") -> StaffMember:
    return staff.hire(
        email=email or f"{'-'.join(roles)}@house.example", password=PASSWORD, roles=roles, actor="test", at=AT
    )


def signed_in(person: Customer | StaffMember) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def mails_to(address: str) -> list[Message]:
    return list(Message.objects.filter(to=address).order_by("pk"))


def link_in(message: Message) -> str:
    """Return the path of the first link that stands alone on a line of the mail's text."""
    found = re.search(r"^https?://[^/\s]+(/\S+)$", message.text, re.MULTILINE)
    assert found, message.text
    return found[1]


def jobs(name: str) -> list[dict[str, object]]:
    """Return the arguments of the jobs of that name, oldest first."""
    return list(ProcrastinateJob.objects.filter(task_name=name).order_by("pk").values_list("args", flat=True))


class CountedHasher(MD5PasswordHasher):
    """Counts how many hashes a request costs."""

    done = 0

    def encode(self, password: str, salt: str) -> str:
        CountedHasher.done += 1
        return super().encode(password, salt)


def watched(client: Client, path: str, data: dict[str, str]) -> tuple[HttpResponse, list[str], int]:
    """Post a form; return the answer, the queries with their values left out, and the number of hashes."""
    CountedHasher.done = 0
    with CaptureQueriesContext(connection) as seen:
        answer = client.post(path, data)
    return answer, [_shape(query["sql"]) for query in seen.captured_queries], CountedHasher.done


def _shape(sql: str) -> str:
    return re.sub(r"'(?:[^']|'')*'|\b\d+\b|s\d+_x\d+", "?", sql)


def outside(answer: HttpResponse) -> tuple[int, dict[str, str], str]:
    """Return what somebody outside can tell apart: status, headers and cookies' names, body.

    `Expires` tells the second of the answer, whoever asked.
    """
    told = {**answer.headers, "cookies": ",".join(sorted(answer.cookies))}
    told.pop("Expires", None)
    return answer.status_code, told, answer.content.decode()
