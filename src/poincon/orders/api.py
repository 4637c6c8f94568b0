"""Orders for programs: one's own, and for the staff's programs the counter's queues and steps."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Literal

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Path, Query
from pydantic import BaseModel, Field

from poincon.api import paging
from poincon.api.endpoints import Endpoints
from poincon.api.guard import caller_of
from poincon.api.once import once
from poincon.api.refusals import BadCursor, Invalid, NotFound, Unauthenticated
from poincon.api.shapes import Id, Reference, Told
from poincon.api.states import Scope
from poincon.catalogue.rules import NotEngraved, SignNotEngraved, SizeNotMade, TooLongToEngrave
from poincon.charter import queries as charters
from poincon.foundation import clock
from poincon.foundation.following import following
from poincon.foundation.stepping import Overtaken
from poincon.kernel.flow import StepRefused
from poincon.orders import access, counter, depicting, queries, shapes
from poincon.orders.actions import making, work
from poincon.orders.actions.life import OrderEnded
from poincon.orders.actions.making import ChangedMeanwhile, NotAnotherPrice, TooLateToChange, WorkHasBegun
from poincon.orders.actions.work import NotToBePrepared, WrongContents
from poincon.orders.models import Order, OrderLine
from poincon.shipping.actions import ParcelNumberTaken
from poincon.shipping.rules import BadParcelNumber

MOST, USUAL = 100, 20
OWN_ORDER = ("-placed_at", "-id")
DUE_FIRST = ("dispatch_on", "placed_at", "id")

own = Endpoints("orders", Scope.READ_ORDERS)
opened = Endpoints("orders", Scope.READ_ORDERS, by_key=True)
desk = Endpoints("desk", Scope.READ_DESK)
offered = (own, opened, desk)

Queue = Literal["to_prepare", "preparing", "ready", "asked", "unpaid", "shipped", "ended"]


class Portion(Told):
    """How many at once, and from where."""

    limit: Annotated[int, Field(ge=1, le=MOST)] = USUAL
    cursor: Annotated[str, Field(max_length=600)] = ""


class QueuePortion(Portion):
    queue: Queue = "to_prepare"


@own.get("/orders", shapes.SummariesShape, refuses=(BadCursor,))
def own_orders(request: HttpRequest, filters: Query[Portion]) -> shapes.SummariesShape:
    """List the orders that the token placed, and those of its customer, the newest first."""
    caller = caller_of(request)
    if caller.token_id is None:
        raise Unauthenticated
    rows = queries.of_program(caller.token_id, caller.customer_id)
    return _portion(request, rows, OWN_ORDER, filters.limit, _summary, shapes.SummariesShape)


@opened.get("/orders/{reference}", shapes.OrderShape, refuses=(NotFound,))
def order(request: HttpRequest, reference: Path[Reference]) -> shapes.OrderShape:
    """Tell where an order stands, what was promised for it, and where its parcels are."""
    found = access.of_program(request, reference, Scope.READ_ORDERS)
    return shapes.OrderShape(**depicting.whole(found, clock.now(), scale=queries.scale_read(found)))


@opened.post(
    "/orders/{reference}/lines/{line}/making",
    shapes.OrderLineShape,
    scope=Scope.WRITE_ORDERS,
    refuses=(
        *(NotFound, TooLateToChange, WorkHasBegun, OrderEnded, ChangedMeanwhile),
        *(NotAnotherPrice, NotEngraved, SignNotEngraved, TooLongToEngrave, SizeNotMade),
    ),
    example={"seen": 0, "engraving": {"lines": ["À nous"], "face": "script"}},
)
def remake_line(
    request: HttpRequest, reference: Path[Reference], line: Path[Id], told: shapes.Remaking
) -> HttpResponse:
    """Make a line otherwise for its wearer until `change_until`; price and days stay, the buyer is mailed."""
    found = access.of_program(request, reference, Scope.WRITE_ORDERS)
    actor = caller_of(request).actor

    def act(at: datetime) -> Mapping[str, object]:
        before = _made(found, line)
        wish = told.wish(before.wish)
        making.change(order_id=found.pk, line_id=before.pk, wish=wish, seen=told.seen, actor=actor, at=at)
        return {"line": before.pk}

    def tell(outcome: Mapping[str, object], _at: datetime) -> shapes.OrderLineShape:
        changed = _made(found, int(str(outcome["line"])))
        return depicting.line(changed, found.language, queries.scale_read(found))

    return once(request, act, tell)


@desk.get("/desk/orders", shapes.QueueShape, refuses=(BadCursor,))
def desk_orders(request: HttpRequest, filters: Query[QueuePortion]) -> shapes.QueueShape:
    """List a queue of the counter, what is due first on top."""
    rows = queries.queue(filters.queue)
    return _portion(request, rows, DUE_FIRST, filters.limit, depicting.desk_summary, shapes.QueueShape)


@desk.get("/desk/orders/{reference}", shapes.DeskOrderShape, refuses=(NotFound,))
def desk_order(request: HttpRequest, reference: Path[Reference]) -> shapes.DeskOrderShape:  # noqa: ARG001 - Ninja names it so
    """Tell everything about any order, and which steps can be taken with it."""
    return depicting.at_desk(_any(reference), clock.now())


@desk.post(
    "/desk/orders/{reference}/steps",
    shapes.DeskStanding,
    scope=Scope.WRITE_DESK,
    refuses=(NotFound, StepRefused, Overtaken, NotToBePrepared),
    example={"verb": "prepare"},
)
def desk_step(request: HttpRequest, reference: Path[Reference], told: shapes.Step) -> HttpResponse:
    """Take one step with an order."""
    found = _any(reference)

    def act(at: datetime) -> Mapping[str, object]:
        counter.take(order_id=found.pk, verb=told.verb, actor=caller_of(request).actor, at=at)
        return {"order": found.pk}

    return once(request, act, _standing)


@desk.post(
    "/desk/orders/{reference}/parcels",
    shapes.DeskStanding,
    scope=Scope.WRITE_DESK,
    refuses=(
        NotFound,
        StepRefused,
        Overtaken,
        NotToBePrepared,
        WrongContents,
        BadParcelNumber,
        ParcelNumberTaken,
    ),
    example={"carrier": "colissimo", "number": "6A12345678901", "contents": []},
)
def desk_parcel(request: HttpRequest, reference: Path[Reference], told: shapes.NewParcel) -> HttpResponse:
    """Hand a parcel to its carrier; the customer is written to at once."""
    found = _any(reference)
    if told.carrier not in {one.key for one in charters.charter().carriers}:
        fault = {"pointer": "/carrier", "code": "unknown", "detail": ", ".join(_carriers())}
        raise Invalid(errors=[fault])
    contents = {one.line: one.quantity for one in told.contents}

    def act(at: datetime) -> Mapping[str, object]:
        work.ship(
            order_id=found.pk,
            carrier=told.carrier,
            number=told.number,
            contents=contents or work.unsent(order=found),
            actor=caller_of(request).actor,
            at=at,
        )
        return {"order": found.pk}

    return once(request, act, _standing)


@desk.post(
    "/desk/orders/{reference}/parcels/{parcel}/receipt",
    shapes.DeskStanding,
    scope=Scope.WRITE_DESK,
    refuses=(NotFound, StepRefused, Overtaken),
)
def desk_receipt(request: HttpRequest, reference: Path[Reference], parcel: Path[Id]) -> HttpResponse:
    """Book a parcel as received by the buyer."""
    found = _any(reference)

    def act(at: datetime) -> Mapping[str, object]:
        try:
            work.deliver(order_id=found.pk, parcel_id=parcel, actor=caller_of(request).actor, at=at)
        except ObjectDoesNotExist:
            raise NotFound from None  # a parcel of another order, or of none
        return {"order": found.pk}

    return once(request, act, _standing)


def _made(order: Order, line: int) -> OrderLine:
    """Return a line of that order which is made for somebody; any other is not there."""
    found = queries.lines(order.pk).filter(pk=line, making__isnull=False).first()
    if found is None:
        raise NotFound
    return found


def _any(reference: str) -> Order:
    found = queries.by_reference(reference)
    if found is None:
        raise NotFound
    return found


def _carriers() -> list[str]:
    return [one.key for one in charters.charter().carriers]


def _standing(outcome: Mapping[str, object], _at: datetime) -> shapes.DeskStanding:
    return depicting.desk_standing(queries.order(int(str(outcome["order"]))), clock.now())


def _summary(order: Order) -> shapes.SummaryShape:
    return shapes.SummaryShape(**depicting.summary(order))


def _portion[S: BaseModel](
    request: HttpRequest,
    rows: QuerySet[Order],
    ordering: Sequence[str],
    limit: int,
    told: Callable[[Order], BaseModel],
    shape: type[S],
) -> S:
    """Return some rows in their order, with the way to those that follow."""
    found = following(rows, ordering, paging.place(request), limit + 1)
    shown, cursor = found[:limit], None
    if len(found) > limit:
        cursor = paging.cursor(request, [getattr(shown[-1], name.lstrip("-")) for name in ordering])
    link = paging.link(request, cursor) if cursor else None
    return shape(items=[told(one) for one in shown], cursor=cursor, next=link)
