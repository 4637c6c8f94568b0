"""The demo's settings, with the floor's addresses added."""

from pathlib import Path

from poincon.config.settings import *  # noqa: F403
from poincon.config.settings import TEMPLATES

ROOT_URLCONF = "bench.urls"
TEMPLATES = [TEMPLATES[0] | {"DIRS": [Path(__file__).parent / "templates"]}]
API_REQUESTS_A_MINUTE = {"address": 10**9, "token": 10**9}  # counted as ever, but one visitor asks for all
