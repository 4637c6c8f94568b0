"""`poincon house …`: found a house step by step, say what it lacks, take it live."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from poincon.charter import founding, houses, loading
from poincon.charter.readiness import ready_for_sale
from poincon.charter.schema import Charter

house_app = typer.Typer(no_args_is_help=True, help="Found a house, and take it live.")
STEPS = {
    "identity": ("Qui vous êtes", "Who you are"),
    "contact": ("Comment on vous joint", "How to reach you"),
    "notice": ("Ce que la loi fait nommer", "What the law makes you name"),
    "payment": ("Comment on vous paie", "How you are paid"),
    "delivery": ("Comment partent les colis", "How parcels leave"),
    "orders": ("Vos journées", "Your days"),
    "returns": ("Si l’on change d’avis", "When somebody changes their mind"),
}

AnswersFile = Annotated[Path | None, typer.Option(help="a TOML file of answers, instead of questions")]
Language = Annotated[str, typer.Option(help="fr or en")]
Name = Annotated[str, typer.Argument(help="the name of a house")]


@house_app.command()
def new(*, answers: AnswersFile = None, language: Language = "en") -> None:
    """Ask what a house must decide and write its folder as a draft; an empty answer can wait."""
    charter = _from_file(answers) if answers else _from_questions(language)
    try:
        path = houses.lay(charter)
    except houses.Taken as error:
        _stop([f"a house called {error} exists already; nothing was written"])
    typer.echo(f"written: {path}")
    _say_lacks(charter)


@house_app.command()
def ready(name: Name) -> None:
    """Say what a house lacks before it may sell; fails while anything is missing."""
    if _say_lacks(_load(_path_of(name))):
        raise typer.Exit(1)


@house_app.command()
def live(name: Name) -> None:
    """Take a draft live; refused while anything is missing, each named."""
    try:
        charter = houses.put_on_sale(_path_of(name))
    except houses.NotReady as error:
        _stop([str(lack) for lack in error.lacks])
    typer.echo(f"{charter.house.name} is live")


def _say_lacks(charter: Charter) -> bool:
    lacks = ready_for_sale(charter)
    for lack in lacks:
        typer.echo(f"still missing  {lack}")
    if not lacks:
        typer.echo(f"{charter.house.name} may sell")
    return bool(lacks)


def _from_file(path: Path) -> Charter:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        _stop([f"{path}: {error}"])
    try:
        return founding.found({name: str(said) for name, said in data.items()}, _today())
    except founding.WrongAnswers as error:
        _stop([str(fault) for fault in error.faults])


def _from_questions(language: str) -> Charter:
    """Ask everything, then again only what cannot stand, until it can."""
    answers: dict[str, str] = {}
    wanted = {question.name for question in founding.questions()}
    while True:
        answers |= _asked(wanted, answers, language)
        try:
            return founding.found(answers, _today())
        except founding.WrongAnswers as error:
            for fault in error.faults:
                typer.echo(f"  {fault}", err=True)
            wanted = {fault.name for fault in error.faults} & {one.name for one in founding.questions()}
            if not wanted:
                raise typer.Exit(1) from None


def _asked(wanted: set[str], before: dict[str, str], language: str) -> dict[str, str]:
    told, step = {}, ""
    for question in founding.questions():
        if question.name not in wanted:
            continue
        if question.step != step:
            step = question.step
            typer.secho(f"\n{STEPS[step][0 if language.startswith('fr') else 1]}", bold=True)
        default = before.get(question.name) or question.default
        told[question.name] = typer.prompt(
            question.words(language), default=default, show_default=bool(default)
        )
    return told


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _path_of(name: str) -> Path:
    try:
        return houses.path_of(name)
    except houses.Unknown as error:
        _stop([str(error)])


def _load(path: Path) -> Charter:
    try:
        return loading.load(path)
    except loading.CharterFault as error:
        _stop([str(fault) for fault in error.faults])


def _stop(faults: list[str]) -> NoReturn:
    for fault in faults:
        typer.secho(fault, err=True, fg="red")
    raise typer.Exit(1)
