"""Loaded before everything else: a real PostgreSQL stands ready before Django reads its settings."""

import os
from pathlib import Path

os.environ.setdefault("POINCON_MODE", "test")
os.environ.setdefault("POINCON_VAR", str(Path(__file__).parents[1] / "var" / "tests"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "poincon.config.settings")

if not os.environ.get("POINCON_DATABASE_URL"):
    from poincon.config.local import postgres

    folder = Path(os.environ["POINCON_VAR"]) / "postgres"
    os.environ["POINCON_DATABASE_URL"] = postgres.serve(folder, durable=False)
