"""A form sent after the session had ended: said, and led back to where it stood."""

import pytest
from django.test import Client
from tests.accounts.people import a_member, signed_in

from poincon.foundation.models import Entry

pytestmark = pytest.mark.django_db
FORM = "/comptoir/bijoux/mises-en-vitrine/nouvelle/"
PAGE = "/comptoir/bijoux/?state=draft"


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        (f"http://testserver{PAGE}", "/comptoir/bijoux/%3Fstate%3Ddraft"),
        ("http://elsewhere.example/x", FORM),
        ("", FORM),
    ],
)
def test_whoever_was_signed_out_is_led_back_to_the_page_of_the_form(referer: str, back: str) -> None:
    client = Client(headers={"referer": referer})
    answer = client.post(FORM)
    assert answer["Location"].endswith(f"?next={back}")
    assert "n’a pas été gardé" in client.get(answer["Location"]).text
    assert not Entry.objects.exists()


def test_the_address_of_a_form_opened_as_a_page_says_so() -> None:
    clerk = signed_in(a_member("catalogue"))
    answer = clerk.get(FORM)
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "Il n’y a rien à lire à cette adresse" in answer.text
    assert clerk.head(FORM).content == b""
