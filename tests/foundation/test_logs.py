import logging

import pytest
from tests.shopping import a_browser, a_variant, press, to_recap

SAID = ["claire", "moreau", "lilas", "75011", "612345678"]


@pytest.mark.django_db
def test_a_whole_purchase_leaves_no_personal_word_in_the_logs(caplog):
    caplog.set_level(logging.DEBUG, logger="poincon")
    browser = a_browser()
    answer = press(browser, to_recap(browser, a_variant()), "transfer")
    browser.get(answer.url)
    browser.get("/recherche/?q=claire.moreau@example.org")

    lines = "\n".join(
        record.getMessage() for record in caplog.records if record.name.startswith("poincon")
    ).lower()
    assert "commande/paiement/" in lines
    assert [word for word in SAID if word in lines] == []
    assert answer.url.split("/")[2].lower() not in lines
