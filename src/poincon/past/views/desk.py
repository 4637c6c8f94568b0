"""What the desk sees of people and orders of the former shop."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from poincon.customers import addresses
from poincon.customers.addresses import AddressData
from poincon.design.pages import page
from poincon.foundation import clock
from poincon.past import actions, queries
from poincon.past.models import Person
from poincon.staff.policies import actor, desk
from poincon.staff.states import Role


@desk(role=Role.COUNTER)
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Find people by name or e-mail address, and past orders by their number."""
    words = request.GET.get("q", "").strip()[:100]
    today = clock.local_day(clock.now())
    context = {
        "q": words,
        "people": queries.search(words),
        "told": queries.numbered(words, today),
        "most": queries.FOUND_AT_MOST,
    }
    return page(request, "past/desk/people.html", context, part="found")


@desk(role=Role.COUNTER)
@require_GET
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    found = _found(person_id)
    place = AddressData.of(found)
    context = {
        "person": found,
        "phone": addresses.phone_words(found.phone),
        "place": addresses.label_lines(place) if place.line1 else [],
        "told": queries.of_person(person_id, clock.local_day(clock.now())),
    }
    return page(request, "past/desk/person.html", context)


@desk(role=Role.COUNTER)
@require_POST
def erasure(request: HttpRequest, person_id: int) -> HttpResponse:
    """Erase what names somebody, at their wish."""
    _found(person_id)
    actions.erase(person_id=person_id, actor=actor(request), at=clock.now())
    return redirect("past_desk:people")


@desk(role=Role.COUNTER)
@require_POST
def withdrawal(request: HttpRequest, person_id: int) -> HttpResponse:
    """Take somebody's consent to news back, at their wish."""
    _found(person_id)
    actions.withdraw(people=[person_id], actor=actor(request), at=clock.now())
    return redirect("past_desk:person", person_id)


def _found(person_id: int) -> Person:
    row = queries.by_id(person_id)
    if row is None:
        raise Http404
    return row
