"""Where a text has the words of a question."""

from analyzer.search import matched_spans


def test_forms_of_the_longer_words_are_found_where_they_stand() -> None:
    text = "The Producer may scan a Performer; the scans are copied."
    found = [text[start:end] for start, end in matched_spans("who keeps the scanned body?", text)]
    assert found == ["scan", "scans"]


def test_short_words_do_not_match() -> None:
    assert matched_spans("may the studio own it", "It may be the case.") == ()
