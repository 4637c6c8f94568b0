"""The demo catalogue's pieces: what is modelled, in which metal and stone, how it is described.

Order matters: it is the order in which the pictures are made.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """One model in one metal, with its stone if it has one."""

    model: str
    metal: str
    stone: str | None = None

    @property
    def key(self) -> str:
        """The stem its files start with."""
        return "-".join(filter(None, (self.model, self.metal, self.stone)))

    @property
    def views(self) -> tuple[str, ...]:
        """Its views, the one a listing shows first."""
        return VIEWS.get(self.model, ("three-quarter", "front"))


VIEWS = {
    **dict.fromkeys(
        (
            "drops",
            "medal",
            "solitaire-pendant",
            "halo-pendant",
            "heart",
            "cross",
            "initial",
            "cuff",
            "watch",
        ),
        ("front", "three-quarter"),
    ),
    **dict.fromkeys(
        (
            "chain-bracelet",
            "identity",
            "tennis",
            "pearl-strand",
            "pearl-bracelet",
            "chain-necklace",
            "cord",
            "bar-brooch",
        ),
        ("three-quarter", "detail"),
    ),
}

_PIECES = (
    Piece("solitaire", "yellow", "diamond"),
    Piece("band", "yellow"),
    Piece("halo", "white", "sapphire"),
    Piece("pearl-studs", "yellow", "pearl"),
    Piece("solitaire-pendant", "yellow", "diamond"),
    Piece("hoops", "yellow"),
    Piece("half-eternity", "white", "diamond"),
    Piece("medal", "yellow"),
    Piece("chain-bracelet", "yellow"),
    Piece("drops", "yellow", "emerald"),
    Piece("three-stone", "platinum", "diamond"),
    Piece("signet", "yellow"),
    Piece("diamond-studs", "white", "diamond"),
    Piece("pearl-strand", "yellow", "akoya"),
    Piece("bangle", "rose"),
    Piece("tennis", "white", "diamond"),
    Piece("watch", "steel", "leather"),
    Piece("cufflinks", "silver", "onyx"),
    Piece("brooch", "yellow", "pearl"),
    Piece("solitaire", "platinum", "diamond"),
    Piece("halo-pendant", "white", "sapphire"),
    Piece("band", "platinum"),
    Piece("halo", "yellow", "ruby"),
    Piece("solitaire", "rose", "diamond"),
    Piece("hoops", "silver"),
    Piece("drops", "rose", "morganite"),
    Piece("signet", "silver"),
    Piece("half-eternity", "yellow", "diamond"),
    Piece("pearl-studs", "white", "tahiti"),
    Piece("band", "rose"),
    Piece("chain-bracelet", "silver"),
    Piece("bangle", "yellow"),
    Piece("three-stone", "yellow", "sapphire"),
    Piece("halo", "yellow", "emerald"),
    Piece("solitaire-pendant", "white", "diamond"),
    Piece("medal", "silver"),
    Piece("band", "white"),
    Piece("drops", "white", "aquamarine"),
    Piece("hoops", "rose"),
    Piece("diamond-studs", "yellow", "diamond"),
    Piece("halo-pendant", "rose", "amethyst"),
    Piece("bangle", "silver"),
    Piece("pearl-strand", "white", "tahiti"),
    Piece("cufflinks", "yellow", "lapis"),
    Piece("watch", "yellow", "leather-black"),
    Piece("heart", "yellow"),
    Piece("pave", "yellow", "diamond"),
    Piece("twist-hoops", "yellow"),
    Piece("cross", "yellow"),
    Piece("eternity", "yellow", "diamond"),
    Piece("cuff", "yellow"),
    Piece("identity", "yellow"),
    Piece("initial", "yellow"),
    Piece("chain-necklace", "yellow"),
    Piece("flower", "yellow", "diamond"),
    Piece("huggies", "yellow", "diamond"),
    Piece("cord", "rose", "cord-red"),
    Piece("bar-brooch", "white", "sapphire"),
    Piece("heart", "rose"),
    Piece("heart", "silver"),
    Piece("pave", "white", "diamond"),
    Piece("twist-hoops", "rose"),
    Piece("twist-hoops", "silver"),
    Piece("cross", "silver"),
    Piece("eternity", "platinum", "diamond"),
    Piece("cuff", "rose"),
    Piece("cuff", "silver"),
    Piece("identity", "silver"),
    Piece("initial", "silver"),
    Piece("chain-necklace", "silver"),
    Piece("flower", "white", "diamond"),
    Piece("huggies", "white", "diamond"),
    Piece("emerald-cut", "yellow", "citrine"),
    Piece("signet-stone", "yellow", "onyx"),
    Piece("pearl-bracelet", "yellow", "akoya"),
)

PIECES = {piece.key: piece for piece in _PIECES}

METALS = {  # French, English
    "yellow": ("or jaune", "yellow gold"),
    "rose": ("or rose", "rose gold"),
    "white": ("or gris", "white gold"),
    "silver": ("argent", "silver"),
    "platinum": ("platine", "platinum"),
    "steel": ("acier", "steel"),
}

STONES = {  # French after "à" or "et", English
    "diamond": ("diamant", "diamond"),
    "sapphire": ("saphir", "sapphire"),
    "ruby": ("rubis", "ruby"),
    "emerald": ("émeraude", "emerald"),
    "morganite": ("morganite", "morganite"),
    "aquamarine": ("aigue-marine", "aquamarine"),
    "amethyst": ("améthyste", "amethyst"),
    "citrine": ("citrine", "citrine"),
    "pearl": ("perle blanche", "white pearl"),
    "akoya": ("perles blanches rosées", "rose-white pearls"),
    "tahiti": ("perle gris de Tahiti", "grey Tahitian pearl"),
    "onyx": ("onyx", "onyx"),
    "lapis": ("lapis-lazuli", "lapis lazuli"),
    "malachite": ("malachite", "malachite"),
    "cord-red": ("cordon rouge", "a red cord"),
    "leather": ("bracelet de cuir brun", "a brown leather strap"),
    "leather-black": ("bracelet de cuir noir", "a black leather strap"),
}

WORDS = {  # model: (French, English), {metal} and {stone} filled in
    "solitaire": (
        "Solitaire en {metal}, {stone} taille brillant sur six griffes",
        "Solitaire ring in {metal}, brilliant-cut {stone} in six claws",
    ),
    "band": ("Alliance demi-jonc en {metal}", "Plain half-round wedding band in {metal}"),
    "half-eternity": (
        "Demi-alliance en {metal}, ligne de petits diamants",
        "Half-eternity ring in {metal} with a row of small diamonds",
    ),
    "halo": (
        "Bague en {metal}, {stone} ovale entouré de diamants",
        "Ring in {metal}, oval {stone} in a halo of diamonds",
    ),
    "three-stone": (
        "Bague trois pierres en {metal}, {stone} central et deux diamants",
        "Three-stone ring in {metal}, {stone} between two diamonds",
    ),
    "signet": (
        "Chevalière en {metal} à plateau ovale poli",
        "Signet ring in {metal} with a polished oval table",
    ),
    "pearl-studs": ("Puces d’oreilles en {metal}, {stone}", "Stud earrings in {metal}, {stone}"),
    "hoops": ("Créoles rondes en {metal}", "Round hoop earrings in {metal}"),
    "diamond-studs": (
        "Puces d’oreilles en {metal}, {stone} sur quatre griffes",
        "Stud earrings in {metal}, {stone} in four claws",
    ),
    "drops": (
        "Boucles d’oreilles pendantes en {metal}, {stone} poire et petit diamant",
        "Drop earrings in {metal}, pear-cut {stone} under a small diamond",
    ),
    "medal": (
        "Médaille ronde rayonnante en {metal}, une pierre claire au centre, sur chaîne",
        "Round sunray medal in {metal} with a clear stone at its centre, on a chain",
    ),
    "solitaire-pendant": (
        "Pendentif solitaire en {metal}, {stone}, sur chaîne fine",
        "Solitaire pendant in {metal}, {stone}, on a fine chain",
    ),
    "halo-pendant": (
        "Pendentif en {metal}, {stone} ovale entouré de diamants",
        "Pendant in {metal}, oval {stone} in a halo of diamonds",
    ),
    "pearl-strand": ("Collier de {stone}, fermoir en {metal}", "Necklace of {stone} with a clasp in {metal}"),
    "chain-bracelet": ("Bracelet à maillons ovales en {metal}", "Oval-link bracelet in {metal}"),
    "bangle": ("Jonc lisse en {metal}", "Plain bangle in {metal}"),
    "tennis": (
        "Bracelet rivière en {metal}, ligne de diamants",
        "Tennis bracelet in {metal}, a line of diamonds",
    ),
    "cufflinks": ("Boutons de manchette en {metal} et {stone}", "Cufflinks in {metal} and {stone}"),
    "brooch": (
        "Broche branche de feuilles en {metal}, trois perles blanches",
        "Leaf spray brooch in {metal} with three white pearls",
    ),
    "eternity": (
        "Alliance en {metal}, diamants tout autour",
        "Eternity ring in {metal}, diamonds all the way round",
    ),
    "pave": (
        "Anneau en {metal}, pavage de trois rangs de diamants",
        "Ring in {metal}, pavé set with three rows of diamonds",
    ),
    "emerald-cut": (
        "Bague en {metal}, {stone} taille émeraude sur quatre griffes",
        "Ring in {metal}, step-cut {stone} in four claws",
    ),
    "signet-stone": (
        "Chevalière en {metal}, plateau ovale en {stone}",
        "Signet ring in {metal} with an oval table of {stone}",
    ),
    "twist-hoops": ("Créoles torsadées en {metal}", "Twisted hoop earrings in {metal}"),
    "huggies": (
        "Petites créoles en {metal}, ligne de diamants",
        "Small hoop earrings in {metal} with a row of diamonds",
    ),
    "heart": ("Pendentif cœur bombé en {metal} sur chaîne", "Puffed heart pendant in {metal} on a chain"),
    "cross": ("Croix latine polie en {metal} sur chaîne", "Polished Latin cross in {metal} on a chain"),
    "initial": (
        "Pendentif initiale A en {metal} sur chaîne",
        "Pendant with the initial A in {metal} on a chain",
    ),
    "chain-necklace": ("Chaîne maille gourmette en {metal}", "Curb chain necklace in {metal}"),
    "cuff": ("Manchette ouverte en {metal}", "Open cuff bracelet in {metal}"),
    "identity": (
        "Gourmette en {metal} à plaque d’identité",
        "Curb bracelet in {metal} with an identity plate",
    ),
    "cord": (
        "Bracelet sur {stone}, petit disque en {metal}",
        "Bracelet on {stone} with a small disc in {metal}",
    ),
    "pearl-bracelet": (
        "Bracelet de {stone}, fermoir en {metal}",
        "Bracelet of {stone} with a clasp in {metal}",
    ),
    "flower": (
        "Broche fleur en {metal}, cœur de petits diamants",
        "Flower brooch in {metal}, its heart set with small diamonds",
    ),
    "bar-brooch": (
        "Broche barrette en {metal}, {stone}s et diamants en ligne",
        "Bar brooch in {metal}, a line of {stone}s and diamonds",
    ),
    "watch": ("Montre ronde en {metal}, {stone}", "Round watch in {metal}, {stone}"),
}

SEEN = {
    "three-quarter": ("de trois quarts", "three-quarter view"),
    "front": ("de face", "front view"),
    "detail": ("détail", "detail"),
}


def alt(piece: Piece, view: str) -> tuple[str, str]:
    """What the picture shows, in French and in English."""
    texts = []
    for language in (0, 1):
        metal = METALS[piece.metal][language]
        stone = STONES[piece.stone][language] if piece.stone else ""
        words = WORDS[piece.model][language].format(metal=metal, stone=_plural(piece, stone, language))
        texts.append(f"{words}, {SEEN[view][language]}")
    return _agreed(piece, texts[0]), texts[1]


def _plural(piece, stone, language):
    """A strand is made of many pearls of the colour that studs name in the singular."""
    if piece.model == "pearl-strand" and piece.stone == "tahiti":
        return ("perles gris de Tahiti", "grey Tahitian pearls")[language]
    return stone


def _agreed(piece, text):
    """French agreement with a feminine stone."""
    if piece.stone in ("emerald", "morganite", "aquamarine", "amethyst", "citrine"):
        text = text.replace(" entouré ", " entourée ").replace(" central ", " centrale ")
    return text
