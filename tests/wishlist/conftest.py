"""A house that offers wishlists; the house of the tests does not promise one."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def offered(settings: Settings) -> None:
    accounts = settings.CHARTER.accounts.model_copy(update={"wishlist": True})
    settings.CHARTER = settings.CHARTER.model_copy(update={"accounts": accounts})
