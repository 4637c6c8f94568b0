"""What cannot be true together after delivery: labels, claims, closings, processors, retention."""

from collections.abc import Iterator
from itertools import pairwise

from poincon.charter.schema.calendar import Closing
from poincon.charter.schema.claims import Claims
from poincon.charter.schema.consistency import UNKNOWN_CARRIER, Contradiction, Path, reads, twice
from poincon.charter.schema.delivery import Carrier
from poincon.charter.schema.loyalty import Loyalty
from poincon.charter.schema.privacy import Processor
from poincon.charter.schema.refunds import Refunds
from poincon.charter.schema.retention import Retention
from poincon.charter.schema.returns import Returns
from poincon.kernel import territories
from poincon.kernel.reason import because

# Where personal data may go without a further safeguard: the Union, the rest of the economic area, and the
# countries whose law was found adequate (GDPR, art. 45). The United States only by certified companies.
FREE_TO_RECEIVE = territories.UNION | frozenset(
    {"AD", "AR", "CA", "CH", "FO", "GB", "GG", "IL", "IM", "IS", "JE", "JP", "KR", "LI", "NO", "NZ", "UY"}
)


@reads("carriers", "returns", "withdrawal.label_paid_by")
def _labels_are_of_our_carriers(
    carriers: tuple[Carrier, ...], returns: Returns, paid_by: str
) -> Iterator[Contradiction]:
    keys = {carrier.key for carrier in carriers}
    for i, label in enumerate(returns.labels):
        here: Path = ("returns", "labels", i)
        if label.carrier not in keys:
            yield Contradiction((*here, "carrier"), label.carrier, UNKNOWN_CARRIER)
        if paid_by == "house" and label.price_minor:
            yield Contradiction(
                (*here, "price_minor"), label.price_minor, because("label_paid", "the house pays for labels")
            )


@reads("claims", "refunds")
def _claims_can_end(claims: Claims, refunds: Refunds) -> Iterator[Contradiction]:
    for kind, claim in claims:
        outcomes = getattr(claim, "outcomes", None)
        if outcomes is None:
            continue
        here: Path = ("claims", kind, "outcomes")
        if "store_credit" in outcomes and not refunds.store_credit:
            yield Contradiction(
                here,
                "store_credit",
                because("credit_of_none", "this house gives no store credit (refunds.store_credit)"),
            )
        if set(outcomes) == {"store_credit"}:
            yield Contradiction(here, "store_credit", because("no_money_back", "money must remain possible"))


@reads("claims.defective")
def _a_faulty_piece_is_put_right(defective: object) -> Iterator[Contradiction]:
    if not {"repair", "replacement"} & set(getattr(defective, "outcomes", ())):
        reason = because(
            "not_put_right",
            "a repair or a sound piece must be possible (Code de la consommation, art. L217-8)",
        )
        yield Contradiction(("claims", "defective", "outcomes"), None, reason)


@reads("orders.working_days", "carriers")
def _carriers_call_while_we_work(
    working: tuple[str, ...], carriers: tuple[Carrier, ...]
) -> Iterator[Contradiction]:
    for i, carrier in enumerate(carriers):
        if carrier.collects and not set(carrier.collects) & set(working):
            reason = because("never_calls", "calls on no day on which the house works (orders.working_days)")
            yield Contradiction(("carriers", i, "collects"), None, reason)


@reads("orders.closings")
def _closings_follow_each_other(closings: tuple[Closing, ...]) -> Iterator[Contradiction]:
    for i, (one, other) in enumerate(pairwise(closings)):
        if other.from_on <= one.until_on:
            reason = because("closings_overlap", "must begin after the closing before it has ended")
            yield Contradiction(("orders", "closings", i + 1, "from_on"), other.from_on, reason)


@reads("country", "processors")
def _data_is_guarded_abroad(country: str, processors: tuple[Processor, ...]) -> Iterator[Contradiction]:
    for key in twice(one.key for one in processors):
        yield Contradiction(("processors",), key, because("processor_twice", "two processors have this key"))
    for i, processor in enumerate(processors):
        far = sorted(set(processor.countries) - FREE_TO_RECEIVE)
        if far and processor.safeguard == "none" and country in FREE_TO_RECEIVE:
            reason = because(
                "unguarded", "data in {places} needs a safeguard (GDPR, art. 46)", places=", ".join(far)
            )
            yield Contradiction(("processors", i, "safeguard"), processor.safeguard, reason)


@reads("loyalty")
def _circles_once(loyalty: Loyalty) -> Iterator[Contradiction]:
    for key in twice(tier.key for tier in loyalty.tiers):
        yield Contradiction(("loyalty", "tiers"), key, because("circle_twice", "two circles have this key"))


@reads("retention")
def _kept_in_order(retention: Retention) -> Iterator[Contradiction]:
    for key in twice(one.key for one in retention.own):
        yield Contradiction(
            ("retention", "own"), key, because("category_twice", "two categories have this key")
        )
    if retention.warned_before_days >= retention.idle_account_months * 28:
        reason = because(
            "warned_late", "the warning must come while the account is in use (idle_account_months)"
        )
        yield Contradiction(("retention", "warned_before_days"), retention.warned_before_days, reason)
