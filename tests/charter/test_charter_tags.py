"""`{% promise %}` prints what the running house promises, in the language of the page."""

from typing import Any

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.translation import override
from tests.charter.conftest import house


@pytest.fixture(autouse=True)
def running(settings: Any) -> None:
    settings.CHARTER = house("bijourama")


def shown(source: str, language: str = "en", **context: object) -> str:
    with override(language):
        return Template("{% load charter %}" + source).render(Context(context)).replace("\u00a0", " ")


def test_the_words_follow_the_language_of_the_page() -> None:
    source = '{% promise "withdrawal.window_days" %}'
    assert shown(source).startswith("You have 14 days from receipt")
    assert shown(source, "fr").startswith("Vous avez 14 jours après réception")
    assert shown('{% promise_value "orders.change_until" %}', "fr") == "13 h"


def test_the_words_follow_the_charter(settings: Any) -> None:
    settings.CHARTER = house("calmea")
    assert shown('{% promise_value "withdrawal.window_days" %}') == "30 days"
    assert shown('{% promise_value "orders.change_until" %}') == "noon"


def test_one_carrier_and_zone_from_the_page_s_own_values() -> None:
    source = '{% promise "carriers.*.delivery" carrier=parcel.carrier zone="fr" %}'
    assert shown(source, parcel={"carrier": "lettre_suivie"}) == (
        "Lettre suivie: delivery in 2 to 4 working days in France."
    )


def test_words_can_be_kept_for_later() -> None:
    source = '{% promise_value "orders.change_until" as until %}[{{ until }}]'
    assert shown(source) == "[1 pm]"


def test_words_are_escaped_like_all_text(settings: Any) -> None:
    settings.CHARTER = settings.CHARTER.model_copy(
        update={"house": settings.CHARTER.house.model_copy(update={"phone": "<b>&"})}
    )
    assert shown('{% promise_value "house.phone" %}') == "&lt;b&gt;&amp;"
    assert shown('{% promise_value "house.phone" as phone %}{{ phone }}') == "&lt;b&gt;&amp;"
    assert shown('{% autoescape off %}{% promise_value "house.phone" %}{% endautoescape %}') == "<b>&"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ('{% promise "orders.change_untill" %}', "did you mean 'orders.change_until'"),
        ("{% promise name %}", "in quotes"),
        ("{% promise %}", "in quotes"),
        ('{% promise_value "orders.change_until" colour %}', "does not understand colour"),
    ],
)
def test_a_page_with_a_wrong_tag_does_not_compile(source: str, reason: str) -> None:
    with pytest.raises(TemplateSyntaxError, match=reason):
        Template("{% load charter %}" + source)
