"""The window for programs: the same pieces, filters and availability as its pages; cursors that hold."""

import json
from datetime import timedelta
from decimal import Decimal
from urllib.parse import urlsplit

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.api.programs import Program, a_program, placed, problem
from tests.shopping import AT, a_variant

from poincon.api import paging
from poincon.catalogue import actions as catalogue
from poincon.foundation import clock
from poincon.foundation.following import following
from poincon.inventory import actions as inventory
from poincon.window import actions as window
from poincon.window.models import Card

pytestmark = pytest.mark.django_db


def on_show(count=1, **told):
    variants = [a_variant(**told) for _ in range(count)]
    window.refresh(piece_ids=[one.piece_id for one in variants], at=clock.now())
    return variants


def slugs(answer):
    return [one["slug"] for one in answer.json()["items"]]


def walked(first, between=lambda: None):
    """Follow the listing to its end, with something happening between the portions."""
    found, answer = [], Program().get(first)
    while True:
        found += slugs(answer)
        assert len(found) < 50, "the listing has no end"
        following_url = answer.json()["next"]
        if following_url is None:
            return found
        between()
        parts = urlsplit(following_url)
        answer = Client().get(f"{parts.path}?{parts.query}")


@pytest.mark.parametrize("sort", ["best", "newest", "cheapest", "dearest", "name"])
def test_portions_follow_each_other_in_the_order_of_the_pages(sort):
    for price in (100, 100, 300, 200, 100):
        on_show(price=price * 100)
    on_show(stock=0, price=15_000)
    whole = walked(f"/pieces?sort={sort}&limit=100")
    assert len(whole) == 6
    for size in (1, 2, 4):
        assert walked(f"/pieces?sort={sort}&limit={size}") == whole
    page = Client().get(f"/bijoux/?sort={sort}").content.decode()
    assert sorted(whole, key=lambda slug: page.index(f"/{slug}/")) == whole


def test_a_search_is_followed_by_its_rank():
    on_show(7)
    whole = walked("/pieces?q=anneau&limit=100")
    assert len(whole) == 7
    assert walked("/pieces?q=anneau&limit=2") == whole


def test_a_piece_that_comes_or_goes_neither_repeats_nor_hides_another():
    variants = on_show(6)
    whole = walked("/pieces?sort=newest&limit=100")
    gone = iter([whole[0], None, None])

    def busy():
        on_show()  # newer than all others: it stands in front
        if slug := next(gone):
            Card.objects.filter(slug=slug).delete()

    assert walked("/pieces?sort=newest&limit=2", busy) == whole
    assert len(variants) == 6


def test_counting_rows_would_show_a_piece_twice():
    """Negative control: the place told as a count of rows."""
    on_show(6)
    rows = Card.objects.order_by("-published_at", "-piece").values_list("slug", flat=True)
    first = list(rows[:2])
    on_show(1)
    assert set(first) & set(rows[2:4])
    assert not set(first) & set(
        following(
            rows,
            ("-published_at", "-piece"),
            Card.objects.filter(slug=first[1]).values_list("published_at", "piece")[0],
            2,
        )
    )


def test_a_cursor_of_another_listing_or_of_nobody_is_refused():
    on_show(3)
    cursor = Program().get("/pieces?sort=cheapest&limit=1").json()["cursor"]
    assert Program().get(f"/pieces?limit=2&cursor={cursor}&sort=cheapest").status_code == 200
    for asked in (f"sort=dearest&cursor={cursor}", "cursor=made-up", f"sort=cheapest&cursor={cursor}x"):
        assert problem(Program().get(f"/pieces?{asked}")) == (422, "bad_cursor")


def test_filters_narrow_as_on_the_page_and_tell_what_is_left():
    (ring,) = on_show()
    told = Program().get("/pieces?metal=gold&size=54&filters=true", accept_language="en").json()
    assert told["total"] == 1
    assert told["items"][0]["slug"] == ring.piece.slug
    (metal,) = [one for one in told["filters"] if one["name"] == "metal"]
    assert metal["values"] == [{"value": "gold", "label": "Gold", "count": 1, "chosen": True}]
    assert Program().get("/pieces?metal=silver").json()["total"] == 0
    assert Program().get("/pieces?category=rings").json()["total"] == 1
    assert problem(Program().get("/pieces?category=nothing")) == (404, "not_found")
    assert problem(Program().get("/pieces?sort=finest")) == (422, "invalid_request")
    assert Program().get("/categories", accept_language="en").json()["items"][0]["slug"] == "rings"
    assert Program().get("/brands").json()["items"][0] == {
        "slug": "atelier", "name": "Atelier", "story": "", "pieces": 1,
    }  # fmt: skip


