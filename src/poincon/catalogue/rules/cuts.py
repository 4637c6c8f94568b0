"""What the form of a stone is called; a form that is none of ours is shown as it was written."""

from poincon.catalogue.states import Cut

CUTS = {
    Cut.BRILLIANT: ("taille brillant", "brilliant cut"),
    Cut.PRINCESS: ("taille princesse", "princess cut"),
    Cut.OVAL: ("taille ovale", "oval cut"),
    Cut.CUSHION: ("taille coussin", "cushion cut"),
    Cut.EMERALD: ("taille émeraude", "emerald cut"),
    Cut.ASSCHER: ("taille Asscher", "Asscher cut"),
    Cut.PEAR: ("taille poire", "pear cut"),
    Cut.MARQUISE: ("taille marquise", "marquise cut"),
    Cut.HEART: ("taille cœur", "heart cut"),
    Cut.RADIANT: ("taille radiant", "radiant cut"),
    Cut.BAGUETTE: ("taille baguette", "baguette cut"),
    Cut.TRILLIANT: ("taille troïdia", "trilliant cut"),
    Cut.ROSE: ("taille rose", "rose cut"),
    Cut.BRIOLETTE: ("taille briolette", "briolette cut"),
    Cut.SINGLE: ("taille huit-huit", "single cut"),
    Cut.CABOCHON: ("cabochon", "cabochon"),
    Cut.ROUND: ("ronde", "round"),
    Cut.DROP: ("en goutte", "drop-shaped"),
    Cut.BUTTON: ("bouton", "button-shaped"),
    Cut.BAROQUE: ("baroque", "baroque"),
}


def cut_name(code: str, language: str) -> str:
    """Return what a form is called: "taille brillant", "brilliant cut"."""
    return CUTS[Cut(code)][language != "fr"] if code in set(Cut) else code


def cut_labels(language: str) -> list[tuple[str, str]]:
    """Return every form with its name, in the order of their use."""
    return [(code.value, pair[language != "fr"]) for code, pair in CUTS.items()]
