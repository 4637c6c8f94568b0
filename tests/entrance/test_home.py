"""What the shop shows first: as it ever was, and as it was arranged."""

import re
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from poincon.catalogue import actions as catalogue
from poincon.charter import queries as charters
from poincon.entrance import composing
from poincon.entrance.rules.blocks import AS_EVER, Block, Kind, numbered
from poincon.inventory import actions as inventory
from poincon.pricing.actions import turning
from poincon.window import actions as window
from tests import jobs
from tests.checkout.test_promises_of_a_sale import changed
from tests.entrance.conftest import a_story, published, put, said
from tests.reduced import DAY, reduce
from tests.window.conftest import MakePiece, a_brand

pytestmark = pytest.mark.django_db
EN = "/en/"


def page(client: Client, at: datetime, path: str = "/") -> str:
    with time_machine.travel(at, tick=False):
        answer = client.get(path)
    assert answer.status_code == 200
    return re.sub(r"[\u202f\u00a0]", " ", answer.content.decode())


def composed(*blocks: Block, at: datetime) -> list[composing.Composed]:
    return composing.composed(numbered(blocks), language="fr", at=at).blocks


def test_a_house_that_arranged_nothing_greets_shows_its_newest_and_promises(
    make: MakePiece, client: Client, noon: datetime
) -> None:
    pieces = [make() for _ in range(10)]
    html = page(client, noon)
    assert '<h1>Bonjour</h1><p class="lead">Entrez.</p>' in html
    assert html.count('class="piece-card"') == 8
    assert f'aria-label="{pieces[-1].name_fr}"' in html
    assert "<h2" in html
    assert "Nouveautés" in html
    assert "Ce que nous promettons" in html
    assert html.count("<li><svg") >= 4
    assert "Good day" in page(client, noon, EN)


@pytest.mark.promise("window.authentic")
@pytest.mark.parametrize("promised", ["promised", ""])
def test_where_pieces_are_bought_is_promised_by_a_house_that_promises_it(
    make: MakePiece, client: Client, noon: datetime, settings: Settings, promised: str
) -> None:
    settings.CHARTER = changed(charters.charter(), window={"authentic": bool(promised)})
    make()
    words = "Chaque pièce est authentique, achetée directement"
    assert [words in page(client, noon, path) for path in ("/", "/aide/questions/")] == [bool(promised)] * 2
    assert "<span></span>" not in page(client, noon)


def test_an_arranged_page_asks_no_more_than_a_dozen_times(
    make: MakePiece, client: Client, noon: datetime, django_assert_max_num_queries
) -> None:
    pieces = [make(brand=a_brand(name)) for name in ("Aurore", "Boréale", "Cardinale")]
    put(Block(kind=Kind.CHOSEN, title=said(), pieces=tuple(one.reference for one in pieces)), noon)
    for slug in ("aurore", "boreale", "cardinale"):
        shelf = f"brand:{slug}"
        put(Block(kind=Kind.SHELF, shelf=shelf), noon)
        put(a_story(link=shelf, label=said(), piece=pieces[0].reference), noon)
    put(Block(kind=Kind.SHELF, shelf="shelf:bagues"), noon)
    published(noon)
    page(client, noon)
    with django_assert_max_num_queries(12):
        html = page(client, noon)
    assert html.count('<section class="tale') == 3


def test_a_row_that_fills_itself_repeats_no_piece_of_the_page(make: MakePiece, noon: datetime) -> None:
    pieces = [make() for _ in range(6)]
    chosen = Block(kind=Kind.CHOSEN, title=said(), pieces=(pieces[4].reference,))
    shelf, newest = Block(kind=Kind.SHELF, shelf="shelf:bagues", many=2), Block(kind=Kind.NEWEST, many=3)
    told = a_story(piece=pieces[5].reference)
    rows = [one for one in composed(told, shelf, newest, chosen, at=noon) if one.cards]
    slugs = [
        [pieces.index(next(p for p in pieces if p.slug == card.slug)) for card in one.cards] for one in rows
    ]
    assert slugs == [[3, 2], [1, 0], [4]]
    assert [len(one.cards) for one in composed(chosen, newest, at=noon)] == [1, 3]


def test_a_row_with_nothing_of_its_own_is_shown_all_the_same(make: MakePiece, noon: datetime) -> None:
    only = make()
    chosen = Block(kind=Kind.CHOSEN, title=said(), pieces=(only.reference,))
    told = composed(chosen, Block(kind=Kind.NEWEST), at=noon)
    assert [[card.slug for card in one.cards] for one in told] == [[only.slug], [only.slug]]