def test_a_piece_tells_its_facts_prices_and_when_it_would_leave():
    ring = a_variant(price=129_000, stock=2)
    catalogue.edit_piece(
        piece_id=ring.piece_id, words={"width_mm": Decimal("18.5")}, actor="test", at=clock.now()
    )
    told = Program().get(f"/pieces/{ring.piece.slug}", accept_language="fr").json()
    assert (told["height_mm"], told["width_mm"], told["fixed_size"]) == (None, "18.5", False)
    (metal,) = told["metals"]
    assert (metal["metal"], metal["colour"], metal["fineness"]) == ("gold", "yellow", 750)
    assert metal["words"] == "or jaune 750\u202f‰"
    (variant,) = told["variants"]
    assert (variant["id"], variant["sku"], variant["circumference_mm"]) == (ring.pk, ring.sku, "54.0")
    assert variant["price"] == {"minor": 129_000, "currency": "EUR"}
    assert variant["availability"]["state"] == "in_stock"
    assert variant["availability"]["dispatch_on"] >= clock.local_day(clock.now()).isoformat()
    assert variant["cheapest"]["first"] <= variant["cheapest"]["last"]
    assert all("://" in one["avif"] for one in told["pictures"])


def test_a_piece_being_restocked_leaves_on_the_day_that_is_promised():
    ring, day = a_variant(stock=0), clock.local_day(clock.now()) + timedelta(days=20)
    inventory.set_restock(variant_id=ring.pk, on=day, quantity=2, actor="test", at=AT)
    (variant,) = Program().get(f"/pieces/{ring.piece.slug}").json()["variants"]
    assert variant["availability"]["state"] == "restocking"
    assert variant["availability"]["dispatch_on"] >= day.isoformat()


def test_a_piece_that_is_gone_says_so_and_a_draft_is_not_there():
    ring, draft = a_variant(), a_variant(publish=False)
    catalogue.withdraw(piece_id=ring.piece_id, actor="test", at=AT)
    assert problem(Program().get(f"/pieces/{ring.piece.slug}")) == (410, "piece_withdrawn")
    assert problem(Program().get(f"/pieces/{draft.piece.slug}")) == (404, "not_found")


def test_own_orders_are_followed_by_their_place():
    program = a_program()
    references = [placed(program, a_variant()).json()["reference"] for _ in range(3)]
    first = program.get("/orders?limit=2").json()
    assert [one["reference"] for one in first["items"]] == references[:0:-1]
    rest = program.get(f"/orders?limit=2&cursor={first['cursor']}").json()
    assert [one["reference"] for one in rest["items"]] == references[:1]
    assert rest["next"] is None


def test_a_listing_asks_the_database_no_more_than_its_page_does():
    on_show(30)
    Program().get("/pieces")
    with CaptureQueriesContext(connection) as asked:
        answer = Program().get("/pieces?limit=24")
    assert len(asked) <= 3
    assert len(json.loads(answer.content)["items"]) == 24
    assert paging.SALT not in answer.json()["cursor"]


@pytest.mark.parametrize(
    ("path", "strangers"),
    [
        ("/pieces?metall=gold&sort=cheapest", {"metall": "did you mean metal?"}),
        ("/pieces?page=2&kind=ring&colours=red", {"page": "", "colours": "did you mean colour?"}),
        ("/brands?limit=3", {"limit": ""}),
        ("/orders?limit=3&offset=4", {"offset": ""}),
    ],
)
def test_a_parameter_that_nobody_knows_is_refused_by_its_name(path, strangers):
    answer = a_program().get(path, accept_language="en")
    assert problem(answer) == (422, "invalid_request")
    errors = {one["pointer"]: one for one in answer.json()["errors"]}
    assert errors.keys() == strangers.keys()
    for name, near in strangers.items():
        assert errors[name]["code"] == "unknown_parameter"
        assert near in errors[name]["detail"]


def test_a_listing_asks_the_same_at_every_turn_of_the_minute_and_of_the_tally(settings):
    """The first request of a minute, and every one after it, by an address and by a token."""
    settings.API_REQUESTS_A_MINUTE = {"address": 300, "token": 1200}
    on_show(3)
    program = a_program()
    with time_machine.travel(AT, tick=False):
        program.get("/pieces")  # the first of a token's day notes the day
    for caller, most in ((Program(), 3), (program, 4)):
        counts = set()
        for second in range(0, 150, 6):
            with time_machine.travel(AT + timedelta(seconds=second), tick=False):
                with CaptureQueriesContext(connection) as asked:
                    assert caller.get("/pieces").status_code == 200
                counts.add(len(asked))
        assert len(counts) == 1, counts
        assert max(counts) <= most
