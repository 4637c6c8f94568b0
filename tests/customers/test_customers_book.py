"""The address book: one default of each kind, whatever happens to it."""

import pytest
from tests.accounts.people import AT, a_customer

from poincon.customers import actions, queries
from poincon.customers.addresses import AddressData
from poincon.customers.models import Address, Customer

pytestmark = pytest.mark.django_db
LYON = AddressData("Claire", "Moreau", "", "3 rue du Lac", "", "69003", "Lyon", "", "FR")
NICE = AddressData("Claire", "Moreau", "", "8 quai des États-Unis", "", "06300", "Nice", "", "FR")


@pytest.fixture
def customer() -> Customer:
    return a_customer()


def defaults(customer: Customer) -> tuple[str | None, str | None]:
    delivery, billing = queries.default_delivery(customer), queries.default_billing(customer)
    return (delivery.city if delivery else None, billing.city if billing else None)


def add(customer: Customer, data: AddressData, **wishes: bool) -> Address:
    return actions.add_address(customer_id=customer.pk, data=data, at=AT, **wishes)


def test_the_first_address_serves_for_everything_and_the_next_for_nothing(customer: Customer) -> None:
    add(customer, LYON)
    add(customer, NICE)
    assert defaults(customer) == ("Lyon", "Lyon")


def test_a_new_default_takes_the_place_of_the_old_one(customer: Customer) -> None:
    add(customer, LYON)
    nice = add(customer, NICE, default_delivery=True)
    assert defaults(customer) == ("Nice", "Lyon")
    actions.make_default(customer_id=customer.pk, address_id=nice.pk, delivery=False, billing=True, at=AT)
    assert defaults(customer) == ("Nice", "Nice")


def test_removing_the_default_leaves_another_in_its_place(customer: Customer) -> None:
    lyon = add(customer, LYON)
    add(customer, NICE)
    actions.remove_address(customer_id=customer.pk, address_id=lyon.pk, at=AT)
    assert defaults(customer) == ("Nice", "Nice")
    actions.remove_address(customer_id=customer.pk, address_id=customer.addresses.get().pk, at=AT)
    assert defaults(customer) == (None, None)


def test_a_faulty_address_is_refused_and_the_book_stays(customer: Customer) -> None:
    wrong = AddressData(**{**LYON.as_dict(), "postcode": "690"})
    with pytest.raises(actions.AddressFaulty) as refused:
        add(customer, wrong)
    assert refused.value.code == "address_faulty"
    assert refused.value.context["faults"] == [("postcode", "invalid")]
    assert not customer.addresses.exists()


def test_the_book_has_an_end(customer: Customer) -> None:
    for number in range(30):
        add(customer, AddressData(**{**LYON.as_dict(), "line1": f"{number} rue du Lac"}))
    with pytest.raises(actions.TooManyAddresses) as refused:
        add(customer, NICE)
    assert refused.value.code == "too_many_addresses"
    assert customer.addresses.count() == 30
    assert actions.remember_address(customer_id=customer.pk, data=NICE, at=AT) is None


def test_an_address_used_again_is_not_kept_twice(customer: Customer) -> None:
    first = actions.remember_address(customer_id=customer.pk, data=LYON, at=AT)
    shouted = AddressData(**{**LYON.as_dict(), "city": "LYON", "phone": "+33612345678"})
    assert actions.remember_address(customer_id=customer.pk, data=shouted, at=AT) == first
    assert customer.addresses.count() == 1


def test_nobody_touches_the_book_of_somebody_else(customer: Customer) -> None:
    lyon, stranger = add(customer, LYON), a_customer("paul@example.org")
    with pytest.raises(Address.DoesNotExist):
        actions.change_address(customer_id=stranger.pk, address_id=lyon.pk, data=NICE, at=AT)
    with pytest.raises(Address.DoesNotExist):
        actions.remove_address(customer_id=stranger.pk, address_id=lyon.pk, at=AT)
    with pytest.raises(Address.DoesNotExist):
        actions.make_default(customer_id=stranger.pk, address_id=lyon.pk, delivery=True, billing=True, at=AT)
    assert customer.addresses.get().city == "Lyon"
