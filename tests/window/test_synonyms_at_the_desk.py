"""The desk's pages about words: what is tried, what is looked at first, and what the journal says."""

import pytest
from tests.accounts.people import a_member, signed_in
from tests.window.conftest import DIAMOND
from tests.window.test_search import searching

from poincon.foundation import clock
from poincon.foundation.models import Entry
from poincon.window import actions
from poincon.window.models import SynonymEdition
from poincon.window.queries import synonyms

pytestmark = pytest.mark.django_db

LIST = "/comptoir/mots-de-recherche/"


@pytest.fixture
def desk():
    return signed_in(a_member("catalogue"))


@pytest.fixture
def stone(make):
    return make(name_fr="Solitaire Aube", stones=[DIAMOND])


def sent(desk, path, **told):
    return desk.post(path, {"language": "fr", "words": "caillou", "finds": "diamant", **told})


def test_looking_first_tells_what_is_found_and_keeps_nothing(desk, stone):
    answer = sent(desk, f"{LIST}nouveau/", look="1")
    ((now, then),) = answer.context["compared"]
    assert (answer.status_code, now.total, then.total) == (200, 0, 1)
    assert then.names == [stone.name_fr]
    assert not SynonymEdition.objects.exists()
    assert searching("caillou").total == 0


def test_a_group_is_kept_with_a_line_in_the_journal(desk, stone):
    answer = sent(desk, f"{LIST}nouveau/", words="caillou\n\n  gros caillou ")
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    row = SynonymEdition.objects.get()
    assert (row.words, row.finds, row.language) == (["caillou", "gros caillou"], ["diamant"], "fr")
    entry = Entry.objects.get(subject=f"synonyms:{row.key}")
    assert (entry.verb, entry.after, entry.actor) == ("create", str(row.pk), row.actor)
    assert searching("caillou").total == 1
    assert "Ajouté" in desk.get(f"{LIST}{row.key}/").content.decode()


def test_a_group_of_a_file_is_worded_anew_and_taken_away(desk):
    answer = desk.get(f"{LIST}fr-alliance/")
    assert "anneau de mariage" in answer.content.decode()
    sent(desk, f"{LIST}fr-alliance/", words="alliance\njonc de mariage", finds="")
    assert synonyms.renewed().groups["fr-alliance"].words == ("alliance", "jonc de mariage")
    assert desk.post(f"{LIST}fr-alliance/retrait/").status_code == 302
    assert "fr-alliance" not in synonyms.renewed().groups
    assert desk.get(f"{LIST}fr-alliance/").status_code == 404
    assert desk.post(f"{LIST}fr-alliance/retrait/").status_code == 404
    assert [line.verb for line in Entry.objects.filter(subject="synonyms:fr-alliance")] == ["edit", "remove"]


@pytest.mark.parametrize(
    "told", [{"words": ""}, {"words": "puce\nPuces", "finds": ""}, {"finds": ""}, {"language": "de"}]
)
def test_what_cannot_be_a_group_comes_back_with_the_reason(desk, told):
    answer = sent(desk, f"{LIST}nouveau/", **told)
    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert not SynonymEdition.objects.exists()


def test_what_was_searched_in_vain_is_one_press_from_a_group(desk):
    actions.note_unfound(words="bague de pouce", language="fr", at=clock.now())
    page = desk.get(LIST).content.decode()
    address = f"{LIST}nouveau/?words=bague%20pouce&amp;language=fr"
    assert address in page
    form = desk.get(address.replace("&amp;", "&")).context["form"]
    assert (form.initial["words"], form.initial["language"]) == ("bague pouce", "fr")


def test_a_word_can_be_tried(desk, stone):
    answer = desk.get(LIST, {"q": "solitare", "language": "fr"})
    assert (answer.context["tried"].total, answer.context["tried"].said) == (1, "solitaire")
    assert desk.get(LIST, {"q": "\u200b", "language": "xx"}).context["tried"] is None


def test_who_may_only_look_changes_nothing(stone):
    viewer = signed_in(a_member("viewer"))
    assert viewer.get(LIST).status_code == 200
    assert sent(viewer, f"{LIST}nouveau/").status_code == 403
    assert not SynonymEdition.objects.exists()
