"""The components: what they say to everybody, screen readers included."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from django.utils import translation
from django.utils.safestring import SafeString

from poincon.design.shapes import Moment, Picture, Step, SumLine
from poincon.kernel.money import Money


@pytest.fixture(autouse=True)
def _french() -> object:
    with translation.override("fr"):
        yield


def render(source: str, request: HttpRequest | None = None, **context: object) -> str:
    around = RequestContext(request, context) if request else Context(context)
    return Template("{% load parts words %}" + source).render(around)


class Enquiry(forms.Form):
    email = forms.EmailField(help_text="Pour la réponse")
    city = forms.CharField(required=False)
    size = forms.ChoiceField(choices=[("52", "52"), ("54", "54")], widget=forms.RadioSelect)
    gift = forms.BooleanField(required=False)


def test_a_field_names_its_control_and_its_help() -> None:
    html = render('{% field form.email autocomplete="email" inputmode="email" %}', form=Enquiry())
    assert '<label for="id_email">' in html
    assert 'autocomplete="email"' in html
    assert 'inputmode="email"' in html
    assert 'aria-describedby="id_email_helptext"' in html
    assert 'id="id_email_helptext"' in html


def test_a_fault_is_tied_to_its_field_and_only_the_first_takes_the_focus() -> None:
    form = Enquiry({"email": "no", "city": ""})
    html = render("{% field form.email %}{% field form.size %}", form=form)
    assert 'aria-invalid="true"' in html
    assert "id_email_error" in html
    assert html.count("autofocus") == 1
    assert html.index("autofocus") < html.index("id_size")


def test_what_may_stay_empty_says_so() -> None:
    html = render("{% field form.city %}", form=Enquiry())
    assert "facultatif" in html


def test_radio_choices_are_a_named_group() -> None:
    html = render('{% field form.size choices="chips" %}', form=Enquiry())
    assert html.startswith("<fieldset")
    assert "<legend>" in html
    assert html.count('type="radio"') == 2


def test_faults_are_summed_up_with_links_to_their_fields() -> None:
    html = render("{% faults form %}", form=Enquiry({"email": ""}))
    assert 'role="alert"' in html
    assert 'href="#id_email"' in html
    assert "2 points" in html


def test_a_box_whose_words_are_a_sentence_is_named_without_its_full_stop() -> None:
    class Waiver(forms.Form):
        known = forms.BooleanField(label="Je le sais.", error_messages={"required": "Cochez-le."})

    assert ">Je le sais</a>\u202f: Cochez-le." in render("{% faults form %}", form=Waiver({}))


def test_a_valid_form_has_no_faults_to_tell() -> None:
    html = render("{% faults form %}", form=Enquiry({"email": "a@b.fr", "size": "52"}))
    assert html.strip() == ""


def test_a_price_is_an_amount_in_words() -> None:
    html = render("{% price amount note='TTC' %}", amount=Money(129_000, "EUR"))
    assert "1\u202f290,00\u00a0€" in html
    assert "TTC" in html
    assert render("{% price amount %}", amount=None) == ""


class Stand(StrEnum):
    SOLD_OUT = "sold_out"


def test_a_state_is_told_in_words_and_its_tone_comes_from_its_code() -> None:
    assert '<span class="state" data-tone="bad">Épuisé</span>' in render(
        "{% state code 'Épuisé' %}", code=Stand.SOLD_OUT
    )
    assert 'data-tone=""' in render("{% state 'unheard_of' 'Autre' %}")
    assert 'data-tone="good"' in render("{% state 'unheard_of' 'Autre' tone='good' %}")


def test_words_given_to_a_part_are_escaped() -> None:
    html = render(
        "{% state 'x' label %}{% price amount note=label %}{% icon 'bag' label %}",
        label="<b>",
        amount=Money(1, "EUR"),
    )
    assert "<b>" not in html
    assert html.count("&lt;b&gt;") == 3


def test_two_hallmarks_on_a_page_never_share_an_id() -> None:
    request = RequestFactory().get("/")
    html = render("{% mark 'Le jour même' '/p' %}{% mark 'Le jour même' '/p' %}", request=request)
    targets = re.findall(r'popovertarget="([^"]+)"', html)
    assert len(set(targets)) == 2
    assert all(f'id="{target}"' in html for target in targets)


def test_a_hallmark_without_words_is_decoration() -> None:
    assert "aria-hidden" in render("{% mark %}")


@dataclass
class Media:
    stem: str = "rings/aube"
    width: int = 960
    height: int = 1152
    alt_fr: str = "Bague de face"
    alt_en: str = "Ring seen from the front"


SMALLER = ("-360.avif 360w", "-480.avif 480w", "-640.avif 640w")


def test_a_picture_offers_both_formats_and_its_measures() -> None:
    html = render("{% picture media sizes='50vw' %}", media=Media())
    ladder = [f"/media/rings/aube{end}" for end in (*SMALLER, ".avif 960w")]
    assert f'srcset="{", ".join(ladder)}"' in html
    assert 'src="/media/rings/aube.webp"' in html
    assert 'width="960" height="1152"' in html
    assert 'alt="Bague de face"' in html
    assert 'loading="lazy"' in html


def test_the_first_picture_is_fetched_at_once() -> None:
    html = render("{% picture media eager=True alt='' %}", media=Picture("a", 480, 576, "words"))
    assert 'fetchpriority="high"' in html
    assert "lazy" not in html
    assert 'alt=""' in html
    assert "-360" in html
    assert "-480" not in html


def test_no_picture_leaves_a_quiet_place() -> None:
    assert "empty" in render("{% picture None %}")


def test_a_timeline_says_what_is_done_and_where_it_stands() -> None:
    moments = [
        Moment("Reçue", "done", datetime(2026, 11, 21, 9, 4, tzinfo=UTC)),
        Moment("Préparée", "now", "ce soir"),
        Moment("Livrée", "next", date(2026, 11, 24), "chez vous"),
    ]
    html = render("{% timeline moments %}", moments=moments)
    assert html.count('aria-current="step"') == 1
    assert "21\u00a0nov., 10\u00a0h\u00a004" in html
    assert 'datetime="2026-11-24"' in html
    assert "(fait)" in html


def test_sums_show_amounts_or_words() -> None:
    lines = [SumLine("Livraison", words="offerte"), SumLine("Total", Money(500, "EUR"), strong=True)]
    html = render("{% sum lines %}", lines=lines)
    assert "offerte" in html
    assert '<div class="strong"><dt>Total</dt><dd>5,00\u00a0€</dd>' in html


def test_steps_that_are_done_can_be_gone_back_to() -> None:
    taken = [Step("Adresse", "done", "/a"), Step("Livraison", "now", "/b"), Step("Paiement", "next", "/c")]
    html = render("{% steps taken %}", taken=taken)
    assert re.findall(r'href="([^"]+)"', html) == ["/a"]


def test_the_pager_keeps_the_filters() -> None:
    request = RequestFactory().get("/bagues/?metal=or&page=2")
    page = Paginator(range(100), 10).get_page(2)
    html = render("{% pager page %}", page=page, request=request)
    assert 'rel="next" href="?metal=or&amp;page=3"' in html
    assert html.count("aria-current") == 1
    assert render("{% pager page %}", page=Paginator(range(5), 10).get_page(1), request=request).strip() == ""


def test_pressing_enter_in_a_quantity_sends_what_was_typed() -> None:
    html = render("{% quantity value=3 most=3 %}")
    first_button = html[html.index("<button") :]
    assert "name=" not in first_button[: first_button.index(">")]
    assert re.search(r'value="2" aria-label="Un de moins">', html)
    assert re.search(r'value="4" aria-label="Un de plus" disabled', html)


def test_notices_and_dialogs_hold_their_content_unchanged() -> None:
    html = render('{% notice tone="bad" role="alert" %}<p>{{ said }}</p>{% endnotice %}', said="<i>")
    assert "<p>&lt;i&gt;</p>" in html
    assert 'role="alert"' in html
    dialog = render('{% dialog "guide" "Guide" %}<p>52</p>{% enddialog %}')
    assert 'id="guide" popover aria-labelledby="guide-title"' in dialog
    assert 'popovertarget="guide" popovertargetaction="hide"' in dialog


def test_any_django_form_wears_the_house_s_clothes() -> None:
    html = str(Enquiry({"email": ""}))
    assert 'class="notice faults"' in html
    assert html.count('class="field ') >= 3


def test_a_safe_label_does_not_vouch_for_a_typed_one() -> None:
    assert "<i>" not in render("{% state 'x' label %}", label=SafeString("<i>"))
    assert "<i>" not in render("{% state 'x' label %}", label="<i>")
