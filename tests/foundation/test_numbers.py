from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from poincon.foundation.models import NumberSeries
from poincon.foundation.numbers import next_number


def drawn(number_of):
    """Draw 160 numbers from 16 threads, giving up every tenth document; return those that were kept."""

    def draw(turn):
        given_up = turn % 10 == 0
        with transaction.atomic():
            number = number_of()
            transaction.set_rollback(given_up)
        connection.close()
        return None if given_up else number

    with ThreadPoolExecutor(16) as pool:
        return sorted(number for number in pool.map(draw, range(160)) if number is not None)


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gap_although_documents_are_given_up():
    kept = drawn(lambda: next_number("invoice-2026"))
    assert kept == list(range(1, 145))
    assert NumberSeries.objects.get().last == 144


@pytest.mark.django_db(transaction=True)
def test_a_database_sequence_would_have_gaps():
    """The negative control: a sequence gives a number away even when its document is given up."""

    def from_sequence():
        with connection.cursor() as cursor:
            cursor.execute("select nextval('gappy')")
            return cursor.fetchone()[0]

    with connection.cursor() as cursor:
        cursor.execute("create sequence if not exists gappy")
    kept = drawn(from_sequence)
    with connection.cursor() as cursor:
        cursor.execute("drop sequence gappy")
    assert len(kept) == 144
    assert kept != list(range(1, 145))


@pytest.mark.django_db(transaction=True)
def test_a_number_outside_a_transaction_is_a_mistake():
    with pytest.raises(RuntimeError, match="inside the transaction"):
        next_number("invoice-2026")
