"""One row for each piece on show, with everything that a listing tells, filters and finds.

The rows are computed from catalogue, pricing and inventory (actions.refresh) and may be thrown away
at any time. What must never be wrong, price and availability on the piece's own page, is not read here.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from poincon.foundation.privacy import Classes, classes

# Looked into by every listing: kept in order at once, since a pending list would be read by each of them.
SEARCHED = ("facets", "words_fr", "words_en", "prose_fr", "prose_en")


class Card(models.Model):
    """A piece as a listing shows it.

    `struck_minor` is what is struck through beside the lowest price, `struck_new` when the piece has not been
    for sale for all the days that one looks back. `asked_until` is when the first reduction ends by which
    these prices came about: whoever reads them later asks anew. `facets` holds codes such as "metal:gold" or
    "shelf:12"; `place` is the card's bit in each of those facets. Where prices
    differ, `priced_codes` are its sizes and lengths with how they stand ("size@in_stock:54", or empty) and
    `priced_minor` their prices in the same order. `words_*` are the stems of its words by weight
    (A name and references, B what it is, C what it is made of), `prose_*` those of its description.
    """

    piece = models.OneToOneField(
        "catalogue.Piece", on_delete=models.CASCADE, primary_key=True, related_name="card"
    )
    category = models.ForeignKey("catalogue.Category", on_delete=models.CASCADE, related_name="cards")
    slug = models.SlugField(max_length=120, db_index=False)
    brand = models.CharField(max_length=120)
    name_fr = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    named_in = models.CharField(max_length=2, blank=True, default="")
    matter_fr = models.CharField(max_length=300)
    matter_en = models.CharField(max_length=300)
    price_from_minor = models.BigIntegerField()
    price_to_minor = models.BigIntegerField()
    struck_minor = models.BigIntegerField(null=True)
    struck_new = models.BooleanField(default=False)
    sales = models.BooleanField(default=False)
    asked_until = models.DateTimeField(null=True)
    currency = models.CharField(max_length=3)
    availability = models.CharField(max_length=10)
    dispatch_on = models.DateField(null=True)
    sold_out = models.BooleanField()
    first_stem = models.CharField(max_length=160, blank=True)
    first_width = models.PositiveSmallIntegerField(default=0)
    first_height = models.PositiveSmallIntegerField(default=0)
    second_stem = models.CharField(max_length=160, blank=True)
    second_width = models.PositiveSmallIntegerField(default=0)
    second_height = models.PositiveSmallIntegerField(default=0)
    published_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    sort_fr = models.CharField(max_length=200, db_collation="C")
    sort_en = models.CharField(max_length=200, db_collation="C")
    place = models.PositiveIntegerField(unique=True)
    facets = ArrayField(models.CharField(max_length=96))
    priced_codes = ArrayField(models.CharField(max_length=96), default=list)
    priced_minor = ArrayField(models.BigIntegerField(), default=list)
    words_fr = SearchVectorField()
    words_en = SearchVectorField()
    prose_fr = SearchVectorField()
    prose_en = SearchVectorField()

    privacy: ClassVar[Classes] = classes(
        none="piece category slug brand name_fr name_en named_in matter_fr matter_en price_from_minor"
        " price_to_minor struck_minor struck_new sales asked_until currency availability dispatch_on sold_out"
        " first_stem first_width first_height second_stem second_width second_height published_at changed_at"
        " sort_fr sort_en place facets priced_codes priced_minor words_fr words_en prose_fr prose_en"
    )

    class Meta:
        indexes = [
            *(GinIndex(fields=[column], name=f"card_{column}", fastupdate=False) for column in SEARCHED),
            # with the place, so that sets are walked in order without reading a card
            models.Index(
                fields=["sold_out", "-published_at", "-piece"], include=["place"], name="card_in_order"
            ),
            models.Index(
                fields=["price_from_minor", "-piece"],
                include=["price_to_minor", "place"],
                name="card_by_price",
            ),
            models.Index(fields=["category", "-published_at"], name="card_shelf"),
            models.Index(fields=["dispatch_on"], name="card_due", condition=Q(dispatch_on__isnull=False)),
            models.Index(
                fields=["struck_minor"], name="card_reduced", condition=Q(struck_minor__isnull=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(price_from_minor__gt=0, price_to_minor__gte=F("price_from_minor")),
                name="card_prices_in_order",
            ),
            models.CheckConstraint(
                condition=Q(struck_minor__isnull=True) | Q(struck_minor__gt=F("price_from_minor")),
                name="card_strikes_more_than_it_asks",
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class Facet(models.Model):
    """A code that pieces are filtered by, with the set of its cards: bit n stands for the card at place n.

    Counting what is behind every code is then a matter of microseconds, however many pieces there are
    (docs/decisions/window-search.md). `label` is the name of a brand, which no table of words can know.
    """

    code = models.CharField(max_length=96, primary_key=True)
    label = models.CharField(max_length=120, blank=True)
    bits = models.BinaryField()

    privacy: ClassVar[Classes] = classes(none="code label bits")

    def __str__(self) -> str:
        return self.code


class Word(models.Model):
    """A word that some piece is found by, folded as it is compared and as it is written.

    One that is `naming` stands in a name, or says what a piece is or is made of; a search is mended towards
    these. The others stand in descriptions. A word may be both.
    """

    language = models.CharField(max_length=2)
    folded = models.CharField(max_length=40)
    written = models.CharField(max_length=40)
    naming = models.BooleanField(default=False)

    privacy: ClassVar[Classes] = classes(none="id language folded written naming")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "folded", "naming"], name="word_once")]

    def __str__(self) -> str:
        return self.written


class SynonymEdition(models.Model):
    """What the desk made of a group of synonyms; the last edition of each `key` counts, none changes.

    A group that came with a file and one that was added here are alike from then on. `kept` is False where
    the group was taken away. Words of a shop's trade, about nobody.
    """

    key = models.CharField(max_length=80)
    language = models.CharField(max_length=2)
    words = ArrayField(models.CharField(max_length=60))
    finds = ArrayField(models.CharField(max_length=60), default=list)
    kept = models.BooleanField(default=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)

    privacy: ClassVar[Classes] = classes(none="id key language words finds kept at actor")

    class Meta:
        indexes = [models.Index(fields=["key", "-id"], name="synonym_last")]

    def __str__(self) -> str:
        return self.key


class Unfound(models.Model):
    """Words that were searched on a day and found nothing, and how often: never who searched, nor when.

    Kept for thirty days, so that the desk sees what its customers call things. What could be a name, a number
    or an address never comes in (rules.unfound).
    """

    language = models.CharField(max_length=2)
    words = models.CharField(max_length=60)
    on = models.DateField()
    times = models.PositiveIntegerField()

    privacy: ClassVar[Classes] = classes(none="id language words on times")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "words", "on"], name="unfound_once_a_day")]
        indexes = [models.Index(fields=["on"], name="unfound_day")]

    def __str__(self) -> str:
        return self.words


class Companion(models.Model):
    """How often two pieces were ordered together: a number of orders, and nothing of whose they were."""

    piece = models.ForeignKey("catalogue.Piece", on_delete=models.CASCADE, related_name="companions")
    other = models.ForeignKey("catalogue.Piece", on_delete=models.CASCADE, related_name="companion_of")
    orders = models.PositiveIntegerField()

    privacy: ClassVar[Classes] = classes(none="id piece other orders")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["piece", "other"], name="companion_once"),
            models.CheckConstraint(condition=~Q(piece=F("other")), name="companion_is_another"),
        ]

    def __str__(self) -> str:
        return f"{self.piece_id} with {self.other_id}"
