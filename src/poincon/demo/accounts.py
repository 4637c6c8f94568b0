"""The accounts of the scene as `make demo` prints them."""

from poincon.demo.people import PEOPLE, STAFF, password

WIDTHS = (12, 30, 18)


def table() -> str:
    """Return one line for each account: e-mail, password, what it is for."""
    staff = [(colleague.email, colleague.note) for colleague in STAFF]
    customers = [(person.email, person.note) for person in PEOPLE if person.registered]
    return _lines("staff", staff) + "\n" + _lines("customers", customers)


def _lines(title: str, rows: list[tuple[str, str]]) -> str:
    first, second, third = WIDTHS
    return "".join(
        f"  {title if not place else '':{first}}{email:{second}}{password(email):{third}}{note}\n"
        for place, (email, note) in enumerate(rows)
    )
