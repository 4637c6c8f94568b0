"""The forms of the charter: every plain value of every house is asked for, and said again changes nothing."""

import pytest
from django.utils import translation
from tests.charter.conftest import FIVE, INVENTED, house

from poincon.chancery import rules, values, words
from poincon.chancery.forms import Values


def as_sent(form: Values) -> dict[str, object]:
    """Return what a browser sends for a form that nobody touched."""
    sent = {}
    for bound in form:
        shown = bound.value()
        formatted = bound.field.widget.format_value(shown)
        sent[bound.name] = list(shown) if isinstance(shown, tuple) else formatted
        if isinstance(formatted, list) and not isinstance(shown, tuple):
            sent[bound.name] = formatted[0]
    return sent


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", [*FIVE, *INVENTED])
def test_every_section_is_told_and_untouched_it_changes_nothing(name: str, language: str) -> None:
    charter = house(name)
    with translation.override(language):
        for section in values.sections(charter).values():
            form = Values(section, charter)
            again = Values(section, charter, as_sent(form))
            assert again.is_valid(), (section.path, again.errors)
            assert again.changed_values() == {}
            assert words.title_of(section, charter) not in {"", section.path}
            assert all(bound.label and bound.label != bound.name for bound in form)


@pytest.mark.parametrize("name", [*FIVE, *INVENTED])
def test_a_house_is_kept_whole_as_text_and_merges_with_itself(name: str) -> None:
    charter = house(name)
    assert rules.merged(charter, charter, charter) == charter
    assert rules.text_of(charter)


@pytest.mark.parametrize(
    ("place", "field", "sent", "said"),
    [
        ("withdrawal", "window_days", "45", 45),
        ("delivery", "valuable_from_minor", "1234,5", 123450),
        ("orders", "change_until", "11:30", "11:30:00"),
        ("orders", "working_days", ["monday", "friday"], ("monday", "friday")),
        ("payments.means.card", "label_fr", "carte", "carte"),
        ("carriers.colissimo", "needs_phone", "yes", True),
        ("carriers.colissimo", "max_weight_g", "", None),
        ("", "terms_version", "2027-01-01", "2027-01-01"),
    ],
)
def test_what_is_filled_in_is_what_the_charter_holds(
    place: str, field: str, sent: object, said: object
) -> None:
    charter = house("bijourama")
    section = values.sections(charter)[place]
    with translation.override("fr"):
        form = Values(section, charter, as_sent(Values(section, charter)) | {field: sent})
        assert form.is_valid(), form.errors
    [(path, found)] = form.changed_values().items()
    assert path == f"{place}.{field}".lstrip(".")
    assert (found.isoformat() if hasattr(found, "isoformat") else found) == said
