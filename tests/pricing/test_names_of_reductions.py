"""What the public name of a reduction may not say: the page prints it beside what the history reckons."""

from datetime import datetime

import pytest
from tests.pricing.conftest import DAY, Sell

from poincon.catalogue.actions import WordsForbidden
from poincon.pricing.actions import reductions
from poincon.pricing.actions.reductions import Draft
from poincon.pricing.models import Reduction
from poincon.pricing.states import Cut, Rounding

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("french", "english", "column"),
    [
        ("−50 % sur tout", "", "name_fr"),
        ("Les jours d’or", "50% off", "name_en"),
        ("Diamants de laboratoire", "", "name_fr"),
    ],
)
def test_it_types_no_cut_and_nothing_that_no_piece_is_called(
    sell: Sell, noon: datetime, french: str, english: str, column: str
) -> None:
    starts = noon + DAY
    told = Draft(french, english, Cut.PERCENT, 20, Rounding.EXACT, starts, starts + 7 * DAY)
    with pytest.raises(WordsForbidden) as refused:
        reductions.draft(told=told, shares=dict.fromkeys(sell(100)), actor="s", at=noon)
    assert refused.value.context["column"] == column
    assert not Reduction.objects.exists()
