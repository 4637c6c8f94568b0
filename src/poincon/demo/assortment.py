"""What a generated catalogue is made of: families of jewels, brands, names, metals and stones."""

from dataclasses import dataclass
from decimal import Decimal

from poincon.catalogue.rules import MetalFacts
from poincon.catalogue.states import Kind, Nature, Species


@dataclass(frozen=True, slots=True)
class Family:
    """A shelf, what its pieces are called, which photographed models resemble them, and what they weigh."""

    kind: str
    name_fr: str
    name_en: str
    noun_fr: str
    noun_en: str
    models: tuple[str, ...]
    grams: tuple[float, float]
    set_with_stones: bool


@dataclass(frozen=True, slots=True)
class Alloy:
    """A metal as it is sold: how often, and what a gram of it costs at retail in euros."""

    facts: MetalFacts
    share: int
    per_gram: float


@dataclass(frozen=True, slots=True)
class Gem:
    """A stone as it is set: how often, in what weights (carats), and what a carat costs in euros."""

    species: str
    nature: str
    share: int
    carats: tuple[float, float]
    per_carat: float
    treatments: tuple[str, ...] = ()


def _families(kind: str, models: str, grams: tuple[float, float], lines: str) -> tuple[Family, ...]:
    """Read "Rayon | Shelf | Nom | noun | set or plain" as families of one kind."""
    found = []
    for line in lines.strip().splitlines():
        shelf_fr, shelf_en, noun_fr, noun_en, stones = (part.strip() for part in line.split("|"))
        likes = tuple(models.split())
        found.append(Family(kind, shelf_fr, shelf_en, noun_fr, noun_en, likes, grams, stones == "set"))
    return tuple(found)


FAMILIES = (
    *_families(
        Kind.RING,
        "solitaire band half-eternity eternity pave halo three-stone signet",
        (1.6, 6.5),
        """
        Solitaires | Solitaire rings | Solitaire | solitaire ring | set
        Alliances | Wedding bands | Alliance | wedding band | plain
        Bagues pavées | Pavé rings | Bague pavée | pavé ring | set
        Chevalières | Signet rings | Chevalière | signet ring | plain
        Bagues entourage | Halo rings | Bague entourage | halo ring | set
        Bagues joncs | Stacking rings | Bague jonc | stacking ring | plain
        """,
    ),
    *_families(
        Kind.EARRINGS,
        "pearl-studs hoops twist-hoops huggies diamond-studs drops",
        (0.8, 7.0),
        """
        Puces d’oreilles | Stud earrings | Puces d’oreilles | stud earrings | set
        Créoles | Hoop earrings | Créoles | hoop earrings | plain
        Pendants d’oreilles | Drop earrings | Pendants d’oreilles | drop earrings | set
        Dormeuses | Lever-back earrings | Dormeuses | lever-back earrings | set
        """,
    ),
    *_families(
        Kind.NECKLACE,
        "pearl-strand chain-necklace solitaire-pendant halo-pendant",
        (2.0, 18.0),
        """
        Chaînes | Chains | Chaîne | chain | plain
        Ras-de-cou | Chokers | Ras-de-cou | choker | plain
        Sautoirs | Long necklaces | Sautoir | long necklace | set
        Rangs | Strand necklaces | Collier rang | strand necklace | set
        """,
    ),
    *_families(
        Kind.PENDANT,
        "medal heart cross initial solitaire-pendant halo-pendant",
        (0.7, 6.0),
        """
        Médailles | Medals | Médaille | medal | plain
        Pendentifs pierre | Stone pendants | Pendentif | pendant | set
        Croix | Crosses | Croix | cross | plain
        """,
    ),
    *_families(
        Kind.BRACELET,
        "chain-bracelet identity bangle cuff cord tennis",
        (2.5, 22.0),
        """
        Joncs | Bangles | Jonc | bangle | plain
        Gourmettes | Curb bracelets | Gourmette | curb bracelet | plain
        Bracelets rivière | Tennis bracelets | Bracelet rivière | tennis bracelet | set
        Bracelets chaîne | Chain bracelets | Bracelet chaîne | chain bracelet | plain
        """,
    ),
    *_families(
        Kind.WATCH,
        "watch",
        (40.0, 140.0),
        """
        Montres femme | Women’s watches | Montre | watch | plain
        Montres homme | Men’s watches | Montre | watch | plain
        """,
    ),
    *_families(
        Kind.BROOCH,
        "brooch flower bar-brooch",
        (3.0, 14.0),
        """
        Broches fleurs | Flower brooches | Broche | brooch | set
        Épingles | Tie pins | Épingle | tie pin | plain
        """,
    ),
)

