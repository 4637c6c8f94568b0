"""The typed words of the catalogue, and the life of a piece."""

from enum import StrEnum

from poincon.kernel.flow import Flow, Step


class View(StrEnum):
    """From where a picture shows its piece."""

    FRONT = "front"
    THREE_QUARTER = "three-quarter"
    SIDE = "side"
    BACK = "back"
    WORN = "worn"
    DETAIL = "detail"


class PieceState(StrEnum):
    """Where a piece stands: being written, shown and sold, or gone for good (R004)."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


PIECE_FLOW = Flow(
    PieceState,
    start=PieceState.DRAFT,
    steps=[
        Step("publish", frozenset({PieceState.DRAFT}), PieceState.PUBLISHED),
        Step("unpublish", frozenset({PieceState.PUBLISHED}), PieceState.DRAFT),
        Step("withdraw", frozenset({PieceState.DRAFT, PieceState.PUBLISHED}), PieceState.WITHDRAWN),
    ],
)


class Kind(StrEnum):
    RING = "ring"
    EARRINGS = "earrings"
    NECKLACE = "necklace"
    PENDANT = "pendant"
    BRACELET = "bracelet"
    WATCH = "watch"
    BROOCH = "brooch"
    OTHER = "other"


class Place(StrEnum):
    """Where a piece can be engraved."""

    INSIDE = "inside"
    BACK = "back"
    FRONT = "front"


class Face(StrEnum):
    """The letters that the engraver cuts: upright with serifs, joined and slanted, or plain."""

    ROMAN = "roman"
    SCRIPT = "script"
    BLOCK = "block"


class Signs(StrEnum):
    """What may be engraved: letters of the Latin alphabet, figures, punctuation, small emblems."""

    LETTERS = "letters"
    FIGURES = "figures"
    MARKS = "marks"
    EMBLEMS = "emblems"


class StatedBy(StrEnum):
    """Who vouches for the facts of a piece: the house, which checked them, or so far only its supplier."""

    HOUSE = "house"
    SUPPLIER = "supplier"


class Metal(StrEnum):
    GOLD = "gold"
    SILVER = "silver"
    PLATINUM = "platinum"
    STEEL = "steel"
    BRASS = "brass"
    BRONZE = "bronze"
    COPPER = "copper"
    TITANIUM = "titanium"
    TUNGSTEN = "tungsten"
    ZAMAK = "zamak"
    COMMON = "common"  # a common metal that nobody named


PRECIOUS = frozenset({Metal.GOLD, Metal.SILVER, Metal.PLATINUM})


class Coating(StrEnum):
    GOLD = "gold"
    SILVER = "silver"
    PLATINUM = "platinum"
    RHODIUM = "rhodium"
    RUTHENIUM = "ruthenium"


class Colour(StrEnum):
    """The colour of the gold that is seen: the metal's own, or that of its coating."""

    YELLOW = "yellow"
    ROSE = "rose"
    WHITE = "white"
    BLACK = "black"


class Mark(StrEnum):
    """What is struck into the metal: who guarantees its fineness, and who answers for it.

    Eagle, shell and clover guarantee gold, Minerva silver, the dog platinum; lozenge, oval and square name
    the maker, the importer and the maker of plated ware (Code de commerce, book VIII; CGI, ann. III).
    """

    EAGLE = "eagle"
    SHELL = "shell"
    CLOVER = "clover"
    MINERVA = "minerva"
    DOG = "dog"
    CONVENTION = "convention"
    FOREIGN = "foreign"
    LOZENGE = "lozenge"
    OVAL = "oval"
    SQUARE = "square"


RESPONSIBILITY = frozenset({Mark.LOZENGE, Mark.OVAL, Mark.SQUARE})
GUARANTEE = frozenset(Mark) - RESPONSIBILITY


class Material(StrEnum):
    """What else a piece is made of, besides metals and stones."""

    LEATHER = "leather"
    COTTON = "cotton"
    SILK = "silk"
    CORD = "cord"
    CERAMIC = "ceramic"
    ENAMEL = "enamel"
    RESIN = "resin"
    GLASS = "glass"
    WOOD = "wood"
    SHELL = "shell"
    RUBBER = "rubber"


