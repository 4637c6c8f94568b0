"""A kept part is composed once for the same values, and never for others."""

from dataclasses import dataclass

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.safestring import mark_safe
from django.utils.translation import override


class Stranger:
    """Something that has neither a value nor a section of the charter's steadiness."""


@dataclass(frozen=True)
class Parcel:
    carrier: str


def said(template: Template, **values: object) -> str:
    return template.render(Context(values))


def test_same_values_are_composed_once() -> None:
    template = Template("{% load kept %}{% kept told=told %}{{ told }}{% endkept %}")
    spoken: list[str] = []

    @dataclass(frozen=True)
    class Told:
        name: str

        def __str__(self) -> str:
            spoken.append(self.name)
            return self.name

    assert [said(template, told=Told(name)) for name in ("or", "argent", "or")] == ["or", "argent", "or"]
    assert spoken == ["or", "argent"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("or", "argent"),
        (1, True),
        ("<b>", mark_safe("<b>")),
        (Parcel("Colissimo"), Parcel("Chronopost")),
        (("a", "b"), ("a", "c")),
    ],
)
def test_other_values_are_composed_anew(one: object, other: object) -> None:
    template = Template("{% load kept %}{% kept value=value %}{{ value }}{% endkept %}")
    plain = Template("{{ value }}")
    assert [said(template, value=one), said(template, value=other), said(template, value=one)] == [
        said(plain, value=one),
        said(plain, value=other),
        said(plain, value=one),
    ]


def test_nothing_reaches_the_part_but_what_was_given() -> None:
    template = Template("{% load kept %}{% kept word=word %}{{ word }}{{ secret }}{% endkept %}")
    assert said(template, word="or", secret="Jeanne") == "or"


def test_each_language_has_its_own() -> None:
    template = Template("{% load i18n kept %}{% kept %}{% get_current_language as l %}{{ l }}{% endkept %}")
    with override("fr"):
        first = said(template)
    with override("en"):
        second = said(template)
    assert (first, second) == ("fr", "en")


def test_what_cannot_be_told_apart_is_refused() -> None:
    template = Template("{% load kept %}{% kept value=value %}{{ value }}{% endkept %}")
    with pytest.raises(TypeError, match="Stranger"):
        said(template, value=Stranger())


def test_a_word_without_a_name_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="name=value"):
        Template("{% load kept %}{% kept word %}{% endkept %}")
