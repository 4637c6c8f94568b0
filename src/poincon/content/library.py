"""Which pages there are, where they stand, and which of them tells which promises."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from poincon.charter.promises import keeps
from poincon.foundation.registries import Link, footer_links


@dataclass(frozen=True, slots=True)
class Page:
    """A page: `key` names its file and its address, `section` the column of the footer."""

    key: str
    path: Any  # a lazy translation, of a type that Django keeps to itself
    label: Promise | str
    section: str
    order: int

    @property
    def url_name(self) -> str:
        return f"content:{self.key}"


PAGES = (
    Page("contact", _("contact/"), _("Contact"), "help", 10),
    Page("questions", _("help/questions/"), _("Questions and answers"), "help", 15),
    Page("ordering", _("help/ordering/"), _("Ordering"), "help", 20),
    Page("delivery", _("delivery/"), pgettext_lazy("page", "Delivery"), "help", 30),
    Page("payment", _("payment/"), pgettext_lazy("page", "Payment"), "help", 40),
    Page("returns", _("help/returns/"), _("Returns and refunds"), "help", 50),
    Page("made_for_you", _("help/made-for-you/"), _("Made for you"), "help", 52),
    Page("sizes", _("sizes/"), pgettext_lazy("page", "Sizes"), "help", 55),
    Page("pieces", _("help/pieces/"), _("About our pieces"), "house", 60),
    Page("prices", _("help/prices/"), _("Prices and reductions"), "house", 62),
    Page("guarantees", _("guarantees/"), _("Guarantees and care"), "house", 65),
    Page("commitments", _("commitments/"), _("Our commitments"), "house", 70),
    Page("terms", _("terms/"), _("Terms of sale"), "legal", 80),
    Page("withdrawal_form", _("withdrawal-form/"), _("Withdrawal form"), "legal", 85),
    Page("legal_notice", _("legal-notice/"), _("Legal notice"), "legal", 90),
    Page("privacy", _("privacy/"), _("Privacy"), "legal", 95),
    Page("cookies", _("cookies/"), _("Cookies"), "legal", 99),
)
_BY_KEY = {page.key: page for page in PAGES}

# The topics under which the charter files its promises, and the page that tells each.
TOPICS = {
    "account": "ordering",
    "catalogue": "pieces",
    "contact": "contact",
    "cookies": "cookies",
    "delivery": "delivery",
    "legal": "terms",
    "loyalty": "questions",
    "news": "privacy",
    "orders": "ordering",
    "payment": "payment",
    "privacy": "privacy",
    "returns": "returns",
    "services": "guarantees",
    "stock": "pieces",
}


# Promises that speak of something on the site itself: pages leave them out until code keeps them. All others
# are the word of the people of the house, good from the first day.
ONLINE = frozenset(
    {
        "accounts.a_problem_explained",
        "accounts.contact_preferences",
        "accounts.saved_means",
        "accounts.wishlist",
        "codes.box",
        "codes.not_on_reduced",
        "codes.refusal_explained",
        "cookies.choice_months",
        "cookies.counted_without_names",
        "cookies.purposes",
        "delivery.tracking_in_words",
        "desk.acknowledged_within_minutes",
        "desk.fields",
        "exchanges.complement_hours",
        "loyalty.points.remind_before_days",
        "loyalty.points.signed_in",
        "loyalty.referral.by_email",
        "news.birthdays.gift_minor",
        "news.birthdays.leap_day",
        "news.birthdays.valid_days",
        "news.newsletter.confirm_hours",
        "news.newsletter.measured_together",
        "news.newsletter.topics",
        "news.newsletter.unsubscribe",
        "orders.missing_asked",
        "orders.missing_waits_days",
        "payments.planned",
        "returns.abroad",
        "returns.papers_by_mail",
        "returns.reprint",
        "returns.self_service",
        "returns.stages",
        "services.sizes_remembered",
        "stock.alerts",
        "wholesale.fields",
        "withdrawal.function_online",
    }
)


def page_called(key: str) -> Page:
    """Return a page by its key; a LookupError for one that does not exist."""
    return _BY_KEY[key]


@keeps("house.contact_everywhere")
def put_in_footer() -> None:
    """Link every page from the foot of all pages of the shop."""
    for page in PAGES:
        footer_links.register(Link(page.label, page.url_name, page.order, {"section": page.section}))
