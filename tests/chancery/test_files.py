"""Everything that a house says, as files: out and in again it is the same, and nothing wrong comes in."""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings
from tests.accounts.people import a_member, signed_in
from tests.chancery.drafts import ANNA, an_approved
from tests.chancery.test_chancery_cli import run
from tests.chancery.texts import MORE, RETURNS, SUBJECT, approved_words, words_of_returns

from poincon.chancery import files, queries
from poincon.chancery.actions import drafting
from poincon.chancery.models import Edition
from poincon.chancery.refusals import Impossible, TooLarge, Unchanged
from poincon.charter import loading
from poincon.charter.serving import Given, nobody
from poincon.content import queries as content
from poincon.notifications import queries as mails

pytestmark = pytest.mark.django_db
NOTE, NOTE_EN = "mails/fr/orders.paid/note", "mails/en/orders.paid/note"
NOTES = {NOTE: "Fermé « dimanche ».\n\nÀ lundi !", NOTE_EN: 'Closed on "Sunday".\n\nSee you on Monday \\o/'}


def packed(told: Mapping[str, str | bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        for path, text in told.items():
            opened.writestr(path, text)
    return archive.getvalue()


def told(given: Given) -> dict[str, bytes]:
    return {path: text.encode() for path, text in files.everything(given).items()}


def test_everything_comes_out_and_in_again_the_same(noon: datetime) -> None:
    an_approved({"withdrawal.window_days": 45}, at=noon)
    approved_words({RETURNS: words_of_returns(), SUBJECT: "Réglée : {reference}", **NOTES}, at=noon)
    given = queries.newest_given()
    everything = files.everything(given)
    assert len(everything) == 1 + 2 * len(content.PAGES) + 2 * len([*mails.mail_kinds])
    again = files.read(files.unpacked(files.packed(everything)), given.charter.languages)
    assert again.charter is not None
    assert loading.parse_text(again.charter, "again") == given.charter
    draft = drafting.take_files(author=ANNA, told=told(given), at=noon)
    assert draft.words == dict(given.words)
    assert draft.digest == Edition.objects.get(pk=queries.newest_id()).digest
    with pytest.raises(Unchanged):
        drafting.propose(author=ANNA, why=".", from_at=noon, at=noon)


def test_what_is_exported_is_a_house_s_folder(noon: datetime, settings: Settings, tmp_path: Path) -> None:
    approved_words({RETURNS: words_of_returns(), **NOTES}, at=noon)
    assert run("export", "--to", tmp_path)[0] == 0
    settings.BOUTIQUE_DIR = tmp_path
    with nobody():
        assert MORE in content.current("returns", "fr").text
        assert mails.written("orders.paid", "fr", "note") == NOTES[NOTE]
        assert content.faults() == []


@pytest.mark.parametrize("name", ["house", "house.zip"])
def test_the_console_takes_folders_and_archives(noon: datetime, tmp_path: Path, name: str) -> None:
    where = tmp_path / name
    approved_words({RETURNS: words_of_returns()}, at=noon)
    assert run("export", "--to", where)[0] == 0
    approved_words({RETURNS: None}, at=noon)
    assert run("import", where, "--why", "Comme avant.", "--now")[0] == 0
    assert MORE in queries.newest_given().words[RETURNS]
    assert run("import", where, "--now")[0] == 1


def test_files_that_are_not_there_change_nothing(noon: datetime) -> None:
    approved_words({RETURNS: words_of_returns(), SUBJECT: "Réglée"}, at=noon)
    draft = drafting.take_files(author=ANNA, told={"mails/fr/orders.paid.toml": b'title = "Merci"'}, at=noon)
    assert set(draft.words) == {RETURNS, SUBJECT, "mails/fr/orders.paid/title"}
    assert queries.drafted_by(draft) == queries.newest()


def test_a_packed_folder_is_taken_as_the_folder_and_litter_is_nobody_s_word(noon: datetime) -> None:
    inside = {f"ma maison/{path}": text for path, text in files.everything(queries.newest_given()).items()}
    inside |= {
        "ma maison/pages/fr/returns.md": words_of_returns(),
        "__MACOSX/x": "x",
        "ma maison/.DS_Store": "x",
    }
    draft = drafting.take_file(author=ANNA, content=packed(inside), at=noon)
    assert list(draft.words) == [RETURNS]


@pytest.mark.parametrize(
    ("inside", "places"),
    [
        ({"pages/de/returns.md": "# R"}, ["pages/de/returns.md"]),
        ({"pages/fr/returns.txt": "# R"}, ["pages/fr/returns.txt"]),
        ({"../../etc/passwd": "x", "/tmp/x": "x"}, ["../../etc/passwd", "/tmp/x"]),  # noqa: S108 - a hostile name
        ({"pages/fr/returns.md": b"\xff\xfe"}, ["pages/fr/returns.md"]),
        ({"mails/fr/orders.paid.toml": "subject = "}, ["mails/fr/orders.paid.toml"]),
        ({"mails/fr/orders.paid.toml": "subject = 3"}, ["mails/fr/orders.paid/subject"]),
        ({"mails/fr/orders.paid.toml": 'footer = "x"'}, ["mails/fr/orders.paid.toml footer"]),
        ({"mails/fr/orders.nothing.toml": 'subject = "x"'}, ["mails/fr/orders.nothing.toml"]),
        ({"mails/fr/orders.paid.toml": 'subject = "{prenom}"'}, ["mails/fr/orders.paid/subject:1"]),
        (
            {"pages/fr/returns.md": "<b>x</b>", "pages/en/returns.md": "# R\n\na\0b"},
            ["pages/fr/returns:1", "pages/en/returns:3"],
        ),
        ({"charter.toml": "window_days = 14"}, None),
        ({"pages/fr/returns.md": words_of_returns, "charter.toml": "]["}, None),
    ],
)
def test_what_is_wrong_in_an_archive_is_told_by_place_and_nothing_is_kept(
    noon: datetime, inside: dict[str, object], places: list[str] | None
) -> None:
    content = packed({path: text() if callable(text) else text for path, text in inside.items()})  # type: ignore[misc]
    with pytest.raises(Impossible) as caught:
        drafting.take_file(author=ANNA, content=content, at=noon)
    found = [fault.path for fault in caught.value.faults]
    assert found == places if places else found
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04", b"PK\x03\x04 a spreadsheet", packed({"a": "b"})[:-9]],
    ids=["only a start", "another file", "cut off"],
)
def test_what_is_no_archive_is_one_report(noon: datetime, content: bytes) -> None:
    with pytest.raises(Impossible) as caught:
        drafting.take_file(author=ANNA, content=content, at=noon)
    assert [fault.reason.code for fault in caught.value.faults] == ["no_archive"]


def test_an_archive_that_swells_without_end_is_not_opened(noon: datetime) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("pages/fr/returns.md", b"x" * (files.MOST_UNPACKED + 1))
    assert len(archive.getvalue()) < 20_000
    with pytest.raises(TooLarge):
        drafting.take_file(author=ANNA, content=archive.getvalue(), at=noon)
    many = packed({f"{number}": "x" for number in range(files.MOST_FILES + 1)})
    with pytest.raises(TooLarge):
        drafting.take_file(author=ANNA, content=many, at=noon)
    assert not Edition.objects.exists()


def test_an_archive_goes_out_and_in_at_the_desk(noon: datetime) -> None:
    anna = signed_in(a_member("owner", email="anna@house.example"))
    draft = "/comptoir/charte/brouillon/"
    with time_machine.travel(noon, tick=False):
        approved_words({SUBJECT: "Réglée"}, at=noon)
        out = anna.get(f"{draft}maison.zip")
        assert out["Content-Type"] == "application/zip"
        inside = files.unpacked(out.content) | {"pages/fr/returns.md": words_of_returns().encode()}
        upload = SimpleUploadedFile("maison.zip", packed(inside))
        page = anna.post(f"{draft}fichier/", {"file": upload}, follow=True)
        assert MORE in page.text
        assert queries.draft_of(f"staff:{_owner()}").words.keys() == {RETURNS, SUBJECT}  # type: ignore[union-attr]
        for edition in (0, queries.newest_id()):
            kept = files.unpacked(anna.get(f"/comptoir/charte/editions/{edition}/maison.zip").content)
            assert ("Réglée" in kept["mails/fr/orders.paid.toml"].decode()) is bool(edition)


def _owner() -> int:
    from poincon.staff.queries import owners_at_work

    return owners_at_work().get().pk


def test_a_wrong_archive_is_told_at_the_desk_in_its_language() -> None:
    anna = signed_in(a_member("owner", email="anna@house.example"))
    upload = SimpleUploadedFile("maison.zip", packed({"pages/fr/returns.md": "# R\n\nSous 14 jours."}))
    page = anna.post("/comptoir/charte/brouillon/fichier/", {"file": upload})
    assert page.status_code == 422
    assert "Retours et remboursements (français), ligne 3" in page.text
    assert "est écrit à la main" in page.text
    assert not Edition.objects.exists()
