"""What the desk may type about the words that stand for one another."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from poincon.foundation import fields
from poincon.kernel.visible import one_line
from poincon.window.rules.synonyms import Synonyms, faults

FAULTS = {
    "few": _("Write at least two words or expressions, one on each line."),
    "many": _("Twelve words or expressions are the most."),
    "long": _("An expression has at most sixty letters."),
    "small": _("One of these is so common that it finds nothing."),
    "same": _("Two of these are the same for a search: plurals, accents and capitals make no difference."),
}


class Group(forms.Form):
    """A group of words, one on each line, and what they find beside one another."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    words = fields.Prose(
        label=_("Words"),
        max_length=900,
        help_text=_("One word or expression on each line. Each finds what all of them name."),
    )
    finds = fields.Prose(
        label=_("One way: these words also find"),
        max_length=900,
        required=False,
        help_text=_(
            "Leave empty where the words above mean the same. These do not find the words above in return."
        ),
    )

    def clean_words(self) -> list[str]:
        return _lines(self.cleaned_data["words"])

    def clean_finds(self) -> list[str]:
        return _lines(self.cleaned_data["finds"])

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if {"language", "words", "finds"} <= typed.keys():
            for reason in faults(typed["language"], typed["words"], typed["finds"]):
                self.add_error("words", FAULTS[reason])
        return typed

    def group(self, key: str) -> Synonyms:
        """Return the group as it would be under this key."""
        typed = self.cleaned_data
        return Synonyms(key, typed["language"], tuple(typed["words"]), tuple(typed["finds"]))


def typed_as(group: Synonyms) -> dict[str, str]:
    """Return what the form shows of a group."""
    return {"language": group.language, "words": "\n".join(group.words), "finds": "\n".join(group.finds)}


def _lines(text: str) -> list[str]:
    return list(dict.fromkeys(line for line in map(one_line, text.splitlines()) if line))
