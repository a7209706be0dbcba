"""What a report says, in which order, and that no word of a document becomes markup."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from analyzer.comparison import read_own_marks
from analyzer.records import (
    Comparison,
    DocumentKind,
    Findings,
    NotCompared,
    Status,
    TermContrast,
    TermValue,
    WordOperation,
    WordPiece,
)
from analyzer.reports import (
    comparison_to_sheets,
    to_html,
    to_json,
    to_markdown,
    to_tracked,
)
from analyzer.reports.contents import group_reasons, list_contents
from analyzer.reports.excerpts import clean_pieces, excerpt
from analyzer.reports.naming import tell_value
from tests.clause_trees import Twig, compare, make_comparison, make_document
from tests.marked_clauses import make_clause

MEALS = "A hot meal is served no later than six hours after the first call of the day."
NOTICE = "The Producer gives notice of a scan no less than forty-eight hours ahead."
HOSTILE = [
    "<script>alert(1)</script> <img src=x onerror=alert(1)> shall pay the crew",
    '" onmouseover="alert(1)" x=" & &lt;b&gt; shall pay the crew of the picture',
    "[press](javascript:alert(1)) ![x](http://example.test/x.png) shall pay the crew",
    "# Heading\n\n---\n- item\n> quote **bold** `code` ~~gone~~ | cell | shall pay",
    "www.example.test and https://example.test and a@example.test <b>shall pay</b>",
    "</style></title></main><iframe srcdoc='x'></iframe>\x00\x1b[31m\u202eshall pay",
]


def article(key: str, label: str, heading: str, *below: Twig) -> Twig:
    return Twig(key, "", label, heading, below)


@pytest.fixture
def comparison() -> Comparison:
    return make_comparison()


def test_what_matters_comes_first(comparison: Comparison) -> None:
    contents = list_contents(comparison)
    foremost = [block.head.clause.id for block in contents.foremost]
    assert foremost == ["new#T", "new#n", "new#r"]
    assert [entry.clause.id for entry in contents.foremost[0].entries] == ["new#T", "new#x"]
    assert [entry.clause.id for entry in contents.apparatus] == ["new#c"]


def test_what_binds_looks_unlike_what_is_only_proposed(comparison: Comparison) -> None:
    looks = {}
    for status in (Status.RATIFIED, Status.PROPOSED):
        new = replace(comparison.new, status=status, sample=True)
        page = to_html(replace(comparison, new=new)).partition("<h1")[2]
        looks[status] = dict(re.findall(r'<span class="([a-z ]+)">([a-z ,]+)</span>', page))
    bound, proposed = looks[Status.RATIFIED], looks[Status.PROPOSED]
    assert "badge warn" not in bound
    assert proposed["badge warn"] == "proposed, not in force"
    assert bound["badge sample"] == proposed["badge sample"] == "invented sample"


def test_a_block_quotes_no_words_twice() -> None:
    below = tuple(Twig(str(n), MEALS if n % 2 else NOTICE, f"({n})") for n in range(1, 7))
    contents = list_contents(compare([], [article("A", "Article 1", "Meals", *below)]))
    (block,) = contents.foremost
    assert [entry.clause.text for entry in block.telling] == [MEALS, NOTICE]


def test_every_change_is_in_one_part(comparison: Comparison) -> None:
    contents = list_contents(comparison)
    numbers = [
        *(e.number for chapter in contents.chapters for b in chapter.blocks for e in b.entries),
        *(e.number for e in (*contents.renumbered, *contents.unchanged, *contents.apparatus)),
        *(e.number for e in contents.not_restated),
    ]
    assert sorted(numbers) == list(range(1, len(comparison.changes) + 1))


def test_the_html_says_what_the_documents_are(comparison: Comparison) -> None:
    offer = replace(
        make_document("offer", DocumentKind.PROPOSAL),
        status=Status.PROPOSED,
        sample=True,
        effective="2026-07-01",
        offered_by="Meridian Producers' Association",
    )
    page = to_html(replace(comparison, new=offer))
    head = page[: page.index('id="every"')]
    for said in (
        "Lantern Basic Agreement, old",
        "proposal",
        "proposed, not in force",
        "invented sample",
        "offer.pdf",
        offer.sha256,
        "2026-07-01",
        "Meridian Producers&#x27; Association",
        "reworded",
        "AI terms before and after",
        "48",
        "24",
    ):
        assert said in head


def test_a_proposal_without_a_status_is_still_not_in_force(comparison: Comparison) -> None:
    offer = make_document("offer", DocumentKind.COUNTERPROPOSAL)
    assert "not in force" in to_html(replace(comparison, new=offer))
    assert "not in force" in to_markdown(replace(comparison, new=offer))


def test_pages_are_told_as_pdf_page_and_as_printed(comparison: Comparison) -> None:
    clauses = {
        key: replace(clause, pages=(61, 62), page_labels=("-57-", "-58-"))
        for key, clause in comparison.clauses.items()
    }
    for report in (to_html, to_markdown):
        assert "pages 61–62 (printed 57–58)" in report(replace(comparison, clauses=clauses))


def test_struck_and_inserted_words_are_told_apart_without_colour(comparison: Comparison) -> None:
    page = to_html(comparison)
    assert "<del>forty-eight</del><ins>twenty-four</ins>" in page
    assert "text-decoration:underline" in page
    assert "text-decoration:line-through" in page
    assert "<del>forty-eight</del><ins>twenty-four</ins>" in to_markdown(comparison)


def test_a_filter_is_said(comparison: Comparison) -> None:
    filtered = replace(comparison, topic="ai", left_out=312)
    for report in (to_html, to_markdown):
        assert "312 other clauses are left out" in report(filtered)


def test_what_a_proposal_passes_over_is_folded_away() -> None:
    old = [
        article("A", "Article 1", "Meals", Twig("m", MEALS, "(a)")),
        article("B", "Article 2", "Scans", Twig("n", NOTICE, "(a)")),
    ]
    comparison = compare(
        old, [old[1]], kinds=(DocumentKind.AGREEMENT, DocumentKind.COUNTERPROPOSAL)
    )
    contents = list_contents(comparison)
    assert contents.foremost == ()
    assert [entry.clause.id for entry in contents.not_restated] == ["old#A", "old#m"]
    page = to_html(comparison)
    assert "not restated in the counterproposal" in page
    assert "Removed" not in page


def test_what_changes_no_word_of_meaning_is_told_apart_with_its_words() -> None:
    old = [article("A", "Article 1", "Meals", Twig("m", MEALS, "(a)"), Twig("r", "REV: 2023"))]
    note = Twig("r", "REV: 2023, 2025")
    new = [article("A", "Article 1", "Meals", Twig("m", MEALS.replace("six", "five"), "(a)"), note)]
    comparison = compare(old, new)
    contents = list_contents(comparison)
    assert [entry.clause.id for entry in contents.cosmetic] == ["new#r"]
    told = [e.clause.id for one in contents.chapters for b in one.blocks for e in b.entries]
    assert told == ["new#m"]
    for report in (to_html(comparison), to_markdown(comparison)):
        before, _, apart = report.partition("No word of meaning changed")
        assert "2025</ins>" in apart
        assert "2025</ins>" not in before
    sheets = {sheet.name: sheet.cells for sheet in comparison_to_sheets(comparison)}
    assert sum(cell.column == 0 for cell in sheets["Changes"]) == 3


def test_two_clauses_printed_as_one_in_the_same_words_are_told_apart() -> None:
    old = [article("A", "Article 1", "Meals", Twig("m", MEALS, "(a)"), Twig("n", NOTICE))]
    for joined, is_quiet in ((f"{MEALS} {NOTICE}", True), (f"{MEALS} No {NOTICE}", False)):
        new = [article("A", "Article 1", "Meals", Twig("m", joined, "(a)"))]
        comparison = compare(old, new)
        assert comparison.summary["merged"] == 1
        contents = list_contents(comparison)
        assert bool(contents.cosmetic) is is_quiet
        assert bool(contents.chapters) is not is_quiet


def test_a_place_is_said_once() -> None:
    def pay(label: str, hours: str, page: int) -> list[Twig]:
        clause = Twig("m", MEALS.replace("six", hours), label, pages=(page,))
        section = Twig("S", "", "Section 2", "Hot Meals.", (clause,))
        return [article("A", "Article 1", "Meals", section)]

    same = compare(pay("(a)", "six", 4), pay("(a)", "five", 7))
    moved = compare(pay("(a)", "six", 4), pay("(b)", "five", 7))
    for report in (to_html, to_markdown):
        assert "in Meals › Hot Meals · old page 4 · new page 7" in report(same)
        assert "in Hot Meals · old page 4 · new page 7" in report(same)
        assert "old: Article 1 Section 2 (a), page 4" in report(moved)
        assert "new: Article 1 Section 2 (b), page 7" in report(moved)


def test_a_clause_that_the_new_print_still_shows_struck_is_called_so() -> None:
    old = [article("A", "Article 1", "Meals", Twig("m", MEALS, "(a)"), Twig("n", NOTICE, "(b)"))]
    struck = Twig("m", "", "(a)", old_text=MEALS)
    new = [article("A", "Article 1", "Meals", struck, Twig("n", NOTICE, "(b)"))]
    comparison = compare(old, new, kinds=(DocumentKind.AGREEMENT, DocumentKind.PROPOSAL))
    assert comparison.summary["reworded"] == 1
    assert "Struck whole" in to_html(comparison)
    assert "Struck whole: Article 1 (a)" in to_markdown(comparison)


def test_what_took_no_part_for_one_reason_stands_under_it_once(comparison: Comparison) -> None:
    parts = [("Article 4", "not restated"), ("Table 1", "no like"), ("Article 5", "not restated")]
    items = tuple(NotCompared(comparison.old.id, what, why) for what, why in parts)
    told = replace(comparison, not_compared=items)
    assert group_reasons(items) == (
        ("not restated", ("Article 4", "Article 5")),
        ("no like", ("Table 1",)),
    )
    assert "<li>not restated:<ul><li>Article 4</li><li>Article 5</li></ul></li>" in to_html(told)
    assert "* not restated:\n    * Article 4\n    * Article 5\n* Table 1: no like" in to_markdown(
        told
    )


def test_a_value_that_its_quote_says_is_not_said_twice(comparison: Comparison) -> None:
    words = "the daily minimum or the weekly one"
    long = TermValue(words, comparison.changes[0].new[0], f"pay {words}")
    short = replace(long, value="any")
    assert tell_value(long) == (f"pay {words}", "")
    assert tell_value(short) == ("any", f"pay {words}")
    told = replace(comparison, terms_changed=(TermContrast("use.amount", long, short),))
    for report in (to_html(told), to_markdown(told)):
        assert report.count(words) == 2


def test_every_format_counts_alike_what_is_not_restated() -> None:
    meals = article("A", "Article 1", "Meals", Twig("m", MEALS, "(a)"))
    scans = article("B", "Article 2", "Scans", Twig("n", NOTICE, "(a)"), Twig("k", HOSTILE[0]))
    kept = replace(scans, below=scans.below[:1])
    kinds = (DocumentKind.AGREEMENT, DocumentKind.PROPOSAL)
    comparison = compare([meals, scans], [kept], kinds=kinds)
    told = json.loads(to_json(comparison))
    assert told["summary"] == {"unchanged": 2, "removed": 1, "not_restated": 2}
    assert [change["old"] for change in told["changes"] if change["not_restated"]] == [
        ["old#A"],
        ["old#m"],
    ]
    assert "<li><strong>2</strong> not restated</li>" in to_html(comparison)
    assert "| Removed | Unchanged | Not restated |" in to_markdown(comparison)
    assert "2 clauses that are not restated" in " ".join(to_tracked(comparison).notice)
    sheets = {sheet.name: sheet.cells for sheet in comparison_to_sheets(comparison)}
    summary = [cell.text for cell in sheets["Summary"]]
    assert summary[summary.index("Not restated") + 1] == "2"
    kinds_of_rows = [cell.text for cell in sheets["Changes"] if cell.column == 1 and cell.row]
    assert Counter(kinds_of_rows) == {"Not restated": 2, "Removed": 1}


def test_the_same_comparison_gives_the_same_bytes(comparison: Comparison) -> None:
    again = replace(comparison, clauses=dict(comparison.clauses))
    for report in (to_html, to_markdown, to_json):
        assert report(comparison) == report(again)


def test_json_is_the_interface(comparison: Comparison) -> None:
    data = json.loads(to_json(comparison))
    assert data["schema"] == "analyzer/1"
    assert data["refusals"] == []
    assert len(data["changes"]) == len(comparison.changes)


# ── hostile words ────────────────────────────────────────────────────────────────────────────────
class Tags(HTMLParser):
    """Collects tags, attributes and what a browser would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]


