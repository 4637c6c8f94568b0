"""`poincon prices`: prove what was asked, hold all orders against it, and tell when the sales are."""

import os
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress, TextColumn
from rich.table import Table

if TYPE_CHECKING:
    from poincon.reporting.proving import Judged

app = typer.Typer(no_args_is_help=True, add_completion=False)
prices = typer.Typer(no_args_is_help=True, help="Prove prices, and hold all orders against them.")
app.add_typer(prices, name="prices")

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

Sku = Annotated[str, typer.Argument(help="the article number")]
At = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d"], help="on the house's clock"),
]
Year = Annotated[int, typer.Argument(min=2020, max=2100)]


@prices.command()
def prove(sku: Sku, at: At = None) -> None:
    """Show who asked what for an article and when, and what each order of it paid; 1 where one differs."""
    _django()
    from poincon.catalogue.queries import variants_by_sku
    from poincon.foundation import clock
    from poincon.pricing import queries as pricing
    from poincon.reporting import proving

    variant = variants_by_sku([sku]).get(sku)
    if variant is None:
        err.print(f"no piece has the article number {sku}", markup=False)
        raise typer.Exit(2)
    if at is not None:
        asked = pricing.price_at(variant, at.replace(tzinfo=clock.zone()))
        out.print(f"{at:%Y-%m-%d %H:%M:%S}: {asked or 'not for sale yet'}", markup=False)
    table = Table("from", "asked", "regular", "why", "who")
    for one in reversed(pricing.entries(variant)):
        table.add_row(_moment(one.since), str(one.amount), str(one.regular), one.cause, one.actor)
    out.print(table)
    sold = proving.of_variant(variant)
    for line in sold:
        out.print(_told(line), markup=False)
    if any(line.verdict == "never" for line in sold):
        raise typer.Exit(1)


@prices.command()
def check() -> None:
    """Hold the price of every order against the history; 1 where one differs from what all were asked."""
    _django()
    from poincon.foundation import clock
    from poincon.reporting import actions

    with Progress(TextColumn("{task.completed} lines"), console=err, transient=True) as bar:
        line = bar.add_task("lines", total=None)
        proof = actions.prove_prices(at=clock.now(), told=lambda done: bar.update(line, completed=done))
    for one in proof.differences:
        out.print(_told(one), markup=False)
    crossed = f", {proof.crossed} while a price changed" if proof.crossed else ""
    out.print(f"{proof.lines} lines of orders{crossed}, {len(proof.differences)} differ", markup=False)
    if not proof.holds:
        raise typer.Exit(1)


@prices.command()
def sales(year: Year) -> None:
    """Tell when the legal sales of a year are, from the table of legal figures."""
    _django()
    from poincon.pricing.queries import seasons

    found = seasons.seasons(year)
    for span in found:
        out.print(f"{_moment(span.since)} – {_moment(span.until) if span.until else ''}", markup=False)
    if not found:
        err.print("the sales of this house's country are not known", markup=False)
        raise typer.Exit(1)


def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "poincon.config.settings")
    import django

    django.setup()


def _moment(at: datetime) -> str:
    from poincon.foundation import clock

    return f"{clock.local(at):%Y-%m-%d %H:%M:%S}"


def _told(one: "Judged") -> str:
    line = one.line
    asked = one.asked or "nothing"
    return f"{_moment(line.placed_at)}  {line.reference}  paid {line.unit}  asked {asked}  {one.verdict}"
