"""Reductions and bulk edits as the desk makes them: typed, shown, confirmed, watched, taken back."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.accounts.people import a_member, signed_in
from tests.pricing.conftest import DAY, Reduce, Sell

from poincon.catalogue.models import Category, Piece, Variant
from poincon.foundation import clock
from poincon.foundation.models import Entry
from poincon.kernel.money import Money
from poincon.pricing import actions, queries, sku_lists, tasks
from poincon.pricing.models import EditLine, PriceEdit, Reduction, Share

pytestmark = pytest.mark.django_db
Traveller = time_machine.Traveller
PAST = "2026-11-21T12:00"
TERMS = {"cut": "percent", "value": "20", "rounding": "exact", "ends_at": "2026-12-24T00:00"}
RAISE = {"change": "percent", "value": "5", "rounding": "exact"}


@pytest.fixture
def browser(noon: datetime) -> Client:
    return signed_in(a_member("catalogue"))


@pytest.fixture(autouse=True)
def now(noon: datetime) -> object:
    """Half a day after everything was put on sale."""
    with time_machine.travel(noon + timedelta(hours=12), tick=False) as at:
        yield at


def to(name: str, pk: int | None = None) -> str:
    return reverse(f"pricing_desk:{name}", args=[] if pk is None else [pk])


def seal(html: str) -> str:
    found = re.search(r'name="seal" value="(\w+)"', html)
    return found[1] if found else ""


def sku(pk: int) -> str:
    return Variant.objects.get(pk=pk).sku


def reckoned(browser: Client, **more: object) -> Reduction:
    """Type a reduction; returns the draft."""
    answer = browser.post(to("new_reduction"), TERMS | more)
    assert answer.status_code == 302, answer.context["terms"].errors
    return Reduction.objects.latest("pk")


def planned(browser: Client, row: Reduction) -> Reduction:
    page = browser.get(to("reduction", row.pk)).content.decode()
    assert browser.post(to("plan", row.pk), {"seal": seal(page)}).status_code == 302
    row.refresh_from_db()
    return row


class TestPlanning:
    def test_from_the_form_through_the_preview_to_the_plan(self, browser: Client, sell: Sell) -> None:
        ring, chain = sell(10_000, 4_990)
        row = reckoned(browser, rounding="ninety", name_fr="Les jours d’or", starts_at="2026-12-01T08:00")
        assert row.planned_at is None
        html = browser.get(to("reduction", row.pk)).content.decode()
        assert "79,90\u00a0€" in html
        assert "39,90\u00a0€" in html
        assert "Les jours d’or" in html
        planned(browser, row)
        assert row.starts_at == datetime(2026, 12, 1, 7, tzinfo=row.starts_at.tzinfo)
        found = queries.prices([ring, chain], at=row.starts_at)
        assert [found[pk].minor for pk in (ring, chain)] == [7_990, 3_990]
        assert Entry.objects.get(subject=f"reduction:{row.pk}").verb == "plan"

    def test_left_empty_it_starts_with_the_next_minute(
        self, browser: Client, sell: Sell, noon: datetime
    ) -> None:
        sell(10_000)
        assert reckoned(browser).starts_at == noon + timedelta(hours=12, minutes=1)

    def test_more_than_it_costs_cannot_be_taken_off(self, browser: Client, sell: Sell) -> None:
        sell(10_000)
        row = reckoned(browser, cut="amount", value="9999")
        html = browser.get(to("reduction", row.pk)).text
        assert all(said in html for said in ("On enlèverait plus que son prix", "Dès qu’elle est programmée"))
        row = reckoned(browser, cut="price", value="80")
        assert "<dt>Nouveau prix</dt><dd>80,00" in browser.get(to("reduction", row.pk)).text

    def test_what_is_too_little_is_told_as_numbers_are_written(self, browser: Client) -> None:
        answer = browser.post(to("new_reduction"), TERMS | {"cut": "amount", "value": "0"})
        assert "0,01" in answer.context["terms"].errors["value"][0]

    @pytest.mark.parametrize(("name", "typed"), [("new_reduction", TERMS), ("new_edit", RAISE)])
    def test_the_highest_price_below_the_lowest_is_told_at_its_field(
        self, browser: Client, sell: Sell, name: str, typed: dict[str, str]
    ) -> None:
        sell(10_000)
        answer = browser.post(to(name), typed | {"low": "200", "high": "100"})
        assert answer.status_code == 422
        assert list(answer.context["pieces"].errors) == ["high"]
        assert [Share.objects.count(), EditLine.objects.count()] == [0, 0]

    def test_by_shelf_brand_words_and_price(self, browser: Client, sell: Sell) -> None:
        ids = sell(1_000, 5_000, 9_000, 20_000)
        other = Category.objects.create(
            slug_fr="colliers", slug_en="necklaces", name_fr="Colliers", name_en="N"
        )
        pieces = list(Piece.objects.order_by("pk"))
        Piece.objects.filter(pk=pieces[3].pk).update(category=other)
        asked = {
            "shelf": {"category": str(other.pk)},
            "price": {"low": "50", "high": "90"},
            "words": {"words": pieces[0].reference},
            "brand": {"brand": str(pieces[0].brand_id)},
        }
        found = {}
        for name, typed in asked.items():
            shares = Share.objects.filter(reduction=reckoned(browser, **typed))
            found[name] = sorted(shares.values_list("variant_id", flat=True))
        assert found == {"shelf": ids[3:], "price": ids[1:3], "words": ids[:1], "brand": ids}

    def test_a_list_may_give_each_its_own_price(self, browser: Client, sell: Sell) -> None:
        ring, chain = sell(10_000, 10_000)
        typed = f"sku;prix\n{sku(ring)};89,50\n{sku(chain)};79 €\n"
        row = reckoned(browser, cut="price", value="", listed=typed)
        assert dict(row.shares.values_list("variant_id", "price_minor")) == {ring: 8_950, chain: 7_900}

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
    @pytest.mark.parametrize("separator", [";", ",", "\t"])
    def test_a_file_as_spreadsheets_save_it(
        self, browser: Client, sell: Sell, encoding: str, separator: str
    ) -> None:
        (ring,) = sell(10_000)
        Variant.objects.filter(pk=ring).update(sku="CRÉOLE-1")
        data = f"référence{separator}prix\r\nCRÉOLE-1{separator}90.00\r\n".encode(encoding)
        row = reckoned(browser, cut="price", value="", file=SimpleUploadedFile("liste.csv", data))
        assert dict(row.shares.values_list("variant_id", "price_minor")) == {ring: 9_000}

    def test_rows_that_cannot_be_used_are_told_and_may_be_left_out(self, browser: Client, sell: Sell) -> None:
        (ring,) = sell(10_000)
        typed = f"{sku(ring)}\n{sku(ring)}\nNOBODY\n=1+1\n"
        answer = browser.post(to("new_reduction"), TERMS | {"listed": typed})
        assert answer.status_code == 422
        assert [(fault.line, fault.code) for fault, _ in answer.context["pieces"].faults] == [
            (2, "sku_twice"),
            (3, "sku_unknown"),
            (4, "sku_unknown"),
        ]
        assert not Reduction.objects.exists()
        row = reckoned(browser, listed=typed, skip="on")
        assert [share.variant_id for share in row.shares.all()] == [ring]

    @pytest.mark.parametrize(
        ("told", "field"),
        [
            ({"value": ""}, "value"),
            ({"value": "0"}, "value"),
            ({"value": "100"}, "value"),
            ({"value": "12,5"}, "value"),
            ({"value": "NaN"}, "value"),
            ({"value": "1e2"}, "value"),
            ({"cut": "everything"}, "cut"),
            *(({"ends_at": one}, "ends_at") for one in ("", PAST, "tomorrow", "2028-12-10T00:00")),
            ({"starts_at": "2027-12-01T00:00", "ends_at": "2027-12-10T00:00"}, "starts_at"),
            ({"sales": "on"}, "sales"),
            ({"name_fr": "Soldes avant l’heure"}, "sales"),
            ({"name_fr": "x" * 61}, "name_fr"),
        ],
    )
    def test_what_is_typed_wrong_is_told_beside_its_field(
        self, browser: Client, sell: Sell, told: dict[str, str], field: str
    ) -> None:
        sell(10_000)
        answer = browser.post(to("new_reduction"), TERMS | told)
        assert answer.status_code == 422
        assert field in answer.context["terms"].errors
        assert not Reduction.objects.exists()

    @pytest.mark.parametrize("data", [b"\x00\x01", b"\xff\xfe\x00s", b"sku;\x00"])
    def test_a_file_that_is_no_text_is_refused(self, browser: Client, sell: Sell, data: bytes) -> None:
        sell(10_000)
        told = TERMS | {"file": SimpleUploadedFile("liste.csv", data)}
        answer = browser.post(to("new_reduction"), told)
        assert answer.status_code == 422
        assert "file" in answer.context["pieces"].errors

    def test_nothing_on_show_fits(self, browser: Client, sell: Sell) -> None:
        sell(10_000)
        answer = browser.post(to("new_reduction"), TERMS | {"low": "500"})
        assert answer.status_code == 422
        assert not Reduction.objects.exists()

    def test_the_preview_says_what_will_not_be_struck_through(self, browser: Client, sell: Sell) -> None:
        _, chain, pin = sell(10_000, 10_000, 10_000)
        actions.set_floor(
            variant_id=chain, floor=Money(10_000, "EUR"), actor="s", at=queries.history(chain)[0].since
        )
        actions.set_floor(
            variant_id=pin, floor=Money(9_000, "EUR"), actor="s", at=queries.history(pin)[0].since
        )
        html = browser.get(to("reduction", reckoned(browser).pk)).content.decode()
        assert "<strong>2</strong> · Nouveau" in html
        assert "<strong>1</strong> · Il ne coûterait pas moins." in html
        assert "<strong>1</strong> · Il s’arrête au prix plancher." in html

    def test_a_price_that_changed_since_the_preview_is_shown_again(self, browser: Client, sell: Sell) -> None:
        (ring,) = sell(10_000)
        row = reckoned(browser)
        told = seal(browser.get(to("reduction", row.pk)).content.decode())
        at = queries.history(ring)[0].since + DAY / 4
        actions.set_price(variant_id=ring, amount=Money(9_000, "EUR"), actor="staff:9", at=at)
        answer = browser.post(to("plan", row.pk), {"seal": told})
        assert answer.status_code == 409
        assert "rien n’a été programmé" in answer.content.decode()
        assert "72,00\u00a0€" in answer.content.decode()
        planned(browser, row)

    def test_looked_at_for_too_long_it_starts_a_minute_later(
        self, browser: Client, sell: Sell, now: time_machine.Traveller
    ) -> None:
        sell(10_000)
        soon = clock.local(clock.now() + timedelta(minutes=2))
        row = reckoned(browser, starts_at=soon.strftime("%Y-%m-%dT%H:%M"))
        html = browser.get(to("reduction", row.pk)).content.decode()
        now.shift(timedelta(minutes=5))
        answer = browser.post(to("plan", row.pk), {"seal": seal(html)})
        assert answer.status_code == 422
        assert "dès la minute qui vient" in answer.content.decode()
        assert planned(browser, row).planned_at is not None


class TestRunning:
    def test_taken_out_ended_and_deepened(
        self, browser: Client, sell: Sell, now: time_machine.Traveller
    ) -> None:
        ring, chain = sell(10_000, 10_000)
        row = planned(browser, reckoned(browser))
        now.move_to(row.starts_at + DAY)
        assert browser.post(to("removal", row.pk), {"variant": ring}).status_code == 302
        deeper = TERMS | {"first": row.pk, "value": "40"}
        assert "Une démarque de plus" in browser.get(f"{to('new_reduction')}?first={row.pk}").content.decode()
        assert browser.post(to("new_reduction"), deeper).status_code == 302
        second = planned(browser, Reduction.objects.latest("pk"))
        assert (second.first_id, [share.variant_id for share in second.shares.all()]) == (row.pk, [chain])
        now.move_to(second.starts_at)
        found = queries.prices([ring, chain], at=second.starts_at)
        assert [found[pk].minor for pk in (ring, chain)] == [10_000, 6_000]
        for one in (row, second):
            assert browser.post(to("end", one.pk)).status_code == 302
        now.shift(timedelta(minutes=1))
        assert browser.post(to("end", row.pk)).status_code == 409
        assert queries.prices([chain], at=second.starts_at + timedelta(minutes=2))[chain].minor == 10_000

    def test_a_plan_is_cancelled_and_a_draft_thrown_away(self, browser: Client, sell: Sell) -> None:
        sell(10_000)
        plan, draft = planned(browser, reckoned(browser, starts_at="2026-12-01T08:00")), reckoned(browser)
        assert browser.post(to("cancellation", plan.pk)).status_code == 302
        assert browser.post(to("cancellation", draft.pk)).url == to("overview")
        assert list(Reduction.objects.exclude(cancelled_at=None)) == [plan]
        assert Reduction.objects.count() == 1

    def test_what_is_not_there_is_not_found(self, browser: Client) -> None:
        for name in ("reduction", "edit"):
            assert browser.get(to(name, 999)).status_code == 404


class TestChangingMany:
    def reckoned(self, browser: Client, **more: object) -> PriceEdit:
        answer = browser.post(to("new_edit"), RAISE | more)
        assert answer.status_code == 302, answer.context["terms"].errors
        return PriceEdit.objects.latest("pk")

    def confirmed(self, browser: Client, edit: PriceEdit) -> None:
        told = seal(browser.get(to("edit", edit.pk)).content.decode())
        assert browser.post(to("confirmation", edit.pk), {"seal": told}).status_code == 302

    def test_shown_confirmed_applied_and_taken_back(
        self, browser: Client, sell: Sell, noon: datetime
    ) -> None:
        ids = sell(10_000, 5_000)
        edit = self.reckoned(browser)
        html = browser.get(to("edit", edit.pk)).content.decode()
        assert "105,00\u00a0€" in html
        assert "52,50\u00a0€" in html
        self.confirmed(browser, edit)
        again = browser.post(to("confirmation", edit.pk), {"seal": seal(html)})
        assert "Cette modification de prix a avancé entre-temps" in again.text
        html = browser.get(to("edit", edit.pk)).content.decode()
        assert '<progress id="dealt" value="0" max="2">' in html
        tasks.apply_edit(edit_id=edit.pk, actor="staff:1")
        html = browser.get(to("edit", edit.pk)).content.decode()
        assert "Reprendre 2 prix" in html
        at = noon + DAY
        assert {price.minor for price in queries.prices(ids, at=at).values()} == {10_500, 5_250}
        assert browser.post(to("undoing", edit.pk)).status_code == 302
        tasks.undo_edit(edit_id=edit.pk, actor="staff:1")
        assert {price.minor for price in queries.prices(ids, at=at).values()} == {10_000, 5_000}
        assert browser.post(to("undoing", edit.pk)).status_code == 409

    def test_progress_is_asked_for_by_itself(self, browser: Client, sell: Sell) -> None:
        sell(10_000)
        edit = self.reckoned(browser)
        self.confirmed(browser, edit)
        answer = browser.get(to("edit", edit.pk), headers={"hx-request": "true"})
        part = answer.content.decode()
        assert part.startswith("<section")
        assert 'hx-trigger="every 2s"' in part
        assert "HX-Refresh" not in answer
        EditLine.objects.update(fate="written")
        PriceEdit.objects.update(state="applied")
        done = browser.get(to("edit", edit.pk), headers={"hx-request": "true"})
        assert done["HX-Refresh"] == "true", "the page shows what can be done now"
        assert "hx-trigger" not in done.text
        assert "1 sur 1" in done.text

    def test_a_price_set_meanwhile_stops_it_and_it_is_reckoned_again(
        self, browser: Client, sell: Sell, noon: datetime
    ) -> None:
        ids = sell(10_000, 5_000)
        edit = self.reckoned(browser)
        told = seal(browser.get(to("edit", edit.pk)).content.decode())
        actions.set_price(variant_id=ids[0], amount=Money(8_000, "EUR"), actor="staff:9", at=noon)
        answer = browser.post(to("confirmation", edit.pk), {"seal": told})
        assert answer.status_code == 409
        assert "1 prix a été fixé par quelqu’un d’autre" in answer.content.decode()
        assert browser.post(to("reckoning", edit.pk)).status_code == 302
        self.confirmed(browser, edit)

    def test_a_draft_is_thrown_away(self, browser: Client, sell: Sell) -> None:
        sell(10_000)
        edit = self.reckoned(browser)
        assert browser.post(to("edit_removal", edit.pk)).url == to("overview")
        assert not PriceEdit.objects.exists()

    @pytest.mark.parametrize(
        ("told", "field"),
        [
            ({"value": ""}, "value"),
            ({"value": "0"}, "__all__"),
            ({"value": "-100"}, "value"),
            ({"value": "2.5"}, "value"),
            ({"change": "price", "value": "-3"}, "value"),
            ({"change": "price", "value": ""}, "__all__"),
            ({"rounding": "up"}, "rounding"),
        ],
    )
    def test_what_is_typed_wrong_is_told(
        self, browser: Client, sell: Sell, told: dict[str, str], field: str
    ) -> None:
        sell(10_000)
        answer = browser.post(to("new_edit"), RAISE | told)
        assert answer.status_code == 422
        assert field in answer.context["terms"].errors
        assert not PriceEdit.objects.exists()


def test_whoever_may_only_look_finds_nothing_to_press(sell: Sell, reduce: Reduce, noon: datetime) -> None:
    row = reduce(sell(10_000))
    viewer = signed_in(a_member("viewer"))
    html = viewer.get(to("reduction", row.pk)).content.decode()
    assert "<button" not in html.split("<main")[1]
    assert viewer.post(to("cancellation", row.pk)).status_code == 403


def test_the_first_page_tells_what_runs_and_the_next_sales(
    browser: Client, sell: Sell, reduce: Reduce
) -> None:
    reduce(sell(10_000), name_fr="Les jours d’or")
    html = browser.get(to("overview")).content.decode()
    assert "Les jours d’or" in html
    assert "Programmée" in html
    assert "Du mercredi 6 janvier à 8\u00a0h au mardi 2 février inclus" in html


@pytest.mark.parametrize(
    ("text", "rows", "faults"),
    [
        ("A;10\nB;1 290,50 €\n", {"A": 1_000, "B": 129_050}, []),
        ("A,10.5\n", {"A": 1_050}, []),
        ("A\n\nB\n", {"A": None, "B": None}, []),
        ("A;-1\nB;0\nC;1e9\nD;1,5,0\nE;٣", {}, ["not_a_price"] * 5),
        (";5\n" + "x" * 81, {}, ["sku_missing"] * 2),
    ],
)
def test_lists_are_read_with_care(text: str, rows: dict[str, int | None], faults: list[str]) -> None:
    found = sku_lists.read(text, "EUR")
    assert (found.rows, [fault.code for fault in found.faults]) == (rows, faults)


def test_a_list_without_end_is_cut() -> None:
    found = sku_lists.read("\n".join(f"N-{n}" for n in range(sku_lists.MOST + 50)), "EUR")
    assert len(found.rows) == sku_lists.MOST
    assert [fault.code for fault in found.faults] == ["list_too_long"]