def hostile_comparison(words: str) -> Comparison:
    old = [
        Twig("a", f"{words} by noon", words, words),
        Twig("b", f"{words} gone"),
        Twig("c", f"{words} and shall be here, too, unchanged", "(c)"),
    ]
    new = [
        Twig("a", f"{words} by evening {words}", words, f"{words} now"),
        Twig("d", f"{words} come", "(d)", words),
        Twig("c", f"{words} and shall be here, too, unchanged", "(c)"),
    ]
    comparison = compare(old, new)
    document = replace(comparison.old, title=words, path=words, guild=words, offered_by=words)
    return replace(comparison, old=document)


@pytest.mark.parametrize("words", HOSTILE)
def test_no_word_of_a_document_becomes_html(words: str) -> None:
    page = to_html(hostile_comparison(words))
    read, plain = Tags(), Tags()
    read.feed(page)
    plain.feed(to_html(hostile_comparison("plain words that shall pay the crew")))
    assert read.tags == plain.tags
    assert read.attributes == plain.attributes
    assert all(link.startswith("#") for link in read.links)
    assert not re.search(r"[\x00-\x08\x1b\u202e]", page)


@pytest.mark.parametrize("words", HOSTILE)
def test_no_word_of_a_document_becomes_markdown(words: str) -> None:
    markdown_it = pytest.importorskip("markdown_it", reason="markdown-it-py is not installed")
    parser = markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse(to_markdown(hostile_comparison(words)))
    flat = [token for outer in tokens for token in (outer, *(outer.children or ()))]
    kinds = {token.type for token in flat}
    assert not kinds & {"image", "code_inline", "fence", "hr", "s_open"}
    links = [str(t.attrGet("href")) for t in flat if t.type == "link_open"]
    assert links and all(re.fullmatch(r"#change-\d+", link) for link in links)
    blocks = {t.content.strip() for t in flat if t.type == "html_block"}
    assert blocks <= {"<details><summary>The words</summary>", "</details>"}
    tags = {re.sub(r"\d+", "1", t.content) for t in flat if t.type == "html_inline"}
    assert tags <= {
        "<del>",
        "</del>",
        "<ins>",
        "</ins>",
        "<!-- -->",
        '<a id="change-1">',
        "</a>",
    }
    headings = [t for t in tokens if t.type == "heading_open" and t.tag == "h1"]
    assert len(headings) == 1


