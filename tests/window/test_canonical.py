"""A filtered listing has one address: what a form leaves empty or says twice leads there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.window.conftest import SILVER, Size

from poincon.window.rules import wishes
from poincon.window.rules.wishes import ORDER, in_order, is_in_order

PAIRS = st.lists(
    st.tuples(st.sampled_from([*ORDER, "utm_source"]), st.sampled_from(["", "1", "2", "gold", "a b", "é"])),
    max_size=8,
)


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("metal=gold&kind=ring", "kind=ring&metal=gold"),
        ("metal=silver&metal=gold&metal=silver", "metal=gold&metal=silver"),
        ("q=&kind=&metal=gold&price_from=&price_to=&sort=", "metal=gold"),
        ("price_to=250&price_from=100", "price_from=100&price_to=250"),
        ("metal=gold&page=1", "metal=gold"),
        ("page=1", ""),
        ("sort=cheapest&utm_source=mail&metal=gold", "metal=gold&sort=cheapest&utm_source=mail"),
    ],
)
@pytest.mark.django_db
def test_a_listing_leads_to_its_one_address(client, make, asked, address):
    make()
    answer = client.get(f"/bagues/?{asked}")
    assert (answer.status_code, answer["Location"]) == (302, f"/bagues/?{address}".removesuffix("?"))
    assert client.get(answer["Location"]).status_code == 200
    part = client.get(f"/bagues/?{asked}", headers={"HX-Request": "true"})
    assert (part.status_code, part["HX-Push-Url"]) == (200, answer["Location"])


@pytest.mark.parametrize("asked", ["", "?metal=gold&page=2", "?utm_source=mail&metal=gold", "?sort=x"])
@pytest.mark.django_db
def test_an_address_in_order_is_answered_at_once(client, make, asked):
    make()
    assert client.get(f"/bagues/{asked}").status_code == 200


@given(PAIRS)
def test_the_order_is_one_and_means_the_same(asked):
    told = in_order(asked)
    assert is_in_order(told)
    assert in_order(told) == told
    assert in_order(asked[::-1]) == told or any(name not in wishes.SEVERAL for name, _ in asked)
    read = [
        wishes.read({name: [value for key, value in pairs if key == name] for name in ORDER})
        for pairs in (asked, told)
    ]
    for group in read[0].chosen | read[1].chosen:
        assert set(read[0].chosen.get(group, ())) == set(read[1].chosen.get(group, ()))


@pytest.mark.parametrize(
    ("low", "high", "between"),
    [
        ("100", "250", (100, 250)),
        ("250", "100", (100, 250)),
        ("1\u202f200 €", "", (1200, None)),
        ("", "99,90", (None, 100)),
        ("99,90", "99,00", (99, 99)),
        ("€1,200", "1.200,50", (1200, 1201)),
        ("1.250", "-5", None),
        ("abc", "-", None),
        ("99999999", "1e5", (9_999_999, None)),
        ("٣", "½", None),
    ],
)
def test_prices_are_read_as_people_type_them(low, high, between):
    assert wishes.read({"price_from": [low], "price_to": [high]}).between == between


@pytest.mark.django_db
def test_two_prices_are_a_tag_that_can_be_taken_back(client, make):
    make(metals=[SILVER], sizes=[Size("52", 9_000)])
    make(sizes=[Size("52", 120_000)])
    page = client.get("/bagues/?metal=silver&price_from=50&price_to=100&sort=cheapest")
    labels = {tag.label: tag.url for tag in page.context["tags"]}
    assert labels["50\u00a0€ à 100\u00a0€"] == "?metal=silver&sort=cheapest"
    assert page.context["cleared"] == "?sort=cheapest"
    assert page.context["found"].total == 1
    assert 'value="50"' in page.text
    up_to = client.get("/bagues/?price_to=100")
    assert [tag.label for tag in up_to.context["tags"]] == ["Jusqu’à 100\u00a0€"]
    assert 'content="noindex' in up_to.text


@pytest.mark.django_db
def test_fineness_is_said_in_thousandths_and_carats(client, make):
    make()
    make(metals=[SILVER])
    page = client.get("/bagues/?fineness=750")
    (shown,) = [one for one in page.context["filters"] if one.group == "fineness"]
    assert [(one.label, one.count, one.chosen) for one in shown.choices] == [
        ("750\u00a0‰ (18 carats)", 1, True),
        ("925\u00a0‰", 1, False),
    ]
