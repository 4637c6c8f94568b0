"""`poincon import`: bring in the pieces of another shop."""

import os
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table as Drawn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from poincon.catalogue.rules import Scale
    from poincon.intake.dialects.fields import Dialect
    from poincon.intake.dialects.taxing import Taxed
    from poincon.intake.parts import Watched
    from poincon.intake.planning import Plan
    from poincon.intake.reports import Report
    from poincon.intake.rows import FileRefused
    from poincon.intake.sheets import Fault, Sheet, Table

app = typer.Typer(no_args_is_help=True, add_completion=False)
importing = typer.Typer(no_args_is_help=True, help="Bring in the pieces of another shop.")
app.add_typer(importing, name="import")

SYSTEMS = ("shopify", "woocommerce", "prestashop")

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="the product CSV")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="say what would happen, and write nothing")]
Skip = Annotated[
    bool,
    typer.Option(
        "--skip-refused",
        help="bring in what has no refused row, and keep it as it comes: if interrupted, run it again",
    ),
]
Stock = Annotated[bool, typer.Option("--with-stock", help="also set the stock of known pieces to the file's")]
Scales = Annotated[
    str, typer.Option("--ring-scale", help="the scale of bare ring sizes: FR, IT, ES, US, UK...")
]
WithoutTax = Annotated[
    bool, typer.Option("--without-tax", help="the file's prices are without tax: add that of the day")
]
From = Annotated[str, typer.Option("--supplier", help="whom all that is new was bought from, by name")]
Language = Annotated[str, typer.Option(help="language of the texts, fr or en; guessed when not given")]


@importing.command()
def shopify(
    file: File,
    *,
    dry_run: DryRun = False,
    skip_refused: Skip = False,
    with_stock: Stock = False,
    language: Language = "",
    ring_scale: Scales = "",
    supplier: From = "",
) -> None:
    """Import a Shopify product CSV; the same file again changes nothing."""
    how = _How(dry_run, skip_refused, with_stock, language, ring_scale, supplier)
    _started(how)
    from poincon.intake.dialects.shopify import SHOPIFY
    from poincon.intake.systems import sheets_of

    with file.open("rb") as opened:
        _planned_and_carried(sheets_of(_table(opened, file, SHOPIFY), None, None), SHOPIFY, file, how)


@importing.command()
def woocommerce(
    file: File,
    *,
    dry_run: DryRun = False,
    skip_refused: Skip = False,
    with_stock: Stock = False,
    language: Language = "",
    ring_scale: Scales = "",
    supplier: From = "",
    without_tax: WithoutTax = False,
) -> None:
    """Import a WooCommerce product CSV, with English or French columns; the same again changes nothing."""
    how = _How(dry_run, skip_refused, with_stock, language, ring_scale, supplier)
    _started(how)
    from poincon.intake.dialects.woocommerce import WOOCOMMERCE
    from poincon.intake.systems import sheets_of

    taxed = _taxed() if without_tax else None
    with file.open("rb") as opened:
        found = sheets_of(_table(opened, file, WOOCOMMERCE), None, taxed)
        _planned_and_carried(found, WOOCOMMERCE, file, how)


@importing.command()
def prestashop(
    file: File,
    combinations: Annotated[
        Path | None, typer.Argument(exists=True, dir_okay=False, readable=True, help="the combinations CSV")
    ] = None,
    *,
    dry_run: DryRun = False,
    skip_refused: Skip = False,
    with_stock: Stock = False,
    language: Language = "",
    ring_scale: Scales = "",
    supplier: From = "",
) -> None:
    """Import PrestaShop's products and, beside them, their combinations; prices get the tax of the day."""
    how = _How(dry_run, skip_refused, with_stock, language, ring_scale, supplier)
    _started(how)
    from poincon.intake.dialects.prestashop import COMBINATIONS, PRODUCTS
    from poincon.intake.systems import sheets_of

    taxed = _taxed()
    with ExitStack() as files:
        first = _table(files.enter_context(file.open("rb")), file, PRODUCTS)
        second = None
        if combinations is not None:
            second = _table(files.enter_context(combinations.open("rb")), combinations, COMBINATIONS)
        _planned_and_carried(sheets_of(first, second, taxed), PRODUCTS, file, how)


