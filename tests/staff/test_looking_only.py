"""Whoever may only look finds nothing to press that would be refused: on every page that the desk has."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve
from tests import jobs
from tests.access.scene import MAKERS
from tests.access.table import ROWS
from tests.accounts.people import a_customer, a_member, signed_in
from tests.making import an_engraved_ring
from tests.shopping import a_browser, a_variant, press, to_recap

from poincon.catalogue.models import Supplier
from poincon.charter.actions import striking
from poincon.checkout.actions import ending, settling
from poincon.foundation import clock
from poincon.kernel.money import Money
from poincon.orders.actions import work
from poincon.orders.models import Order
from poincon.payments.models import Refund

pytestmark = pytest.mark.django_db

HOME = "/comptoir/"
OF_A_KIND = 4
NAMELESS = re.compile(r'<a class="house"[^>]*>\s*</a>')
FORMS = re.compile(r"<form\b[^>]*method=\"post\"[^>]*>", re.IGNORECASE)
# Files and parts of pages, and what answers only in parts: no page to look at.
NO_PAGES = {
    *("chancery_desk:download", "chancery_desk:edition_file", "chancery_desk:mail_look"),
    "intake_desk:report_file",
    *("notifications_desk:content", "notifications_desk:attachment"),
}


def ordered(means: str = "transfer") -> Order:
    browser = a_browser()
    press(browser, to_recap(browser, a_variant()), means)
    return Order.objects.latest("id")


def engraved() -> Order:
    """An order with words in a ring, for which the workshop has its slip."""
    browser, ring = a_browser(), an_engraved_ring()
    browser.post(
        f"/bijou/{ring.piece.slug}/pour-vous", {"variant": ring.pk, "words": "Louise", "face": "roman"}
    )
    press(browser, to_recap(browser), "transfer", knows="on")
    return Order.objects.latest("id")


def paid(order: Order, amount: Money | None = None) -> Order:
    at, line = clock.now(), f"L{order.pk}"
    settling.receive_transfer(
        order_id=order.pk, amount=amount or order.total, key=line, actor="staff:1", at=at
    )
    return order


@pytest.fixture
def busy_desk() -> Iterator[None]:
    """A desk at which every page has something to do: orders in every state, refunds, broken promises."""
    somebody = a_customer()
    for maker in ("edition", "reduction", "price_edit", "showing", "bringing", "purchase", "take", "former"):
        MAKERS[maker](somebody)
    Supplier.objects.create(name="Fonderie", country="FR")
    ordered()
    paid(ordered())
    paid(engraved())
    ready, sent = paid(ordered()), paid(ordered())
    for order in (ready, sent):
        work.prepare(order_id=order.pk, actor="staff:1", at=clock.now())
        work.make_ready(order_id=order.pk, actor="staff:1", at=clock.now())
    line = sent.lines.get()
    work.ship(
        order_id=sent.pk,
        carrier="colissimo",
        number="6A00000000017",
        contents={line.pk: line.quantity},
        actor="staff:1",
        at=clock.now(),
    )
    for _ in range(2):
        ending.cancel_at_desk(order_id=paid(ordered()).pk, actor="staff:1", at=clock.now())
    Refund.objects.filter(pk=Refund.objects.latest("id").pk).update(state="refused")
    jobs.run()
    with time_machine.travel(clock.now() + timedelta(days=20), tick=False):
        striking.strike(at=clock.now())
        yield


@dataclass
class Walk:
    """What somebody finds at the desk: pages by path, and of each the addresses to which its forms post."""

    client: Client
    pages: dict[str, list[str]] = field(default_factory=dict)

    def everywhere(self) -> "Walk":
        """Follow every link of every page, once for each path: of pages of a kind to a dozen."""
        left, seen, of_a_kind = [HOME], {HOME}, Counter[str]()
        while left:
            html = self.at(left.pop())
            for path in sorted(links(html) - seen):
                of_a_kind[name_of(path)] += 1
                seen.add(path)
                if of_a_kind[name_of(path)] <= OF_A_KIND:
                    left.append(path)
        return self

    def at(self, path: str) -> str:
        answer = self.client.get(path)
        shown = answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
        html = answer.text if shown else ""
        assert not NAMELESS.search(html), path  # what a page tells must not hide whose page it is
        self.pages[path] = [posted_to(form, path) for form in FORMS.findall(html)]
        return html

    def refused(self) -> list[tuple[str, str]]:
        """Press everything that is offered; return what was refused for want of a role."""
        offers = [(path, target) for path, targets in self.pages.items() for target in dict.fromkeys(targets)]
        return [(path, target) for path, target in offers if self.client.post(target).status_code == 403]


def links(html: str) -> set[str]:
    asked = re.findall(r'<form\b(?![^>]*method="post")[^>]*action="([^"]+)"', html)
    told = [*re.findall(r'href="([^"]+)"', html), *asked]
    found = {unescape(one).partition("?")[0].partition("#")[0] for one in told}
    return {path for path in found if path.startswith(HOME)}


def posted_to(form: str, path: str) -> str:
    action = re.search(r'action="([^"]*)"', form)
    return unescape(action[1]) if action and action[1] else path


def name_of(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return path


def desk_pages() -> set[str]:
    """Return the names of the desk's addresses at which somebody may look."""
    owner = signed_in(a_member("owner", email="first@house.example"))
    found, scene = set(), {**dict.fromkeys(MAKERS, 1), "order": "AAA-AAA"}
    for name, row in ROWS.items():
        if not name.partition(":")[0].endswith("_desk"):
            continue
        path = row.path(name, scene)
        if owner.get(path).status_code != 405:
            found.add(name)
    return found


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_whoever_looks_finds_no_form_that_refuses_them(busy_desk: None, subtests: pytest.Subtests) -> None:
    """Negative control at the end: what the owner is offered would be refused to a viewer, page by page."""
    whole = Walk(signed_in(a_member("owner"))).everywhere()
    missed = desk_pages() - {name_of(path) for path in whole.pages} - NO_PAGES
    assert missed == set(), "the walk does not come to these pages"

    for roles in (["viewer"], ["viewer", "catalogue"], ["viewer", "counter"]):
        with subtests.test(roles="-".join(roles)), undone():
            looking = Walk(signed_in(a_member(*roles)))
            for path in whole.pages:
                looking.at(path)
            assert looking.refused() == []
            assert any(looking.pages.values()) is (len(roles) > 1)

    assert len([path for path, targets in whole.pages.items() if targets]) > 20
    whole.client = signed_in(a_member("viewer", email="looks@house.example"))
    refused = {name_of(path) for path, _target in whole.refused()}
    assert {
        *("intake_desk:piece", "intake_desk:variant", "notifications_desk:message"),
        *("reporting_desk:board", "checkout_desk:money", "orders_desk:order"),
    } <= refused


def test_whoever_looks_is_told_who_may_change_it(busy_desk: None) -> None:
    viewer = signed_in(a_member("viewer"))
    assert "le rôle « Catalogue »" in viewer.get("/comptoir/bijoux/").text.replace("\u202f", " ")
    assert "le rôle" not in signed_in(a_member("catalogue")).get("/comptoir/bijoux/").text


def test_the_values_of_a_form_can_still_be_read(busy_desk: None) -> None:
    supplier = Supplier.objects.get(name="Fonderie")
    page = signed_in(a_member("viewer")).get(f"/comptoir/fournisseurs/{supplier.pk}/").text
    assert 'value="Fonderie"' in page
    assert "<fieldset disabled" in page
