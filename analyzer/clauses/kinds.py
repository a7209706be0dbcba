"""What a clause is: from its label, its words and where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.clauses.drafts import Draft
from analyzer.clauses.titles import notes_revisions
from analyzer.records import ClauseKind, DocumentKind, LineRole

#: kinds of documents that say what to do with another text
PATCHES = frozenset(
    {
        DocumentKind.MEMORANDUM,
        DocumentKind.PROPOSAL,
        DocumentKind.COUNTERPROPOSAL,
        DocumentKind.PACKAGE,
        DocumentKind.LAST_OFFER,
        DocumentKind.TENTATIVE_AGREEMENT,
        DocumentKind.SIDELETTER,
        DocumentKind.RIDER,
    }
)
# 'Add a new Article …', 'Conforming changes: revise', 'In Section 4, replace …'
_INSTRUCTION = re.compile(
    r"^(?:\[|•\s*)?(?:(?:in|to|at|following|after) [^.;]{3,80}, )?"
    r"(?:(?:the parties (?:agree|shall agree) to |also |further |and |then )?)"
    r"(add|amend|modify|delete|replace|revise|renumber|re-?letter|insert|make|incorporate|strike|"
    r"update|change|substitute|restate|reword|remove|correct|move|combine|conform|eliminate)\b",
    re.IGNORECASE,
)
# 'to the Agreement', 'Article 7', 'as follows:': what an instruction is about
_INSTRUCTED = re.compile(
    r"\b(?:article|section|paragraph|subparagraph|subsection|side ?letter|exhibit|schedule|"
    r"appendix|sentence|agreement|item|provision|language|reference|conforming|as follows|wherever|"
    r"throughout)s?\b",
    re.IGNORECASE,
)
# '“Night Work” means', 'The term “Producer” or “Producers” shall mean', "'Band' refers to"
_DEFINITION = re.compile(
    r"^(?:(?:(?:as|for|in|where|when|wherever|whenever)\b[^.;:“\"]{3,120}?,? )?(?:the )?"
    r"(?:terms?|words?|phrases?|expressions?)[\s,]*|(?:an?|the|any|each) )?"
    r"[“\"‘']+\s*(?P<term>[^”\"’“‘]{2,80}?)[,;]?\s*[”\"’]+"
    r"(?:\s*(?:\(|,|(?:as|when|where|for|in|with|or|and|herein|hereunder)\b)[^.;:]{0,120}?)?"
    r"\s*\b(?:means?|shall (?:be (?:deemed|defined|construed) )?(?:to )?mean|"
    r"refers? to|is defined|are defined|shall be defined|has the (?:same )?meaning|have the|"
    r"shall (?:include|refer)|includes?|is (?:an?|the|any|that|what|whatever|calculated)\b|"
    r"is (?:[a-z]+ )?[a-z]+ (?:that|which|who|whose|of)\b|are used|\(?see\b)",
    re.IGNORECASE,
)
# 'IN WITNESS WHEREOF', 'By: ____', '/s/ Ada Lund', 'ACCEPTED AND AGREED', 'Ada Lund Agreed: Bo Ek'
_SIGNATURE = re.compile(
    r"^(?:in witness whereof|by:?\s*(?:_{3,}|/s/)|_{5,}|/s/|dated?:\s*_{3,}|accepted and agreed|"
    r"agreed(?: to)? and accepted|(?-i:(?:[A-Z][\w.’'-]+ ){2,4}(?:Agreed|Accepted):)|"
    r"for the [^_.;]{3,80}_{5,}|name:\s*_{2,}|title:\s*_{2,}|signature:?\s*_{2,}|by:\s*$)",
    re.IGNORECASE,
)
# 'Signed this 4th day of May, 2031, at Tern Harbor.', '2031 Lantern Signature Page'
_SIGNING = re.compile(
    r"^\W*(?:signed|executed) this\b.{0,40}\bday of\b.{0,80}$|"
    r"^(?!.*[a-z]{2}\.).{0,60}\bsignature page\b(?!.*\.{4}).{0,80}$",
    re.IGNORECASE,
)
# 'FOR THE ALLIANCE OF STAGES, ON BEHALF OF …', 'For the Union:', 'Date: 3/4': proof only together
_SIDE = re.compile(
    r"^(?:FOR THE [A-Z]{3}[^a-z]*$|[Ff]or the [\w ]{3,40}:\s*$|[Dd]ated?[:;](?:\s|$))"
)
# 'Lantern Stages, Inc.', 'Nine Bells LLC': a company
_COMPANY = re.compile(
    r"\b(?:inc|llc|l\.l\.c|ltd|limited|corp|corporation|company|co|llp|lp)\b\.?", re.IGNORECASE
)


# 'Definitions', 'DEFINITION OF TERMS'
_DEFINITIONS = re.compile(r"definitions?\b", re.IGNORECASE)
# 'Job Share Position: a position that two employees hold'
_LISTED_TERM = re.compile(r"(?P<term>[A-Z][\w /'’-]{1,50}):\s")
# 'The parties agree that a ‘voice copy’ is'
_QUOTED_TERM = re.compile(r"“?[^‘“\"]{0,100}[‘“\"](?P<term>[^’”\"]{2,60})[’”\"]")
_BY_ROLE = {
    LineRole.TOC: ClauseKind.TOC,
    LineRole.TABLE: ClauseKind.TABLE,
    LineRole.FOOTNOTE: ClauseKind.FOOTNOTE,
}
#: ranks of labels called by a word (data/enumerators.toml)
_BY_RANK = {
    0: ClauseKind.ATTACHMENT,
    1: ClauseKind.ARTICLE,
    2: ClauseKind.ARTICLE,
    3: ClauseKind.SECTION,
}


class KindJudge:
    """Judges drafts in reading order: some kinds depend on what came before."""

    def __init__(self, document: DocumentKind) -> None:
        self._document = document
        self._definitions: set[int] = set()
        self._seen_label = False

    def judge(self, draft: Draft, text: str, heading: str | None) -> ClauseKind:
        """The kind of the next draft; `text` is its old text where all of it is struck."""
        if heading and _DEFINITIONS.match(heading):
            self._definitions.add(draft.order)
        kind = draft.group or self._by_itself(draft, text, heading)
        if kind is ClauseKind.CLAUSE:
            if draft.parent in self._definitions and defined_term(text, heading):
                kind = ClauseKind.DEFINITION
            elif draft.parent is None and draft.label is None and not self._seen_label:
                kind = ClauseKind.PREAMBLE
        self._seen_label = self._seen_label or draft.label is not None
        return kind

    def _by_itself(self, draft: Draft, text: str, heading: str | None) -> ClauseKind:
        by_role = _BY_ROLE.get(draft.role) or _BY_RANK.get(
            draft.rank if draft.rank is not None else -1
        )
        if by_role is not None:
            return by_role
        if _is_note(text) or notes_revisions(text):
            return ClauseKind.DRAFTING_NOTE
        if not text and heading:
            return ClauseKind.HEADING
        if is_signature(text):
            return ClauseKind.SIGNATURE
        if is_instruction(draft, text, self._document):
            return ClauseKind.INSTRUCTION
        return ClauseKind.DEFINITION if find_term(text) else ClauseKind.CLAUSE


def is_signature(text: str) -> bool:
    """A line for a signature, or what stands above one."""
    return bool(_SIGNATURE.search(text) or _SIGNING.search(text))


def names_a_side(text: str) -> bool:
    """'FOR THE UNION:' or 'Date:': with others of its kind, a line of a block of signatures."""
    return bool(_SIDE.match(text))


def defined_term(text: str, heading: str | None) -> str | None:
    """The term of a definition: quoted, or before the first stop or colon of a list of terms."""
    listed = None if heading else _LISTED_TERM.match(text) or _QUOTED_TERM.match(text)
    term = find_term(text) or heading or (listed["term"] if listed else None)
    return term.strip(" .,:;") if term else None


def _is_note(text: str) -> bool:
    """A whole paragraph in square brackets."""
    bare = text.strip('“”"’‘. ')
    return len(bare) > 20 and bare.startswith("[") and bare.endswith("]") and "]" not in bare[:-1]


def is_instruction(draft: Draft, text: str, document: DocumentKind) -> bool:
    """A line that says what to do with another text, outside quotation marks."""
    if document not in PATCHES or draft.quoted:
        return False
    start = text[:400]
    return bool(_INSTRUCTION.search(start) and _INSTRUCTED.search(start))


def find_term(text: str) -> str | None:
    """The term that a paragraph defines at its start."""
    start = text[:320]
    # a quoted paragraph: its own mark stands before the sentence
    match = _DEFINITION.match(start) or (start[:1] == "“" and _DEFINITION.match(start[1:]))
    return match["term"].strip(" ,;:") if match else None


def find_party_lists(drafts: Sequence[Draft], texts: dict[int, str]) -> list[list[Draft]]:
    """Runs of unlabelled paragraphs that are mostly names of companies: six of them or more."""
    runs: list[list[Draft]] = [[]]
    for draft in drafts:
        if draft.role is LineRole.FOOTNOTE:
            continue
        text = texts[draft.order]
        if draft.label is None and draft.role is LineRole.BODY and _may_be_names(text):
            runs[-1].append(draft)
        else:
            runs.append([])
    return [run for run in map(_trim_run, runs) if _is_party_list(run, texts)]


def _trim_run(run: list[Draft]) -> list[Draft]:
    """Without headings at its beginning."""
    while run and run[0].is_heading:
        run = run[1:]
    return run


def _may_be_names(text: str) -> bool:
    """One short line, or a paragraph of names: large words, and a company in every ten."""
    words = text.split()
    companies = len(_COMPANY.findall(text))
    large = sum(not word[:1].islower() for word in words)
    named = companies * 10 >= len(words) or (companies > 0 and large >= 0.9 * len(words))
    return not text.rstrip().endswith((":", ";")) and (len(words) <= 9 or named)


def _is_party_list(run: Sequence[Draft], texts: dict[int, str]) -> bool:
    lines = [line for draft in run for line in draft.lines]
    words = sum(len(line.words) for line in lines)
    large = sum(
        word.text[:1].isupper() or not word.text[:1].isalpha()
        for line in lines
        for word in line.words
    )
    if len(lines) >= 8 and words <= 6 * len(lines) and large >= 0.9 * words:
        return any(_COMPANY.search(line.text) for line in lines)
    companies = sum(len(_COMPANY.findall(texts[draft.order])) for draft in run)
    return companies >= 6 and companies * 9 >= words
