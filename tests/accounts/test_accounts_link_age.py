"""How long a link to choose a password is good follows the charter in force, not the one at the start."""

from datetime import timedelta

import pytest
import time_machine
from tests.accounts.people import AT, a_customer
from tests.chancery.drafts import an_approved

EDITIONS = True  # this test asks which edition of the charter is in force


@pytest.mark.django_db
@pytest.mark.promise("accounts.reset_valid_minutes")
def test_a_link_is_good_for_the_minutes_of_the_charter_in_force() -> None:
    from poincon.accounts.tokens import NewPassword  # settings name it, so it cannot come before them

    user, links = a_customer().user, NewPassword()
    with time_machine.travel(AT, tick=False):
        link = links.make_token(user)
        an_approved({"accounts.reset_valid_minutes": 7}, at=AT)
    with time_machine.travel(AT + timedelta(minutes=7), tick=False):
        assert links.check_token(user, link)
    with time_machine.travel(AT + timedelta(minutes=7, seconds=1), tick=False):
        assert not links.check_token(user, link)
    assert not links.check_token(user, "made-up")
    assert not links.check_token(user, None)
