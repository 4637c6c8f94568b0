"""What the shop serves: the newest approved edition whose day has come, in every process and at once."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.chancery.drafts import an_approved, changed_text, proposed
from tests.shopping import a_browser

from poincon.chancery import standing
from poincon.chancery.actions import deciding
from poincon.chancery.models import Edition
from poincon.charter import queries as charters

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_without_an_edition_the_house_s_file_is_served(settings) -> None:  # type: ignore[no-untyped-def]
    assert charters.charter() is settings.CHARTER


def test_an_approved_edition_is_served_from_its_day_on_and_not_before(noon: datetime) -> None:
    an_approved({"withdrawal.window_days": 45}, from_at=noon + DAY, at=noon)
    with time_machine.travel(noon + DAY - timedelta(microseconds=1), tick=False):
        assert charters.charter().withdrawal.window_days != 45
    with time_machine.travel(noon + DAY, tick=False):
        assert charters.charter().withdrawal.window_days == 45


def test_an_edition_that_was_due_while_nobody_was_awake_is_served_before_it_is_written_down(
    noon: datetime,
) -> None:
    first = an_approved({"withdrawal.window_days": 45}, from_at=noon + DAY, at=noon)
    second = an_approved({"withdrawal.window_days": 60}, from_at=noon + 2 * DAY, at=noon)
    with time_machine.travel(noon + 9 * DAY, tick=False):
        assert charters.charter().withdrawal.window_days == 60
        assert deciding.inaugurate_due(at=noon + 9 * DAY) == 2
        assert deciding.inaugurate_due(at=noon + 9 * DAY) == 0
        assert charters.charter().withdrawal.window_days == 60
    states = dict(Edition.objects.values_list("pk", "state"))
    assert states == {first.pk: "replaced", second.pk: "in_force"}


def test_a_proposal_alone_changes_nothing(noon: datetime, settings) -> None:  # type: ignore[no-untyped-def]
    proposed({"withdrawal.window_days": 45}, at=noon)
    with time_machine.travel(noon + DAY, tick=False):
        assert charters.charter() is settings.CHARTER


def test_one_edition_is_one_object_in_a_process(noon: datetime) -> None:
    an_approved({"withdrawal.window_days": 45}, from_at=noon, at=noon)
    with time_machine.travel(noon, tick=False):
        first = charters.charter()
        assert charters.charter() is first
    with time_machine.travel(noon + 3 * DAY, tick=False):
        assert charters.charter() is first


def test_what_is_below_the_law_is_written_and_does_not_run(noon: datetime) -> None:
    edition = an_approved({"withdrawal.window_days": 7}, from_at=noon, at=noon)
    with time_machine.travel(noon, tick=False):
        assert charters.charter().withdrawal.window_days == 14
    assert standing.written(edition.pk).withdrawal.window_days == 7


def test_a_page_asks_once_and_shows_one_charter(noon: datetime) -> None:
    an_approved({"withdrawal.window_days": 45}, from_at=noon, at=noon)
    browser = a_browser()
    with time_machine.travel(noon + DAY, tick=False):
        browser.get(reverse("content:returns"))
        with CaptureQueriesContext(connection) as seen:
            page = browser.get(reverse("content:returns"))
    asked = [query["sql"] for query in seen.captured_queries if "chancery_edition" in query["sql"]]
    assert len(asked) == 1
    assert "45\u00a0jours" in page.content.decode()


def test_settings_that_name_another_charter_win(noon: datetime, settings) -> None:  # type: ignore[no-untyped-def]
    an_approved({"withdrawal.window_days": 45}, from_at=noon, at=noon)
    settings.CHARTER = settings.CHARTER.model_copy(update={"terms_version": "2020-01-01"})
    with time_machine.travel(noon + DAY, tick=False):
        assert charters.charter() is settings.CHARTER


def test_what_held_at_an_instant_of_the_past_is_found(noon: datetime, settings) -> None:  # type: ignore[no-untyped-def]
    an_approved({"withdrawal.window_days": 45}, from_at=noon, at=noon)
    an_approved({"withdrawal.window_days": 60}, from_at=noon + DAY, at=noon)
    deciding.inaugurate_due(at=noon + 2 * DAY)
    assert charters.charter_at(noon - DAY) is settings.CHARTER
    assert charters.charter_at(noon).withdrawal.window_days == 45
    assert charters.charter_at(noon + DAY).withdrawal.window_days == 60


def test_a_carrier_that_was_dropped_is_remembered(noon: datetime, settings) -> None:  # type: ignore[no-untyped-def]
    dropped = settings.CHARTER.carrier("mondial_relay")
    content = changed_text(lambda charter: without_carrier(charter, dropped.key))
    an_approved(content, from_at=noon, at=noon)
    with time_machine.travel(noon, tick=False):
        assert dropped.key not in {one.key for one in charters.charter().carriers}
        assert charters.carrier(dropped.key).phone == dropped.phone
    with pytest.raises(LookupError):
        charters.carrier("pigeon")


def without_carrier(charter, key):  # type: ignore[no-untyped-def]
    delivery, returns = charter.delivery, charter.returns
    labels = tuple(label for label in returns.labels if label.carrier != key)
    rates = tuple(rate for rate in delivery.rates if rate.carrier != key)
    return charter.model_copy(
        update={
            "carriers": tuple(one for one in charter.carriers if one.key != key),
            "delivery": delivery.model_copy(update={"rates": rates}),
            "returns": returns.model_copy(update={"labels": labels}),
        }
    )
