"""`poincon scene`: fill the shop of the running house for a demo, and say who can sign in."""

import os
import sys
from typing import Annotated

import typer

OUTGROWN = (
    "This demo was begun by another version and cannot be completed ({why}). Remove the folder {folder} and "
    "start again."
)
app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.command()
def scene(products: Annotated[int, typer.Option(envvar="PRODUCTS", min=0)] = 0) -> None:
    """Load the house's demo scene once, and `products` more pieces; print the accounts."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "poincon.config.settings")
    import django

    django.setup()
    from django.conf import settings

    from poincon.demo import accounts, scene
    from poincon.foundation import clock

    try:
        scene.load(now=clock.now(), say=_say)
    except scene.Outgrown as outgrown:
        _say(OUTGROWN.format(why=outgrown, folder=settings.VAR_DIR))
        sys.exit(1)
    if products:
        scene.enlarge(products=products, now=clock.now(), say=_say)
    sys.stdout.write(accounts.table())


def _say(words: str) -> None:
    """Progress is for who watches; what is printed last is kept and shown."""
    sys.stderr.write(f"{words}\n")
