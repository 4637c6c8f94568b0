"""What a buyer accepts is kept word for word, once, and changes only when the words change."""

from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.db.utils import DatabaseError
from pytest_django import Settings
from tests.crowd import at_once

from poincon.charter.schema import Charter
from poincon.content import actions, queries
from poincon.content.models import TermsVersion


def with_window(charter: Charter, days: int) -> Charter:
    return charter.model_copy(
        update={"withdrawal": charter.withdrawal.model_copy(update={"window_days": days})}
    )


@pytest.mark.django_db
@pytest.mark.promise("terms_version")
def test_the_terms_accepted_are_kept_word_for_word(noon: datetime, settings: Settings) -> None:
    kept = actions.keep_version(page="terms", language="fr", at=noon)
    read = queries.current("terms", "fr")
    assert (kept.html, kept.text, kept.title) == (read.html, read.text, read.title)
    assert kept.version == f"{settings.CHARTER.terms_version}-{read.digest[:8]}"
    assert kept.kept_at == noon

    settings.CHARTER = with_window(settings.CHARTER, 29)
    assert queries.current("terms", "fr").digest != kept.digest
    kept.refresh_from_db()
    assert "29\u00a0jours" not in kept.text


@pytest.mark.django_db
def test_the_same_words_are_kept_once(noon: datetime) -> None:
    first = actions.keep_version(page="terms", language="fr", at=noon)
    second = actions.keep_version(page="terms", language="fr", at=noon + timedelta(days=3))
    assert (second.pk, second.kept_at) == (first.pk, noon)
    assert actions.keep_version(page="terms", language="en", at=noon).pk != first.pk


@pytest.mark.django_db
def test_going_back_to_old_words_finds_the_old_version(noon: datetime, settings: Settings) -> None:
    before = settings.CHARTER
    first = actions.keep_version(page="terms", language="fr", at=noon)
    settings.CHARTER = with_window(before, 29)
    second = actions.keep_version(page="terms", language="fr", at=noon)
    settings.CHARTER = before
    assert second.pk != first.pk
    assert actions.keep_version(page="terms", language="fr", at=noon).pk == first.pk


@pytest.mark.django_db(transaction=True)
def test_twenty_buyers_at_once_keep_one_version(noon: datetime) -> None:
    assert at_once(20, lambda: actions.keep_version(page="terms", language="fr", at=noon)) == []
    assert TermsVersion.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_constraint_they_keep_several(noon: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: the database's constraint is what decides the race above.

    All twenty have looked before the first of them writes, so that the race is on every time.
    """
    gate, write = Barrier(20), TermsVersion.objects.bulk_create

    def together(rows: list[TermsVersion], **how: bool) -> list[TermsVersion]:
        gate.wait(timeout=30)
        return write(rows, **how)

    monkeypatch.setattr(TermsVersion.objects, "bulk_create", together)
    constraint = TermsVersion._meta.constraints[0]
    with connection.schema_editor() as editor:
        editor.remove_constraint(TermsVersion, constraint)
    try:
        at_once(20, lambda: actions.keep_version(page="terms", language="fr", at=noon))
        assert TermsVersion.objects.count() == 20
    finally:
        with connection.cursor() as cursor:
            cursor.execute("truncate content_termsversion cascade")
        with connection.schema_editor() as editor:
            editor.add_constraint(TermsVersion, constraint)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change", ["update content_termsversion set html = ''", "delete from content_termsversion"]
)
def test_the_database_refuses_to_change_a_version(noon: datetime, change: str) -> None:
    actions.keep_version(page="terms", language="fr", at=noon)
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="append-only"):
        cursor.execute(change)


@pytest.mark.django_db
def test_a_version_can_be_given_as_a_file_that_needs_nothing_else(noon: datetime) -> None:
    kept = actions.keep_version(page="withdrawal_form", language="fr", at=noon)
    file = queries.as_file(kept)
    body = file.body.decode()
    assert file.name == f"withdrawal-form-{kept.version}.html"
    assert kept.html in body
    assert '<html lang="fr">' in body
    assert not any(tag in body for tag in ("<script", "<link", "<img", "@import"))


def test_the_page_is_read_once_until_the_charter_changes(settings: Settings) -> None:
    first = queries.current("returns", "fr")
    assert queries.current("returns", "fr") is first
    settings.CHARTER = with_window(settings.CHARTER, 29)
    assert "29\u00a0jours" in queries.current("returns", "fr").text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_changing_a_value_changes_every_page_that_tells_it(settings: Settings, language: str) -> None:
    pages = ("terms", "returns", "withdrawal_form")
    before = {page: queries.current(page, language).text for page in pages}
    settings.CHARTER = with_window(settings.CHARTER, 29)
    for page in pages:
        after = queries.current(page, language).text
        assert after != before[page]
        assert {"fr": "29\u00a0jours", "en": "29\u00a0days"}[language] in after


def test_a_house_s_own_words_are_words_only(settings: Settings) -> None:
    house = settings.CHARTER.house.model_copy(
        update={"legal_name": "<script>alert(1)</script> & [x](javascript:1)"}
    )
    settings.CHARTER = settings.CHARTER.model_copy(update={"house": house})
    html = queries.current("contact", "fr").html
    assert "<script" not in html
    assert 'href="javascript' not in html


def test_an_unknown_page_is_a_lookup_error() -> None:
    with pytest.raises(LookupError):
        queries.current("nothing", "fr")
