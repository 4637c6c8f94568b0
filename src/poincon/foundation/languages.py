"""Texts stored in two languages, one column each."""

from django.utils.translation import get_language

LANGUAGES = ("fr", "en")


def spoken(row: object, name: str, language: str | None = None) -> str:
    """Return `row`'s text called `name` in the language asked for, or in the other when it is empty."""
    wanted = (language or get_language() or LANGUAGES[0])[:2]
    ranked = sorted(LANGUAGES, key=lambda code: code != wanted)
    return next((text for code in ranked if (text := getattr(row, f"{name}_{code}"))), "")
