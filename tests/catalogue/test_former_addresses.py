"""An address that is left leads on, to the thing itself: through any renaming, without chain or circle."""

import random
from datetime import datetime

import pytest

from poincon.catalogue import actions, queries
from poincon.catalogue.models import Brand, Category, FormerAddress, Piece

pytestmark = pytest.mark.django_db

SLUGS = tuple("abcdef")


@pytest.fixture
def who(noon: datetime) -> dict[str, object]:
    return {"actor": "staff:1", "at": noon}


def test_however_shelves_are_renamed_every_address_leads_to_the_last_that_stood_there(who):
    """Held against a plain account of who stood where last, over three hundred renamings."""
    dice = random.Random(7)
    rows = [
        Category.objects.create(slug_fr=f"{n}-fr", slug_en=f"{n}-en", name_fr=n, name_en=n)
        for n in ("x", "y")
    ]
    last: dict[str, int] = {}
    for _ in range(300):
        row = dice.choice(rows)
        columns = {dice.choice(["slug_fr", "slug_en"]): dice.choice(SLUGS)}
        row.refresh_from_db()
        before = {row.slug_fr, row.slug_en}
        try:
            actions.edit_category(category_id=row.pk, columns=columns, **who)
        except actions.Taken:
            continue
        row.refresh_from_db()
        last |= dict.fromkeys([*before, row.slug_fr, row.slug_en], row.pk)
    for slug, pk in last.items():
        live = queries.category(slug)
        found = live.pk if live else queries.shelf_moved(slug)
        assert found == pk, slug
    assert FormerAddress.objects.count() <= len(last)


def test_back_and_forth_leaves_no_circle(who):
    pk = actions.create_brand(columns={"name": "Aurore", "slug": "aurore"}, **who)
    for slug in ("brume", "aurore", "brume", "aurore"):
        actions.edit_brand(brand_id=pk, columns={"slug": slug}, **who)
    assert queries.brand("aurore")
    assert queries.brand_moved("brume") == "aurore"
    assert queries.brand_moved("aurore") is None
    assert queries.former_addresses(brand=pk) == ["brume"]


def test_two_languages_change_places(who):
    row = Category.objects.create(slug_fr="or", slug_en="gold", name_fr="Or", name_en="Gold")
    actions.edit_category(category_id=row.pk, columns={"slug_fr": "gold", "slug_en": "or"}, **who)
    assert queries.former_addresses(category=row.pk) == []


def test_a_new_thing_takes_a_former_address_only_when_asked_to(who):
    pk = actions.create_brand(columns={"name": "Aurore"}, **who)
    actions.edit_brand(brand_id=pk, columns={"slug": "aurore-paris"}, **who)
    other = actions.create_brand(columns={"name": "Aurore!"}, **who)
    assert Brand.objects.get(pk=other).slug == "aurore-2"
    actions.edit_brand(brand_id=other, columns={"slug": "aurore"}, **who)
    live = queries.brand("aurore")
    assert live is not None
    assert live.pk == other, "who stands there now comes first"


def test_a_draft_that_nobody_saw_leaves_nothing_behind(make_piece, who, noon):
    piece = make_piece()
    actions.edit_piece(piece_id=piece.pk, words={"slug": "second"}, **who)
    assert not FormerAddress.objects.exists()
    actions.publish(piece_id=piece.pk, actor="staff:1", at=noon)
    actions.edit_piece(piece_id=piece.pk, words={"slug": "third"}, **who)
    assert queries.piece_moved("second") == "third"
    assert queries.free_slug("Second") == "second-2"
    actions.unpublish(piece_id=piece.pk, actor="staff:1", at=noon)
    assert queries.piece_moved("second") is None, "a draft has no page"


def test_an_address_of_another_piece_is_refused_and_nothing_changes(make_piece, who):
    piece, other = make_piece(), make_piece()
    with pytest.raises(actions.Taken) as refused:
        actions.edit_piece(piece_id=piece.pk, words={"slug": other.slug, "name_fr": "Autre"}, **who)
    assert refused.value.context == {"column": "slug"}
    assert Piece.objects.get(pk=piece.pk).name_fr == piece.name_fr
    assert not FormerAddress.objects.exists()


def test_an_import_finds_a_shelf_that_has_moved(who):
    told = {"slug_fr": "bagues", "slug_en": "rings", "name_fr": "Bagues", "name_en": "Rings"}
    pk = actions.add_category(**told)
    actions.edit_category(category_id=pk, columns={"slug_fr": "anneaux", "slug_en": "bands"}, **who)
    assert actions.add_category(**told) == pk
    assert Category.objects.count() == 1
