import pytest
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 302),
        ({"origin": "http://testserver"}, 302),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "http://testserver"}, 403),
        ({"origin": "https://elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
        ({}, 403),
    ],
)
def test_only_our_own_pages_may_post(headers, status):
    browser = Client(enforce_csrf_checks=True, headers=headers)
    answer = browser.post("/panier/destination", {"country": "FR"})
    assert answer.status_code == status
    assert status == 302 or "Ce formulaire n’est plus valable" in answer.text, "in the shop's own words"


@pytest.mark.django_db
def test_reading_is_free_for_everybody():
    assert Client(headers={"sec-fetch-site": "cross-site"}).get("/panier/").status_code == 200