def test_the_html_asks_for_nothing(comparison: Comparison) -> None:
    page = to_html(comparison)
    assert "default-src 'none'" in page
    assert not re.search(r"https?://|<script|<link|@import|url\(", page)


def test_the_html_is_built_for_readers(comparison: Comparison) -> None:
    page = to_html(comparison)
    assert '<html lang="en">' in page
    assert page.count("<h1") == page.count("<main") == page.count("<header") == 1
    levels = [int(level) for level in re.findall(r"<h(\d)", page)]
    assert levels[0] == 1
    ids = re.findall(r'id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


# ── excerpts ─────────────────────────────────────────────────────────────────────────────────────
def test_differences_of_setting_are_not_shown() -> None:
    pieces = (
        WordPiece(WordOperation.DELETE, "“"),
        WordPiece(WordOperation.INSERT, '"'),
        WordPiece(WordOperation.EQUAL, "Scan means "),
        WordPiece(WordOperation.DELETE, "this"),
        WordPiece(WordOperation.INSERT, "that"),
    )
    assert [piece.text for piece in clean_pieces(pieces)] == ['"Scan means ', "this", "that"]


def test_an_excerpt_keeps_what_changed() -> None:
    long = " ".join(f"word{n}" for n in range(100))
    pieces = (
        WordPiece(WordOperation.EQUAL, f"{long} "),
        WordPiece(WordOperation.INSERT, "not"),
        WordPiece(WordOperation.EQUAL, f" {long}"),
    )
    shown = excerpt(pieces, around=5)
    assert [piece.op for piece in shown] == [piece.op for piece in pieces]
    assert shown[1].text == "not"
    assert len("".join(piece.text for piece in shown).split()) < 16


@pytest.fixture
def marked() -> Comparison:
    clauses = (
        make_clause("Stays.", order=0),
        make_clause("Pay {-two-} {+three+} dollars.", order=1),
        make_clause("{+A scan is paid.+}", order=2),
        make_clause("Meals.", label="{-(b)-} {+(c)+}", order=3),
    )
    return read_own_marks(make_document("memo"), clauses, findings=Findings((), ()))


@pytest.mark.parametrize("report", [to_html, to_markdown])
def test_own_marks_are_never_called_a_comparison(
    report: Callable[[Comparison], str], marked: Comparison
) -> None:
    text = report(marked)
    assert "What the document itself marks" in text
    assert "These are the document's own marks" in text.replace("&#x27;", "'")
    assert "it is no comparison of two files" in text
    assert text.count(marked.new.sha256) == 1
    for phrase in ("Compared clause by clause", "both documents", "What changed", "old:", "new:"):
        assert phrase not in text
    assert "<del>" in text and "<ins>" in text


def test_a_label_that_is_struck_is_named_beside_the_new_one(marked: Comparison) -> None:
    assert "Item 3(b) → Item 3(c)" in to_html(marked)
    assert "(before: Item 3(b))" in to_markdown(marked)


@pytest.mark.parametrize("report", [to_html, to_markdown])
def test_a_document_that_strikes_nothing_says_so(report: Callable[[Comparison], str]) -> None:
    nothing = read_own_marks(
        make_document("memo"), [make_clause("Stays.")], findings=Findings((), ())
    )
    text = report(nothing)
    assert "This document strikes no words" in text
    assert "<del>" not in text


def test_own_marks_in_json(marked: Comparison) -> None:
    told = json.loads(to_json(marked))
    assert told["own_marks"] == 3
    assert told["summary"] == {"unchanged": 1, "reworded": 1, "added": 1, "renumbered": 1}


@pytest.mark.parametrize("report", [to_html, to_markdown])
def test_a_guess_is_called_one(report: Callable[[Comparison], str], comparison: Comparison) -> None:
    dated = replace(comparison.new, status=Status.RATIFIED, effective="2026-07-01", guessed=())
    guesses = replace(dated, guessed=("kind", "status", "effective"))
    sure, unsure = (report(replace(comparison, new=new)) for new in (dated, guesses))
    assert "ratified (guessed)" in unsure and "2026-07-01 to … (guessed)" in unsure
    assert unsure.count("(guessed)") - sure.count("(guessed)") == 3
