"""Texts stored in two languages, one column each."""

from django.utils.translation import get_language

LANGUAGES = ("fr", "en")


def spoken(row: object, name: str, language: str | None = None) -> str:
    """Return `row`'s text called `name` in the language asked for, or in the other when it is empty."""
    return next((text for code in _ranked(language) if (text := getattr(row, f"{name}_{code}"))), "")


def other_language(row: object, name: str, language: str | None = None) -> str:
    """Return the language of what `spoken` gives where it is not the one asked for, empty otherwise."""
    wanted, *others = _ranked(language)
    if getattr(row, f"{name}_{wanted}"):
        return ""
    return next((code for code in others if getattr(row, f"{name}_{code}")), "")


def _ranked(language: str | None) -> list[str]:
    wanted = (language or get_language() or LANGUAGES[0])[:2]
    return sorted(LANGUAGES, key=lambda code: code != wanted)
