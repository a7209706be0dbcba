"""Which kinds of documents compare."""

from dataclasses import replace

import pytest

from analyzer.comparison import check_comparable
from analyzer.comparison.comparability import tell_strangers
from analyzer.errors import NotComparableError
from analyzer.records import DocumentId, DocumentKind
from tests.clause_trees import make_document

APART = ["memorandum", "summary", "press_claim", "rider"]


@pytest.mark.parametrize("kind", APART)
def test_refused_against_an_agreement_from_either_side(kind: str) -> None:
    apart = make_document("patch", DocumentKind(kind))
    agreement = make_document("base")
    for old, new in ((apart, agreement), (agreement, apart)):
        with pytest.raises(NotComparableError) as caught:
            check_comparable(old, new)
        assert caught.value.exit_code == 2
        assert caught.value.why
        assert caught.value.do


@pytest.mark.parametrize("kind", APART)
def test_compared_with_its_own_kind(kind: str) -> None:
    check_comparable(
        make_document("one", DocumentKind(kind)), make_document("two", DocumentKind(kind))
    )


def test_a_memorandum_is_refused_against_the_agreement_that_it_amends() -> None:
    memorandum = replace(
        make_document("memorandum", DocumentKind.MEMORANDUM), amends=DocumentId("base")
    )
    with pytest.raises(NotComparableError, match="codified agreements"):
        check_comparable(make_document("base"), memorandum)


@pytest.mark.parametrize("talk", ["summary", "press_claim"])
@pytest.mark.parametrize("patch", ["memorandum", "rider"])
def test_the_reason_speaks_of_no_agreement_where_there_is_none(talk: str, patch: str) -> None:
    one, other = (make_document(kind, DocumentKind(kind)) for kind in (talk, patch))
    for old, new in ((one, other), (other, one)):
        with pytest.raises(NotComparableError) as caught:
            check_comparable(old, new)
        assert caught.value.why is not None
        assert caught.value.why.startswith(f"{talk} is a")
        assert "agreement would look" not in caught.value.why
    patches = [make_document(kind, DocumentKind(kind)) for kind in ("memorandum", "rider")]
    with pytest.raises(NotComparableError) as caught:
        check_comparable(*patches)
    assert "look removed" not in str(caught.value.why)


def test_a_guessed_kind_says_so() -> None:
    guessed = replace(make_document("paper", DocumentKind.SUMMARY), guessed=("kind",))
    with pytest.raises(NotComparableError, match="guessed"):
        check_comparable(make_document("base"), guessed)


@pytest.mark.parametrize("kind", ["proposal", "counterproposal", "tentative_agreement", "other"])
def test_offers_compare_with_agreements_and_with_each_other(kind: str) -> None:
    offer = make_document("offer", DocumentKind(kind))
    check_comparable(make_document("base"), offer)
    check_comparable(offer, make_document("reply", DocumentKind.COUNTERPROPOSAL))


def test_texts_that_share_almost_nothing_are_named_as_strangers() -> None:
    old, new = make_document("old"), make_document("new")
    (line,) = tell_strangers(old, new, matched=7, of=60)
    assert line.document == new.id
    assert "7 of 60" in line.why
    assert not tell_strangers(old, new, matched=30, of=60)
    assert not tell_strangers(old, new, matched=0, of=6)
    offer = make_document("offer", DocumentKind.PROPOSAL)
    assert not tell_strangers(old, offer, matched=0, of=60)
