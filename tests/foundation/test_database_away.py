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
visits = {
    "/readyz": {},
    "/": {},
    "/en/search/?q=ring": {},
    "/comptoir/": {},
    "/api/v1/pieces": {},
    "/api/v1/brands": {"authorization": "Bearer abc"},
    "/api/v1/cart": {"idempotency-key": "k"},
}
for path, headers in visits.items():
    began, way = time.monotonic(), client.post if "idempotency-key" in headers else client.get
    more = {"data": "{}", "content_type": "application/json"} if way == client.post else {}
    headers |= {"cookie": "session=abcdefghijklmnop", "accept-language": "en"}
    answer = way(path, headers=headers, **more)
    told[path] = [answer.status_code, time.monotonic() - began, dict(answer.headers), answer.content.decode()]
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

    status, seconds, _headers, words = told.pop("/readyz")
    assert (status, json.loads(words)["faults"]) == (503, ["database_unreachable"])
    assert seconds < 3
    for path, (status, seconds, headers, words) in told.items():
        assert (path, status, headers["Retry-After"]) == (path, 503, "60")
        assert headers["Cache-Control"] == "no-store"
        assert seconds < 4
        if path.startswith("/api/"):
            assert headers["Content-Type"] == "application/problem+json"
            problem = json.loads(words)
            assert (problem["status"], problem["code"]) == (503, "shop_away")
            assert problem["detail"].startswith("The shop will be back")
        else:
            assert "La boutique revient dans un instant" in words
