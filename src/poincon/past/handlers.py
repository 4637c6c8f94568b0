"""What is done when somebody proves an address: what the former shop knew of it is theirs."""

from datetime import datetime

from poincon.accounts.events import AddressProven
from poincon.customers import queries as customers
from poincon.foundation.facts import on
from poincon.past import actions


@on(AddressProven)
def find_former_self(fact: AddressProven, at: datetime) -> None:
    customer = customers.by_user(fact.user_id)
    if customer is not None:
        actions.claim(customer_id=customer.pk, email=customer.user.email, at=at)
