"""The scene of each house: everything there, once, in a believable order."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from tests import jobs
from typer.testing import CliRunner

from poincon.catalogue.models import Piece
from poincon.demo import accounts, cli, people, scene, timeline, written
from poincon.demo.album import album
from poincon.demo.models import Deed
from poincon.foundation import clock
from poincon.foundation.models import Entry, Fact
from poincon.inventory.models import Stock
from poincon.kernel.flow import StepRefused
from poincon.notifications.models import Message
from poincon.orders.models import Order
from poincon.orders.states import Headline
from poincon.payments.models import Attempt
from poincon.staff.models import StaffMember
from poincon.window.models import Card, Companion

pytestmark = pytest.mark.django_db
HOUSES = ("bijourama", "calmea", "carme", "cestmoi", "sebastienne")


class Killed(Exception):
    pass


def tally() -> Counter[str]:
    kinds = (Piece, Card, Stock, Order, Attempt, Message, StaffMember, Entry, Fact, Deed)
    return Counter({kind.__name__: kind.objects.count() for kind in kinds})


@pytest.mark.parametrize("name", HOUSES)
def test_a_house_opens_with_orders_in_every_state(name: str, bank: str, open_house: Callable[[str], object]):
    open_house(name)
    now = clock.now()

    assert scene.load(now=now)

    photographed = [p for p in written.read(scene.catalogue_file()).pieces if p.picture in album()]
    assert Piece.objects.filter(state="published").count() == Card.objects.count() == len(photographed)
    assert set(Order.objects.values_list("headline", flat=True)) == set(Headline)
    assert {attempt.gateway for attempt in Attempt.objects.all()} == {"sandbox", "transfer"}
    assert Attempt.objects.filter(state="refused", refusal="insufficient_funds").exists()
    assert not Message.objects.filter(created_at__gt=now).exists()
    assert Message.objects.filter(created_at__lt=now - timedelta(days=30)).exists()
    assert set(jobs.waiting()) <= {"notifications.send"}
    assert Companion.objects.count() == 2, "two pieces go well together, each with the other"


def test_a_second_run_changes_nothing(bank: str, open_house: Callable[[str], object]):
    open_house("calmea")
    scene.load(now=clock.now())
    before = tally()

    assert not scene.load(now=clock.now() + timedelta(days=1))

    assert tally() == before


def test_a_run_that_was_killed_is_completed_by_the_next(bank: str, open_house: Callable[[str], object]):
    open_house("calmea")

    def kill(words: str) -> None:
        if words == "serving customers":
            raise Killed

    with pytest.raises(Killed):
        scene.load(now=clock.now(), say=kill)
    assert Piece.objects.exists()
    assert not Order.objects.exists()

    assert scene.load(now=clock.now())

    assert set(Order.objects.values_list("headline", flat=True)) == set(Headline)
    assert not scene.load(now=clock.now())


def test_a_run_that_cannot_go_on_from_an_older_one_says_what_to_do(
    bank: str, open_house: Callable[[str], object]
):
    open_house("calmea")

    def kill(words: str) -> None:
        if words == "serving customers":
            raise Killed

    with pytest.raises(Killed):
        scene.load(now=clock.now(), say=kill)
    Piece.objects.update(state="withdrawn", withdrawn_at=clock.now())

    told = CliRunner().invoke(cli.app)

    assert told.exit_code == 1
    assert told.stderr.splitlines()[-1].startswith("This demo was begun by another version")
    assert str(settings.VAR_DIR) in told.stderr
    assert "Traceback" not in told.output
    assert not Deed.objects.filter(key__startswith="loaded:").exists()


def test_a_refusal_without_an_older_run_is_a_fault_of_ours(monkeypatch: pytest.MonkeyPatch):
    def refused(*_given: object) -> None:
        raise StepRefused

    monkeypatch.setattr(scene, "_fill", refused)
    with pytest.raises(StepRefused):
        scene.load(now=clock.now())


def test_without_a_bank_everybody_pays_by_transfer(settings, open_house: Callable[[str], object]):
    settings.BANK_URL = "http://127.0.0.1:9"
    open_house("calmea")

    scene.load(now=clock.now())

    assert {order.means for order in Order.objects.all()} == {"transfer"}
    assert set(Order.objects.values_list("headline", flat=True)) == set(Headline)


def test_generated_pieces_come_on_top_once(open_house: Callable[[str], object]):
    open_house("calmea")
    now = clock.now()

    assert scene.enlarge(products=30, now=now) == 30
    assert Card.objects.count() == 30
    assert scene.enlarge(products=30, now=now) == 0
    assert scene.enlarge(products=40, now=now) == 10
    assert Card.objects.count() == 40


def test_the_printed_accounts_open_their_doors(client: Client):
    now = clock.now()
    timeline.play(people.steps(now), until=now)

    for email in (people.STAFF[0].email, people.CLAIRE.email):
        assert f" {email} " in accounts.table()
        assert f" {people.password(email)} " in accounts.table()
        assert client.login(email=email, password=people.password(email))


def test_a_picture_is_kept_for_a_year(client: Client):
    shots = next(iter(album().values()))

    for form in ("avif", "webp"):
        answer = client.get(f"/media/{shots[0].stem}.{form}")
        assert answer.status_code == 200
        assert answer["Content-Type"] == f"image/{form}"
        assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
        assert b"".join(answer.streaming_content)


@pytest.mark.parametrize("name", ["index.toml", "..%2fmodels.py", "nothing.webp", ".webp"])
def test_nothing_but_pictures_is_served(client: Client, name: str):
    assert client.get(f"/media/demo/0123456789/{name}").status_code == 404
