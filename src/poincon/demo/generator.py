"""A plausible catalogue of any size, for measuring: the same seed makes the same pieces."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import batched
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from poincon.catalogue import actions as catalogue
from poincon.catalogue import queries as pieces
from poincon.catalogue.actions import NewPiece
from poincon.catalogue.rules import PieceFacts, StoneFacts, matter, stone_name
from poincon.catalogue.states import Kind
from poincon.charter.queries import charter
from poincon.demo import documents
from poincon.demo.album import Shot, album
from poincon.demo.assortment import (
    BRANDS,
    COMPANIONS,
    FAMILIES,
    METALS,
    NAMES,
    SENTENCES,
    STONES,
    WATCH_METALS,
    Alloy,
    Family,
    Gem,
)
from poincon.foundation.addresses import address_of
from poincon.foundation.clock import local_day
from poincon.inventory import actions as inventory
from poincon.inventory.states import Opening
from poincon.kernel.money import Money
from poincon.pricing import actions as pricing

ACTOR, SUPPLIER = "generator", "Ateliers réunis"
AT_ONCE = 2_000
CHOICES = 3
HERE, COMING = 65, 80  # of a hundred variants 65 are in stock, 15 come back on a day, 20 are sold out


def generate(count: int, *, seed: int, at: datetime, told: Callable[[int], object] = lambda _: None) -> int:
    """See to it that the first `count` pieces of this seed are in the shop; returns how many were added.

    Each has three variants with facts, prices and stock. They are on show at once, but the window shows
    them only when it is rebuilt. Each two thousand are one transaction, after which `told` hears how many
    there are, so that a run that was killed goes on where it stopped.
    """
    there = pieces.count_of_references(_reference(seed, ""))
    maker = _Maker(seed, at)
    for numbers in batched(range(there, count), AT_ONCE, strict=False):
        maker.make(numbers)
        told(numbers[-1] + 1)
    return max(0, count - there)


class _Maker:
    """Makes pieces by their number; knows the shelves and brands of the shop."""

    def __init__(self, seed: int, at: datetime) -> None:
        self.seed, self.at, self.today = seed, at, local_day(at)
        self.currency = charter().currency
        self.brands = [_brand(name) for name in BRANDS]
        self.supplier = _supplier(at)
        self.shelves = {family.name_en: _shelf(place, family) for place, family in enumerate(FAMILIES)}

    @transaction.atomic
    def make(self, numbers: Sequence[int]) -> None:
        drawn = [self._draw(number) for number in numbers]
        variants = catalogue.create_many(pieces=[one.piece for one in drawn], actor=ACTOR, at=self.at)
        made = list(zip(variants, drawn, strict=True))
        amounts = {pk: price for ids, one in made for pk, price in zip(ids, one.prices, strict=True)}
        pricing.set_first_prices(amounts=amounts, actor=ACTOR, at=self.at)
        openings = [
            self._opening(pk, lot) for ids, one in made for pk, lot in zip(ids, one.lots, strict=True)
        ]
        inventory.open_many(openings=openings, actor=ACTOR, at=self.at)

    def _draw(self, number: int) -> "_Drawn":
        dice = random.Random(f"{self.seed}:{number}")  # noqa: S311 - a plausible draw keeps no secret
        family = dice.choice(FAMILIES)
        alloy = _one_of(dice, WATCH_METALS if family.kind == Kind.WATCH else METALS)
        gem = _one_of(dice, STONES) if family.set_with_stones else None
        stones = (_stone(dice, gem),) if gem else ()
        grams = round(dice.uniform(*family.grams), 2)
        facts = PieceFacts(family.kind, (alloy.facts,), stones)
        words = self._words(number, dice, family, facts)
        variants = tuple(self._variants(number, dice, family, grams))
        pictures = tuple(_pictures(dice, family))
        return _Drawn(
            NewPiece(words, facts.metals, stones, variants, pictures),
            tuple(self._prices(alloy, gem, stones, grams)),
            tuple(_lot(dice) for _ in range(CHOICES)),
        )

    def _words(self, number: int, dice: random.Random, family: Family, facts: PieceFacts) -> dict[str, Any]:
        name = f"{dice.choice(NAMES)} {dice.choice(COMPANIONS)}"
        set_fr, set_en = (_set_with(facts, language) for language in ("fr", "en"))
        said = dice.sample(SENTENCES, 3)
        name_en = f"{name} {family.noun_en}{set_en}"
        return {
            "slug": f"{address_of(f'{family.noun_fr} {name}')}-{self.seed}-{number}",
            "reference": _reference(self.seed, str(number)),
            "kind": family.kind,
            "name_fr": f"{family.noun_fr} {name}{set_fr}",
            "name_en": name_en,
            "description_fr": f"{matter(facts, 'fr')}. " + " ".join(fr for fr, _ in said),
            "description_en": f"{matter(facts, 'en')}. " + " ".join(en for _, en in said),
            "supplier_id": self.supplier,
            "brand_id": self.brands[dice.randrange(len(self.brands))],
            "category_id": self.shelves[family.name_en],
        }

    def _variants(
        self, number: int, dice: random.Random, family: Family, grams: float
    ) -> list[dict[str, Any]]:
        start = dice.randrange(5)
        return [
            {
                "sku": f"{_reference(self.seed, str(number))}-{place + 1}",
                "weight_mg": int(grams * 1000 * (1 + 0.04 * place)),
                **_choice(family, start + place),
            }
            for place in range(CHOICES)
        ]

    def _prices(
        self, alloy: Alloy, gem: Gem | None, stones: tuple[StoneFacts, ...], grams: float
    ) -> list[Money]:
        carats = sum((stone.carat or Decimal(0) for stone in stones), Decimal(0))
        euros = 19 + alloy.per_gram * grams + (gem.per_carat * float(carats) if gem else 0)
        rounded = [max(2, round(euros * (1 + 0.03 * place) / 5)) * 500 for place in range(CHOICES)]
        return [Money(minor, self.currency) for minor in rounded]

    def _opening(self, variant_id: int, lot: "_Lot") -> Opening:
        restock_on = self.today + timedelta(days=lot.days) if lot.ahead else None
        return Opening(variant_id, lot.here, restock_on, lot.ahead)


@dataclass(frozen=True, slots=True)
class _Lot:
    """The stock of a variant: how many are here, or how many come in so many days."""

    here: int = 0
    days: int = 0
    ahead: int = 0


@dataclass(frozen=True, slots=True)
class _Drawn:
    piece: NewPiece
    prices: tuple[Money, ...]
    lots: tuple[_Lot, ...]


def _lot(dice: random.Random) -> _Lot:
    draw = dice.randrange(100)
    if draw < HERE:
        return _Lot(here=dice.choice([1, 1, 2, 3, 25, 40, 60, 80]))
    return _Lot(days=dice.randint(3, 45), ahead=dice.randint(1, 8)) if draw < COMING else _Lot()


def _reference(seed: int, number: str) -> str:
    return f"G{seed}-{number}"


def _brand(name: str) -> int:
    return catalogue.add_brand(
        name=name,
        maker_name=f"Ateliers {name}",
        maker_address=f"{len(name)} rue des Orfèvres, 75001 Paris",
        maker_email=f"ateliers@{slugify(name)}.example",
        maker_country="FR",
    )


def _supplier(at: datetime) -> int:
    pk = catalogue.add_supplier(name=SUPPLIER, country="FR", direct=True)
    if not pieces.supplier_is_tested(pk):
        documents.report(pk, SUPPLIER, "G-1", at)
    return pk


def _shelf(place: int, family: Family) -> int:
    return catalogue.add_category(
        slug_fr=address_of(family.name_fr),
        slug_en=address_of(family.name_en),
        name_fr=family.name_fr,
        name_en=family.name_en,
        position=100 + place,
    )


def _one_of[T: (Alloy, Gem)](dice: random.Random, among: tuple[T, ...]) -> T:
    return dice.choices(among, weights=[one.share for one in among])[0]


def _stone(dice: random.Random, gem: Gem) -> StoneFacts:
    carat = Decimal(round(dice.uniform(*gem.carats), 2)).quantize(Decimal("0.01"))
    return StoneFacts(gem.species, gem.nature, gem.treatments, carat, dice.choice([1, 1, 1, 5, 12]))


def _set_with(facts: PieceFacts, language: str) -> str:
    """Return ", saphir" or the like: the stone's legal name without number and weight."""
    names = [stone_name(replace(stone, carat=None, count=1), language) for stone in facts.stones]
    return "".join(f", {name}" for name in names)


def _choice(family: Family, place: int) -> dict[str, Any]:
    match family.kind:
        case Kind.RING:
            return {"circumference_mm": Decimal(48 + 2 * place)}
        case Kind.NECKLACE | Kind.PENDANT:
            return {"length_mm": 380 + 30 * place}
        case Kind.BRACELET:
            return {"length_mm": 150 + 10 * place}
        case Kind.EARRINGS:
            return {"options": [["Diameter", f"{8 + 4 * place} mm"]]}
        case _:
            return {"options": [["Style", f"N° {place + 1}"]]}


def _pictures(dice: random.Random, family: Family) -> list[dict[str, Any]]:
    shots = _shots(family.models) or _shots(())
    if not shots:
        return [{"source": "https://pictures.example/awaited"}]
    return [
        {
            "stem": shot.stem,
            "width": shot.width,
            "height": shot.height,
            "view": shot.view,
        }
        for shot in dice.choice(shots)
    ]


@cache
def _shots(models: tuple[str, ...]) -> list[tuple[Shot, ...]]:
    """Return the photographed pieces of these models, or all of them when none is named."""
    return [shots for key, shots in sorted(album().items()) if not models or key.startswith(models)]
