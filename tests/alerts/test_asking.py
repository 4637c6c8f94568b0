"""Asking to be told, as a visitor does it: a form, a mail, a press; and stopping it."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from tests.accounts.people import AT, a_customer, jobs, link_in, mails_to, outside, signed_in, watched
from tests.alerts.conftest import Wait
from tests.window.conftest import MakePiece, Size, make

from poincon.alerts import actions, rules, seals
from poincon.alerts.models import Alert
from poincon.catalogue import actions as catalogue
from poincon.catalogue.models import Piece
from poincon.customers import actions as customers
from poincon.inventory import actions as inventory
from poincon.notifications.models import Message

__all__ = ["make"]
pytestmark = pytest.mark.django_db
EMAIL = "ines@example.org"


@pytest.fixture(autouse=True)
def _then() -> object:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def sold_out(make: MakePiece) -> Piece:
    """A ring of which one size is here and another is sold out."""
    return make(sizes=[Size("52", stock=2), Size("54", stock=0)])


def missing(piece: Piece) -> int:
    return piece.variants.get(circumference_mm=54).pk


def ask(piece: Piece, email: str = EMAIL, prefix: str = "") -> object:
    client = Client()
    path = prefix + reverse("alerts:new").removeprefix("/en")
    answer = client.post(path, {"variant": missing(piece), "email": email})
    for row in Alert.objects.filter(state="asked"):
        actions.answer(alert_id=row.pk, at=AT)
    return answer


@pytest.mark.promise("stock.alerts")
def test_the_page_of_a_piece_offers_it_for_what_is_sold_out_alone(sold_out: Piece, make: MakePiece) -> None:
    page = Client().get(reverse("window:piece", args=[sold_out.slug])).content.decode()
    assert "Être averti de la disponibilité" in page
    assert f'type="hidden" name="variant" value="{missing(sold_out)}"' in page
    other = make(sizes=[Size(stock=2)])
    assert "Être averti" not in Client().get(reverse("window:piece", args=[other.slug])).content.decode()


def test_it_is_confirmed_with_a_press_and_not_with_the_link_alone(sold_out: Piece) -> None:
    assert ask(sold_out, " Ines@Example.org ")["Location"] == reverse("alerts:noted")
    (mail,) = mails_to(EMAIL)
    assert mail.subject.startswith("Vous prévenir de son retour")
    assert sold_out.name_fr in mail.text
    assert mail.confidential
    link = link_in(mail)
    assert link.startswith("/alertes/")
    shown = Client().get(link).content.decode()
    assert "Vous prévenir de son retour" in shown
    assert Alert.objects.get().state == "asked"

    assert "C’est noté" in Client().post(link, headers={"sec-fetch-site": "same-origin"}).content.decode()
    assert Alert.objects.get().state == "wanted"
    assert "C’est noté" in Client().post(link, headers={"sec-fetch-site": "same-origin"}).content.decode()
    assert Alert.objects.count() == len(mails_to(EMAIL)) == 1


def test_an_english_visitor_is_written_in_english(sold_out: Piece) -> None:
    ask(sold_out, prefix="/en")
    Client().post(
        "/en/alerts/",
        {"variant": missing(sold_out), "email": EMAIL},
        headers={"sec-fetch-site": "same-origin"},
    )
    actions.answer(alert_id=Alert.objects.latest("pk").pk, at=AT)
    mail = mails_to(EMAIL)[-1]
    assert mail.language == "en"
    assert "when it is back" in mail.subject
    assert link_in(mail).startswith("/en/alerts/")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("US", "Taille US 6¾ (54 mm)"),
        ("UK", "Taille UK N (54 mm)"),
        ("", "Taille 54"),
        ("XX", "Taille 54"),
        ("U" * 5_000, "Taille 54"),
    ],
    ids=range(5),
)
def test_its_mails_and_pages_tell_the_size_on_the_scale_that_is_read_there(
    sold_out: Piece, said: str, told: str
) -> None:
    form = {"variant": missing(sold_out), "email": EMAIL, "scale": said}
    assert Client().post(reverse("alerts:new"), form).status_code == 303
    row = Alert.objects.get()
    assert row.ring_scale == (said if len(said) == 2 and said != "XX" else "")
    actions.answer(alert_id=row.pk, at=AT)
    (mail,) = mails_to(EMAIL)
    link = link_in(mail)
    client = Client(headers={"sec-fetch-site": "same-origin"})
    confirmed = client.post(link).text
    inventory.receive(variant_id=missing(sold_out), quantity=1, actor="test", at=AT)
    actions.tell(variant_id=missing(sold_out), at=AT)
    back = mails_to(EMAIL)[-1]
    assert back.kind == "alerts.back"
    assert f"{reverse('window:piece', args=[sold_out.slug])}?size=54" in back.text
    for text in (mail.subject, mail.text, back.subject, back.text, confirmed):
        assert f"{sold_out.name_fr}, {told}" in " ".join(text.split())


def test_a_customer_is_told_on_the_scale_of_the_account(sold_out: Piece) -> None:
    customer = a_customer()
    customers.choose_scale(customer=customer, said="UK", actor="test", at=AT)
    page = signed_in(customer).get(reverse("window:piece", args=[sold_out.slug])).text
    assert '<input type="hidden" name="scale" value="UK" data-scale-read>' in page


def test_nobody_learns_whether_an_address_waits_already(sold_out: Piece, waits: Wait) -> None:
    waits(missing(sold_out), EMAIL)
    form = {"variant": str(missing(sold_out)), "email": EMAIL}
    watched(Client(), reverse("alerts:new"), form | {"email": "first@example.org"})  # counts this caller anew
    known = watched(Client(), reverse("alerts:new"), form)
    other = watched(Client(), reverse("alerts:new"), form | {"email": "new@example.org"})
    assert outside(known[0]) == outside(other[0])
    assert known[1:] == other[1:]
    assert jobs("alerts.answer")[-2:] == [{"alert_id": pk} for pk in _last_two()]
    before = len(mails_to(EMAIL))
    for pk in _last_two():
        actions.answer(alert_id=pk, at=AT)
    assert len(mails_to(EMAIL)) == before
    assert len(mails_to("new@example.org")) == 1


def _last_two() -> list[int]:
    return sorted(Alert.objects.order_by("-pk").values_list("pk", flat=True)[:2])


@pytest.mark.parametrize("email", ["", "no-address", "a@b", "x" * 250 + "@example.org"])
def test_a_bad_address_is_told_beside_its_field_and_nothing_is_kept(sold_out: Piece, email: str) -> None:
    answer = Client().post(reverse("alerts:new"), {"variant": missing(sold_out), "email": email})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert not Alert.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize("variant", ["", "0", "-3", "999999", "99999999999999999999", "x"])
def test_an_unknown_variant_is_not_found(variant: str) -> None:
    answer = Client().post(reverse("alerts:new"), {"variant": variant, "email": EMAIL})
    assert answer.status_code == 404
    assert not Alert.objects.exists()


def test_what_is_here_is_not_waited_for(sold_out: Piece) -> None:
    here = sold_out.variants.get(circumference_mm=52).pk
    answer = Client().post(reverse("alerts:new"), {"variant": here, "email": EMAIL})
    assert answer["Location"] == reverse("window:piece", args=[sold_out.slug])
    with pytest.raises(actions.NotAwaited) as refused:
        actions.ask(variant_id=here, email=EMAIL, language="fr", at=AT)
    assert refused.value.code == "not_awaited"
    catalogue.withdraw(piece_id=sold_out.pk, actor="test", at=AT)
    with pytest.raises(actions.NotAwaited):
        actions.ask(variant_id=missing(sold_out), email=EMAIL, language="fr", at=AT)
    assert not Alert.objects.exists()


def test_an_address_is_not_filled_with_mails(sold_out: Piece) -> None:
    for _ in range(rules.ASKED_A_DAY + 4):
        row = actions.ask(variant_id=missing(sold_out), email=EMAIL, language="fr", at=AT)
        actions.answer(alert_id=row.pk, at=AT)
    assert len(mails_to(EMAIL)) == Alert.objects.count() == rules.ASKED_A_DAY


def test_two_links_for_one_wish_end_in_one_alert(sold_out: Piece) -> None:
    links = []
    for _ in range(2):
        row = actions.ask(variant_id=missing(sold_out), email=EMAIL, language="fr", at=AT)
        links.append(seals.sealed(seals.CONFIRM, row.pk))
    kept = [actions.confirm(seal=seal, at=AT).pk for seal in reversed(links)]
    assert kept[0] == kept[1] == Alert.objects.get().pk


@pytest.mark.parametrize("again", [False, True])
def test_whoever_asks_twice_keeps_her_turn(sold_out: Piece, *, again: bool) -> None:
    """She asks, another asks, she asks once more: the newest of her mails is the one that she opens."""
    asked = [
        actions.ask(
            variant_id=missing(sold_out), email=email, language="fr", at=AT + timedelta(minutes=minute)
        )
        for minute, email in enumerate([EMAIL, "ben@example.org", EMAIL])
    ]
    ana, ben, newest = (seals.sealed(seals.CONFIRM, row.pk) for row in asked)
    later = AT + timedelta(hours=1)
    for seal in (ben, newest, *([ana] if again else [])):
        actions.confirm(seal=seal, at=later)
    inventory.receive(variant_id=missing(sold_out), quantity=1, actor="staff:1", at=later)
    actions.tell(variant_id=missing(sold_out), at=later)
    assert [one.to for one in Message.objects.filter(kind="alerts.back")] == [EMAIL]


@pytest.mark.parametrize("age", [rules.VALID + timedelta(seconds=1), timedelta(days=400)])
def test_an_old_link_confirms_nothing(sold_out: Piece, age: timedelta) -> None:
    row = actions.ask(variant_id=missing(sold_out), email=EMAIL, language="fr", at=AT)
    with pytest.raises(actions.AlertOver) as refused:
        actions.confirm(seal=seals.sealed(seals.CONFIRM, row.pk), at=AT + age)
    assert (refused.value.code, refused.value.status) == ("alert_over", 410)
    assert Alert.objects.get().state == "asked"


def test_a_link_serves_its_own_purpose_only(sold_out: Piece) -> None:
    row = actions.ask(variant_id=missing(sold_out), email=EMAIL, language="fr", at=AT)
    crossed = seals.sealed(seals.STOP, row.pk)
    page = reverse("alerts:confirm", args=[crossed])
    assert Client().get(page).status_code == 410
    assert Client().post(page, headers={"sec-fetch-site": "same-origin"}).status_code == 410
    own = seals.sealed(seals.CONFIRM, row.pk)
    assert Client().post(reverse("alerts:stop", args=[own])).status_code == 410
    assert Client().post(reverse("alerts:stop", args=["x:y\x00"])).status_code == 410
    assert Alert.objects.get().state == "asked"


def test_stopping_shows_first_and_takes_the_address_away_at_once(sold_out: Piece, waits: Wait) -> None:
    row = waits(missing(sold_out))
    link = reverse("alerts:stop", args=[seals.sealed(seals.STOP, row.pk)])
    assert "Oublier mon adresse" in Client().get(link).content.decode()
    assert Alert.objects.exists()
    done = Client().post(link, {"List-Unsubscribe": "One-Click"})  # a mail program: no origin, no cookie
    assert done.status_code == 200
    assert "C’est fait" in done.content.decode()
    assert not Alert.objects.exists()
    assert Client().post(link).content == done.content
    assert Client().get(link).status_code == 200
    inventory.receive(variant_id=missing(sold_out), quantity=3, actor="test", at=AT)
    assert actions.tell(variant_id=missing(sold_out), at=AT) == 0


def test_addresses_go_when_their_time_is_over(sold_out: Piece, waits: Wait) -> None:
    actions.ask(variant_id=missing(sold_out), email="never@example.org", language="fr", at=AT)
    waits(missing(sold_out), "first@example.org")
    waits(missing(sold_out), "second@example.org")
    inventory.receive(variant_id=missing(sold_out), quantity=1, actor="test", at=AT)
    assert actions.tell(variant_id=missing(sold_out), at=AT) == 1

    def left(at: object) -> set[str]:
        actions.forget_old(at=at)  # type: ignore[arg-type]
        return set(Alert.objects.values_list("email", flat=True))

    assert left(AT + timedelta(days=1)) == {"never@example.org", "first@example.org", "second@example.org"}
    assert left(AT + timedelta(days=3)) == {"first@example.org", "second@example.org"}
    assert left(AT + timedelta(days=31)) == {"second@example.org"}
    assert left(AT + timedelta(days=365 * 4)) == set()
