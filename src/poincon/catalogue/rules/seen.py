"""What is to be seen on a picture where nobody has typed it: the piece, its matter, and from where."""

from poincon.catalogue.states import View

LONGEST = 200
VIEWS: dict[str, dict[str, str]] = {
    View.FRONT: {"fr": "de face", "en": "front view"},
    View.THREE_QUARTER: {"fr": "de trois quarts", "en": "three-quarter view"},
    View.SIDE: {"fr": "de profil", "en": "side view"},
    View.BACK: {"fr": "de dos", "en": "back view"},
    View.WORN: {"fr": "porté", "en": "worn"},
    View.DETAIL: {"fr": "détail", "en": "detail"},
}


def seen(name: str, matter: str, view: str, language: str) -> str:
    """Return the words of a picture, which are true as long as those of its piece are."""
    told = VIEWS[view][language] if view else ""
    made_of = matter[:1].lower() + matter[1:]
    return ", ".join(filter(None, (name, made_of, told)))[:LONGEST]
