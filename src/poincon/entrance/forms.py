"""What the desk fills in about a block, and about when an arrangement is shown."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from poincon.charter.queries import charter
from poincon.design.templatetags.words import speaking
from poincon.entrance import checking
from poincon.entrance.queries import leading
from poincon.entrance.rules.blocks import LONGEST, LOOKS, MANY, USES, Block, Hung, Kind, Said
from poincon.entrance.rules.leading import ALL, PIECE, code, parted
from poincon.entrance.words import FIELDS
from poincon.entrance.words import LOOKS as LOOK_WORDS
from poincon.foundation import fields

TOLD = ("title", "words", "label")
HUNG = re.compile(r"pieces/[0-9a-f]{24} [1-9][0-9]{0,3} [1-9][0-9]{0,3}")
type Sent = MultiValueDict[str, Any]


class Wanted(forms.Form):
    """One block as it is wanted; `seen` is the mark of the block that this was begun from.

    Nothing is demanded: what is missing keeps the page from being published, not the draft from being kept.
    """

    seen = fields.Line(widget=forms.HiddenInput)
    hung = fields.Line(required=False, max_length=80, widget=forms.HiddenInput)

    def __init__(self, block: Block, data: Sent | None = None) -> None:
        self.block = block
        super().__init__(data, initial=_shown(block))
        uses = USES[block.kind]
        for name in [name for name in FIELDS if _base(name) in uses and _is_spoken(name)]:
            self.fields[name] = _field(name, block)
            if name == "link":
                told = _("or to the piece with this reference")
                self.fields["link_piece"] = fields.Line(label=told, required=False, max_length=64)

    def wanted(self) -> Block:
        """Return the block as it was filled in."""
        given = self.cleaned_data
        said = {name: _said(given, name) for name in TOLD}
        plain = {
            name: given[name] for name in ("from_on", "to_on", "piece", "shelf", "look") if name in given
        }
        return Block.model_validate(
            {"number": self.block.number, "kind": self.block.kind}
            | said
            | plain
            | {
                "link": _link(given),
                "picture": _picture(given),
                "pieces": _references(given),
                "promises": _promises(given, self.block),
            }
            | ({"many": given["many"]} if given.get("many") else {})
        )

    def clean_hung(self) -> str:
        """Only what the darkroom has named is a picture; anything else is none."""
        hung = str(self.cleaned_data["hung"])
        return hung if HUNG.fullmatch(hung) else ""


class Showing(forms.Form):
    """From when an arrangement is shown: without a day, at once; `seen` is the mark of what was looked at."""

    seen = fields.Line(widget=forms.HiddenInput)
    day = forms.DateField(
        label=_("Shown from"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Without a day: at once."),
    )
    hour = forms.TimeField(
        label=_("At"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def from_at(self, now: datetime, zone: str) -> datetime:
        """Return from when it is to be shown; from the first minute of a day without an hour."""
        told = self.cleaned_data
        return fields.instant(told["day"], told["hour"], zone=zone, now=now)


class File(forms.Form):
    """An arrangement as it was taken out, of this house or another."""

    file = forms.FileField(
        label=_("An arrangement (home.toml)"), widget=forms.FileInput(attrs={"accept": ".toml"})
    )


def _base(name: str) -> str:
    base = name.removesuffix("_fr").removesuffix("_en")
    return "picture" if base == "alt" else base


def _is_spoken(name: str) -> bool:
    """Ask for words in the languages of the house alone."""
    language = name[-2:] if name[-3:-2] == "_" and not name.endswith("_on") else ""
    return not language or language in charter().languages


def _field(name: str, block: Block) -> forms.Field:
    label, base = FIELDS[name], name.removesuffix("_fr").removesuffix("_en")
    attrs = {"lang": name[-2:], "spellcheck": "true"}
    match base:
        case "words":
            area = forms.Textarea(attrs=attrs | {"rows": 5})
            return fields.Prose(label=label, required=False, max_length=LONGEST[base], widget=area)
        case "title" | "label" | "alt":
            line = forms.TextInput(attrs=attrs)
            return fields.Line(label=label, required=False, max_length=LONGEST[base], widget=line)
        case "from_on" | "to_on":
            day = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            return forms.DateField(label=label, required=False, widget=day)
        case "piece":
            return fields.Line(label=label, required=False, max_length=64, help_text=_("Its reference."))
        case "pieces":
            return _pieces()
        case "picture":
            return forms.FileField(label=label, required=False, widget=forms.FileInput(attrs=PICTURES))
    return _choice(base, block)


PICTURES = {"accept": "image/jpeg,image/png,image/webp,image/avif"}


def _pieces() -> forms.Field:
    return fields.Prose(
        label=FIELDS["pieces"],
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=_("One reference on each line, in the order in which they are shown."),
    )


def _choice(name: str, block: Block) -> forms.Field:
    label = FIELDS[name]
    match name:
        case "many":
            many = sorted({*MANY, block.many})
            return forms.TypedChoiceField(label=label, coerce=int, choices=[(one, one) for one in many])
        case "promises":
            return forms.MultipleChoiceField(
                label=label,
                required=False,
                choices=list(checking.promises(speaking()).items()),
                widget=forms.CheckboxSelectMultiple,
            )
        case "look":
            looks = [(look, LOOK_WORDS[look]) for look in LOOKS[block.kind]]
            return forms.ChoiceField(label=label, choices=looks, widget=forms.RadioSelect)
    return forms.ChoiceField(label=label, required=False, choices=_places(name, block))


def _places(name: str, block: Block) -> list[tuple[str, Any]]:
    """Return where a block can lead, or whose pieces it can show; what is chosen stays, even when gone."""
    language = speaking()
    groups: list[tuple[str, Any]] = [
        (str(_("Categories")), leading.shelves(language)),
        (str(_("Makers")), leading.makers()),
    ]
    if name == "link":
        groups = [(ALL, _("All our jewellery")), *groups, (str(_("Pages")), leading.pages())]
    known = {code for label, inner in groups for code, _name in (inner if isinstance(inner, list) else ())}
    chosen = str(getattr(block, name))
    if chosen and chosen not in known | {ALL} and parted(chosen)[0] != PIECE:
        groups.append((chosen, _("(no longer there)")))
    return [("", "—"), *groups]


def _shown(block: Block) -> dict[str, Any]:
    """Return what the form shows of a block."""
    kind, key = parted(block.link)
    words = {
        f"{name}_{language}": said.in_(language)
        for name, said in (*((name, getattr(block, name)) for name in TOLD), ("alt", _alt(block)))
        for language in ("fr", "en")
    }
    picture = block.picture
    return words | {
        "seen": block.mark,
        "hung": f"{picture.stem} {picture.width} {picture.height}" if picture else "",
        "from_on": block.from_on,
        "to_on": block.to_on,
        "link": "" if kind == PIECE else block.link,
        "link_piece": key if kind == PIECE else "",
        "piece": block.piece,
        "pieces": "\n".join(block.pieces),
        "shelf": block.shelf,
        "many": block.many,
        "promises": list(block.promises),
        "look": block.set_as,
    }


def _alt(block: Block) -> Said:
    return block.picture.alt if block.picture else Said()


def _said(given: Mapping[str, Any], name: str) -> Said:
    return Said(fr=given.get(f"{name}_fr", ""), en=given.get(f"{name}_en", ""))


def _link(given: Mapping[str, Any]) -> str:
    reference = str(given.get("link_piece", "")).strip()
    return code(PIECE, reference) if reference else str(given.get("link", ""))


def _picture(given: Mapping[str, Any]) -> Hung | None:
    if not given.get("hung"):
        return None
    stem, width, height = given["hung"].split(" ")
    return Hung(stem=stem, width=int(width), height=int(height), alt=_said(given, "alt"))


def _references(given: Mapping[str, Any]) -> tuple[str, ...]:
    typed = str(given.get("pieces", "")).replace(",", "\n").split("\n")
    return tuple(dict.fromkeys(line.strip() for line in typed if line.strip()))


def _promises(given: Mapping[str, Any], block: Block) -> tuple[str, ...]:
    """Return the promises that were ticked: those there before in their order, then the new ones."""
    ticked = given.get("promises", ())
    return tuple(id for id in dict.fromkeys((*block.promises, *ticked)) if id in ticked)


def with_piece(sent: Sent, reference: str, kind: Kind) -> None:
    """Put a piece that was found into what was sent: behind the others, or as the one that is pictured."""
    if kind is Kind.CHOSEN:
        sent["pieces"] = f"{sent.get('pieces', '').rstrip()}\n{reference}".strip()
    else:
        sent["piece"] = reference


# Fields that the page sets in places of their own.
APART = frozenset({"seen", "hung", "picture", "alt_fr", "alt_en", "from_on", "to_on"})