@importing.command()
def addresses(file: File, *, dry_run: DryRun = False, skip_refused: Skip = False) -> None:
    """Import a list of old addresses and new ones (columns old,new): each leads on for good."""
    _django()
    from poincon.foundation import clock
    from poincon.intake import parts
    from poincon.intake.dialects.addresses import ADDRESSES
    from poincon.intake.old_addresses import bring_addresses
    from poincon.intake.rows import FileRefused

    with file.open("rb") as opened:
        table = _table(opened, file, ADDRESSES)
        found = parts.sheets(table, parts.count(table))
        try:
            report = bring_addresses(
                sheets=found, at=clock.now(), rehearse=dry_run, skip_refused=skip_refused
            )
        except FileRefused as refused:
            raise _refused(file, refused) from None
    _listed("Refused rows", report.faults, untold=report.untold["faults"])
    did = f"{report.created} created, {report.changed} changed, {report.same} the same"
    out.print(did if report.kept else f"nothing was written (it would be: {did})", markup=False)
    if report.faults and not skip_refused:
        raise typer.Exit(1)


@app.command()
def export(
    system: Annotated[str, typer.Argument(help="shopify, woocommerce or prestashop")],
    folder: Annotated[Path, typer.Argument(file_okay=False, help="where the files are written")],
    *,
    language: Annotated[str, typer.Option(help="language of the texts, fr or en")] = "fr",
) -> None:
    """Write the shop's pieces as another shop system reads them; no cell that a spreadsheet would compute."""
    if system not in SYSTEMS:
        raise typer.BadParameter(", ".join(SYSTEMS), param_hint="SYSTEM")
    if language not in {"fr", "en"}:
        raise typer.BadParameter("fr or en", param_hint="--language")
    _django()
    from poincon.foundation import clock
    from poincon.intake.systems import UNTAXED
    from poincon.intake.writing_out import write_out

    folder.mkdir(parents=True, exist_ok=True)
    taxed = _taxed() if system == UNTAXED else None
    told = write_out(system=system, folder=folder, language=language, at=clock.now(), taxed=taxed)
    for slug in told.left_out:
        out.print(f"left out: {slug}: it offers more than {told.most} choices at once", markup=False)
    out.print(f"{_counted(told.taken, 'piece', 'pieces')} written to {folder}", markup=False)


def _taxed() -> "Taxed":
    """Return the house's own rate of today, at which prices without tax are shown with it, and say so."""
    from poincon.foundation import clock
    from poincon.intake.systems import rate_of_the_day

    taxed = rate_of_the_day(clock.now())
    out.print(f"prices without tax: at {taxed.rate_bp / 100:g} %, to the nearest cent", markup=False)
    return taxed


@dataclass(frozen=True, slots=True)
class _How:
    """What was asked of an import."""

    dry_run: bool
    skip_refused: bool
    with_stock: bool
    language: str
    ring_scale: str
    supplier: str


def _started(how: _How) -> None:
    if how.language not in {"", "fr", "en"}:
        raise typer.BadParameter("fr or en", param_hint="--language")
    _django()
    _scale(how.ring_scale)
    _supplier(how.supplier)


def _supplier(name: str) -> int | None:
    from poincon.catalogue import queries

    if not name:
        return None
    known = {one.name.casefold(): one for one in queries.suppliers()}
    if name.casefold() not in known:
        names = ", ".join(one.name for one in known.values()) or "the desk knows none yet"
        raise typer.BadParameter(names, param_hint="--supplier")
    return known[name.casefold()].pk


def _planned_and_carried(sheets: "Iterable[Sheet]", dialect: "Dialect", file: Path, how: _How) -> None:
    """Plan and bring in part by part, and tell of all at the end."""
    from poincon.charter.queries import charter
    from poincon.intake.parts import Watched
    from poincon.intake.planning import plan
    from poincon.intake.rows import FileRefused

    watched, scale, currency = Watched(dialect), _scale(how.ring_scale), charter().currency
    plans = (plan(sheet, currency=currency, ring_scale=scale) for sheet in watched.over(sheets))
    try:
        report = _carried(plans, dialect.system, how)
    except FileRefused as refused:
        raise _refused(file, refused) from None
    _tell(watched, report, dry_run=how.dry_run)
    if report.faults and not how.skip_refused:
        raise typer.Exit(1)


def _scale(said: str) -> "Scale | None":
    from poincon.catalogue.rules import Scale

    wanted = said.upper()
    if wanted and wanted not in set(Scale):
        raise typer.BadParameter(", ".join(Scale), param_hint="--ring-scale")
    return Scale(wanted) if wanted else None


def _table(opened: BinaryIO, file: Path, dialect: "Dialect") -> "Table":
    from poincon.intake import sheets
    from poincon.intake.rows import FileRefused

    try:
        return sheets.opened(opened, dialect)
    except FileRefused as refused:
        raise _refused(file, refused) from None


