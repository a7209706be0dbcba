"""What a document is, guessed from its title page and overruled by hints."""

import re
import tomllib
from pathlib import Path

import pytest

from analyzer.documents import describe, source_from_bytes
from analyzer.documents.dates import find_term
from analyzer.documents.describing import kind_cues
from analyzer.documents.parties import find_parties
from analyzer.engines import load
from analyzer.pages import read_pages
from analyzer.records import Document, DocumentKind, Hints, Status

DATA = Path(__file__).parents[3] / "analyzer" / "data" / "kinds.toml"
ROWS = tomllib.loads(DATA.read_text(encoding="utf-8"))["kind"]
FOLDER = Path(__file__).parents[3] / "corpus"


def described(text: str, *, path: str = "file.txt", hints: Hints | None = None) -> Document:
    source = source_from_bytes(text.encode(), path=path)
    return describe(source, read_pages(source, load("reader", "text")()), hints)


@pytest.mark.parametrize("row", ROWS, ids=[row["kind"] for row in ROWS])
def test_every_cue_matches_its_examples_and_not_its_counterexamples(
    row: dict[str, list[str]],
) -> None:
    patterns = [re.compile(pattern, re.IGNORECASE) for pattern in row["patterns"]]
    for example in row["examples"]:
        assert any(pattern.search(example) for pattern in patterns), example
    for example in row["counterexamples"]:
        assert not any(pattern.search(example) for pattern in patterns), example
    for pattern in patterns:
        assert row["examples"], pattern


def test_every_kind_but_other_has_a_cue() -> None:
    assert {cue.kind for cue in kind_cues()} == set(DocumentKind) - {DocumentKind.OTHER}


@pytest.mark.parametrize(
    ("title", "kind", "status"),
    [
        ("HARBOR BASIC AGREEMENT OF 2021", DocumentKind.AGREEMENT, Status.UNKNOWN),
        ("MEMORANDUM OF AGREEMENT\nto the Harbor Basic Agreement", DocumentKind.MEMORANDUM, None),
        ("GUILD COUNTERPROPOSAL NO. 2\nto Proposal No. 5", DocumentKind.COUNTERPROPOSAL, None),
        ("PRODUCERS' PROPOSAL NO. 5", DocumentKind.PROPOSAL, Status.PROPOSED),
        ("TENTATIVE AGREEMENT\nHarbor Basic Agreement", DocumentKind.TENTATIVE_AGREEMENT, None),
        ("SUMMARY OF THE TENTATIVE AGREEMENT", DocumentKind.SUMMARY, Status.UNKNOWN),
        (
            "FOR IMMEDIATE RELEASE\nGuild reaches tentative agreement",
            DocumentKind.PRESS_CLAIM,
            None,
        ),
        ("SIDELETTER NO. 4\nVoice Scans", DocumentKind.SIDELETTER, None),
        ("MINUTES OF THE ANNUAL MEETING", DocumentKind.OTHER, Status.UNKNOWN),
    ],
)
def test_the_title_page_names_the_kind(
    title: str, kind: DocumentKind, status: Status | None
) -> None:
    body = "\n\n".join(f"{n}. The crew is called at seven and fed by noon." for n in range(1, 9))
    document = described(f"{title}\n\n{body}")
    assert document.kind is kind
    assert status is None or document.status is status
    assert ("kind" in document.guessed) is (kind is not DocumentKind.OTHER)


def test_hints_overrule_and_are_no_guess() -> None:
    text = "HARBOR AGREEMENT OF 2021\nbetween the Harbor Guild and the Bay Producers' League\n"
    hints = Hints(id="harbor", kind=DocumentKind.SUMMARY, guild="Another Guild", amends="older")
    document = described(text, hints=hints)
    assert document.id == "harbor"
    assert (document.kind, document.guild) == (DocumentKind.SUMMARY, "Another Guild")
    assert (document.employer, document.amends) == ("Bay Producers' League", "older")
    assert {"kind", "guild"}.isdisjoint(document.guessed)
    assert "employer" in document.guessed


def test_an_id_is_readable_and_follows_the_bytes() -> None:
    one = described("AGREEMENT one", path="in/Harbor Deal (v2).txt")
    other = described("AGREEMENT two", path="in/Harbor Deal (v2).txt")
    assert re.fullmatch(r"harbor-deal-v2-[0-9a-f]{8}", one.id)
    assert one.id != other.id


@pytest.mark.parametrize(
    ("text", "guild", "employer"),
    [
        (
            "between the Harbor Performers' Guild (“Guild”) and the Bay Film Companies, Inc.",
            "Harbor Performers' Guild",
            "Bay Film Companies, Inc",
        ),
        (
            "BETWEEN ASSOCIATION OF BAY PRODUCERS AND UNION OF STAGE HANDS AND RIGGERS, LOCAL 9",
            "UNION OF STAGE HANDS AND RIGGERS, LOCAL 9",
            "ASSOCIATION OF BAY PRODUCERS",
        ),
        ("A letter passed between dawn and dusk.", None, None),
    ],
)
def test_the_parties_stand_around_between(
    text: str, guild: str | None, employer: str | None
) -> None:
    found = find_parties([text])
    assert (found.guild, found.employer) == (guild, employer)


def test_a_name_in_capitals_takes_the_case_of_its_words_elsewhere() -> None:
    words = frozenset({"Union", "stage", "Hands", "Association", "Bay", "Producers"})
    found = find_parties(
        ["BETWEEN THE ASSOCIATION OF BAY PRODUCERS AND THE UNION OF STAGE HANDS"], words=words
    )
    assert found.guild == "Union of Stage Hands"
    assert found.employer == "Association of Bay Producers"


@pytest.mark.parametrize(
    ("text", "term"),
    [
        (
            "The term of this Agreement shall begin on July 1, 2024 and end on June 30, 2027.",
            ("2024-07-01", "2027-06-30"),
        ),
        (
            "This Agreement is effective from the 1st day of May, 2021 to and including 4/30/2024.",
            ("2021-05-01", "2024-04-30"),
        ),
        ("Rates of May 1, 2021 rise until May 1, 2022.", (None, None)),
        ("This Agreement is effective February 31, 2024.", (None, None)),
        ("Memorandum effective as of March 3, 2025, with the changes below.", ("2025-03-03", None)),
    ],
)
def test_the_term_is_the_pair_of_dates_that_speaks_of_one(
    text: str, term: tuple[str | None, str | None]
) -> None:
    assert find_term([text]) == term


def test_the_sample_corpus_is_known_without_its_manifest() -> None:
    manifest = tomllib.loads((FOLDER / "manifest.toml").read_text(encoding="utf-8"))
    for row in manifest["document"]:
        place = FOLDER / row["path"]
        source = source_from_bytes(place.read_bytes(), path=str(place))
        document = describe(source, read_pages(source, load("reader", "pdfium")()))
        assert document.kind.value == row["kind"], row["path"]
