"""Nothing that says who somebody is goes into a log line or a stored fact."""

import dataclasses

from poincon.foundation import facts

PERSONAL = {"email", "name", "first_name", "last_name", "phone", "address", "line1", "postcode", "city", "to"}


def test_facts_carry_ids_and_codes_only():
    kinds = facts.kinds()
    assert len(kinds) > 10
    leaks = {
        kind.__name__: wrong
        for kind in kinds
        if (wrong := {field.name for field in dataclasses.fields(kind)} & PERSONAL)
    }
    assert leaks == {}
