"""Documents judged by what is in them: pages and nothing else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.documents import BAD, GOOD, packed, with_object

from poincon.catalogue import papers
from poincon.catalogue.papers import MOST_BYTES, PaperRefused, judged
from poincon.catalogue.wording import PAPERS


def test_a_document_is_named_by_its_content() -> None:
    paper = judged(GOOD)
    assert (len(paper.digest), paper.size) == (64, len(GOOD))
    assert judged(GOOD + b"\n").digest != paper.digest


@pytest.mark.parametrize(("content", "reason"), BAD.values(), ids=BAD)
def test_what_is_more_or_less_than_pages_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(PaperRefused) as refused:
        judged(content)
    assert refused.value.code == "paper_refused"
    assert refused.value.context == {"reason": reason}
    assert reason in PAPERS


def test_a_heavy_one_is_refused_before_it_is_read() -> None:
    with pytest.raises(PaperRefused) as refused:
        judged(GOOD.ljust(MOST_BYTES + 1, b"\n"))
    assert refused.value.context == {"reason": "too_heavy"}


@pytest.mark.parametrize(
    "body",
    [
        b"<< /Title (Le JavaScript des gemmes) >>",
        b"<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://www.gia.edu) >> >>",
        b"<< /AAPL:Keywords [] /JSON (x) >>",
        b"<< /Length 20 >>\nstream\nxx/JavaScript /JS xx\nendstream",
    ],
)
def test_words_that_only_look_alike_do_no_harm(body: bytes) -> None:
    assert judged(with_object(body)).size


def test_pages_may_be_packed() -> None:
    assert judged(packed(b"9 0 << /Type /Page /Parent 2 0 R >>")).size


def outcome(content: bytes) -> str:
    try:
        return "kept" if judged(content).size == len(content) else "changed"
    except PaperRefused as refused:
        return str(refused.context["reason"])


@given(st.binary(max_size=400), st.integers(0, len(GOOD)))
def test_whatever_comes_is_kept_or_refused_with_a_reason(junk: bytes, place: int) -> None:
    for content in (junk, GOOD[:place] + junk + GOOD[place:], b"%PDF-1.7" + junk + b"startxref\n0\n%%EOF"):
        assert outcome(content) in {"kept", *PAPERS}


class TestKept:
    def test_whole_and_once(self, tmp_path: Path, settings) -> None:
        settings.PAPERS_ROOT = tmp_path / "papers"
        paper = judged(GOOD)
        assert papers.file_of(paper.digest) is None
        papers.keep(GOOD, paper)
        papers.keep(b"something else", paper)
        file = papers.file_of(paper.digest)
        assert file is not None
        assert file.read_bytes() == GOOD
        assert [one.name for one in file.parent.iterdir()] == [f"{paper.digest}.pdf"]

    @pytest.mark.parametrize("name", ["", "../secret", "a" * 63, "A" * 64, "a" * 64 + "/.."])
    def test_only_what_a_digest_names(self, tmp_path: Path, settings, name: str) -> None:
        settings.PAPERS_ROOT = tmp_path
        (tmp_path / "secret.pdf").write_bytes(GOOD)
        assert papers.file_of(name) is None
