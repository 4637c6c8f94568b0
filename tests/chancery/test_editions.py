"""A change of the charter: drafted, proposed, approved by another, withdrawn, rolled back; or refused."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st
from tests.accounts.people import a_member
from tests.chancery.drafts import ANNA, BRUNO, an_approved, changed_text, drafted, proposed
from tests.crowd import at_once

from poincon.chancery import queries, rules
from poincon.chancery.actions import deciding, drafting
from poincon.chancery.models import Edition
from poincon.chancery.refusals import (
    HoldsAlready,
    Impossible,
    NotSettled,
    Outdated,
    OwnProposal,
    TooLarge,
    Unchanged,
)
from poincon.foundation import journal
from poincon.foundation.stepping import Overtaken
from poincon.kernel.flow import StepRefused

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WINDOW = {"withdrawal.window_days": 45}


def two_owners() -> tuple[str, str]:
    members = [a_member("owner", email=f"{name}@house.example") for name in ("anna", "bruno")]
    return tuple(f"staff:{member.pk}" for member in members)  # type: ignore[return-value]


def test_changes_collect_in_one_draft(noon: datetime) -> None:
    first = drafted(WINDOW, at=noon)
    second = drafted({"carriers.colissimo.phone": "3631", "orders.dispatch_within_days": 4}, at=noon)
    wanted = queries.drafted_by(second)
    assert (first.pk, Edition.objects.count()) == (second.pk, 1)
    assert (wanted.withdrawal.window_days, wanted.carrier("colissimo").phone) == (45, "3631")
    assert drafted(WINDOW, at=noon, author=BRUNO).pk != first.pk


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"payments.transfer.reserve_days": 3000}, "payments.transfer.reserve_days"),
        ({"payments.transfer.iban": "FR7612345"}, "payments.transfer.iban"),
        ({"house.name": " "}, "house.name"),
        ({"house.name": "Anneau\ud800"}, "house.name"),
        ({"house.no_such": 1}, "house.no_such"),
        ({"languages": ("fr",)}, "languages"),
        ({"currency": "CHF"}, "currency"),
        ({"time_zone": "Europe/Lisbon"}, "time_zone"),
        ({"house.key": "another"}, "house.key"),
        ({"state": "draft"}, "state"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place_and_leaves_the_draft(
    noon: datetime, values: dict[str, object], place: str
) -> None:
    draft = drafted(WINDOW, at=noon)
    with pytest.raises(Impossible) as caught:
        drafted(values, at=noon)
    assert caught.value.code == "charter_impossible"
    assert place in {fault.path for fault in caught.value.faults}
    assert all(fault.reason for fault in caught.value.faults)
    assert Edition.objects.get().digest == draft.digest


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"PK\x03\x04 a spreadsheet",
        b"a = [" + b"[" * 5000,
        b"a = " + b"9" * 9000,
        b'state = "live"',
        b"[[carriers]]\nkey = 3",
    ],
)
def test_a_file_that_is_no_charter_is_one_report_and_nothing_else(noon: datetime, content: bytes) -> None:
    with pytest.raises(Impossible) as caught:
        drafting.take_file(author=ANNA, content=content, at=noon)
    assert caught.value.faults
    assert not Edition.objects.exists()


def test_a_file_without_end_is_refused_unread(noon: datetime) -> None:
    with pytest.raises(TooLarge):
        drafting.take_file(author=ANNA, content=b"#" * (rules.MOST_BYTES + 1), at=noon)
    assert not Edition.objects.exists()


@how(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode(errors="replace"))
)
def test_any_bytes_are_refused_in_one_way(noon: datetime, content: bytes) -> None:
    with pytest.raises(Impossible):
        drafting.take_file(author=ANNA, content=content, at=noon)


@how(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(min_size=1, max_size=60))
def test_any_name_is_kept_as_it_is_or_refused(noon: datetime, name: str) -> None:
    drafting.put_aside(author=ANNA)
    try:
        draft = drafted({"house.name": name}, at=noon)
    except Impossible:
        return
    assert queries.drafted_by(Edition.objects.get(pk=draft.pk)).house.name == name


def test_of_two_owners_the_other_one_approves(noon: datetime) -> None:
    anna, bruno = two_owners()
    edition = proposed(WINDOW, at=noon, author=anna)
    with pytest.raises(OwnProposal):
        deciding.approve(edition_id=edition.pk, actor=anna, at=noon)
    assert Edition.objects.get().state == "proposed"
    approved = deciding.approve(edition_id=edition.pk, actor=bruno, at=noon + DAY)
    assert (approved.approved_by, approved.alone, approved.from_at) == (bruno, False, noon + DAY)
    assert [entry.verb for entry in journal.entries(f"edition:{edition.pk}")] == ["propose", "approve"]


def test_an_only_owner_approves_alone_and_that_is_recorded(noon: datetime) -> None:
    anna = f"staff:{a_member('owner').pk}"
    a_member("counter")
    edition = proposed(WINDOW, at=noon, author=anna)
    assert deciding.approve(edition_id=edition.pk, actor=anna, at=noon).alone
    assert journal.entries(f"edition:{edition.pk}").last().cause == "alone"  # type: ignore[union-attr]


def test_a_second_click_changes_nothing(noon: datetime) -> None:
    edition = proposed(WINDOW, at=noon)
    with pytest.raises(Unchanged):
        drafting.propose(author=ANNA, why="", from_at=noon, at=noon)
    deciding.approve(edition_id=edition.pk, actor=BRUNO, at=noon)
    with pytest.raises(StepRefused):
        deciding.approve(edition_id=edition.pk, actor=BRUNO, at=noon + DAY)
    assert Edition.objects.get().approved_at == noon


def test_a_draft_that_changes_nothing_is_not_proposed(noon: datetime) -> None:
    drafted(WINDOW, at=noon)
    drafted({"withdrawal.window_days": queries.shipped().withdrawal.window_days}, at=noon)
    with pytest.raises(Unchanged):
        drafting.propose(author=ANNA, why="", from_at=noon, at=noon)


def test_nobody_undoes_unknowingly_what_another_has_decided(noon: datetime) -> None:
    mine = proposed(WINDOW, at=noon, author=ANNA)
    drafted({"orders.dispatch_within_days": 5}, at=noon, author="staff:3")
    an_approved_by_another = proposed({"cart.kept_days": 11}, at=noon, author=BRUNO)
    deciding.approve(edition_id=an_approved_by_another.pk, actor=ANNA, at=noon)
    with pytest.raises(Outdated):
        deciding.approve(edition_id=mine.pk, actor=BRUNO, at=noon)
    with pytest.raises(Outdated):
        drafting.propose(author="staff:3", why="", from_at=noon, at=noon)
    again = drafting.take_up(author=ANNA, edition_id=mine.pk, at=noon)
    both = queries.drafted_by(again)
    assert (both.withdrawal.window_days, both.cart.kept_days, again.basis_id) == (
        45,
        11,
        an_approved_by_another.pk,
    )
    fresh = drafting.propose(author=ANNA, why="", from_at=noon, at=noon)
    deciding.approve(edition_id=fresh.pk, actor=BRUNO, at=noon)
    assert queries.newest() == both


def test_an_edition_never_holds_before_the_one_that_it_follows(noon: datetime) -> None:
    first = an_approved(WINDOW, from_at=noon + 5 * DAY, at=noon)
    second = an_approved({"cart.kept_days": 11}, from_at=noon, at=noon)
    assert second.from_at == first.from_at


def test_what_has_not_come_into_force_can_be_withdrawn(noon: datetime) -> None:
    edition = an_approved(WINDOW, from_at=noon + DAY, at=noon)
    with pytest.raises(HoldsAlready):
        deciding.withdraw(edition_id=edition.pk, actor=ANNA, at=noon + DAY)
    deciding.withdraw(edition_id=edition.pk, actor=ANNA, at=noon + DAY - timedelta(seconds=1))
    assert deciding.inaugurate_due(at=noon + 2 * DAY) == 0
    assert queries.newest() == queries.shipped()


def test_what_was_made_from_a_withdrawn_edition_is_outdated(noon: datetime) -> None:
    first = an_approved(WINDOW, from_at=noon + DAY, at=noon)
    second = proposed({"cart.kept_days": 11}, at=noon)
    deciding.withdraw(edition_id=first.pk, actor=ANNA, at=noon)
    with pytest.raises(Outdated):
        deciding.approve(edition_id=second.pk, actor=BRUNO, at=noon)


def test_going_back_is_an_edition_of_its_own(noon: datetime) -> None:
    first = an_approved(WINDOW, at=noon)
    second = an_approved({"withdrawal.window_days": 60}, at=noon + DAY)
    deciding.inaugurate_due(at=noon + DAY)
    with pytest.raises(Unchanged):
        drafting.propose_return(author=ANNA, edition_id=second.pk, why="", from_at=noon, at=noon + 2 * DAY)
    back = drafting.propose_return(
        author=ANNA, edition_id=first.pk, why="Non.", from_at=noon, at=noon + 2 * DAY
    )
    assert (back.text, back.digest, back.pk != first.pk) == (first.text, first.digest, True)
    deciding.approve(edition_id=back.pk, actor=BRUNO, at=noon + 2 * DAY)
    deciding.inaugurate_due(at=noon + 2 * DAY)
    states = dict(Edition.objects.values_list("pk", "state"))
    assert states == {first.pk: "replaced", second.pk: "rolled_back", back.pk: "in_force"}
    to_file = drafting.propose_return(author=ANNA, edition_id=None, why="", from_at=noon, at=noon + 3 * DAY)
    assert queries.drafted_by(to_file) == queries.shipped()


def test_nobody_goes_back_to_what_was_never_approved(noon: datetime) -> None:
    edition = proposed(WINDOW, at=noon)
    with pytest.raises(NotSettled):
        drafting.propose_return(author=ANNA, edition_id=edition.pk, why="", from_at=noon, at=noon)


@pytest.mark.parametrize("change", [{"text": "x"}, {"digest": "x"}, {"author": "x"}, {"basis_id": None}])
def test_the_database_refuses_to_change_what_was_proposed(noon: datetime, change: dict[str, object]) -> None:
    an_approved({"cart.kept_days": 11}, at=noon)
    edition = proposed(WINDOW, at=noon)
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).delete()


@pytest.mark.parametrize("column", ["from_at", "approved_at"])
def test_the_database_refuses_to_change_a_decision(noon: datetime, column: str) -> None:
    edition = an_approved(WINDOW, at=noon)
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(**{column: noon + DAY})
    Edition.objects.filter(pk=edition.pk).update(why="")


@pytest.mark.django_db(transaction=True)
def test_of_two_proposals_approved_at_once_one_holds(noon: datetime) -> None:
    ids = [
        proposed({"withdrawal.window_days": 40 + number}, at=noon, author=f"staff:{number}").pk
        for number in range(1, 9)
    ]
    todo = list(ids)
    raised = at_once(8, lambda: deciding.approve(edition_id=todo.pop(), actor="staff:99", at=noon))
    assert [type(error) for error in raised] == [Outdated] * 7
    assert Edition.objects.filter(state="approved").count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_constraint_several_hold(noon: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: the database lets an edition have one successor, nothing else does."""
    ids = [
        proposed({"withdrawal.window_days": 40 + number}, at=noon, author=f"staff:{number}").pk
        for number in range(1, 3)
    ]
    [constraint] = [one for one in Edition._meta.constraints if one.name == "edition_one_successor"]
    monkeypatch.setattr(queries, "head", lambda: None)  # each has looked before the other decides
    with connection.schema_editor() as editor:
        editor.remove_constraint(Edition, constraint)
    try:
        raised = at_once(2, lambda: deciding.approve(edition_id=ids.pop(), actor="staff:99", at=noon))
        assert (raised, Edition.objects.filter(state="approved").count()) == ([], 2)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("truncate chancery_edition cascade")
        with connection.schema_editor() as editor:
            editor.add_constraint(Edition, constraint)


@pytest.mark.django_db(transaction=True)
def test_a_double_click_on_the_first_change_begins_one_draft(noon: datetime) -> None:
    raised = at_once(6, lambda: drafted(WINDOW, at=noon))
    assert {type(error) for error in raised} <= {Overtaken}
    assert Edition.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_schedulers_write_it_down_once(noon: datetime) -> None:
    edition = an_approved(WINDOW, at=noon)
    assert at_once(6, lambda: deciding.inaugurate_due(at=noon)) == []
    assert journal.entries(f"edition:{edition.pk}").filter(verb="take_effect").count() == 1


def test_a_file_is_what_it_was_when_it_comes_back(noon: datetime) -> None:
    content = changed_text(lambda charter: charter)
    drafting.take_file(author=ANNA, content=content, at=noon)
    assert queries.draft_of(ANNA).text.encode() == content  # type: ignore[union-attr]
