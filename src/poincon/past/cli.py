"""`poincon import customers` and `poincon import orders`: what the former shop knew of people."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from poincon.intake.sheets import Fault, Sheet
    from poincon.past.actions import Report

app = typer.Typer()

TOLD_AT_MOST = 1_000
LONGEST_WORDS = 10_000

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="the CSV")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="say what would happen, and write nothing")]
Skip = Annotated[bool, typer.Option("--skip-refused", help="bring in the rows that are not refused")]
Words = Annotated[
    Path | None,
    typer.Option(
        "--consent-words",
        exists=True,
        dir_okay=False,
        help="a text file: what people agreed to, word for word",
    ),
]
Confirmed = Annotated[
    bool, typer.Option("--confirmed", help="the former shop had every address confirmed by a mail first")
]


@app.command()
def customers(
    file: File,
    *,
    consent_words: Words = None,
    confirmed: Confirmed = False,
    dry_run: DryRun = False,
    skip_refused: Skip = False,
) -> None:
    """Import the customers of Shopify, WooCommerce or PrestaShop: no mail, proved consent only."""
    _django()
    from poincon.foundation import clock
    from poincon.past.actions import bring_people
    from poincon.past.reading import Proof
    from poincon.past.states import About

    words = _read_words(consent_words)
    sheet = _sheet(file, About.CUSTOMERS)
    report = bring_people(
        sheet=sheet,
        proof=Proof(words, confirmed),
        zone=clock.zone(),
        at=clock.now(),
        rehearse=dry_run,
        skip_refused=skip_refused,
    )
    _tell(sheet, report, f", {report.agreed} with a proved consent")
    _end(report, skip_refused=skip_refused)


@app.command()
def orders(file: File, *, dry_run: DryRun = False, skip_refused: Skip = False) -> None:
    """Import the past orders of Shopify, WooCommerce or PrestaShop, to be read; guarantees go on."""
    _django()
    from poincon.charter.queries import charter
    from poincon.foundation import clock
    from poincon.past.actions import bring_orders
    from poincon.past.states import About

    sheet = _sheet(file, About.ORDERS)
    report = bring_orders(
        sheet=sheet, currency=charter().currency, at=clock.now(), rehearse=dry_run, skip_refused=skip_refused
    )
    _tell(sheet, report)
    _end(report, skip_refused=skip_refused)


def _read_words(path: Path | None) -> str:
    if path is None:
        return ""
    try:
        return path.read_text(encoding="utf-8-sig")[:LONGEST_WORDS].strip()
    except UnicodeDecodeError:
        raise typer.BadParameter("this is not text in UTF-8", param_hint="--consent-words") from None


def _sheet(file: Path, about: str) -> "Sheet":
    from poincon.intake.sheets import FileRefused, taken_from
    from poincon.intake.words import FILE_REASONS
    from poincon.past.reading import recognised
    from poincon.past.states import About

    try:
        with file.open("rb") as opened:
            return recognised(taken_from(opened), About(about))
    except FileRefused as refused:
        reason = FILE_REASONS[str(refused.context["reason"])].format(shop=about)
        typer.echo(f"{file.name}: {reason}", err=True)
        raise typer.Exit(2) from None


def _tell(sheet: "Sheet", report: "Report", more: str = "") -> None:
    typer.echo(f"read as a file of {sheet.dialect.name}")
    _listed("refused", report.faults)
    _listed("told", report.notes)
    for name, count in sheet.left_out.items():
        typer.echo(f"column left out: {name} ({count} cells): {sheet.dialect.why_left_out(name)}")
    did = f"{report.created} created, {report.changed} changed, {report.same} the same{more}"
    typer.echo(did if report.kept else f"nothing was written (it would be: {did})")


def _listed(title: str, faults: "list[Fault]") -> None:
    from poincon.past.words import ROW_REASONS

    for fault in faults[:TOLD_AT_MOST]:
        typer.echo(f"{title}: line {fault.line}, {fault.column or 'the row'}: {ROW_REASONS[fault.code]}")
    if len(faults) > TOLD_AT_MOST:
        typer.echo(f"{title}: {len(faults) - TOLD_AT_MOST} more rows")


def _end(report: "Report", *, skip_refused: bool) -> None:
    if report.faults and not skip_refused:
        raise typer.Exit(1)


def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "poincon.config.settings")
    import django

    django.setup()