def _refused(file: Path, refused: "FileRefused") -> typer.Exit:
    err.print(f"{file.name}: {_why_not(refused)}", markup=False)
    return typer.Exit(2)


def _carried(plans: "Iterable[Plan]", system: str, how: _How) -> "Report":
    from poincon.foundation import clock
    from poincon.intake import actions

    with _bar() as progress:
        task = progress.add_task("rehearsing" if how.dry_run else "importing", total=None)
        return actions.bring_in(
            plans=plans,
            language=how.language,
            actor=f"import:{system}",
            at=clock.now(),
            rehearse=how.dry_run,
            skip_refused=how.skip_refused,
            with_stock=how.with_stock,
            supplier_id=_supplier(how.supplier),
            advance=lambda: progress.advance(task),
        )


def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "poincon.config.settings")
    import django

    django.setup()


def _bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=err, transient=not err.is_terminal)


def _why_not(refused: "FileRefused") -> str:
    from poincon.intake.reasons import FILE_REASONS

    reason, shop = refused.context.pop("reason"), refused.context.pop("shop", "")
    shown = {
        name: " / ".join(map(str, value)) if isinstance(value, list) else value
        for name, value in refused.context.items()
    }
    details = ", ".join(f"{name} {value}" for name, value in shown.items())
    return FILE_REASONS[str(reason)].format(shop=shop) + (f" ({details})" if details else "")


def _tell(watched: "Watched", report: "Report", *, dry_run: bool) -> None:
    _listed("Refused rows", report.faults, watched.second_from, report.untold["faults"])
    _listed("Taken otherwise than written", report.notes, watched.second_from, report.untold["notes"])
    _listed("Words to mend at the desk", report.words, watched.second_from, report.untold["words"])
    for name, count in watched.left_out.items():
        why = watched.dialect.why_left_out(name)
        out.print(f"column left out: {name} ({_counted(count, 'cell', 'cells')}): {why}", markup=False)
    if watched.guessed_letters:
        out.print("letters were taken to be those of Windows: look at the accents", markup=False)
    for name, count in watched.unknown.items():
        out.print(f"column unknown: {name} ({_counted(count, 'cell', 'cells')})", markup=False)
    _held_back(report)
    if report.language:
        spoken = {"fr": "French", "en": "English"}[report.language]
        out.print(f"texts were taken to be in {spoken}; --language says otherwise", markup=False)
    did = f"{report.created} created, {report.changed} changed, {report.same} the same"
    did += f", {report.published} put on show"
    if report.recounted:
        did += f", stock of {_counted(report.recounted, 'variant', 'variants')} set"
    if report.short:
        missing = _counted(report.short, "sold piece", "sold pieces")
        did += f", {missing} missing: the buyers are asked, the desk has the cases"
    if report.kept:
        out.print(did, markup=False)
    else:
        why = "this was a rehearsal" if dry_run else "rows were refused; --skip-refused brings in the others"
        out.print(f"nothing was written: {why} (it would be: {did})", markup=False)


def _held_back(report: "Report") -> None:
    """Say how many pieces wait as drafts, for what, and where the desk completes them."""
    from django.urls import reverse

    if report.held_back:
        listed = f"{reverse('intake_desk:missing')}?state=draft"
        out.print(
            f"{_counted(report.held_back, 'piece stays a draft', 'pieces stay drafts')}, for want of what "
            f"the law asks for; the desk lists it piece by piece, with the way to each field: {listed}",
            markup=False,
        )
        for code, count in report.lacks.most_common():
            out.print(f"  {count:>7}  {_reason(code)}", markup=False)
    if report.unfinished > report.held_back:
        others = _counted(report.unfinished - report.held_back, "more piece lacks", "more pieces lack")
        out.print(f"{others} what need not be told to be on show", markup=False)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _reason(code: str) -> str:
    """Return why a piece may not be shown in English, as all that a command says."""
    from django.utils.translation import override

    from poincon.catalogue import queries

    with override("en"):
        return str(queries.reason_words(code))


def _listed(title: str, faults: "list[Fault]", second_from: int | None = None, untold: int = 0) -> None:
    from poincon.intake.reasons import ROW_REASONS
    from poincon.intake.sheets import place

    if not faults:
        return
    table = Drawn("line", "column", "value", "why", title=title, title_justify="left")
    for fault in faults:
        why = ROW_REASONS.get(fault.code) or _reason(fault.code)
        table.add_row(place(fault.line, second_from), fault.column, fault.value, why)
    out.print(table, markup=False)
    if untold:
        out.print(f"and {untold} more", markup=False)
