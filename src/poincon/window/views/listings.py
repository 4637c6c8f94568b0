"""Listings: a shelf, a maker, everything, the results of a search."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from poincon.catalogue import queries as catalogue
from poincon.catalogue import rules
from poincon.charter.queries import charter
from poincon.content import queries as contents
from poincon.design.pages import page, wants_part
from poincon.foundation import clock
from poincon.foundation.languages import spoken
from poincon.window import actions, addresses, panel, words
from poincon.window.queries import menu, similar
from poincon.window.queries import search as search_words
from poincon.window.queries.just import gone, just
from poincon.window.queries.listing import Listing, Shown, listing, values_of
from poincon.window.rules import affordable, facets, sought, wishes
from poincon.window.rules.sought import Sought
from poincon.window.rules.wishes import Wish
from poincon.window.states import Group

TEMPLATE = "window/shop/listing.html"
SHELVES = 8  # on a page that found nothing


@require_safe
@addresses.in_order
def shelf(request: HttpRequest, slug: str) -> HttpResponse:
    """One category; its address in the other language, or a former one, leads to the page in this one."""
    language, shelves = words.speaking(), menu.shelves()
    here = menu.at(slug, shelves)
    if here is None:
        raise Http404
    if here.slugs[language] != slug:
        return addresses.moved(request, menu.address(here, language))
    return _answer(
        request,
        wishes.read(dict(request.GET.lists()), scope=(here.code,)),
        title=here.names[language],
        shop_menu=menu.menu(shelves, language),
        family=menu.family(here, shelves, language),
        alternates=addresses.alternates("window:shelf", lambda code: [here.slugs[code]]),
    )


@require_safe
@addresses.in_order
def everything(request: HttpRequest) -> HttpResponse:
    """All pieces on show."""
    return _answer(request, wishes.read(dict(request.GET.lists())), title=_("All our jewellery"))


@require_safe
@addresses.in_order
def brand(request: HttpRequest, slug: str) -> HttpResponse:
    """The pieces of one maker, with its story; a former address leads to the present one."""
    maker = catalogue.brand(slug)
    if maker is None:
        if present := catalogue.brand_moved(slug):
            return addresses.moved(request, reverse("window:brand", args=[present]))
        raise Http404
    scope = (facets.facet(Group.BRAND, maker.slug),)
    return _answer(
        request,
        wishes.read(dict(request.GET.lists()), scope=scope),
        title=maker.name,
        story=spoken(maker, "story"),
        maker=maker,
        eyebrow=_("Maker"),
    )


@require_safe
@addresses.in_order
def search(request: HttpRequest) -> HttpResponse:
    """What somebody's words find; without words, an invitation to give some."""
    wish = wishes.read(dict(request.GET.lists()))
    if wish.words and not wish.between and (price := _afforded(request, wish.words)):
        return redirect(price)
    if wish.words and Group.LENGTH not in wish.chosen and (long := _long(request, wish.words)):
        return redirect(long)
    size = sought.sought(wish.words) if Group.SIZE not in wish.chosen else None
    if size is None:
        return _searched(request, wish)
    if size.sizes:
        return redirect(_sized(request, size))
    return _answer(
        request,
        replace(wish, words=size.rest),
        title=wish.words,
        is_search=True,
        meanings=_meanings(request, size),
    )


def _searched(request: HttpRequest, wish: Wish) -> HttpResponse:
    """Answer a search by its list, or lead straight to the piece whose reference or bar code was typed."""
    named = contents.named(wish.words, words.speaking())
    found = _listing(wish, strictly=named is not None and named.alone) if wish.words else None
    plain = found is not None and not wish.narrowed and not wants_part(request)
    if found is not None and plain:
        if there := just(found):
            slug, worn = there
            path = reverse("window:piece", args=[slug])
            return redirect(f"{path}?{worn}" if worn else path)
        if withdrawn := gone(found):
            return redirect("window:piece", withdrawn)
        if not found.total and not named and request.method == "GET":
            actions.note_unfound(words=wish.words, language=found.language, at=clock.now())
    size = sought.alone(wish.words) if plain and found and not found.total else None
    on_show = values_of(Group.SIZE) if size else []
    if size and size.near(on_show):
        return redirect(_sized(request, size))
    meanings = _meanings(request, size) if size and on_show else []
    more = {"meanings": meanings, "named": named and named.page}
    return _shown(request, wish, found, title=wish.words or _("Search"), is_search=True, **more)


