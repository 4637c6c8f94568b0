"""What a wish leaves of the pieces, and how many every other choice would: by sets of cards alone.

A size, or a length, and its availability are asked of one variant. A piece whose 54 is on order and whose 52
lies in the drawer carries both sizes and "in stock", and yet no 54 is there: so the set of one is made of
those of its pairs as soon as the other is chosen.
"""

from collections.abc import Mapping, Sequence

from poincon.charter.promises import keeps
from poincon.window.rules import facets, sets
from poincon.window.rules.cards import ORDER as STATES
from poincon.window.rules.wishes import Wish
from poincon.window.states import Group

MEASURED = (Group.SIZE, Group.LENGTH)
# Whose choice is left out where a group is counted: of these it is in the pairs already.
APART = {
    Group.STOCK: frozenset({Group.STOCK, *MEASURED}),
    **{group: frozenset({group, Group.STOCK}) for group in MEASURED},
}
OLDER = "older"  # the cards that are to be written again

type Sets = Mapping[str, int]  # the set of the cards behind each code
type Chosen = Mapping[Group, Sequence[str]]


def joined(wish: Wish) -> bool:
    """Tell whether something chosen is to be asked of one variant, and counted so."""
    return not APART.keys().isdisjoint(wish.chosen)


@keeps("window.filters")
def counted(wish: Wish, known: Sets, base: int, priced: int) -> tuple[int, dict[str, int]]:
    """Return what was chosen of the cards in `base`, and how many of them are behind every code.

    `priced` are those between the two prices that were asked. A group that is narrowed itself is counted as
    if it were not, so that a second metal can be added.
    """
    own = together(known, wish.chosen) if joined(wish) else known
    groups = {group: sets.some(own.get(code, 0) for code in wish.codes(group)) for group in wish.groups}
    if wish.between:
        groups[Group.PRICE] |= priced
    narrowed = sets.every([base, *groups.values()])
    apart = {str(group): _apart(group, groups, base) for group in _told_apart(wish)}
    counts = {
        code: (apart.get(code.partition(":")[0], narrowed) & cards).bit_count() for code, cards in own.items()
    }
    return narrowed, counts


def _told_apart(wish: Wish) -> set[Group]:
    """Return the groups that are counted among other cards than those of the list."""
    return wish.groups | ({*APART} if joined(wish) else set())


def _apart(group: Group, groups: Mapping[Group, int], base: int) -> int:
    left_out = APART.get(group, {group})
    return sets.every([base, *(cards for other, cards in groups.items() if other not in left_out)])


def together(known: Sets, chosen: Chosen) -> Sets:
    """Return the sets of single codes: of sizes, lengths and availabilities as the others narrow them.

    Cards of an older version of the rules have no pairs: they stand, for an hour after an upgrade, as their
    best variant does.
    """
    known = {**known, OLDER: known.get(facets.EVERY, 0) & ~known.get(facets.MADE, 0)}
    found = {code: cards for code, cards in known.items() if facets.PAIRED not in code and code != OLDER}
    if states := chosen.get(Group.STOCK):
        for code in found:
            group, _, value = code.partition(":")
            if group in MEASURED:
                found[code] = sets.some(_pair(known, group, state, value) for state in states)
    if measured := {group: chosen[group] for group in MEASURED if group in chosen}:
        found |= {facets.facet(Group.STOCK, state): _standing(known, measured, state) for state in STATES}
    return found


def _standing(known: Sets, measured: Chosen, state: str) -> int:
    """Return the cards of which a variant in one of the chosen sizes, or lengths, stands so."""
    return sets.every(
        sets.some(_pair(known, group, state, value) for value in values) for group, values in measured.items()
    )


def _pair(known: Sets, group: str, state: str, value: str) -> int:
    older = known[OLDER] and known[OLDER] & known.get(facets.facet(Group.STOCK, state), 0)
    found = known.get(facets.facet(facets.paired(group, state), value), 0)
    return found | older & known.get(facets.facet(group, value), 0)
