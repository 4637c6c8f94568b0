"""What a house promises of every piece, bought directly, holds for each that goes on show (R010)."""

from datetime import datetime

import pytest
from pytest_django import Settings
from tests.catalogue.conftest import MakePiece
from tests.checkout.test_promises_of_a_sale import changed

from poincon.catalogue import actions, queries
from poincon.catalogue.fitness import PieceUnfit
from poincon.catalogue.models import Piece, Supplier
from poincon.catalogue.states import PieceState
from poincon.charter import queries as charters

pytestmark = [pytest.mark.django_db, pytest.mark.promise("window.authentic")]
SAID = "Chaque pièce est authentique"


@pytest.fixture
def on_show_before(make_piece: MakePiece, noon: datetime) -> Piece:
    """A piece that was put on show without a supplier, before anything was promised."""
    piece = make_piece()
    actions.publish(piece_id=piece.pk, actor="staff:1", at=noon)
    Piece.objects.filter(pk=piece.pk).update(supplier=None)
    return Piece.objects.get(pk=piece.pk)


@pytest.fixture
def broker() -> Supplier:
    """Somebody who proves where pieces come from, and is neither their brand nor their workshop."""
    return Supplier.objects.create(name="Négoce", provenance="Contrat 2026-14.")


def unpromised(settings: Settings) -> None:
    settings.CHARTER = changed(charters.charter(), window={"authentic": False})


def codes(refused: pytest.ExceptionInfo[PieceUnfit]) -> list[tuple[str, str]]:
    return [(one.code, one.field) for one in refused.value.reasons]


@pytest.mark.parametrize("through", ["nobody", "a broker"])
def test_what_is_not_known_to_be_bought_directly_does_not_go_on_show(
    make_piece: MakePiece, broker: Supplier, noon: datetime, through: str
) -> None:
    piece = make_piece(supplier=broker if through == "a broker" else None)
    with pytest.raises(PieceUnfit) as refused:
        actions.publish(piece_id=piece.pk, actor="staff:1", at=noon)
    assert codes(refused) == [("not_direct", "supplier")]
    assert Piece.objects.get(pk=piece.pk).state == PieceState.DRAFT


def test_a_house_that_does_not_promise_it_shows_such_pieces_and_says_nothing(
    make_piece: MakePiece, noon: datetime, settings: Settings
) -> None:
    assert SAID in charters.promise_words("window.authentic", "fr")
    unpromised(settings)
    piece = make_piece(supplier=None)
    actions.publish(piece_id=piece.pk, actor="staff:1", at=noon)
    assert Piece.objects.get(pk=piece.pk).state == PieceState.PUBLISHED
    actions.judge_all(at=noon)
    assert {one.code: one.blocked for one in queries.lacks()}["provenance_missing"] == 0
    assert {charters.promise_words("window.authentic", language) for language in ("fr", "en")} == {""}


def test_what_was_on_show_before_stays_there_and_is_listed(on_show_before: Piece, noon: datetime) -> None:
    actions.judge_all(at=noon)
    assert on_show_before.state == PieceState.PUBLISHED
    assert list(queries.lacking("not_direct", state="published")) == [on_show_before]
    assert queries.lawful(on_show_before, on=noon.date())


def test_it_can_be_worked_on_but_not_bought_elsewhere(
    on_show_before: Piece, broker: Supplier, noon: datetime
) -> None:
    pk = on_show_before.pk
    assert actions.edit_piece(piece_id=pk, words={"name_fr": "Bague Été"}, actor="staff:1", at=noon)
    with pytest.raises(PieceUnfit) as refused:
        actions.edit_piece(piece_id=pk, words={"supplier": broker}, actor="staff:1", at=noon)
    assert codes(refused) == [("not_direct", "supplier")]
    Piece.objects.filter(pk=pk).update(supplier=broker)
    columns = {"email": "negoce@example.org"}
    assert actions.edit_supplier(supplier_id=broker.pk, columns=columns, actor="staff:1", at=noon)


def test_a_supplier_is_not_taken_from_a_piece_on_show(make_piece: MakePiece, noon: datetime) -> None:
    piece = make_piece()
    actions.publish(piece_id=piece.pk, actor="staff:1", at=noon)
    with pytest.raises(PieceUnfit) as refused:
        actions.edit_piece(piece_id=piece.pk, words={"supplier": None}, actor="staff:1", at=noon)
    assert codes(refused) == [("not_direct", "supplier")]
    assert Piece.objects.get(pk=piece.pk).supplier_id == piece.supplier_id
