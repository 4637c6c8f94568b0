"""The components that pages are made of. `/design/` shows each of them in every state."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from zlib import crc32

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from poincon.design import pictures, words
from poincon.design.shapes import Moment, Picturable, Picture, Step, SumLine
from poincon.design.templatetags.words import speaking
from poincon.foundation.languages import spoken
from poincon.kernel.money import Money

register = template.Library()

TONES = {
    "good": "in_stock paid authorised captured kept delivered done ready active published free"
    " payment_authorised ready_to_ship",
    "now": "preparing in_preparation processing shipped dispatched in_transit open",
    "warn": "restocking waiting waiting_payment awaiting_payment due hold held pending partial in_treatment",
    "bad": "sold_out refused failed late broken error",
    "off": "cancelled lapsed expired withdrawn retired draft closed returned refunded",
}
EAGER = format_html('fetchpriority="{}"', "high")
LAZY = format_html('loading="{}" decoding="{}"', "lazy", "async")
TONE_OF = {code: tone for tone, codes in TONES.items() for code in codes.split()}


def _plain(text: object) -> str:
    """What is kept is keyed by plain text: a string marked as safe must not vouch for one like it."""
    return str.__str__(str(text))


@register.simple_tag
def icon(name: str, label: object = "") -> SafeString:
    """Draw an icon of the sprite; with a label it speaks, without one it is decoration."""
    return _icon(name, _plain(label))


@lru_cache(maxsize=512)
def _icon(name: str, label: str) -> SafeString:
    address = f"{static('design/icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, address
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"/></svg>', address)


@register.simple_tag
def price(amount: Money | None, size: str = "", note: str = "") -> SafeString:
    """Show an amount; size="large" on the piece's own page, `note` says what it includes."""
    if amount is None:
        return SafeString("")
    return _price(amount, speaking(), size, _plain(note))


@lru_cache(maxsize=8192)
def _price(amount: Money, language: str, size: str, note: str) -> SafeString:
    tail = format_html(" <small>{}</small>", note) if note else ""
    return format_html('<span class="price {}">{}</span>{}', size, words.money(amount, language), tail)


@register.simple_tag
def state(code: object, label: object = "", tone: str = "") -> SafeString:
    """Say a state in words beside a mark; the tone is the code's own unless one is given."""
    value = str(getattr(code, "value", code))
    said = label or getattr(code, "label", value)
    return _state(tone or TONE_OF.get(value.lower(), ""), _plain(said))


@lru_cache(maxsize=1024)
def _state(tone: str, said: str) -> SafeString:
    return format_html('<span class="state" data-tone="{}">{}</span>', tone, said)


@register.simple_tag(takes_context=True)
def mark(context: Context, text: str = "", url: str = "") -> SafeString:
    """Strike the hallmark: alone it decorates, with a text it tells the promise and leads to its page."""
    if not text:
        return icon("mark")
    request = context.get("request")
    told = getattr(request, "promises_told", 0) + 1
    if request is not None:
        request.promises_told = told  # the same promise may stand twice on a page, its id may not
    shown = {"text": text, "url": url, "id": f"promise-{told}-{crc32(text.encode())}"}
    return render_to_string("design/parts/mark.html", shown)


@register.simple_tag
def picture(
    media: Picturable | None,
    sizes: str = "100vw",
    alt: str | None = None,
    shape: str = "",
    *,
    eager: bool = False,
) -> SafeString:
    """Show a picture in AVIF or WebP at the size that fits; eager for the one seen first."""
    if media is None:
        return format_html('<div class="picture empty {}">{}</div>', shape, icon("gem"))
    shown = Picture(
        media.stem, media.width, media.height, _plain(_alternative(media) if alt is None else alt)
    )
    return _picture(shown, _plain(sizes), _plain(shape), eager)


@lru_cache(maxsize=8192)
def _picture(shown: Picture, sizes: str, shape: str, eager: bool) -> SafeString:  # noqa: FBT001 - a cache key
    return format_html(
        '<picture class="picture {}"><source type="image/avif" srcset="{}" sizes="{}">'
        '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" {}></picture>',
        shape,
        pictures.srcset(shown, "avif"),
        sizes,
        pictures.address(shown.stem, "webp"),
        pictures.srcset(shown, "webp"),
        sizes,
        shown.width,
        shown.height,
        shown.alt,
        EAGER if eager else LAZY,
    )


def _alternative(media: Picturable) -> str:
    if hasattr(media, "alt_fr"):
        return spoken(media, "alt")
    return str(getattr(media, "alt", ""))


