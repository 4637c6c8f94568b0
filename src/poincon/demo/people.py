"""Who lives in the scene: customers with their address books, and the staff. All of them are invented."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from django.utils.crypto import salted_hmac

from poincon.charter.queries import charter, zone_of
from poincon.customers import actions as customers
from poincon.customers.addresses import AddressData
from poincon.demo.timeline import Step
from poincon.kernel.ids import ALPHABET
from poincon.staff import actions as staff
from poincon.staff.states import Role


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who buys; with `registered` they have an account, otherwise they order as guests."""

    key: str
    email: str
    language: str
    address: AddressData
    second: AddressData | None = None
    registered: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody at the desk."""

    key: str
    email: str
    name: str
    role: Role
    note: str


def _lives(first: str, last: str, line: str, place: str, phone: str, country: str = "FR") -> AddressData:
    postcode, _, city = place.partition(" ")
    # 01 99 00 is a range that the French regulator keeps for works of fiction.
    return AddressData(
        first, last, line1=line, postcode=postcode, city=city, country=country, phone=f"+3319900{phone}"
    )


CLAIRE = Person(
    "claire",
    "claire.moreau@example.org",
    "fr",
    _lives("Claire", "Moreau", "12 rue des Exemples", "44000 Nantes", "0112"),
    _lives("Jeanne", "Moreau", "3 chemin de l’Exemple", "29200 Brest", "0113"),
    registered=True,
    note="customer with two addresses and several orders",
)
EMMA = Person(
    "emma",
    "emma.wilson@example.org",
    "en",
    _lives("Emma", "Wilson", "Voorbeeldstraat 8", "1000 Bruxelles", "0208", "BE"),
    registered=True,
    note="customer in Brussels who reads English",
)
HUGO = Person(
    "hugo",
    "hugo.lambert@example.org",
    "fr",
    _lives("Hugo", "Lambert", "27 avenue de l’Exemple", "69003 Lyon", "0327"),
    registered=True,
    note="customer who has not ordered yet",
)
LEA = Person(
    "lea",
    "lea.fontaine@example.org",
    "fr",
    _lives("Léa", "Fontaine", "5 place de l’Exemple", "31000 Toulouse", "0405"),
)
PAUL = Person(
    "paul",
    "paul.girard@example.org",
    "fr",
    _lives("Paul", "Girard", "41 quai de l’Exemple", "67000 Strasbourg", "0441"),
)
NINA = Person(
    "nina",
    "nina.roux@example.org",
    "fr",
    _lives("Nina", "Roux", "8 impasse de l’Exemple", "13006 Marseille", "0508"),
)
MARC = Person(
    "marc",
    "marc.petit@example.org",
    "fr",
    _lives("Marc", "Petit", "16 rue de l’Exemple", "59800 Lille", "0616"),
)
INES = Person(
    "ines",
    "ines.blanc@example.org",
    "fr",
    _lives("Inès", "Blanc", "2 boulevard de l’Exemple", "06000 Nice", "0702"),
)
PEOPLE = (CLAIRE, EMMA, HUGO, LEA, PAUL, NINA, MARC, INES)
STAFF = (
    Colleague("owner", "direction@example.org", "Camille", Role.OWNER, "owner: the whole desk"),
    Colleague("counter", "comptoir@example.org", "Noé", Role.COUNTER, "counter: orders, customers, mails"),
    Colleague(
        "catalogue", "catalogue@example.org", "Lou", Role.CATALOGUE, "catalogue: pieces, prices, stock"
    ),
)
HIRED = timedelta(days=120)
JOINED = timedelta(days=45)


def password(email: str) -> str:
    """Return the password of one of the scene's accounts, such as "K7M4-QX2P-9RTW".

    It follows from this installation's own secret, so that it need not be written down anywhere, and no
    two demos share one.
    """
    number = int.from_bytes(salted_hmac("poincon.demo", email, algorithm="sha256").digest())
    letters = []
    for _ in range(12):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "-".join("".join(letters[start : start + 4]) for start in (0, 4, 8))


def living_near(address: AddressData) -> AddressData:
    """Return where somebody lives: in the town of a house that would not deliver to them otherwise."""
    house = charter()
    if zone_of(house, address.country, address.postcode):
        return address
    here = house.house.address
    return replace(address, postcode=here.postcode, city=here.city, country=here.country)


def steps(begun: datetime) -> Iterator[Step]:
    """Yield the hiring of the staff and the registering of the customers who have an account."""
    for colleague in STAFF:
        yield Step(begun - HIRED, f"staff:{colleague.key}", partial(_hire, colleague))
    for age, person in enumerate(PEOPLE):
        if person.registered:
            joined = begun - JOINED + timedelta(days=age)
            yield Step(joined, f"customer:{person.key}", partial(_enrol, person))


def _hire(colleague: Colleague, at: datetime) -> int:
    member = staff.hire(
        email=colleague.email,
        roles=[colleague.role],
        name=colleague.name,
        password=password(colleague.email),
        actor="scene",
        at=at,
    )
    return member.pk


def _enrol(person: Person, at: datetime) -> int:
    customer = customers.enrol(
        email=person.email,
        password=password(person.email),
        first_name=person.address.first_name,
        last_name=person.address.last_name,
        language=person.language,
        address=living_near(person.address),
        at=at,
    )
    if person.second:
        customers.add_address(customer_id=customer.pk, data=living_near(person.second), at=at)
    return customer.pk
