"""Change any value of a charter to any other that it allows, and the pages that print it say something else.

The values are those of the schema, one after another; what a value may become is tried out with the reader
of a house's file, so that only sound charters are compared.
"""

import copy
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any, Literal, get_args, get_origin

import pytest
from tests.charter.conftest import FIVE, INVENTED, facts_of, house

from poincon.charter import loading, promises, rules, terms
from poincon.charter.evidence import gather
from poincon.charter.schema import Charter, Declared, Unit
from poincon.charter.schema.declaring import section_in
from poincon.content.library import PAGES
from poincon.content.rendering import Document, rendered
from poincon.content.sources import OURS, Source
from poincon.kernel.money import Money

HOUSES = (*FIVE, *INVENTED)
ALL = frozenset(promises.promises())  # as if code kept every promise: no sentence waits
LANGUAGES = ("fr", "en")
TUESDAY = datetime(2026, 11, 24, 9, tzinfo=UTC)
Facts = dict[str, Any]


def fields_on(path: tuple[str, ...]) -> Any:
    """Return the schema's field at the end of a promise's path."""
    section, field = Charter, None
    for name in path:
        if name != "*":
            field = section.model_fields[name]
            section = section_in(field.annotation) or section
    return field


def literals(annotation: Any) -> list[object]:
    annotation = getattr(annotation, "__value__", annotation)
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    return [value for inner in get_args(annotation) for value in literals(inner)]


def others(value: Any, declared: Declared) -> Iterator[object]:
    """Yield values unlike the one given that the schema might allow, the likeliest first."""
    choices = [one for one in literals(fields_on(declared.path).annotation) if one is not None]
    match value:
        case bool():
            yield not value
        case int():
            yield from (value + 1, value - 1, value + 7, value + 100, value * 2, 1, 2)
        case time():
            yield from (time((value.hour + step) % 24, 10) for step in (-1, 1, -3, 2))
        case str():
            yield from other_words(value, choices, is_day=declared.unit is Unit.DATE)
        case list():
            yield from other_lists(value, choices)
        case dict():
            yield from (value | {key: change} for key in value for change in section_values(value[key]))


def other_words(value: str, choices: list[object], *, is_day: bool) -> Iterator[object]:
    if is_day:
        yield "2031-07-09"
    elif choices:
        yield from (one for one in choices if one != value)
    else:
        yield from (f"{value}0", f"0 800 {value[-3:]} 800", value[:-1] + "7")


def other_lists(value: list[Any], choices: list[object]) -> Iterator[object]:
    if value and isinstance(value[0], dict):
        yield from (changed_section(value, place) for place in range(len(value)))
    else:
        yield from ([*value, one] for one in (choices or [29, "BE"]) if one not in value)
    yield from (value[:-1], value[1:])


def changed_section(members: list[Facts], number: int) -> list[Facts]:
    bent = copy.deepcopy(members)
    for key in ("price_minor", "days_max", "label_fr", "why_fr"):
        if key in bent[number]:
            inner = bent[number][key]
            bent[number][key] = inner + 1 if isinstance(inner, int) else f"{inner}, vraiment"
            if key.endswith("_fr"):
                english = f"{key[:-3]}_en"
                bent[number][english] = f"{bent[number][english]}, really"
            break
    return bent


def section_values(value: Any) -> Iterator[object]:
    match value:
        case int():
            yield value + 100
        case list():
            yield from (value[:-1], [*value, "refund"])
        case str():
            yield f"{value} & Filles"


def tables(facts: Facts, path: tuple[str, ...]) -> list[Facts]:
    """Return the tables of a house's data that hold the value of a promise, or would if it were told."""
    found: list[Any] = [facts]
    for name in path[:-1]:
        if name == "*":
            found = [member for table in found for member in table]
        elif "*" in path:
            found = [table[name] for table in found if name in table]
        else:
            found = [table.setdefault(name, {}) for table in found]
    return found


def bent(declared: Declared) -> Iterator[tuple[Charter, Charter]]:
    """Yield pairs of sound charters that differ in one value of a promise."""
    key = declared.path[-1]
    for name in HOUSES:
        for place, table in enumerate(tables(facts_of(name), declared.path)):
            assumed = None if "*" in declared.path else promises.given(house(name), declared.id)
            for other in others(table.get(key, assumed), declared):
                facts = facts_of(name)
                tables(facts, declared.path)[place][key] = other
                try:
                    after = loading.parse(facts, "bent")
                except loading.CharterFault:
                    continue
                if promises.value(after, declared.id, "en") != promises.value(house(name), declared.id, "en"):
                    yield house(name), after


