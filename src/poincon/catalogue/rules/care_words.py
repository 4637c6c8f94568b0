"""The words of the care sheet, by topic: a heading and sentences, in French and in English.

"Soft" are the stones between: quartz, garnet, topaz, tourmaline and their like, which a knock can hurt.
"""

from dataclasses import dataclass

type Both = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Care:
    """What to do and what to leave, about one matter."""

    heading: Both
    sentences: tuple[Both, ...]


ALWAYS = Care(
    ("Tous les jours", "Every day"),
    (
        (
            "Mettez vos bijoux en dernier, après crème, parfum et laque, et retirez-les en premier.",
            "Put jewellery on last, after cream, perfume and hairspray, and take it off first.",
        ),
        (
            "Retirez-les pour le ménage, le jardin, le sport, la piscine et la mer.",
            "Take it off for housework, gardening, sport, the pool and the sea.",
        ),
        (
            "Rangez chaque pièce à part, dans sa pochette ou son écrin : les pierres dures rayent le reste.",
            "Keep each piece by itself, in its pouch or case: hard stones scratch everything else.",
        ),
    ),
)
CARE: dict[str, Care] = {
    "gold": Care(
        ("Or", "Gold"),
        (
            (
                "Eau tiède, un peu de savon doux, une brosse souple ; rincez et séchez avec un linge fin.",
                "Lukewarm water, a little mild soap, a soft brush; rinse, and dry with a fine cloth.",
            ),
            (
                "Évitez l’eau de Javel et le chlore : ils attaquent les soudures.",
                "Avoid bleach and chlorine: they attack the solder.",
            ),
        ),
    ),
    "white_gold": Care(
        ("Or rhodié ou blanc", "White or rhodium-plated gold"),
        (
            (
                "Eau tiède et savon doux, sans brosse dure ni pâte à polir, qui useraient le rhodium.",
                "Lukewarm water and mild soap, no hard brush or polish, which would wear the rhodium.",
            ),
            (
                "Quand l’éclat jaunit, un nouveau rhodiage lui rend sa blancheur.",
                "When it turns yellowish, a new rhodium bath makes it white again.",
            ),
        ),
    ),
    "silver": Care(
        ("Argent", "Silver"),
        (
            (
                "L’argent noircit à l’air : portez-le souvent, et frottez-le avec une chamoisine.",
                "Silver darkens in the air: wear it often, and rub it with a silver cloth.",
            ),
            (
                "Rangez-le au sec, dans un sachet fermé, loin du caoutchouc et de la laine.",
                "Keep it dry, in a closed bag, away from rubber and wool.",
            ),
        ),
    ),
    "rhodium": Care(
        ("Argent rhodié", "Rhodium-plated silver"),
        (
            (
                "Il noircit peu : un linge doux suffit. Pas de produit pour l’argent, qui use le rhodium.",
                "It hardly darkens: a soft cloth is enough. No silver polish, which wears the rhodium.",
            ),
        ),
    ),
    "platinum": Care(
        ("Platine", "Platinum"),
        (
            (
                "Eau tiède et savon doux. Ses fines rayures forment une patine ; un polissage les efface.",
                "Lukewarm water and mild soap. Its fine scratches make a patina; polishing removes them.",
            ),
        ),
    ),
    "vermeil": Care(
        ("Vermeil", "Vermeil"),
        (
            (
                "Un linge doux et sec, sans frotter fort : la couche d’or est épaisse, non éternelle.",
                "A soft dry cloth, without hard rubbing: the layer of gold is thick, not eternal.",
            ),
            (
                "Ni alcool, ni parfum, ni bain ; jamais de produit pour l’argent.",
                "No alcohol, perfume or bath; never silver polish.",
            ),
        ),
    ),
    "plated": Care(
        ("Plaqué et doré", "Plated and gilded metal"),
        (
            (
                "Un linge doux et sec, rien d’autre : tout ce qui frotte ou dissout use la couche.",
                "A soft dry cloth and nothing else: whatever rubs or dissolves wears the layer.",
            ),
            (
                "Retirez la pièce sous la douche, pour dormir et pour le sport.",
                "Take the piece off in the shower, for sleep and for sport.",
            ),
        ),
    ),
    "steel": Care(
        ("Acier, titane et autres métaux", "Steel, titanium and other metals"),
        (
            (
                "Eau tiède et savon, puis un linge sec. Le sel et le chlore ternissent les parties polies.",
                "Lukewarm water and soap, then a dry cloth. Salt and chlorine dull the polished parts.",
            ),
        ),
    ),
    "copper": Care(
        ("Laiton, bronze et cuivre", "Brass, bronze and copper"),
        (
            (
                "Ces métaux se patinent ; un linge doux leur rend leur éclat. Gardez-les au sec.",
                "These metals gain a patina; a soft cloth brings their shine back. Keep them dry.",
            ),
        ),
    ),
    "pearl": Care(
        ("Perles", "Pearls"),
        (
            (
                "Après les avoir portées, essuyez-les avec un linge doux à peine humide.",
                "After wearing them, wipe them with a soft, barely damp cloth.",
            ),
            (
                "Ni parfum, ni laque, ni vinaigre, ni ultrasons, ni vapeur : leur nacre est tendre.",
                "No perfume, hairspray, vinegar, ultrasound or steam: their nacre is tender.",
            ),
            (
                "Posez-les à plat ; faites renouveler le fil dès qu’il se détend.",
                "Lay them flat; have the thread renewed as soon as it slackens.",
            ),
        ),
    ),
    "opal": Care(
        ("Opales", "Opals"),
        (
            (
                "L’opale contient de l’eau : protégez-la de la chaleur, de l’air très sec et des chocs.",
                "Opal holds water: keep it from heat, very dry air and knocks.",
            ),
            (
                "Un linge humide suffit ; ni ultrasons, ni vapeur, ni long bain.",
                "A damp cloth is enough; no ultrasound, steam or long bath.",
            ),
        ),
    ),
    "emerald": Care(
        ("Émeraudes", "Emeralds"),
        (
            (
                "L’émeraude a ses jardins, souvent comblés d’huile : de l’eau tiède, rien de plus.",
                "An emerald has its gardens, often filled with oil: lukewarm water and no more.",
            ),
            (
                "Ni ultrasons, ni vapeur, ni alcool, ni détergent ; gare aux chocs.",
                "No ultrasound, steam, alcohol or detergent; beware of knocks.",
            ),
        ),
    ),
    "porous": Care(
        ("Turquoise, lapis-lazuli, malachite", "Turquoise, lapis lazuli, malachite"),
        (
            (
                "Ces pierres boivent : tenez-les loin des crèmes, de l’huile, du parfum et du savon.",
                "These stones drink: keep them from creams, oil, perfume and soap.",
            ),
            ("Un linge doux et sec, c’est tout.", "A soft dry cloth, and that is all."),
        ),
    ),
    "organic": Care(
        ("Ambre, corail, nacre", "Amber, coral, mother-of-pearl"),
        (
            (
                "Matières tendres : ni chaleur, ni alcool, ni acide. Un linge à peine humide suffit.",
                "Tender matter: no heat, alcohol or acid. A barely damp cloth is enough.",
            ),
        ),
    ),
    "soft": Care(
        ("Pierres de couleur", "Coloured stones"),
        (
            (
                "Eau tiède, savon doux, brosse souple derrière la pierre, là où la lumière entre.",
                "Lukewarm water, mild soap, a soft brush behind the stone, where the light comes in.",
            ),
            (
                "Évitez les chocs et les changements brusques de température.",
                "Avoid knocks and sudden changes of temperature.",
            ),
        ),
    ),
    "hard": Care(
        ("Diamants, rubis, saphirs", "Diamonds, rubies, sapphires"),
        (
            (
                "Le gras de la peau les éteint : eau tiède, savon doux, brosse souple, une fois par mois.",
                "The skin’s grease dims them: lukewarm water, mild soap, a soft brush, once a month.",
            ),
            (
                "Une fois l’an, faites vérifier les griffes.",
                "Once a year, have the claws checked.",
            ),
        ),
    ),
    "treated": Care(
        ("Pierres traitées", "Treated stones"),
        (
            (
                "Le traitement de la pierre craint la chaleur, les ultrasons, la vapeur et les solvants.",
                "The stone’s treatment suffers from heat, ultrasound, steam and solvents.",
            ),
            (
                "Dites-le à l’atelier avant toute réparation.",
                "Tell the workshop before any repair.",
            ),
        ),
    ),
    "glass": Care(
        (
            "Verre, résine, pierres d’imitation ou reconstituées",
            "Glass, resin, imitation or reconstituted stones",
        ),
        (
            (
                "Souvent collées : ni bain, ni ultrasons, ni solvant. Un linge doux à peine humide.",
                "Often glued: no bath, ultrasound or solvent. A soft, barely damp cloth.",
            ),
        ),
    ),
    "leather": Care(
        ("Cuir", "Leather"),
        (
            (
                "Gardez-le de l’eau et du soleil ; mouillé, laissez-le sécher à l’air, loin d’un radiateur.",
                "Keep it from water and sun; when wet, let it dry in the air, far from a radiator.",
            ),
        ),
    ),
    "textile": Care(
        ("Coton, soie, cordon", "Cotton, silk, cord"),
        (
            (
                "Un fil s’use : regardez-le de temps en temps et faites-le changer avant qu’il ne cède.",
                "A thread wears: look at it now and then, and have it changed before it gives way.",
            ),
        ),
    ),
    "wood": Care(
        ("Bois", "Wood"),
        (
            (
                "Ni eau, ni radiateur. Une goutte d’huile de lin, une fois l’an, le nourrit.",
                "No water, no radiator. A drop of linseed oil once a year feeds it.",
            ),
        ),
    ),
    "enamel": Care(
        ("Émail et céramique", "Enamel and ceramic"),
        (
            (
                "Durs et cassants : évitez les chocs. Eau tiède et linge doux.",
                "Hard and brittle: avoid knocks. Lukewarm water and a soft cloth.",
            ),
        ),
    ),
    "watch": Care(
        ("Montre", "Watch"),
        (
            (
                "Confiez le changement de pile à un atelier, qui vérifie aussi les joints.",
                "Leave the battery to a workshop, which checks the seals too.",
            ),
            (
                "La pile usée se rapporte chez nous ou dans un point de collecte.",
                "Bring the used battery back to us or to a collection point.",
            ),
        ),
    ),
}


def heading(topic: str, language: str) -> str:
    """Return what a part of the sheet is about."""
    return CARE[topic].heading[language != "fr"]


def sentences(topic: str, language: str) -> tuple[str, ...]:
    """Return the sentences of one part of the sheet."""
    return tuple(both[language != "fr"] for both in CARE[topic].sentences)


def always(language: str) -> tuple[str, ...]:
    """Return what is true of every piece."""
    return tuple(both[language != "fr"] for both in ALWAYS.sentences)