BRANDS = [
    "Alvane",
    "Brécourt",
    "Cazenac",
    "Delormeau",
    "Estaing",
    "Florimel",
    "Garancière",
    "Hautefeuille",
    "Isarne",
    "Jaldou",
    "Kerhoat",
    "Lavarenne",
    "Montbrisol",
    "Néraville",
    "Ormessan",
    "Passeroy",
    "Quérelle",
    "Roquebrou",
    "Sauvelade",
    "Tramontel",
    "Ussanges",
    "Valcourbe",
    "Wissembel",
    "Yvrandes",
    "Zélandine",
    "Aubrelle",
    "Bellecombe",
    "Corvenne",
    "Daudeville",
    "Espérac",
]
NAMES = [
    "Alba",
    "Anouk",
    "Apolline",
    "Blanche",
    "Capucine",
    "Cassandre",
    "Céleste",
    "Clio",
    "Constance",
    "Daphné",
    "Diane",
    "Églantine",
    "Éloïse",
    "Esther",
    "Faustine",
    "Flore",
    "Garance",
    "Hermine",
    "Héloïse",
    "Inès",
    "Isaure",
    "Joséphine",
    "Junon",
    "Léonie",
    "Lison",
    "Louise",
    "Ludivine",
    "Mahaut",
    "Margaux",
    "Mathilde",
    "Maud",
    "Mélisande",
    "Mina",
    "Nausicaa",
    "Ninon",
    "Noémie",
    "Octavie",
    "Odile",
    "Olympe",
    "Ondine",
    "Ophélie",
    "Pauline",
    "Pénélope",
    "Philippine",
    "Psyché",
    "Rosalie",
    "Roxane",
    "Salomé",
    "Sibylle",
    "Solange",
    "Suzon",
    "Théa",
    "Ursule",
    "Valentine",
    "Victoire",
    "Viviane",
    "Zélie",
]
COMPANIONS = [
    "Alizé",
    "Arabesque",
    "Arpège",
    "Aurore",
    "Avril",
    "Boréale",
    "Bruine",
    "Cadence",
    "Capella",
    "Comète",
    "Cantate",
    "Crépuscule",
    "Écume",
    "Élégie",
    "Équinoxe",
    "Escale",
    "Estampe",
    "Étoile",
    "Fugue",
    "Galaxie",
    "Givre",
    "Horizon",
    "Ivresse",
    "Lagune",
    "Lueur",
    "Lyre",
    "Madrigal",
    "Marée",
    "Mélodie",
    "Mistral",
    "Nocturne",
    "Nuage",
    "Oasis",
    "Ombre",
    "Onde",
    "Parade",
    "Pétale",
    "Prélude",
    "Rivage",
    "Rosée",
    "Sérénade",
    "Solstice",
    "Sonate",
    "Songe",
    "Toccata",
    "Vague",
    "Vendange",
    "Vertige",
    "Voilier",
    "Zénith",
]


def _solid(metal: str, colour: str, fineness: int, coating: str = "") -> MetalFacts:
    marks = {750: "eagle", 585: "shell", 375: "clover", 925: "minerva", 950: "dog"}
    return MetalFacts(metal, colour, fineness, coating, marks=(marks[fineness], "lozenge"))


_VERMEIL = MetalFacts("silver", "yellow", 925, "gold", 750, Decimal(5), marks=("minerva", "lozenge"))
_PLATED = MetalFacts("brass", "yellow", None, "gold", 750, Decimal(3), marks=("square",))
_PLATED_ROSE = MetalFacts("brass", "rose", None, "gold", 750, Decimal(3), marks=("square",))
METALS = (
    Alloy(_solid("gold", "yellow", 750), 16, 145),
    Alloy(_solid("gold", "white", 750, "rhodium"), 9, 150),
    Alloy(_solid("gold", "rose", 750), 7, 147),
    Alloy(_solid("gold", "yellow", 585), 5, 112),
    Alloy(_solid("gold", "yellow", 375), 9, 74),
    Alloy(_solid("gold", "white", 375), 4, 76),
    Alloy(_solid("silver", "", 925), 15, 9),
    Alloy(_solid("silver", "", 925, "rhodium"), 10, 11),
    Alloy(_VERMEIL, 7, 17),
    Alloy(_PLATED, 8, 8),
    Alloy(_PLATED_ROSE, 3, 8),
    Alloy(_solid("platinum", "", 950), 3, 160),
    Alloy(MetalFacts("steel"), 4, 3),
)
WATCH_METALS = (
    Alloy(MetalFacts("steel"), 70, 3),
    Alloy(MetalFacts("titanium"), 12, 5),
    Alloy(MetalFacts("steel", "yellow", None, "gold", 750, Decimal(1)), 18, 3.5),
)
STONES = (
    Gem(Species.DIAMOND, Nature.NATURAL, 30, (0.05, 1.2), 3_400),
    Gem(Species.DIAMOND, Nature.SYNTHETIC, 12, (0.1, 1.5), 650),
    Gem(Species.SAPPHIRE, Nature.NATURAL, 10, (0.2, 2.0), 420, ("heated",)),
    Gem(Species.RUBY, Nature.NATURAL, 6, (0.2, 1.5), 520),
    Gem(Species.EMERALD, Nature.NATURAL, 6, (0.2, 1.6), 480, ("oiled",)),
    Gem(Species.TOPAZ, Nature.NATURAL, 6, (0.5, 4.0), 30, ("irradiated",)),
    Gem(Species.AMETHYST, Nature.NATURAL, 5, (0.5, 4.0), 22),
    Gem(Species.CITRINE, Nature.NATURAL, 3, (0.5, 4.0), 20),
    Gem(Species.GARNET, Nature.NATURAL, 3, (0.3, 2.5), 26),
    Gem(Species.TURQUOISE, Nature.RECONSTITUTED, 2, (0.5, 3.0), 6),
    Gem(Species.CUBIC_ZIRCONIA, Nature.ARTIFICIAL, 12, (0.2, 2.0), 8),
    Gem(Species.PEARL_FRESHWATER, Nature.CULTURED, 6, (2.0, 6.0), 12),
    Gem(Species.PEARL_TAHITI, Nature.CULTURED, 2, (4.0, 9.0), 40),
)
SENTENCES = (
    ("Une ligne nette, pour le matin comme pour le soir.", "A clean line, for mornings and evenings alike."),
    ("Poli à la main, puis contrôlé à la loupe.", "Polished by hand, then checked under a loupe."),
    ("Se porte seul ou avec d’autres pièces.", "Worn alone or with other pieces."),
    ("Un dessin sobre, qui laisse parler la matière.", "A quiet design that lets the matter speak."),
    ("Livré dans son écrin, prêt à offrir.", "Comes in its case, ready to give."),
    ("Les arêtes sont adoucies pour le confort.", "Its edges are softened for comfort."),
)
