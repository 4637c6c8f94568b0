"""Another shop's product file at the desk: looked through first, confirmed, brought in part by part."""

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import jobs
from tests.intake.conftest import WriteCsv, row
from tests.intake.desk import address, member_of
from tests.intake.test_prestashop import BESIDE, FULL, MOON, SIZES
from tests.intake.test_prestashop import file as prestashop_file

from poincon.catalogue.models import Piece, Supplier
from poincon.foundation import journal
from poincon.foundation.models import Fact
from poincon.intake import actions, bringing_forms, bringings, figures, handed, parts, queries, tasks
from poincon.intake.bringing_forms import MOST_BYTES
from poincon.intake.figures import Figures
from poincon.intake.models import Bringing, HandedIn, Origin, RowTold
from poincon.intake.states import BringingState, Telling
from poincon.kernel.flow import StepRefused

pytestmark = pytest.mark.django_db
BY: dict[str, Any] = {"actor": "staff:1"}


class Killed(BaseException):
    """The worker's process is gone."""


def killed_at(at: datetime, part: int) -> Callable[[], datetime]:
    """Return a clock that ends the process when a part asks what time it is, counted from one."""
    asked = iter(range(1, 1_000))

    def now() -> datetime:
        if next(asked) == part:
            raise Killed
        return at

    return now


def rehearsed(data: bytes, at: datetime, **wanted: Any) -> Bringing:
    told = bringings.Wanted(**{"system": "shopify"} | wanted)
    made = bringings.hand_in(wanted=told, first=io.BytesIO(data), second=None, at=at, **BY)
    bringings.rehearse(bringing_id=made.pk, now=lambda: at, **BY)
    return queries.bringing(made.pk) or made


def carried(made: Bringing, at: datetime) -> Bringing:
    bringings.confirm(bringing_id=made.pk, at=at, **BY)
    bringings.carry(bringing_id=made.pk, now=lambda: at, **BY)
    made.refresh_from_db()
    return made


def counts(made: Bringing) -> dict[str, int]:
    made.refresh_from_db()
    return {name: count for name, count in Figures.of(made).counts.items() if count}


def many(write: WriteCsv, pieces: int) -> bytes:
    return write(*(row(f"p{number}", variant_sku=f"S{number}") for number in range(pieces)))


def tried(task: Any, made: Bringing, attempts: int = 0) -> None:
    """Run a job as a worker would that has tried it so often before."""
    context = SimpleNamespace(job=SimpleNamespace(attempts=attempts))
    task.func(context, bringing_id=made.pk, actor="staff:1")