@cache
def printing() -> dict[str, tuple[str, ...]]:
    """Return the pages that print each promise."""
    keys = {page.key for page in PAGES}
    told = gather().pages
    return {
        id: tuple(sorted({place.rpartition("/")[2].removesuffix(".md") for place in places} & keys))
        for id, places in told.items()
    }


def written(charter: Charter, page: str, language: str) -> Document:
    return rendered(Source(page, language, OURS / language / f"{page}.md"), charter, ALL)


def is_decided(declared: Declared) -> bool:
    """Tell whether a house can decide otherwise: a practice that the engine alone knows is no value."""
    return literals(fields_on(declared.path).annotation) != [True]


DECIDED = [declared for declared in promises.promises().values() if is_decided(declared)]


@pytest.mark.parametrize("declared", DECIDED, ids=lambda declared: declared.id)
def test_every_value_that_changes_changes_the_pages_that_print_it(declared: Declared, settings: Any) -> None:
    pages = printing()[declared.id]
    assert pages, "no page prints it"
    for before, after in bent(declared):
        settings.CHARTER = after
        changed = {
            language: [
                page
                for page in pages
                if written(before, page, language).text != written(after, page, language).text
            ]
            for language in LANGUAGES
        }
        if all(changed.values()):
            return
    pytest.fail(f"no allowed change of {declared.id} changed {pages}")


def parcels(charter: Charter) -> object:
    """What a parcel costs and when it arrives, for small and large orders in all countries of the house."""
    valuable = charter.delivery.valuable_from_minor
    free = charter.delivery.free_from_minor.values()
    near = [minor + step for minor in (valuable, *free) for step in (-100, -1, 0, 1, 100)]
    worths = [Money(minor, charter.currency) for minor in (1_000, *near)]
    return [
        (offer.carrier, offer.price, rules.delivery_window(offer, date(2026, 11, 24)))
        for countries in charter.zones.values()
        for worth in worths
        for grams in (20, 300, 2_000)
        for offer in rules.offers(
            charter,
            country=countries[0],
            weight_g=grams,
            value=worth,
            nature=rules.nature_of(charter, value=worth, weight_g=grams),
        )
    ]


def days_of_orders(charter: Charter) -> object:
    """When orders placed at any time of a year leave, by each carrier."""
    moments = [TUESDAY + timedelta(hours=hour) for hour in range(0, 24 * 380, 17)]
    carriers = [carrier.key for carrier in charter.carriers]
    return [rules.dispatch_by(charter, at, carrier=carrier) for at in moments for carrier in carriers]


def cut_offs(verb: rules.Verb) -> Callable[[Charter], object]:
    moments = [TUESDAY + timedelta(hours=hour) for hour in range(0, 24 * 14, 5)]
    return lambda charter: [rules.cutoff(charter, at, verb) for at in moments]


BEHAVIOURS: dict[str, Callable[[Charter], object]] = {
    "orders.change_until": cut_offs("change"),
    "orders.cancel_until": cut_offs("cancel"),
    "orders.working_days": days_of_orders,
    "orders.closings": days_of_orders,
    "orders.dispatch_within_days": days_of_orders,
    "carriers.*.collects": days_of_orders,
    "carriers.*.delivery": parcels,
    "delivery.rates": parcels,
    "delivery.free_from_minor": parcels,
    "delivery.valuable_from_minor": parcels,
}


@pytest.mark.parametrize("id", sorted(BEHAVIOURS))
def test_what_a_sale_does_changes_with_what_is_told(id: str) -> None:
    act = BEHAVIOURS[id]
    for before, after in bent(promises.promise_called(id)):
        if act(before) != act(after):
            return
    pytest.fail(f"no allowed change of {id} changed what is done")


TERMS = [id for id in promises.clocks() if "*" not in id and id not in BEHAVIOURS]


@pytest.mark.parametrize("id", TERMS)
def test_a_term_that_changes_ends_at_another_moment(id: str) -> None:
    """Every plain length of time that starts a clock: the clock runs as long as is told."""
    lengths = 0
    for before, after in bent(promises.promise_called(id)):
        if not all(type(promises.given(one, id)) is int for one in (before, after)):
            continue
        lengths += 1
        if terms.due(before, id, TUESDAY) != terms.due(after, id, TUESDAY):
            return
    assert not lengths, f"no allowed change of {id} moved its end"
