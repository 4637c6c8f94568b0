"""What can be engraved or made to measure is found by its offer, in words and by a filter."""

from decimal import Decimal

import pytest
from tests import jobs
from tests.making import INSIDE
from tests.window.conftest import Size
from tests.window.test_search import searching, slugs

from poincon.catalogue import actions as catalogue
from poincon.window import actions
from poincon.window.models import Card

pytestmark = pytest.mark.django_db

TO_MEASURE = {
    "made_first_mm": Decimal(44),
    "made_last_mm": Decimal(70),
    "made_step_mm": Decimal("0.5"),
    "made_days": 20,
}


@pytest.fixture
def stocked(make, noon):
    """Return a ring that is engraved, one that also comes to measure, and one that only talks of it."""
    made = {
        "engraved": make(name_fr="Bague Galet", name_en="Pebble ring"),
        "measured": make(
            name_fr="Alliance Marteau",
            name_en="Hammer band",
            sizes=[Size(), Size(None, columns=TO_MEASURE)],
        ),
        "talks": make(
            description_fr="On peut y graver un mot, sur mesure.",
            description_en="A word can be engraved, bespoke and personalised.",
        ),
    }
    for key in ("engraved", "measured"):
        catalogue.offer_engraving(piece_id=made[key].pk, offer=INSIDE, actor="test", at=noon)
    actions.refresh(piece_ids=[piece.pk for piece in made.values()], at=noon)
    return made


@pytest.mark.parametrize(
    ("words", "language", "keys"),
    [
        ("bague à graver", "fr", "engraved measured"),
        ("gravure", "fr", "engraved measured"),
        ("alliance gravée", "fr", "measured"),
        ("bijou personnalisé", "fr", "engraved measured"),
        ("bague personnalisable", "fr", "engraved measured"),
        ("sur mesure", "fr", "measured"),
        ("bague à vos mesures", "fr", "measured"),
        ("engraving", "fr", "engraved measured"),
        ("engraving", "en", "engraved measured"),
        ("engraved ring", "en", "engraved measured"),
        ("personalized", "en", "engraved measured"),
        ("made to measure", "en", "measured"),
        ("custom-made ring", "en", "measured"),
        ("bespoke", "en", "measured"),
    ],
)
def test_what_is_offered_is_found_and_not_what_is_only_said(stocked, words, language, keys):
    assert set(slugs(searching(words, language))) == {stocked[key].slug for key in keys.split()}


def test_an_offer_that_ends_is_found_no_longer(stocked, noon):
    jobs.run()
    catalogue.offer_engraving(piece_id=stocked["engraved"].pk, offer=None, actor="test", at=noon)
    jobs.run()
    assert slugs(searching("gravure", "fr")) == [stocked["measured"].slug]
    assert "making:engraving" not in Card.objects.get(pk=stocked["engraved"].pk).facets


def test_a_list_is_narrowed_to_what_is_made_for_the_wearer(client, stocked):
    page = client.get("/bagues/?making=engraving")
    assert {card.slug for card in page.context["found"].cards} == {
        stocked["engraved"].slug,
        stocked["measured"].slug,
    }
    (shown,) = [one for one in page.context["filters"] if one.group == "making"]
    assert [(one.label, one.count) for one in shown.choices] == [("À graver", 2), ("À vos mesures", 1)]
    assert [tag.label for tag in page.context["tags"]] == ["À graver"]


def test_one_making_is_a_filter_where_some_pieces_lack_it(client, make, noon):
    ring = make()
    catalogue.offer_engraving(piece_id=ring.pk, offer=INSIDE, actor="test", at=noon)
    actions.refresh(piece_ids=[ring.pk], at=noon)
    assert not making(client).useful
    make()
    assert making(client).useful


def making(client):
    return next(one for one in client.get("/bagues/").context["filters"] if one.group == "making")
