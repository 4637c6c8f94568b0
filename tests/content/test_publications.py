"""Each change of a page's words is put out once, with its day, and stays readable (R131)."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection
from django.db.utils import DatabaseError
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from tests.content.test_versions import with_window
from tests.crowd import at_once

from poincon.content import actions, queries
from poincon.content.checking import PageFaults
from poincon.content.models import Passage, Publication, TermsVersion

DAY = timedelta(days=1)


def put_out(page: str, at: datetime) -> list[Publication]:
    return actions.put_out(documents=[queries.current(page, "fr")], at=at)


@pytest.mark.django_db
@pytest.mark.promise("terms_version")
def test_words_are_put_out_once_and_again_when_they_change(noon: datetime, settings: Settings) -> None:
    first = {one.version.page for one in actions.publish(at=noon)}
    assert {"terms", "returns", "cookies", "questions"} <= first
    assert actions.publish(at=noon + DAY) == []

    settings.CHARTER = with_window(settings.CHARTER, 29)
    changed = {one.version.page for one in actions.publish(at=noon + 2 * DAY)}
    assert {"terms", "returns", "questions", "withdrawal_form"} <= changed
    assert "cookies" not in changed
    said = queries.published("returns", "fr")
    assert [one.from_at for one in said] == [noon + 2 * DAY, noon]


@pytest.mark.django_db
def test_old_words_said_again_are_a_new_publication_of_the_same_version(
    noon: datetime, settings: Settings
) -> None:
    before = settings.CHARTER
    put_out("returns", noon)
    settings.CHARTER = with_window(before, 29)
    put_out("returns", noon + DAY)
    settings.CHARTER = before
    put_out("returns", noon + 2 * DAY)
    said = queries.published("returns", "fr")
    assert [one.number for one in said] == [3, 2, 1]
    assert said[0].version_id == said[2].version_id
    assert TermsVersion.objects.filter(page="returns").count() == 2
    shown = queries.last_said(queries.current("returns", "fr"))
    assert shown is not None
    assert shown.from_at == noon + 2 * DAY


@pytest.mark.django_db
def test_the_day_shown_is_the_day_the_words_last_changed(client: Client, noon: datetime) -> None:
    actions.publish(at=noon)
    text = client.get(reverse("content:delivery")).text
    assert re.search(r"Dernière mise à jour\W+samedi 21\snovembre 2026", text)


@pytest.mark.django_db
def test_words_that_nobody_put_out_are_put_on_record_when_they_are_first_read(client: Client) -> None:
    assert not Publication.objects.exists()
    client.get(reverse("content:delivery"))
    client.get(reverse("content:delivery"))
    assert Publication.objects.get().version.html == queries.current("delivery", "fr").html


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_put_out_one_change(noon: datetime) -> None:
    shown = queries.current("cookies", "fr")
    assert at_once(8, lambda: actions.put_out(documents=[shown], at=noon)) == []
    assert Publication.objects.count() == 1
    places = list(Passage.objects.values_list("position", flat=True))
    assert sorted(places) == list(range(len(places)))


@pytest.mark.django_db(transaction=True)
def test_without_lock_and_constraint_they_put_out_several(
    noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: all eight have looked before the first of them writes."""
    shown, gate = queries.current("cookies", "fr"), Barrier(8)
    actions.keep_version(page="cookies", language="fr", at=noon)
    monkeypatch.setattr(actions, "_lock", lambda: None)
    monkeypatch.setattr(actions, "_write_passages", lambda _document: gate.wait(timeout=30))
    constraint = Publication._meta.constraints[0]
    with connection.schema_editor() as editor:
        editor.remove_constraint(Publication, constraint)
    try:
        at_once(8, lambda: actions.put_out(documents=[shown], at=noon))
        assert Publication.objects.count() == 8
    finally:
        with connection.cursor() as cursor:
            cursor.execute("truncate content_publication, content_termsversion cascade")
        with connection.schema_editor() as editor:
            editor.add_constraint(Publication, constraint)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change", ["update content_publication set number = 9", "delete from content_publication"]
)
def test_the_database_refuses_to_change_what_was_said_when(noon: datetime, change: str) -> None:
    put_out("cookies", noon)
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="append-only"):
        cursor.execute(change)


@pytest.mark.django_db
def test_a_wrong_page_stops_all_of_them(noon: datetime, settings: Settings, tmp_path: Path) -> None:
    own = tmp_path / "pages" / "en" / "cookies.md"
    own.parent.mkdir(parents=True)
    own.write_text("# Cookies\n\n{% promise 'cart.kept_dayz' %}\n", encoding="utf-8")
    settings.BOUTIQUE_DIR = tmp_path
    with pytest.raises(PageFaults, match=r"cookies\.md:3: no promise is called 'cart\.kept_dayz'"):
        actions.publish(at=noon)
    assert not Publication.objects.exists()
    assert not TermsVersion.objects.exists()


@pytest.mark.django_db
def test_any_two_versions_are_compared_word_by_word(
    client: Client, noon: datetime, settings: Settings
) -> None:
    before = settings.CHARTER
    for days, charter in enumerate([before, with_window(before, 29), with_window(before, 43)]):
        settings.CHARTER = charter
        put_out("returns", noon + days * DAY)
    address = reverse("content:versions", args=["returns"])
    newest, middle, oldest = (one.version.version for one in queries.published("returns", "fr"))

    latest = client.get(address).text
    assert re.search(r"<del><span class=\"unseen\">\[retiré\W+ </span>29<", latest)
    assert re.search(r"<ins><span class=\"unseen\">\[ajouté\W+ </span>43<", latest)
    whole = client.get(address, {"from": oldest, "to": newest}).text
    assert re.search(r"</span>14<.*</span>43<", whole, re.DOTALL)
    assert "</span>29<" not in whole
    assert "disent la même chose" in client.get(address, {"from": middle, "to": middle}).text


@pytest.mark.django_db
@pytest.mark.parametrize("asked", [{"from": "never"}, {"to": "never"}])
def test_a_version_that_never_was_cannot_be_compared(client: Client, asked: dict[str, str]) -> None:
    assert client.get(reverse("content:versions", args=["terms"]), asked).status_code == 404


@pytest.mark.django_db
def test_a_page_that_never_was_has_no_versions(client: Client) -> None:
    assert client.get(reverse("content:versions", args=["nothing"])).status_code == 404