@register.simple_tag
def field(
    bound: BoundField,
    hint: str = "",
    label: str = "",
    choices: str = "",
    css: str = "",
    noted: Sequence[object] = (),
    **attributes: object,
) -> SafeString:
    """Show a form's field with its label, help and error.

    Further words become attributes of the control (`autocomplete`, `inputmode`, `enterkeyhint`...).
    `choices` is "chips" or "options" for a choice among radio buttons, `css` adds to the wrapper. What is
    `noted` (each with `word` and `why`) stands beneath the field: what is kept there and may not stay.
    """
    given = {name.replace("_", "-"): value for name, value in attributes.items()}
    if noted:
        described = [bound.aria_describedby or "", f"{bound.auto_id}_noted"]
        given["aria-describedby"] = " ".join(filter(None, described))
    context = {
        "field": bound,
        "hint": hint,
        "label": label,
        "choices": choices,
        "css": css,
        "noted": noted,
        "attributes": given,
    }
    return render_to_string("design/parts/field.html", context)


@register.simple_tag
def control(bound: BoundField, attributes: Mapping[str, str | bool] | None = None) -> SafeString:
    """Render the bare control, with the focus when it is the first that must be corrected."""
    attrs: dict[str, str | bool] = {name: value for name, value in (attributes or {}).items() if value}
    if bound.errors and next(iter(bound.form.errors), None) == bound.name:
        attrs["autofocus"] = True
    return bound.as_widget(attrs=attrs)


@register.inclusion_tag("design/parts/faults.html")
def faults(*forms: BaseForm) -> dict[str, object]:
    """Sum up what must be corrected, each line leading to its field; nothing for valid forms.

    A hidden field has no place on the page and no name that a reader knows: its fault is told once, plainly.
    A box whose words are a sentence is named without its full stop.
    """
    bound = [form[name] for form in forms for name in form.errors if name in form.fields]
    wrong = [(field, str(field.label).rstrip(" .")) for field in bound if not field.is_hidden]
    general = [error for form in forms for error in form.non_field_errors()]
    general += [_("This page was out of date. Please look at it once more and send it again.")] * any(
        field.is_hidden for field in bound
    )
    return {"wrong": wrong, "general": general, "count": len(wrong) + len(general)}


@register.inclusion_tag("design/parts/timeline.html")
def timeline(moments: Iterable[Moment], label: str = "") -> dict[str, object]:
    """Tell what happened, what is happening and what comes next."""
    return {"moments": [(moment, _kind(moment.when)) for moment in moments], "label": label or _("Progress")}


def _kind(when: object) -> str:
    if isinstance(when, datetime):
        return "instant"
    return "day" if isinstance(when, date) else "words"


@register.inclusion_tag("design/parts/sum.html", name="sum")
def totals(lines: Iterable[SumLine]) -> dict[str, object]:
    """Add up: lines of label and amount that align on their figures; the strong one is the total."""
    return {"lines": lines}


@register.inclusion_tag("design/parts/steps.html")
def steps(taken: Iterable[Step]) -> dict[str, object]:
    """Show how far the checkout has come."""
    return {"steps": taken}


@register.inclusion_tag("design/parts/pager.html", takes_context=True)
def pager(context: Context, page: Page[object]) -> dict[str, object]:
    """Lead to the other pages of a list, keeping the filters of the address."""
    pages = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "pages": list(pages),
        "near": range(page.number - 1, page.number + 2),
        "request": context.get("request"),
    }


@register.inclusion_tag("design/parts/quantity.html")
def quantity(name: str = "quantity", value: int = 1, most: int = 99, label: str = "") -> dict[str, object]:
    """Ask how many: a number that can be typed, and one more or less as submit buttons.

    Goes inside a form. The buttons send the same name after the field, so the last value sent counts.
    """
    return {
        "name": name,
        "value": value,
        "most": most,
        "less": value - 1,
        "more": value + 1,
        "label": label or _("Quantity"),
    }


@register.simple_block_tag
def notice(content: str, tone: str = "", role: str = "") -> SafeString:
    """Say something beside the page's own matter; tone is good, warn, bad or nothing."""
    shown = {"content": content, "tone": tone, "role": role}
    return render_to_string("design/parts/notice.html", shown)


@register.simple_block_tag
def dialog(content: str, id: str, title: str, css: str = "") -> SafeString:
    """Keep something beside the page until `<button popovertarget="id">` asks for it; needs no JavaScript."""
    return render_to_string(
        "design/parts/dialog.html", {"content": content, "id": id, "title": title, "css": css}
    )
