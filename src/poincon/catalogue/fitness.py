"""The publish gate, as actions meet it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from poincon.catalogue import queries, rules
from poincon.catalogue.models import Piece
from poincon.catalogue.rules import SUPPLIER, Reason
from poincon.catalogue.states import PieceState
from poincon.foundation.clock import local_day
from poincon.kernel.refusal import Refusal


class PieceUnfit(Refusal):
    """The piece lacks what the law demands; `reasons` lists everything, each with its field and code."""

    code = "piece_unfit"
    status = 422

    def __init__(self, reasons: list[Reason]) -> None:
        self.reasons = reasons
        super().__init__(codes=[reason.code for reason in reasons])


class WordsForbidden(Refusal):
    """A text says what the law lets be said of no piece; `column` tells which, `word` what, `reason` why."""

    code = "words_forbidden"
    status = 422


def refuse_words(columns: Mapping[str, Any], among: Iterable[str], *, may_say_sales: bool = False) -> None:
    """Raise WordsForbidden for the first of these columns that holds a word which no facts could carry.

    The word of the legal sales is left alone where something else keeps it to their days.
    """
    in_france = queries.law_in_france()
    for column in among:
        for one in rules.lint_general(str(columns.get(column, "")), column[-2:], in_france=in_france):
            if may_say_sales and one.code == rules.SALES:
                continue
            raise WordsForbidden(column=column, word=one.word, reason=one.code)


def refuse_unfit(piece: Piece, at: datetime) -> None:
    """Raise PieceUnfit with all that keeps the piece off show."""
    _refuse(queries.reasons_against(piece, on=local_day(at)))


def keep_fit(
    piece: Piece, at: datetime, *, about: tuple[str, ...] = (), bought_elsewhere: bool = False
) -> None:
    """Raise PieceUnfit when a piece that is on show no longer may be; `about` begins the fields that count.

    Where it was bought counts for whoever changes just that: what was on show before the house promised
    anything of it can be worked on as ever (docs/decisions/bought-directly.md).
    """
    if piece.state == PieceState.PUBLISHED:
        found = queries.reasons_against(piece, on=local_day(at))
        counted = (one for one in found if bought_elsewhere or one.field != SUPPLIER)
        _refuse(one for one in counted if not about or one.field.startswith(about))


def _refuse(found: Iterable[Reason]) -> None:
    if reasons := [one for one in found if one.blocks]:
        raise PieceUnfit(reasons)
