"""One supplier named for many pieces at once at the desk: looked at first, then kept (R010)."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from tests import jobs
from tests.catalogue.conftest import MakePiece
from tests.intake.desk import address

from poincon.catalogue import actions, queries
from poincon.catalogue.fitness import PieceUnfit
from poincon.catalogue.models import Piece, Supplier
from poincon.foundation import journal

pytestmark = [pytest.mark.django_db, pytest.mark.promise("window.authentic")]
BY: dict[str, Any] = {"actor": "staff:1"}


@pytest.fixture
def workshop() -> Supplier:
    return Supplier.objects.create(name="Atelier Nord", direct=True)


@pytest.fixture
def broker() -> Supplier:
    """Somebody of whom nobody has ticked that the house buys there directly."""
    return Supplier.objects.create(name="Négoce")


@pytest.fixture
def drafts(make_piece: MakePiece) -> list[Piece]:
    """Two drafts without a supplier, and one that names its own; all judged."""
    made = [make_piece(supplier=None), make_piece(supplier=None), make_piece()]
    jobs.run()
    return made


def asked(browser: Client, named: Supplier, pieces: list[Piece] | None = None, **more: object) -> Any:
    chosen = {"which": "all"} if pieces is None else {"piece": [str(one.pk) for one in pieces]}
    return browser.post(address("sourcing"), {"supplied_by": named.pk, **chosen, **more}, follow=True)


def suppliers_of(pieces: list[Piece]) -> list[str]:
    return [str(Piece.objects.get(pk=one.pk).supplier or "") for one in pieces]


class TestAtTheDesk:
    def test_it_is_seen_first_then_kept_and_no_piece_lacks_it_any_more(
        self, browser: Client, drafts: list[Piece], workshop: Supplier
    ) -> None:
        before = suppliers_of(drafts)
        assert queries.lacking("not_direct").count() == 2
        seen = asked(browser, workshop)
        assert "3 bijoux achetés chez Atelier Nord" in seen.text
        assert "Changer aussi" in seen.text
        assert suppliers_of(drafts) == before, "nothing changes before it is confirmed"
        kept = asked(browser, workshop, seal=seen.context["found"].seal)
        assert "2 bijoux sont maintenant de chez Atelier Nord" in kept.text
        assert suppliers_of(drafts) == ["Atelier Nord", "Atelier Nord", before[2]]
        jobs.run()
        assert queries.lacking("not_direct").count() == 0
        line = journal.entries(f"piece:{drafts[0].pk}").last()
        assert line is not None
        assert (line.verb, line.before, line.after) == ("name_supplier", "", str(workshop.pk))
        assert journal.entries(f"piece:{drafts[2].pk}").filter(verb="name_supplier").count() == 0

    def test_another_supplier_is_changed_where_that_is_ticked(
        self, browser: Client, drafts: list[Piece], workshop: Supplier
    ) -> None:
        own = drafts[2:]
        seen = asked(browser, workshop, own)
        seal = seen.context["found"].seal
        unticked = asked(browser, workshop, own, seal=seal)
        assert unticked.status_code == 422
        assert "Cochez que ceux-là changent aussi" in unticked.text
        asked(browser, workshop, own, seal=seal, elsewhere="1")
        assert suppliers_of(own) == ["Atelier Nord"]

    def test_a_list_that_has_changed_since_is_shown_again(
        self, browser: Client, drafts: list[Piece], workshop: Supplier, make_piece: MakePiece
    ) -> None:
        seal = asked(browser, workshop).context["found"].seal
        make_piece(supplier=None)
        answer = asked(browser, workshop, seal=seal)
        assert answer.status_code == 409
        assert "4 bijoux achetés chez Atelier Nord" in answer.text
        assert "Atelier Nord" not in suppliers_of(drafts)

    def test_the_list_is_narrowed_to_pieces_without_a_supplier(
        self, browser: Client, drafts: list[Piece], workshop: Supplier
    ) -> None:
        listed = browser.get(address("pieces"), {"supplier": "none"}).text
        assert [one.reference in listed for one in drafts] == [True, True, False]
        seal = asked(browser, workshop, supplier="none").context["found"].seal
        asked(browser, workshop, supplier="none", seal=seal)
        own = browser.get(address("pieces"), {"supplier": str(workshop.pk)}).text
        assert [one.reference in own for one in drafts] == [True, True, False]
        lack = browser.get(address("missing"), {"code": "not_direct", "supplier": "none"}).text
        assert address("pieces") + "?supplier=none" in lack

    def test_without_a_supplier_or_a_piece_it_says_so(
        self, browser: Client, drafts: list[Piece], workshop: Supplier
    ) -> None:
        unnamed = browser.post(address("sourcing"), {"which": "all", "supplied_by": "x"}, follow=True)
        assert "Choisissez d’abord le fournisseur" in unnamed.text
        assert "Aucun bijou n’est coché" in asked(browser, workshop, []).text
        assert "Atelier Nord" not in suppliers_of(drafts)


class TestThePromise:
    def test_what_is_on_show_stays_with_a_supplier_that_keeps_it(
        self, browser: Client, drafts: list[Piece], broker: Supplier, noon: datetime
    ) -> None:
        actions.publish(piece_id=drafts[2].pk, at=noon, **BY)
        before = suppliers_of(drafts)
        seen = asked(browser, broker)
        assert "2 bijoux achetés chez Négoce" in seen.text
        assert "personne ne l’a coché pour Négoce" in seen.text
        asked(browser, broker, seal=seen.context["found"].seal, elsewhere="1")
        assert suppliers_of(drafts) == ["Négoce", "Négoce", before[2]]

    def test_the_action_refuses_it_whoever_asks(
        self, drafts: list[Piece], broker: Supplier, noon: datetime
    ) -> None:
        actions.publish(piece_id=drafts[2].pk, at=noon, **BY)
        before = suppliers_of(drafts)
        with pytest.raises(PieceUnfit):
            actions.buy_from(supplier_id=broker.pk, piece_ids=[one.pk for one in drafts], at=noon, **BY)
        assert suppliers_of(drafts) == before

    def test_one_on_show_since_before_the_promise_may_be_named_to_keep_it(
        self, drafts: list[Piece], workshop: Supplier, noon: datetime
    ) -> None:
        Piece.objects.filter(pk=drafts[0].pk).update(state="published", published_at=noon)
        ids = [one.pk for one in drafts[:2]]
        assert actions.buy_from(supplier_id=workshop.pk, piece_ids=ids, at=noon, **BY) == 2
        assert actions.buy_from(supplier_id=workshop.pk, piece_ids=ids, at=noon, **BY) == 0
