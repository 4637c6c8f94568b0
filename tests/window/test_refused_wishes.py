"""A wish that cannot be made leads to its field, with the reason beside it, also without JavaScript."""

import re

import pytest
from tests.making import a_ring_to_measure, an_engraved_ring
from tests.shopping import a_browser

from poincon.cart.models import CartLine
from poincon.catalogue.models import Variant

pytestmark = pytest.mark.django_db


def sent(ring: Variant, **told: str) -> str:
    answer = a_browser().post(f"/bijou/{ring.piece.slug}/pour-vous", {"variant": ring.pk} | told)
    assert answer.status_code == 422
    assert not CartLine.objects.exists()
    return answer.text


@pytest.mark.parametrize("look", [{}, {"look": "1"}], ids=["ordered", "looked at"])
def test_words_are_focused_with_their_fault_beside_them_and_nowhere_else(look: dict[str, str]) -> None:
    page = sent(an_engraved_ring(), words="Toi 💍", face="script", **look)
    (field,) = re.findall(r"<input[^>]* autofocus>", page)
    assert 'name="words"' in field
    assert 'aria-describedby="words-fault engraved-signs" aria-invalid="true"' in field
    assert page.count("💍» ne se grave pas") + page.count("💍\u202f» ne se grave pas") == 1
    assert re.search(r'<details class="fold engraving" open>.*id="words-fault"', page, re.DOTALL)
    assert 'class="refused"' not in page


def test_a_size_that_is_not_made_is_focused() -> None:
    page = sent(a_ring_to_measure(), size_mm="90")
    assert '<select id="size_mm" name="size_mm" autofocus aria-invalid="true"' in page
    assert page.count("autofocus") == 1


def test_where_no_field_is_at_fault_the_message_itself_is_focused() -> None:
    page = sent(an_engraved_ring(), variant="0", words="Toi", face="script")
    assert '<div class="refused" tabindex="-1" autofocus>' in page
    assert page.count("autofocus") == 1


def test_what_is_only_made_to_measure_promises_no_way_back() -> None:
    ring = a_ring_to_measure()
    page = a_browser().get(f"/bijou/{ring.piece.slug}/").text
    assert 'class="mind"' in page  # it comes in a size of its own as well
    Variant.objects.filter(piece=ring.piece).exclude(pk=ring.pk).update(retired_at="2026-11-20T09:00Z")
    page = a_browser().get(f"/bijou/{ring.piece.slug}/").text
    assert "pour changer d’avis" not in page
    assert "vous pouvez échanger" not in page
