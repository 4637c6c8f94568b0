"""The shop without its database: it says so at once, in words, instead of keeping everybody waiting."""

import json
import os
import socket
import subprocess
import sys

import pytest

ASKS = """
import json, time
from poincon.config import settings
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
import django
django.setup()
from django.test import Client
client, told = Client(raise_request_exception=False), {}
client.get("/healthz")
for path in ("/readyz", "/", "/en/search/?q=ring"):
    began = time.monotonic()
    answer = client.get(path, headers={"cookie": "session=abcdefghijklmnop"})
    told[path] = [answer.status_code, time.monotonic() - began, answer.content.decode()]
print(json.dumps(told))
"""


@pytest.fixture(params=["nobody listens", "nobody answers"])
def port(request):
    """A port of this machine where no database is."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        if request.param == "nobody answers":
            silent.listen(64)
        yield silent.getsockname()[1]


def test_a_database_that_is_away_is_told_within_three_seconds(port, tmp_path):
    outside = {
        "POINCON_MODE": "demo",
        "POINCON_VAR": str(tmp_path),
        "POINCON_DATABASE_URL": f"postgresql://shop@127.0.0.1:{port}/shop",
        "DJANGO_SETTINGS_MODULE": "poincon.config.settings",
    }
    run = subprocess.run(
        [sys.executable, "-c", ASKS], env=os.environ | outside, capture_output=True, text=True, check=True
    )
    told = json.loads(run.stdout.splitlines()[-1])

    status, seconds, words = told.pop("/readyz")
    assert (status, json.loads(words)["faults"]) == (503, ["database_unreachable"])
    assert seconds < 3
    for status, seconds, words in told.values():
        assert status == 503
        assert "La boutique revient dans un instant" in words
        assert seconds < 4
