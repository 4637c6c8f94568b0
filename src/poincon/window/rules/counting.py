"""What a wish leaves of the pieces, and how many every other choice would: by sets of cards alone.

A size, or a length, its availability and its price are asked of one variant. A piece whose 54 is on order and
whose 52 lies in the drawer carries both sizes and "in stock", and yet no 54 is there: so the set of a size is
made of those of its pairs as soon as an availability is chosen, and of those of its triples with a price.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from poincon.charter.promises import keeps
from poincon.window.rules import facets, sets
from poincon.window.rules.cards import ORDER as STATES
from poincon.window.rules.wishes import Wish
from poincon.window.states import Group

MEASURED = (Group.SIZE, Group.LENGTH)
JOINED = frozenset({Group.STOCK, Group.PRICE, *MEASURED})
BUYABLE = tuple(state for state in STATES if state != "sold_out")  # of what is sold out no size is there

type Sets = Mapping[str, int]  # the set of the cards behind each code
type Cell = Callable[[str, str, str], int]  # the cards with a variant in a group's value that stands so


@dataclass(frozen=True, slots=True)
class Priced:
    """The cards of which all prices are between two that were typed, and those of which some may be.

    `parted` tells of the latter which have a variant there, by the code of its pair (`size@in_stock:54`).
    """

    whole: int = 0
    partly: int = 0
    parted: Mapping[str, int] = field(default_factory=dict)


def joined(wish: Wish) -> bool:
    """Tell whether something chosen is to be asked of one variant, and counted so."""
    return not JOINED.isdisjoint(wish.groups)


def tripled(wish: Wish) -> bool:
    """Tell whether sizes, or lengths, are to be asked with their prices: chosen, they count each band."""
    return not JOINED.isdisjoint(wish.groups - {Group.STOCK})


@keeps("window.filters")
def counted(wish: Wish, known: Sets, base: int, priced: Priced) -> tuple[int, dict[str, int]]:
    """Return what was chosen of the cards in `base`, and how many of them are behind every code.

    `priced` are those between the two prices that were asked. A group that is narrowed itself is counted as
    if it were not, so that a second metal can be added.
    """
    variants = _Variants(wish, known, priced)
    own = variants.together() if joined(wish) else known
    groups = {group: _any_of(own, wish.codes(group)) for group in wish.groups}
    if wish.between:
        groups[Group.PRICE] |= variants.between()
    narrowed = sets.every([base, *groups.values()])
    apart = {str(group): _apart(wish, group, groups, base) for group in wish.groups | JOINED}
    counts = {
        code: (apart.get(code.partition(":")[0], narrowed) & cards).bit_count() for code, cards in own.items()
    }
    return narrowed, counts


def _apart(wish: Wish, group: Group, groups: Mapping[Group, int], base: int) -> int:
    """Return the cards among which a group is counted: all that is chosen, but for what its sets hold."""
    held = {group}
    if group in MEASURED:
        held |= {Group.STOCK, Group.PRICE}
    elif group in JOINED and not wish.chosen.keys().isdisjoint(MEASURED):
        held |= JOINED
    return sets.every([base, *(cards for other, cards in groups.items() if other not in held)])


class _Variants:
    """The sets of sizes, lengths, availabilities and prices as the others that are chosen narrow them.

    Cards of an older version of the rules tell too little: they stand, for an hour after an upgrade, as a
    whole piece does.
    """

    def __init__(self, wish: Wish, known: Sets, priced: Priced) -> None:
        self._wish, self._known, self._priced = wish, known, priced
        self._measured = {group: wish.chosen[group] for group in MEASURED if group in wish.chosen}
        self._states: Sequence[str] = wish.chosen.get(Group.STOCK, BUYABLE)
        self._older = known.get(facets.EVERY, 0) & ~known.get(facets.MADE, 0)
        self._alike = priced.whole | priced.partly & self._older
        self._several = sets.in_several(
            cards for code, cards in known.items() if code.startswith(facets.facet(Group.PRICE, ""))
        )
        self._bands = [self._in_band(code) for code in wish.codes(Group.PRICE)]

    def together(self) -> dict[str, int]:
        """Return the sets of all single codes."""
        own = {code: cards for code, cards in self._known.items() if facets.PAIRED not in code}
        if not JOINED.isdisjoint(self._wish.groups - {*MEASURED}):
            measures = [code for code in own if code.partition(":")[0] in MEASURED]
            own |= {code: self._in_measure(code) for code in measures}
        if self._measured:
            own |= {facets.facet(Group.STOCK, state): self._where(self._cell, [state]) for state in STATES}
            bands = [code for code in own if code.startswith(facets.facet(Group.PRICE, ""))]
            own |= {code: self._where(self._in_band(code), self._states) for code in bands}
        return own

    def between(self) -> int:
        """Return the cards of which a variant that fits all else is between the prices that were typed."""
        if self._measured:
            return self._where(self._typed, self._states)
        return sets.some([self._alike, *self._priced.parted.values()])

    def _in_measure(self, code: str) -> int:
        group, _, value = code.partition(":")
        return sets.some(self._cell(group, state, value) for state in self._states)

    def _where(self, cell: Cell, states: Sequence[str]) -> int:
        """Return the cards of which a variant in one of the chosen sizes, or lengths, is in a cell."""
        return sets.every(
            sets.some(cell(group, state, value) for state in states for value in values)
            for group, values in self._measured.items()
        )

    def _cell(self, group: str, state: str, value: str) -> int:
        """Return the cards with such a variant at a price that is chosen."""
        if Group.PRICE not in self._wish.groups:
            return self._pair(group, state, value)
        found = sets.some(self._in_band(code)(group, state, value) for code in self._wish.codes(Group.PRICE))
        return found | self._typed(group, state, value) if self._wish.between else found

    def _in_band(self, code: str) -> Cell:
        """Return the cells of a band of prices; a triple tells of cards that are in several bands."""
        _, _, band = code.partition(":")
        alone = self._known.get(code, 0) & ~(self._several & ~self._older)

        def cell(group: str, state: str, value: str) -> int:
            triple = self._known.get(facets.facet(facets.paired(group, state, band), value), 0)
            return triple | alone & self._pair(group, state, value)

        return cell

    def _typed(self, group: str, state: str, value: str) -> int:
        """Return the cards with such a variant between the two prices that were typed."""
        pair = self._pair(group, state, value)
        parted = self._priced.parted.get(facets.facet(facets.paired(group, state), value), 0)
        return parted | pair & self._alike

    def _pair(self, group: str, state: str, value: str) -> int:
        found = self._known.get(facets.facet(facets.paired(group, state), value), 0)
        older = self._older and self._older & self._known.get(facets.facet(Group.STOCK, state), 0)
        return found | older & self._known.get(facets.facet(group, value), 0)


def _any_of(known: Sets, codes: Iterable[str]) -> int:
    return sets.some(known.get(code, 0) for code in codes)