class Nature(StrEnum):
    """How a stone or pearl came to be (décret 2002-65, art. 4 and 5)."""

    NATURAL = "natural"
    SYNTHETIC = "synthetic"
    ARTIFICIAL = "artificial"
    RECONSTITUTED = "reconstituted"
    COMPOSITE = "composite"
    IMITATION = "imitation"
    CULTURED = "cultured"
    FINE = "fine"


PEARL_NATURES = frozenset({Nature.CULTURED, Nature.FINE, Nature.IMITATION})


class Cut(StrEnum):
    """The form into which a stone was cut."""

    BRILLIANT = "brilliant"
    PRINCESS = "princess"
    OVAL = "oval"
    CUSHION = "cushion"
    EMERALD = "emerald"
    ASSCHER = "asscher"
    PEAR = "pear"
    MARQUISE = "marquise"
    HEART = "heart"
    RADIANT = "radiant"
    BAGUETTE = "baguette"
    TRILLIANT = "trilliant"
    ROSE = "rose"
    BRIOLETTE = "briolette"
    SINGLE = "single"
    CABOCHON = "cabochon"
    ROUND = "round"
    DROP = "drop"
    BUTTON = "button"
    BAROQUE = "baroque"


class Lab(StrEnum):
    """Laboratories that certify stones; any other is named with its number."""

    GIA = "gia"
    IGI = "igi"
    HRD = "hrd"
    LFG = "lfg"
    SSEF = "ssef"
    GUBELIN = "gubelin"
    GRS = "grs"
    AGL = "agl"


class Substance(StrEnum):
    """What a metal in touch with the skin is tested for (REACH, annex XVII, entries 27, 23 and 63)."""

    NICKEL = "nickel"
    CADMIUM = "cadmium"
    LEAD = "lead"


class Treatment(StrEnum):
    """What was done to a stone; those of art. 3 need not be told, all others complete its name."""

    HEATED = "heated"
    OILED = "oiled"
    IRRADIATED = "irradiated"
    LASERED = "lasered"
    DYED = "dyed"
    DIFFUSED = "diffused"
    FILLED = "filled"
    COATED = "coated"
    BLEACHED = "bleached"
    UNSPECIFIED = "unspecified"


UNTOLD = frozenset({Treatment.HEATED, Treatment.OILED})


class Species(StrEnum):
    DIAMOND = "diamond"
    RUBY = "ruby"
    SAPPHIRE = "sapphire"
    PINK_SAPPHIRE = "pink_sapphire"
    YELLOW_SAPPHIRE = "yellow_sapphire"
    EMERALD = "emerald"
    PEARL = "pearl"
    PEARL_FRESHWATER = "pearl_freshwater"
    PEARL_AKOYA = "pearl_akoya"
    PEARL_TAHITI = "pearl_tahiti"
    PEARL_SOUTH_SEA = "pearl_south_sea"
    AGATE = "agate"
    AMAZONITE = "amazonite"
    AMBER = "amber"
    AMETHYST = "amethyst"
    AQUAMARINE = "aquamarine"
    CARNELIAN = "carnelian"
    CHALCEDONY = "chalcedony"
    CITRINE = "citrine"
    CORAL = "coral"
    CUBIC_ZIRCONIA = "cubic_zirconia"
    GARNET = "garnet"
    GLASS = "glass"
    JADE = "jade"
    JASPER = "jasper"
    LABRADORITE = "labradorite"
    LAPIS = "lapis"
    MALACHITE = "malachite"
    MOISSANITE = "moissanite"
    MOONSTONE = "moonstone"
    MORGANITE = "morganite"
    MOTHER_OF_PEARL = "mother_of_pearl"
    ONYX = "onyx"
    OPAL = "opal"
    PERIDOT = "peridot"
    ROSE_QUARTZ = "rose_quartz"
    ROCK_CRYSTAL = "rock_crystal"
    SMOKY_QUARTZ = "smoky_quartz"
    SPINEL = "spinel"
    TANZANITE = "tanzanite"
    TIGER_EYE = "tiger_eye"
    TOPAZ = "topaz"
    TOURMALINE = "tourmaline"
    TSAVORITE = "tsavorite"
    TURQUOISE = "turquoise"
    ZIRCON = "zircon"


PEARLS = frozenset(species for species in Species if species == "pearl" or species.startswith("pearl_"))