def test_blocks_come_in_the_order_they_were_put_in(make: MakePiece, noon: datetime) -> None:
    make()
    make()
    kinds = [one.kind for one in composed(a_story(), *AS_EVER[::-1], at=noon)]
    assert kinds == [Kind.STORY, Kind.PROMISES, Kind.NEWEST, Kind.CATEGORIES, Kind.OPENING]


def test_a_block_is_shown_from_its_first_day_to_its_last(noon: datetime) -> None:
    notice = Block(kind=Kind.NOTICE, words=said(), from_on=date(2026, 11, 22), to_on=date(2026, 11, 23))
    shown = [bool(composed(notice, at=noon + timedelta(days=day))) for day in range(4)]
    assert shown == [False, True, True, False]
    midnight = datetime.fromisoformat("2026-11-22T00:00:00+01:00")
    assert not composed(notice, at=midnight - timedelta(seconds=1))
    assert composed(notice, at=midnight)


def test_a_withdrawn_piece_leaves_the_row_and_a_sold_one_is_marked(make: MakePiece, noon: datetime) -> None:
    gone, sold, there = make(), make(), make()
    row = Block(kind=Kind.CHOSEN, title=said(), pieces=(gone.reference, sold.reference, there.reference))
    catalogue.withdraw(piece_id=gone.pk, actor="staff:1", at=noon)
    variant = sold.variants.get().pk
    inventory.recount(variant_id=variant, free=0, actor="staff:1", at=noon, cause="count")
    window.refresh(piece_ids=[gone.pk, sold.pk], at=noon)
    (block,) = composed(row, at=noon)
    assert [(card.slug, card.state) for card in block.cards] == [
        (sold.slug, "sold_out"),
        (there.slug, "in_stock"),
    ]
    alone = row.model_copy(update={"pieces": (gone.reference,)})
    assert composed(alone, at=noon) == []


def test_a_link_whose_place_is_gone_is_left_out(make: MakePiece, noon: datetime) -> None:
    make()
    there, gone = (a_story(link=link, label=said()) for link in ("shelf:bagues", "shelf:broches"))
    first, second = composed(there, gone, at=noon)
    assert (first.text.url, first.text.label) == ("/bagues/", "Bonjour")
    assert (second.text.url, second.text.label) == ("", "")


def test_words_print_promises_of_the_charter(client: Client, noon: datetime) -> None:
    words = said('Merci.\n\n{% promise "prices.same_for_all" %}', "Thanks.")
    (block,) = composed(a_story(words=words), at=noon)
    assert block.text.paragraphs[0] == "Merci."
    assert "le même pour tout le monde" in block.text.paragraphs[1]


def test_what_is_typed_is_escaped(client: Client, noon: datetime) -> None:
    put(a_story(title=said("L’or & l’argent", "Gold & silver")), noon)
    published(noon)
    assert "L’or &amp; l’argent</h2>" in page(client, noon)


def test_without_an_opening_the_page_still_has_one_heading_of_the_first_rank(
    client: Client, noon: datetime
) -> None:
    from poincon.entrance import actions
    from tests.entrance.conftest import mark_of

    put(a_story(), noon)
    actions.remove_block(number=1, seen=mark_of(1), actor="staff:1", at=noon)
    published(noon)
    assert page(client, noon).count("<h1") == 1


def test_what_is_struck_through_is_explained_once_however_many_rows_strike(
    make: MakePiece, client: Client, noon: datetime
) -> None:
    plain, cut, other = make(), make(), make()
    ids = [pk for piece in (cut, other) for pk in piece.variants.values_list("pk", flat=True)]
    row = reduce(ids, starts=noon + 60 * DAY)
    for piece in (plain, cut, other):
        put(Block(kind=Kind.CHOSEN, title=said(piece.slug, piece.slug), pieces=(piece.reference,)), noon)
    published(noon)
    assert "Un prix barré" not in page(client, noon)
    turning.turn(at=row.starts_at)
    with time_machine.travel(row.starts_at, tick=False):
        jobs.run()
    html = page(client, row.starts_at)
    assert html.count('class="was"') >= 2
    assert html.count("Un prix barré est le plus bas des 30 jours avant la baisse") == 1
    rows = html.split("<section")
    (told,) = [one for one in rows if "Un prix barré" in one]
    assert cut.slug in told  # beneath the first row that strikes something