def _meanings(request: HttpRequest, size: Sought) -> list[tuple[str, str, str, str]]:
    """Return what a bare number could be: scales, the number, millimetres, and where that is listed."""
    return [
        (
            scales,
            size.typed,
            rules.comma(mm, words.speaking()),
            _sized(request, replace(size, sizes=(Decimal(mm),))),
        )
        for scales, mm in size.meanings
    ]


def _long(request: HttpRequest, said: str) -> str:
    """Return the address of what is as long as the words of a search name; empty where they name no length.

    A bare number is a length only where there is something as long.
    """
    if long := sought.long(said):
        there = long.near(values_of(Group.LENGTH)) or [str(round(mm)) for mm, _near in long.lengths]
    elif long := sought.around(said, words.speaking()):
        there = long.near(values_of(Group.LENGTH))
    return _narrowed(request, long.rest, {Group.LENGTH: there}) if long and there else ""


def _afforded(request: HttpRequest, said: str) -> str:
    """Return the address of what costs what the words of a search name; empty where they name no price."""
    asked = affordable.affordable(said, words.sign(charter().currency))
    if asked is None:
        return ""
    ends = {wishes.LOWEST: asked.low, wishes.HIGHEST: asked.high}
    return _narrowed(request, asked.rest, {name: [str(end)] for name, end in ends.items() if end is not None})


def _sized(request: HttpRequest, size: Sought) -> str:
    """Return the address of what is there in a size, to the finger, and answers the rest of the search."""
    there = size.near(values_of(Group.SIZE)) or [rules.size_code(one) for one in size.sizes]
    return _narrowed(request, size.rest, {Group.SIZE: there})


def _narrowed(request: HttpRequest, rest: str, by: Mapping[str, list[str]]) -> str:
    """Return the address of what answers the rest of a search, narrowed by what its other words named too."""
    query = dict(request.GET.lists()) | {**by, "q": [rest]}
    told = wishes.in_order([(name, value) for name in query for value in query[name] if name != "page"])
    return f"{reverse('window:search' if rest else 'window:everything')}?{urlencode(told)}"


def _answer(request: HttpRequest, wish: Wish, *, title: str, **more: object) -> HttpResponse:
    found = _listing(wish) if wish.words or not more.get("is_search") else None
    return _shown(request, wish, found, title=title, **more)


def _shown(
    request: HttpRequest, wish: Wish, found: Listing | None, *, title: str, **more: object
) -> HttpResponse:
    return page(request, TEMPLATE, {"title": title, **_context(request, wish, found), **more}, part="results")


def _listing(wish: Wish, *, strictly: bool = False) -> Listing:
    return listing(wish, language=words.speaking(), at=clock.now(), strictly=strictly)


def _instead(wish: Wish) -> Mapping[str, object]:
    """Return what a page that has nothing shows instead: nearest words, full shelves, a few new pieces."""
    language, known = words.speaking(), menu.shelves()
    return {
        "shop_menu": menu.menu(known, language),
        "near": search_words.near(wish.words, language) if wish.words else [],
        "shelves": menu.fullest(known, language, SHELVES),
        "fresh": _fresh(),
    }


def _fresh() -> list[Shown]:
    return similar.newest(similar.FEW, language=words.speaking(), at=clock.now())


def _context(request: HttpRequest, wish: Wish, found: Listing | None) -> Mapping[str, object]:
    if found is None:
        return {"wish": wish, "indexed": False}
    shown = panel.filters(found, charter().currency)
    return {
        "wish": wish,
        **({} if found.total or wish.narrowed else _instead(wish)),
        "found": found,
        "count_words": words.found(found.total),
        "see_words": words.see(found.total),
        "filters": shown,
        "tags": panel.tags(shown, request.GET, charter().currency),
        "cleared": panel.cleared(request.GET),
        "currency_sign": words.sign(charter().currency),
        "no_amount": words.no_amount(wish.unread.values(), charter().currency),
        "sorts": panel.sorts(found),
        "piece_base": reverse("window:piece", args=["-"]).removesuffix("-/"),
        "canonical": addresses.canonical(request, found.page.number),
        "indexed": not (wish.narrowed or wish.unread or wish.words) and found.total > 0,
    }
