"""`poincon house …`: found a house step by step, say what it lacks, take it live."""

import gettext
import tomllib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from poincon.charter import founding, houses, loading, questions
from poincon.charter.answers import Unreadable
from poincon.charter.readiness import ready_for_sale
from poincon.charter.schema import Charter
from poincon.kernel.reason import Reason

house_app = typer.Typer(no_args_is_help=True, help="Found a house, and take it live.")
STEPS = {
    "identity": ("Qui vous êtes", "Who you are"),
    "contact": ("Comment on vous joint", "How to reach you"),
    "notice": ("Ce que la loi fait nommer", "What the law makes you name"),
    "payment": ("Comment on vous paie", "How you are paid"),
    "delivery": ("Comment partent les colis", "How parcels leave"),
    "orders": ("Vos journées", "Your days"),
    "pieces": ("Vos bijoux", "Your pieces"),
    "returns": ("Si l’on change d’avis", "When somebody changes their mind"),
}
SAID = {
    "begin": (
        "Entrée prend la réponse entre crochets, un tiret (-) laisse la place ouverte.",
        "Enter takes the answer in brackets, a hyphen (-) leaves the place open.",
    ),
    "written": ("écrit", "written"),
    "missing": ("il manque encore", "still missing"),
    "ready": ("peut vendre", "may sell"),
    "note": ("à savoir", "to know"),
    "live": ("est en vente", "is live"),
    "taken": ("Une maison porte déjà ce nom.", "A house of this name exists already."),
}

AnswersFile = Annotated[Path | None, typer.Option(help="a TOML file of answers, instead of questions")]
Language = Annotated[str, typer.Option(help="fr or en")]
Name = Annotated[str, typer.Argument(help="the name of a house")]


@house_app.command()
def new(*, answers: AnswersFile = None, language: Language = "en") -> None:
    """Ask what a house must decide and write its folder as a draft; an empty answer can wait."""
    charter = _from_file(answers, language) if answers else _from_questions(language)
    try:
        path = houses.lay(charter)
    except houses.Taken as error:
        _stop([f"a house called {error} exists already; nothing was written"])
    typer.echo(f"{_said(language, 'written')}  {path}")
    _say_lacks(charter, language)


@house_app.command()
def ready(name: Name, *, language: Language = "en") -> None:
    """Say what a house lacks before it may sell; fails while anything is missing."""
    if _say_lacks(_load(_path_of(name)), language):
        raise typer.Exit(1)


@house_app.command()
def live(name: Name, *, language: Language = "en") -> None:
    """Take a draft live; refused while anything is missing, each named."""
    try:
        charter = houses.put_on_sale(_path_of(name))
    except houses.NotReady as error:
        _stop([f"{lack.path}: {_why(lack.reason, language)}" for lack in error.lacks])
    typer.echo(f"{charter.house.name} {_said(language, 'live')}")


def _say_lacks(charter: Charter, language: str) -> bool:
    lacks = ready_for_sale(charter)
    for lack in lacks:
        typer.echo(f"{_said(language, 'missing')}  {lack.path}: {_why(lack.reason, language)}")
    if not lacks:
        typer.echo(f"{charter.house.name} {_said(language, 'ready')}")
    for note in founding.notes(charter):
        typer.echo(f"{_said(language, 'note')}  {_why(note, language)}")
    return bool(lacks)


def _from_file(path: Path, language: str) -> Charter:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        _stop([f"{path}: {error}"])
    try:
        return founding.found({name: str(said) for name, said in data.items()}, _today())
    except founding.WrongAnswers as error:
        _stop([f"{fault.place}: {_why(fault.reason, language)}" for fault in error.faults])


def _from_questions(language: str) -> Charter:
    """Ask all that concerns the house, then again only what cannot stand, until it can."""
    answers: dict[str, str] = {}
    again: set[str] = set()
    typer.echo(_said(language, "begin"))
    while True:
        _ask(answers, again, language)
        try:
            return founding.found(answers, _today())
        except founding.WrongAnswers as error:
            for fault in error.faults:
                typer.echo(f"  {fault.place}: {_why(fault.reason, language)}", err=True)
            again = {fault.name for fault in error.faults} & {one.name for one in questions.questions()}
            if not again:
                raise typer.Exit(1) from None


def _ask(answers: dict[str, str], again: set[str], language: str) -> None:
    """Ask what has no answer yet, and `again` what has one; forget the answers to what no longer concerns."""
    step = ""
    for question in questions.questions():
        if question not in questions.asked(answers):
            answers.pop(question.name, None)
        elif question.name in again or question.name not in answers:
            if question.step != step:
                step = question.step
                typer.secho(f"\n{STEPS[step][0 if language.startswith('fr') else 1]}", bold=True)
            _answer(question, answers, language)


def _answer(question: questions.Question, answers: dict[str, str], language: str) -> None:
    """Put one answer among the others, asking until it can be read."""
    words = question.words(language, questions.country_of(answers))
    default = answers.get(question.name) or questions.default(question, answers)
    while True:
        said = typer.prompt(words, default=default, show_default=bool(default))
        try:
            meant = questions.read(question, answers | {question.name: said})
        except Unreadable as error:
            typer.echo(f"  {_why(error.reason, language)}", err=True)
            continue
        if question.name == "key" and meant in houses.names():
            typer.echo(f"  {_said(language, 'taken')}", err=True)
            continue
        answers[question.name] = said
        return


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    folder = Path(__file__).parents[1] / "locale"  # the words of all features, bound together
    return gettext.translation("django", folder, [language[:2]], fallback=True)


def _why(reason: Reason, language: str) -> str:
    """Return a reason in the language that the jeweller speaks; no settings are there to choose it."""
    return _catalogue(language).gettext(reason.words).format(**reason.facts)


def _said(language: str, name: str) -> str:
    return SAID[name][0 if language.startswith("fr") else 1]


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
