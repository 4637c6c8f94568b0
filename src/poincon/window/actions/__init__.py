"""What can be done with the window: keep it true, word its synonyms, note what was searched in vain."""

from poincon.window.actions.cards import (
    rebuild,
    refresh,
    refresh_older,
    refresh_overdue,
    refresh_reduced,
)
from poincon.window.actions.companions import match_companions
from poincon.window.actions.synonyms import SynonymsGone, SynonymsRefused, keep_synonyms, remove_synonyms
from poincon.window.actions.unfound import forget_unfound, note_unfound

__all__ = [
    "SynonymsGone",
    "SynonymsRefused",
    "forget_unfound",
    "keep_synonyms",
    "match_companions",
    "note_unfound",
    "rebuild",
    "refresh",
    "refresh_older",
    "refresh_overdue",
    "refresh_reduced",
    "remove_synonyms",
]
