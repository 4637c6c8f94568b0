"""The proof that everybody was asked the same: what each order paid, held against the history of prices."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from poincon.charter.promises import keeps
from poincon.foundation import clock
from poincon.kernel.money import Money
from poincon.orders import queries as orders
from poincon.orders.queries import SoldLine
from poincon.pricing import queries as pricing
from poincon.pricing.queries import Verdict
from poincon.pricing.rules import Priced

AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Judged:
    """A line of an order beside what everybody was asked for the piece at that instant, None for nothing."""

    line: SoldLine
    asked: Money | None
    verdict: Verdict


@dataclass(slots=True)
class Proof:
    """How many lines were held against the history, and those that differ from it.

    Those that crossed a change of price in the same few minutes are counted apart, and are no differences.
    """

    lines: int = 0
    crossed: int = 0
    differences: list[Judged] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not self.differences


@keeps("prices.same_for_all", "prices.as_ordered")
def all_orders(*, told: Callable[[int], object] = lambda _: None) -> Proof:
    """Hold every line of every order against the price that was asked of everybody at its instant.

    A thousand lines at a time, after each of which `told` hears how many are done.
    """
    proof = Proof()
    for some in _batches():
        for one in judged(some):
            proof.lines += 1
            proof.crossed += one.verdict is Verdict.CROSSED
            if one.verdict is Verdict.NEVER:
                proof.differences.append(one)
        told(proof.lines)
    return proof


def judged(lines: Sequence[SoldLine]) -> Iterator[Judged]:
    """Yield lines of orders, each beside what was asked at its instant; one query for all."""
    histories = pricing.histories({line.variant_id for line in lines})
    for line in lines:
        history = histories.get(line.variant_id, [])
        asked = [one.amount for one in history if one.since <= line.placed_at]
        verdict = _verdict(line, history) if _made_alike(line) else Verdict.NEVER
        yield Judged(line, asked[-1] if asked else None, verdict)


def of_variant(variant_id: int) -> list[Judged]:
    """Return the newest lines of orders that a variant was sold in, the newest first."""
    lines = orders.sold_lines(variant_id=variant_id, newest=True, most=AT_ONCE)
    return list(judged(lines))


def _verdict(line: SoldLine, history: Iterable[Priced]) -> Verdict:
    """What leaves the Union may be asked without the tax that is in the price shown to everybody."""
    lines = list(history)
    found = pricing.judged(lines, line.unit, line.placed_at)
    if found is Verdict.NEVER and line.left_the_union:
        rate = pricing.vat_rate(pricing.home(), clock.local_day(line.placed_at)) or 0
        net = [replace(one, amount=one.amount - pricing.vat_in(one.amount, rate)) for one in lines]
        return pricing.judged(net, line.unit, line.placed_at)
    return found


def _made_alike(line: SoldLine) -> bool:
    """Tell whether engraving cost what its offer asked of everybody, where it left the Union without tax."""
    if line.made == line.made_asked:
        return True
    rate = pricing.vat_rate(pricing.home(), clock.local_day(line.placed_at)) or 0
    return line.left_the_union and line.made == line.made_asked - pricing.vat_in(line.made_asked, rate)


def _batches() -> Iterator[list[SoldLine]]:
    after = 0
    while some := orders.sold_lines(after=after, most=AT_ONCE):
        yield some
        after = some[-1].id