def sent(data: bytes, name: str = "products.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="text/csv")


class TestAtTheDesk:
    def test_a_file_is_looked_through_shown_confirmed_and_brought_in(
        self, browser: Client, write: WriteCsv
    ) -> None:
        data = write(row("a"), row("b", variant_sku="=1+1", variant_price="x"), row("c"))
        assert address("bringings") in browser.get(address("pieces")).text
        here = browser.post(address("bringings"), {"file": sent(data), "as_drafts": "on"})
        made = Bringing.objects.get()
        assert (here.status_code, here["Location"]) == (302, address("bringing", made.pk))
        assert "<progress" in browser.get(here["Location"]).text
        assert jobs.waiting().count("intake.rehearse_bringing") == 1

        before = Fact.objects.count()
        tried(tasks.rehearse_bringing, made)
        assert (Piece.objects.count(), Fact.objects.count()) == (0, before)
        shown = browser.get(here["Location"]).text
        assert "Faire venir 2 bijoux\u202f?" in shown
        assert "ce n’est pas un prix dans la monnaie de la boutique" in shown
        assert "textes en anglais" in shown
        table = browser.get(address("bringing_rows", made.pk)).getvalue().decode()
        assert "Lignes refusées;3;Variant SKU;'=1+1;" in table

        browser.post(address("bringing_confirmation", made.pk))
        assert browser.post(address("bringing_confirmation", made.pk)).status_code == 409
        assert jobs.waiting().count("intake.carry_bringing") == 1
        tried(tasks.carry_bringing, made)
        assert set(Origin.objects.values_list("key", flat=True)) == {"a", "c"}
        assert set(Piece.objects.values_list("state", flat=True)) == {"draft"}
        done = browser.get(here["Location"]).text
        assert "2 bijoux arrivés" in done
        assert address("missing") in done
        told = [one.verb for one in journal.entries(f"bringing:{made.pk}").order_by("id")]
        assert told == ["tell", "confirm", "finish"]
        assert journal.entries(f"bringing:{made.pk}").filter(actor=f"staff:{member_of(browser)}").exists()
        assert not HandedIn.objects.exists(), "what has come in is not kept beside"

    def test_the_same_file_again_is_said_and_changes_nothing(
        self, browser: Client, write: WriteCsv, noon: datetime
    ) -> None:
        data = write(row("a"))
        carried(rehearsed(data, noon), noon)
        again = rehearsed(data, noon)
        assert counts(again) == {"same": 1}
        shown = browser.get(address("bringing", again.pk)).text
        assert "déjà arrivé" in shown
        assert "Rien de ce fichier n’arriverait" in shown

    @pytest.mark.parametrize(
        ("data", "asked", "words"),
        [
            (b"", {}, "Le fichier est vide"),
            ("é;".encode("utf-16"), {}, "Ce n’est pas du texte en UTF-8"),
            (b"a,b\n1,2\n", {}, "d’aucun système connu ici (il commence par «\u202fa\u202f»)"),
            (b"a,b\n1,2\n", {"system": "shopify"}, "il manque\u202f: Handle / Option1 Name"),
            (b"Handle;Title;Option1 Name;Option1 Value;Variant Price\n", {}, "colonnes mais aucune ligne"),
            (b"Handle,Title,Option1 Name,Option1 Value,Variant Price\n", {}, "aucune ligne"),
            (b'Handle,Title,Option1 Name,Option1 Value,Variant Price\na,"b', {}, "mal formé (ligne 2)"),
        ],
    )
    def test_another_file_is_refused_at_its_field(
        self, browser: Client, data: bytes, asked: dict[str, str], words: str
    ) -> None:
        answer = browser.post(address("bringings"), asked | {"file": sent(data)})
        assert (answer.status_code, words in answer.text) == (422, True), answer.text
        assert "#id_file" in answer.text
        assert not Bringing.objects.exists()

    def test_too_much_is_refused_unread(self, browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        answer = browser.post(
            address("bringings"), {"file": sent(b"x")}, headers={"content-length": str(3 * MOST_BYTES)}
        )
        assert (answer.status_code, "50 Mo" in answer.text) == (413, True)
        monkeypatch.setattr(bringing_forms, "MOST_BYTES", 2)
        answer = browser.post(address("bringings"), {"file": sent(b"xyz")})
        assert (answer.status_code, "dépasse 50 Mo" in answer.text) == (422, True)

    def test_prestashop_brings_its_combinations_and_no_other_a_second_file(
        self, browser: Client, write: WriteCsv, noon: datetime
    ) -> None:
        beside = sent(prestashop_file(BESIDE, *SIZES), "combinations.csv")
        wrong = browser.post(address("bringings"), {"file": sent(write(row("a"))), "beside": beside})
        assert (wrong.status_code, "vient seul" in wrong.text) == (422, True)
        beside.seek(0)
        products = sent(prestashop_file(FULL, MOON))
        assert browser.post(address("bringings"), {"file": products, "beside": beside}).status_code == 302
        made = Bringing.objects.get()
        bringings.rehearse(bringing_id=made.pk, now=lambda: noon, **BY)
        carried(made, noon)
        piece = Origin.objects.get(system="prestashop").piece
        assert set(piece.variants.values_list("sku", flat=True)) == {"LUNE-52", "LUNE-54"}

    def test_a_file_that_nobody_confirmed_is_forgotten_by_hand_or_in_a_week(
        self, browser: Client, write: WriteCsv, noon: datetime
    ) -> None:
        by_hand, old = rehearsed(write(row("a")), noon), rehearsed(write(row("a")), noon)
        assert browser.post(address("bringing_removal", by_hand.pk)).status_code == 302
        young = rehearsed(write(row("a")), noon + timedelta(days=7))
        bringings.forget(before=noon + timedelta(days=7))
        assert list(Bringing.objects.values_list("pk", flat=True)) == [young.pk]
        assert not HandedIn.objects.filter(bringing_id=old.pk).exists()


class TestByParts:
    @pytest.fixture(autouse=True)
    def _small(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(actions, "AT_ONCE", 2)

    def test_a_kill_loses_one_part_at_most_and_nothing_is_counted_twice(
        self, write: WriteCsv, noon: datetime
    ) -> None:
        made = rehearsed(many(write, 5), noon)
        bringings.confirm(bringing_id=made.pk, at=noon, **BY)
        with pytest.raises(Killed):
            bringings.carry(bringing_id=made.pk, now=killed_at(noon, part=3), **BY)
        assert (Piece.objects.count(), counts(made)["created"]) == (4, 4)
        bringings.carry(bringing_id=made.pk, now=lambda: noon, **BY)
        assert (Piece.objects.count(), counts(made)["created"], made.state) == (5, 5, BringingState.BROUGHT)
        bringings.carry(bringing_id=made.pk, now=lambda: noon, **BY)
        assert counts(made)["created"] == 5

    def test_a_rehearsal_that_is_killed_goes_on_too(self, write: WriteCsv, noon: datetime) -> None:
        told = bringings.Wanted(system="shopify")
        data = io.BytesIO(many(write, 5))
        made = bringings.hand_in(wanted=told, first=data, second=None, at=noon, **BY)
        with pytest.raises(Killed):
            bringings.rehearse(bringing_id=made.pk, now=killed_at(noon, part=2), **BY)
        assert (counts(made)["created"], Piece.objects.count()) == (2, 0)
        bringings.rehearse(bringing_id=made.pk, now=lambda: noon, **BY)
        assert (counts(made)["created"], made.state, made.dealt) == (5, BringingState.REHEARSED, 5)

    def test_a_rehearsal_knows_what_earlier_parts_would_have_brought(
        self, write: WriteCsv, noon: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(parts, "PART_LINES", 4)
        made = rehearsed(write(*(row(f"p{number}", variant_sku="SAME") for number in range(12))), noon)
        would = counts(made)
        assert (would["created"], Figures.of(made).told[Telling.FAULT]) == (1, 11)
        assert counts(carried(made, noon)) == would

    def test_what_fails_thrice_stops_and_somebody_at_the_desk_is_told(
        self, browser: Client, write: WriteCsv, noon: datetime
    ) -> None:
        made = rehearsed(many(write, 3), noon)
        bringings.confirm(bringing_id=made.pk, at=noon, **BY)
        HandedIn.objects.all().delete()
        for attempts, state in ((0, BringingState.BRINGING), (2, BringingState.STOPPED)):
            with pytest.raises(handed.FileGone):
                tried(tasks.carry_bringing, made, attempts)
            made.refresh_from_db()
            assert made.state == state
        tried(tasks.carry_bringing, made, 3)
        refused = browser.post(address("bringing_going_on", made.pk))
        assert (refused.status_code, "remettez-le pour reprendre" in refused.text) == (410, True)

    def test_what_was_stopped_goes_on_where_it_was(
        self, browser: Client, write: WriteCsv, noon: datetime
    ) -> None:
        made = rehearsed(many(write, 3), noon)
        bringings.confirm(bringing_id=made.pk, at=noon, **BY)
        with pytest.raises(Killed):
            bringings.carry(bringing_id=made.pk, now=killed_at(noon, part=2), **BY)
        bringings.stop(bringing_id=made.pk, actor="shop", at=noon)
        assert "après 2 lignes sur 3" in browser.get(address("bringing", made.pk)).text
        refused = browser.post(address("bringing_removal", made.pk))
        assert (refused.status_code, "ce qui en est arrivé reste" in refused.text) == (409, True)
        assert browser.post(address("bringing_going_on", made.pk)).status_code == 302
        bringings.carry(bringing_id=made.pk, now=lambda: noon, **BY)
        assert (counts(made)["created"], made.state) == (3, BringingState.BROUGHT)

    def test_one_comes_in_at_a_time(self, browser: Client, write: WriteCsv, noon: datetime) -> None:
        first, second = rehearsed(many(write, 1), noon), rehearsed(many(write, 2), noon)
        bringings.confirm(bringing_id=first.pk, at=noon, **BY)
        refused = browser.post(address("bringing_confirmation", second.pk))
        assert (refused.status_code, "Un autre fichier" in refused.text) == (409, True)
        second.refresh_from_db()
        assert (second.state, counts(second)["created"]) == (BringingState.REHEARSED, 2)

    def test_of_very_many_rows_of_a_kind_the_others_are_counted(
        self, browser: Client, write: WriteCsv, noon: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(figures, "MOST_KEPT", 2)
        bad = [row(f"p{n}", variant_price="x") for n in range(5)]
        made = rehearsed(write(*bad, row("good", variant_barcode="12")), noon)
        told = Figures.of(made)
        assert [told.total(kind) for kind in (Telling.FAULT, Telling.NOTE)] == [5, 1]
        assert RowTold.objects.filter(telling=Telling.FAULT).count() == 2
        assert RowTold.objects.filter(telling=Telling.NOTE).count() == 1
        assert "Le fichier CSV en contient 2" in browser.get(address("bringing", made.pk)).text


def test_new_pieces_stay_drafts_or_go_on_show_as_was_chosen(write: WriteCsv, noon: datetime) -> None:
    file = write(row("a"))
    assert counts(rehearsed(file, noon)) == {"created": 1, "waiting": 1, "held_back": 1, "unfinished": 1}
    assert counts(rehearsed(file, noon, as_drafts=False)) == {"created": 1, "held_back": 1, "unfinished": 1}


def test_where_only_stock_changes_the_page_says_so_with_before_and_after(
    browser: Client, write: WriteCsv, noon: datetime
) -> None:
    two = [row("one", variant_sku="S1", variant_inventory_qty="4"), row("two", variant_sku="S2")]
    carried(rehearsed(write(*two), noon), noon)
    two = [row("one", variant_sku="S1", variant_inventory_qty="7"), row("two", variant_sku="S2")]
    made = rehearsed(write(*two), noon, with_stock=True)
    html = browser.get(address("bringing", made.pk)).content.decode()
    assert "Reprendre le stock de 1 article\u202f?" in html
    assert "Rien de ce fichier" not in html
    assert "S1: 4 → 7" in html
    assert "S2: " not in html
    sheet = browser.get(address("bringing_rows", made.pk))
    assert "S1: 4 → 7" in b"".join(sheet).decode()
    html = browser.get(address("bringing", carried(made, noon).pk)).content.decode()
    assert "Stock de 1 article repris" in html


def test_what_is_new_was_bought_from_whom_the_file_is_told_to_come(
    browser: Client, write: WriteCsv, noon: datetime
) -> None:
    """Without it, a house that promises to buy directly would name the supplier piece by piece."""
    workshop, other = (Supplier.objects.create(name=name, direct=True) for name in ("Atelier", "Autre"))
    file = {"file": sent(write(row("a"), row("b", variant_sku="B"))), "supplier": workshop.pk}
    browser.post(address("bringings"), file)
    made = Bringing.objects.get()
    tried(tasks.rehearse_bringing, made)
    shown = browser.get(address("bringing", made.pk)).text
    assert "acheté chez Atelier" in shown
    assert "achetée directement" not in shown
    carried(made, noon)
    assert set(Piece.objects.values_list("supplier__name", flat=True)) == {"Atelier"}
    Piece.objects.filter(origin__key="a").update(supplier=other)
    Piece.objects.filter(origin__key="b").update(supplier=None)
    anew = write(row("a", title="Lune"), row("b", title="Terre", variant_sku="B"))
    carried(rehearsed(anew, noon, supplier_id=workshop.pk), noon)
    named = dict(Piece.objects.values_list("origin__key", "supplier__name"))
    assert named == {"a": "Autre", "b": "Atelier"}, "what the desk has named stays"


def test_files_come_back_as_they_were_handed_in(noon: datetime, write: WriteCsv) -> None:
    made = rehearsed(write(row("a")), noon)
    data = b"".join(bytes([number % 251]) * 997 for number in range(4_000))
    HandedIn.objects.all().delete()
    handed.keep(made, io.BytesIO(data), io.BytesIO(data[:9]))
    with handed.opened(made) as (first, second):
        assert second is not None
        first.seek(0)
        second.seek(0)
        assert (first.read(), second.read()) == (data, data[:9])
    handed.forget(made)
    with pytest.raises(handed.FileGone), handed.opened(made):
        pass


def test_a_file_that_is_not_rehearsed_cannot_be_confirmed(write: WriteCsv, noon: datetime) -> None:
    told = bringings.Wanted(system="shopify")
    made = bringings.hand_in(wanted=told, first=io.BytesIO(write(row("a"))), second=None, at=noon, **BY)
    with pytest.raises(StepRefused):
        bringings.confirm(bringing_id=made.pk, at=noon, **BY)
    made.refresh_from_db()
    assert made.state == BringingState.REHEARSING
