"""`poincon`: the command line."""

import os
from typing import Annotated

import typer

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Poinçon, a shop engine for jewellers.",
)


def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "poincon.config.settings")
    import django

    django.setup()


@app.command()
def migrate() -> None:
    """Bring the database to the newest schema, without loss, and put out the pages as they stand."""
    _django()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    from poincon.content.cli import put_out

    put_out()


@app.command()
def collect() -> None:
    """Gather the static files, compressed and with hashed names."""
    _django()
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


@app.command()
def serve(
    port: Annotated[int, typer.Option(envvar="PORT", min=1, max=65535)] = 8000,
    host: str = "127.0.0.1",
    workers: Annotated[int, typer.Option(min=1, max=64)] = 2,
) -> None:
    """Answer web requests until told to stop; not at all with a page that cannot be put out."""
    _django()
    from django.conf import settings

    from poincon.config import environment
    from poincon.config.local import web

    environment.show_no_broken_page(settings.BOUTIQUE_DIR)
    web.serve(port, host=host, workers=workers)


@app.command()
def worker(concurrency: Annotated[int, typer.Option(min=1, max=32)] = 2) -> None:
    """Run the background jobs until told to stop."""
    _django()
    from poincon.foundation.working import worker as working

    with working() as app:
        app.run_worker(concurrency=concurrency, shutdown_graceful_timeout=20)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def django(context: typer.Context) -> None:
    """Run one of Django's own management commands."""
    _django()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["poincon django", *context.args])


@app.command()
def demo(
    boutique: Annotated[str, typer.Option(envvar="BOUTIQUE")] = "bijourama",
    port: Annotated[int, typer.Option(envvar="PORT")] = 8000,
    products: Annotated[int, typer.Option(envvar="PRODUCTS", min=0)] = 0,
) -> None:
    """Run a whole shop on this machine: database, web, worker, mailbox and sandbox bank."""
    from poincon.config.local.demo import run

    run(boutique=boutique, port=port, products=products)


def _mount() -> None:
    """Add the commands that features bring, and tell the charter which taxes are known."""
    from importlib import import_module

    for feature in ("charter", "content", "intake", "window", "reporting", "demo"):
        app.add_typer(import_module(f"poincon.{feature}.cli").app)
    import_module("poincon.intake.cli").importing.add_typer(import_module("poincon.past.cli").app)
    charter = import_module("poincon.charter.cli").charter_app
    charter.add_typer(import_module("poincon.chancery.cli").app)
    import_module("poincon.charter.readiness").taxes_known_by(import_module("poincon.pricing.rates").has)


_mount()
