import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client


def test_alive_asks_nobody():
    assert Client().get("/healthz").json() == {"alive": True}


@pytest.mark.django_db
def test_ready_means_that_every_migration_is_there():
    assert Client().get("/readyz").json() == {"ready": True, "faults": []}

    MigrationRecorder.Migration.objects.filter(app="orders").delete()
    answer = Client().get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["faults"] == ["migrations_waiting"]
