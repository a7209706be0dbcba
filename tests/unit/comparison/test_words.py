"""Redlines on whole words."""

from analyzer.comparison.words import is_too_coarse, redline
from analyzer.records import WordOperation, WordPiece

SIGNS = {
    WordOperation.EQUAL: "{}",
    WordOperation.DELETE: "[-{}-]",
    WordOperation.INSERT: "[+{}+]",
}


def drawn(pieces: tuple[WordPiece, ...]) -> str:
    return "".join(SIGNS[piece.op].format(piece.text) for piece in pieces)


def test_a_word_is_replaced_whole() -> None:
    assert (
        drawn(redline("The Producer shall pay.", "The Producer may pay."))
        == "The Producer [-shall-][+may+] pay."
    )


def test_numbers_money_dates_and_references_are_not_cut() -> None:
    old = "Pay $1,250.00 before July 31, 2023 under Section 12(b)(1) plus forty-eight (48) hours."
    new = "Pay $1,300.00 before July 31, 2026 under Section 13(b)(1) plus seventy-two (72) hours."
    assert drawn(redline(old, new)) == (
        "Pay [-$1,250.00-][+$1,300.00+] before [-July 31, 2023-][+July 31, 2026+] under Section "
        "[-12(b)(1)-][+13(b)(1)+] plus [-forty-eight-][+seventy-two+] ([-48-][+72+]) hours."
    )


def test_letters_set_close_to_a_number_are_not_cut_from_it() -> None:
    old = "Work ends at 8:30a.m. on the set, in grade 18T for many days, and costs $5M."
    new = "Work ends at 8:30p.m. on the set, in grade 18B for many days, and costs $5K."
    assert drawn(redline(old, new)) == (
        "Work ends at [-8:30a.m.-][+8:30p.m.+] on the set, in grade [-18T-][+18B+] for many days, "
        "and costs [-$5M-][+$5K+]."
    )


def test_small_words_do_not_stand_alone_between_changes() -> None:
    old = "A scan of the dancer is kept in a vault."
    new = "A cast of the singer is kept in a vault."
    assert drawn(redline(old, new)) == (
        "A [-scan of the dancer-][+cast of the singer+] is kept in a vault."
    )


def test_nor_between_two_dates_however_many_words_they_hold() -> None:
    old = "The scan is kept between August 1, 2020 and July 31, 2023 by the Guild."
    new = "The scan is kept between August 1, 2023 and July 31, 2026 by the Guild."
    assert drawn(redline(old, new)) == (
        "The scan is kept between [-August 1, 2020 and July 31, 2023-]"
        "[+August 1, 2023 and July 31, 2026+] by the Guild."
    )


def test_a_sentence_is_struck_at_its_stop() -> None:
    old = "The Producer shall feed the crew. The Producer shall house the crew."
    assert drawn(redline(old, "The Producer shall house the crew.")) == (
        "[-The Producer shall feed the crew. -]The Producer shall house the crew."
    )


def test_setting_is_aligned_and_yet_exact() -> None:
    old, new = "the “Scan”  of a\nstand‑in shall", 'the "Scan" of a stand-in may'
    pieces = redline(old, new)
    assert "".join(p.text for p in pieces if p.op is not WordOperation.INSERT) == old
    assert "".join(p.text for p in pieces if p.op is not WordOperation.DELETE) == new
    assert "Scan" in next(p.text for p in pieces if p.op is WordOperation.EQUAL and "S" in p.text)


def test_another_text_is_replaced_not_shredded() -> None:
    old = "Hot meals are served by the caterer at noon on every working day."
    new = "A stunt needs a coordinator, a rehearsal and the written approval of a safety officer."
    assert [piece.op for piece in redline(old, new)][:2] == [
        WordOperation.DELETE,
        WordOperation.INSERT,
    ]
    assert len(redline(old, new)) <= 3


def test_many_pairs_are_told_word_by_word_rather_than_too_coarsely() -> None:
    old = "Scans of the cast, of the crew, of the band, of the hall, of the stage, of the set."
    new = "Casts of the scan, of the band, of the hall, of the crew, of the pit, of the wings."
    pieces = redline(old, new)
    assert not is_too_coarse(pieces, old, new)


def test_dates_are_kept_whole_however_many_there_are() -> None:
    old = "From July 1, 2020 or July 2, 2020 or July 3, 2020 or July 4, 2020 or July 5, 2020"
    pieces = redline(old, old.replace("2020", "2023"))
    assert [p.text for p in pieces if p.op is WordOperation.DELETE] == [old.removeprefix("From ")]


def test_empty_texts() -> None:
    assert redline("", "") == ()
    assert redline("", "new") == (WordPiece(WordOperation.INSERT, "new"),)
    assert redline("old", "") == (WordPiece(WordOperation.DELETE, "old"),)
    assert redline("same", "same") == (WordPiece(WordOperation.EQUAL, "same"),)
