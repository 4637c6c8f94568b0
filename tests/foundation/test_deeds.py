"""The journal in words: every verb that can be taken has some in each language, and people their names."""

import re
import sys
from datetime import datetime

import pytest
from django.utils.translation import override
from tests.accounts.people import a_member

from poincon.alerts.states import ALERT_FLOW
from poincon.catalogue.states import PIECE_FLOW
from poincon.chancery.states import EDITION
from poincon.entrance.states import ARRANGEMENT
from poincon.foundation import deeds, journal
from poincon.intake.states import BRINGING_FLOW, SHOWING_FLOW
from poincon.inventory.states import HOLD_FLOW
from poincon.kernel.flow import Flow
from poincon.notifications.states import MESSAGE_FLOW
from poincon.orders.states import BACK_FLOW, FUNDS_FLOW, LIFE_FLOW, QUERY_FLOW, WORK_FLOW
from poincon.payments.states import ATTEMPT_FLOW, REFUND_FLOW
from poincon.pricing.states import EDIT_FLOW
from poincon.shipping.states import PARCEL_FLOW
from poincon.supply.states import PURCHASE_FLOW, RECEIPT_FLOW, TAKE_FLOW

FLOWS = [
    ("piece", PIECE_FLOW),
    ("hold", HOLD_FLOW),
    ("message", MESSAGE_FLOW),
    ("attempt", ATTEMPT_FLOW),
    ("refund", REFUND_FLOW),
    ("edition", EDITION),
    ("parcel", PARCEL_FLOW),
    ("priceedit", EDIT_FLOW),
    ("showing", SHOWING_FLOW),
    ("bringing", BRINGING_FLOW),
    ("alert", ALERT_FLOW),
    ("purchase", PURCHASE_FLOW),
    ("receipt", RECEIPT_FLOW),
    ("take", TAKE_FLOW),
    ("arrangement", ARRANGEMENT),
    *(("order", flow) for flow in (LIFE_FLOW, FUNDS_FLOW, WORK_FLOW, QUERY_FLOW, BACK_FLOW)),
]
TAKEN = [(kind, step.verb) for kind, flow in FLOWS for step in flow.steps]
WRITTEN = [
    *(("order", verb) for verb in ("place", "pay_by", "adopt", "remake")),
    *(("staff", verb) for verb in ("hire", "set_roles", "disable", "readmit")),
    *(
        ("variant", verb)
        for verb in ("create", "edit", "receive", "recount", "set_restock", "write_off", "put_up")
    ),
    *(("category", verb) for verb in ("create", "edit", "move", "remove")),
    *(("take", verb) for verb in ("begin", "count_again")),
    *((kind, "move") for kind in ("brand", "piece")),
    ("piece", "name_supplier"),
    ("hold", "extend"),
    *(("alert", verb) for verb in ("stop", "end", "forget")),
    *(("purchase", verb) for verb in ("create", "put_line", "change_line", "remove_line", "redate")),
    ("order", "reschedule"),
    ("person", "erase"),
    *(
        ("arrangement", verb)
        for verb in ("add_block", "change_block", "move_block", "remove_block", "take_file", "take_up")
    ),
    *(("arrangement", verb) for verb in ("stand_on_newest", "go_back")),
]

pytestmark = pytest.mark.django_db


def said(kind: str, verb: str, at: datetime, language: str) -> str:
    journal.write(subject=f"{kind}:1", verb=verb, actor="shop", at=at)
    with override(language):
        return deeds.told(journal.entries(f"{kind}:1"))[-1].did


def test_every_flow_of_the_shop_is_looked_at() -> None:
    """A flow that is added to some `states` module has to be added here."""
    modules = [module for name, module in sys.modules.items() if re.fullmatch(r"poincon\.\w+\.states", name)]
    flows = {id(one) for module in modules for one in vars(module).values() if isinstance(one, Flow)}
    assert flows == {id(flow) for _, flow in FLOWS}


@pytest.mark.parametrize(("kind", "verb"), [*TAKEN, *WRITTEN])
def test_every_verb_has_words_in_both_languages(kind: str, verb: str, noon: datetime) -> None:
    assert deeds.has_words(kind, verb)
    french, english = said(kind, verb, noon, "fr"), said(kind, verb, noon, "en")
    assert french != english
    assert verb not in {french, english}
    assert "_" not in french + english


def test_a_verb_that_nobody_knows_is_not_shown_as_it_is(noon: datetime) -> None:
    assert said("order", "transmogrify", noon, "fr") == "Une modification"
    assert said("order", "transmogrify", noon, "en") == "Something was changed"


def test_colleagues_are_called_by_name_and_the_others_by_what_they_are() -> None:
    member = a_member("catalogue")
    with override("fr"):
        called = deeds.actors([f"staff:{member.pk}", "staff:0", "bank", "customer:7", "import:shopify"])
    assert called == {
        f"staff:{member.pk}": member.name or member.user.email,
        "staff:0": "un collègue",
        "bank": "la banque",
        "customer:7": "le client",
        "import:shopify": "un import",
    }


def test_a_cause_is_told_in_words_or_not_at_all(noon: datetime) -> None:
    for cause in ("unpaid", "some_code"):
        journal.write(subject="order:9", verb="cancel", actor="shop", at=noon, cause=cause)
    with override("en"):
        told = deeds.told(journal.entries("order:9"))
    assert [deed.cause for deed in told] == ["no payment came", ""]
