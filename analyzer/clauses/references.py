"""Cross-references in the text of clauses, resolved within the document where they can be.

A reference is read from its words ('Section 3(b)', 'paragraph (a)', 'Article XII, Section 2') and
looked up from the inside out: among the own levels' children first, then among the outer ones'.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from analyzer.records import Clause, ClauseId, ClauseKind, CrossReference

_WORD = (
    r"(?:Articles?|(?:[Ss]ub-?)?[Pp]aragraphs?|(?:[Ss]ub-?)?[Ss]ections?|Items?|Exhibits?|"
    r"Schedules?|Appendix|Appendices|Sideletters?|(?:[Ss]ub-?)?[Cc]lauses?|Rules?)"
)
_NUMBER = (
    r"(?:[IVXLC]+[A-Z]?(?![A-Za-z])|\d+[A-Z]?(?:\.\d+)*|"
    r"[“\"]?[A-Z]{1,2}(?:-\d+)?[”\"]?(?![A-Za-z]))"
)
_INNER = r"(?:(?:\.?\([A-Za-z0-9]{1,5}\))|(?:\.[A-Za-z0-9]{1,4}(?![\w])))*"
# 'Article XII, Section 2(c)(1)', 'Section 7(a)', 'paragraph (b)', 'subparagraph (c)(3)(iii)'
_REFERENCE = re.compile(
    rf"\b(?P<word>{_WORD}) (?P<path>(?:{_NUMBER}{_INNER}|(?:\([A-Za-z0-9]{{1,5}}\))+))"
    rf"(?:, (?P<inner_word>Sections?|Paragraphs?|paragraphs?) (?P<inner>{_NUMBER}{_INNER}))?"
)
# ', (b)', ' and 4(c)', ' through D.', '-(iii)': what goes on with a reference
_ANOTHER = re.compile(
    rf"(?:\.? ?(?:,|;|and/or|and|or|&|through|to|[-–])){{1,2}} ?(?P<path>{_NUMBER}{_INNER}|"
    r"(?:\([A-Za-z0-9]{1,5}\))+)(?=[,.;:)”\"]|$| (?:above|below|of|or|and|through|to|hereof|"
    r"herein|in|shall|is|are|may|which|and/or)\b|[-–]\()"
)
# 'paragraphs (i) and (ii) of Article XIX(b)': the outer level is named last
_OF_OUTER = re.compile(
    rf",? (?:of|in) (?P<word>{_WORD}) (?P<path>{_NUMBER}{_INNER}|(?:\([A-Za-z0-9]{{1,5}}\))+)"
    rf"(?:, (?:Section|[Pp]aragraph) (?P<inner>{_NUMBER}{_INNER}))?"
)
# 'of the Basic Agreement', 'of the Labor Code': another text is meant
_ELSEWHERE = re.compile(
    r"^[,.]? (?:of|to|in|under) (?:the|that|such|said|each|its|any)? ?"
    r"(?!(?:present|current) )"
    r"[“\"‘]*(?P<text>(?:[\w.&’'-]+ ){0,6}?[“\"‘]*(?:Sideletter|Act|Code|Law|"
    r"Regulations?|Plans?|Constitution|Memorandum|"
    r"Amendment Agreements?|Local (?:\d+ )?Agreements?|Basic Agreement|CBA))\b"
)
# 'of 1967'
_OF_YEAR = re.compile(r" of (?:19|20)\d\d\b")
# 'of the Notice', 'of such Contract': a form or a letter, whose parts are numbered by themselves
_OF_A_FORM = re.compile(
    r"^[,.]? (?:of|to|in|under) (?:the|that|such|said|each|its|any)? ?[“\"‘]*(?:[A-Z][\w’-]* ){0,4}"
    r"(?:Contract|Notice|Policy|Form|Manual|Order|Ordinance|Guidelines|Bylaws|Statutes?)\b"
)
# 'of those Articles': several that were named before, none of them by this reference
_OF_SEVERAL = re.compile(rf"^,? (?:of|in|to|under) (?:those|these|both|all) {_WORD}\b")

#: levels that only a label with the same word can answer
_STRICT = frozenset({"article", "exhibit", "schedule", "appendix", "sideletter", "item", "rule"})
#: words that name a part of a memorandum itself; others name the text that it amends
_OF_MEMORANDUM = frozenset({"item", "exhibit", "schedule", "appendix", "attachment"})
#: words of what may be attached to a form that the document prints
_ATTACHED = frozenset({"exhibit", "schedule", "appendix", "appendice"})
#: references that one word may introduce
_LONGEST_LIST = 12


def find_references(clauses: Sequence[Clause], *, amends: bool, title: str = "") -> list[Clause]:
    """The same clauses, each with its references; in a document that amends another, articles and
    paragraphs outside quoted text are those of the other and stay unresolved. One that amends none
    means itself by the name in its `title`."""
    index = _Index(clauses, amends=amends, title=None if amends else title)
    found = []
    for clause in clauses:
        if clause.kind in (ClauseKind.TOC, ClauseKind.TABLE) or not clause.text:
            found.append(clause)
            continue
        references = tuple(_read(clause, index))
        found.append(replace(clause, references=references) if references else clause)
    return found


def _read(clause: Clause, index: _Index) -> list[CrossReference]:
    references = []
    text = clause.text
    for match in _REFERENCE.finditer(text):
        word, path = match["word"].lower(), _split(match["path"])
        path += _split(match["inner"]) if match["inner"] else []
        others = _read_list(text, match.end())
        end = others[-1].end() if others else match.end()
        outer = _OF_OUTER.match(text, end)
        if outer:
            levels = f"{outer['path']} {outer['inner']}" if outer["inner"] else outer["path"]
            word = outer["word"].lower()
            path = [part for level in levels.split() for part in _split(level)] + path
            end = outer.end()
        ends = (end,) if outer else (end, match.end())
        own = all(_is_own(clause, word, text[at : at + 90], index.title) for at in ends)
        target = index.resolve(clause, word, path) if own else None
        if own and not outer and _is_running(text, match.start(), path):
            target = clause.id
        references.append(CrossReference(match.start(), match.end(), match[0], target))
        if target is None:
            continue
        for other in others:
            path, target = index.resolve_next(clause, word, path, _split(other["path"]))
            if target is None:
                break
            start, end = other.span("path")
            references.append(CrossReference(start, end, other["path"], target))
    return references


def _is_running(text: str, at: int, path: list[str]) -> bool:
    """'either (i) … or (ii) …, but clause (ii) only if': the label stands in the own text."""
    if len(path) != 1 or not text.startswith("(", text.find(" ", at) + 1):
        return False
    label = re.escape(path[0])
    return bool(re.search(rf"(?:[:;,]|\b(?:and|or|either|both)) \({label}\) [a-z]", text[:at]))


def _read_list(text: str, at: int) -> list[re.Match[str]]:
    """What goes on with a reference that ends at `at`: 'Sections 4(b), (c) and 7'."""
    found: list[re.Match[str]] = []
    while len(found) < _LONGEST_LIST and (match := _ANOTHER.match(text, at)):
        found.append(match)
        at = match.end()
    return found


def _is_own(clause: Clause, word: str, after: str, title: str | None) -> bool:
    """False where the words after a reference say that it is to another text."""
    singular = word.rstrip("s")
    if clause.kind is ClauseKind.INSTRUCTION and singular not in _OF_MEMORANDUM:
        return False
    if _OF_SEVERAL.match(after):
        return False
    elsewhere = _ELSEWHERE.match(after)
    if elsewhere and not _is_itself(elsewhere["text"], after[elsewhere.end() :], title):
        return False
    return singular in _ATTACHED or not _OF_A_FORM.match(after)


def _is_itself(text: str, after: str, title: str | None) -> bool:
    """True for 'this Sideletter', and for the name that the document itself bears; not with the
    year of another."""
    if title is None:
        return False
    named = re.search(rf"\b{re.escape(text.lower())}\b", title)
    return text.startswith("this ") or (bool(named) and not _OF_YEAR.match(after))


def _split(path: str) -> list[str]:
    """'7(a)(2)' → ['7', 'a', '2']; '3.01' stays whole before it is tried level by level."""
    bare = path.replace("“", "").replace("”", "").replace('"', "")
    return [part for part in re.split(r"\.?[()]+\.?|(?<=[A-Za-z\d])\.(?=[A-Za-z])", bare) if part]


def bare(label: str) -> str:
    """A label without its word, brackets and stops: 'Section 3.' → '3'; 'Exhibit A' → 'a'."""
    return _inside_brackets(label).lower()


def _inside_brackets(label: str) -> str:
    last = label.split(" ")[-1] if label[:1].isalpha() else label
    return re.sub(r"[^A-Za-z0-9.]+", "", last).strip(".")


def _as_printed(label: str) -> str:
    """The key of a label by its case: 'C' and 'c' are two levels where both are printed."""
    return f"={_inside_brackets(label)}"


def _word_of(clause: Clause) -> str:
    """The word in a clause's label, in small letters: 'Section 3.' → 'section'; '(3)' → ''."""
    label = clause.labels[-1] if clause.labels else ""
    return label.split(" ")[0].lower() if label[:1].isalpha() and " " in label else ""


#: levels of a procedure, which references to its parts leave out
_STEPS = ("step ", "phase ")


class _Index:
    """Labelled clauses by parent and bare label."""

    def __init__(self, clauses: Sequence[Clause], *, amends: bool, title: str | None) -> None:
        self._amends = amends
        #: in small letters; None for one that amends another
        self.title = title.lower() if title is not None else None
        self._by_id = {clause.id: clause for clause in clauses}
        self._children: dict[ClauseId | None, dict[str, ClauseId]] = defaultdict(dict)
        self._words: dict[tuple[str, str], ClauseId] = {}
        #: by parent, word and bare label
        self._named: dict[tuple[ClauseId | None, str, str], ClauseId] = {}
        #: by word and levels, labels that name several at once ('Section 7(a)')
        self._whole: dict[tuple[str, tuple[str, ...]], ClauseId] = {}
        for clause in clauses:
            if clause.label is None or clause.kind is ClauseKind.FOOTNOTE:
                continue
            own = bare(clause.labels[-1])
            self._children[clause.parent].setdefault(own, clause.id)
            self._children[clause.parent].setdefault(_as_printed(clause.labels[-1]), clause.id)
            word = _word_of(clause)
            if word:
                self._words.setdefault((word, own), clause.id)
                self._named.setdefault((clause.parent, word, own), clause.id)
                if "(" in clause.labels[-1]:
                    levels = _split(clause.labels[-1].partition(" ")[2].lower())
                    self._whole.setdefault((word, tuple(levels)), clause.id)

    def resolve(self, clause: Clause, word: str, path: list[str]) -> ClauseId | None:
        """The clause that a reference in `clause` means; None when the document has none."""
        singular = word.rstrip("s")
        target = (
            self._called(clause, singular, path)
            or self._climb(clause, singular, path, exact=True)
            or self._climb(clause, singular, path, exact=False)
        )
        if target is not None:
            return target
        if self._amends and singular not in _OF_MEMORANDUM:
            return None
        for length in range(len(path), 1, -1):
            whole = self._whole.get((singular, tuple(part.lower() for part in path[:length])))
            if whole is not None:
                return self._deepest(whole, path[length:])
        named = self._words.get((singular, path[0].lower()))
        return self._deepest(named, path[1:]) if named is not None else None

    def _called(self, clause: Clause, word: str, path: list[str]) -> ClauseId | None:
        """'Section 5' beside an item (5): from the clause outward, the level that is printed with
        this word, within the same article or attachment."""
        own: Clause | None = clause
        key = path[0].lower()
        while own is not None:
            named = self._named.get((own.id, word, key))
            if named is None and own.parent is None and _word_of(own) == word:
                named = self._named.get((None, word, key))
            target = self._deepest(named, path[1:]) if named is not None else None
            if target is not None:
                return target
            own = self._by_id[own.parent] if own.parent is not None else None
        return None

    def _climb(self, clause: Clause, word: str, path: list[str], *, exact: bool) -> ClauseId | None:
        """From the clause outward, the first level that has or is what the path begins with;
        `exact`: in the case in which it is printed."""
        first = f"={path[0]}" if exact else path[0].lower()
        key_of = _as_printed if exact else bare
        start: ClauseId | None = clause.id
        while True:
            target = self._descend(start, [first, *path[1:]], word)
            if target is not None:
                return target
            if start is None:
                return None
            own = self._by_id[start]
            if own.label and key_of(own.labels[-1]) == first:
                target = self._inside(own, path[1:], word)
                if target is not None:
                    return target
            start = own.parent

    def resolve_next(
        self, clause: Clause, word: str, before: list[str], path: list[str]
    ) -> tuple[list[str], ClauseId | None]:
        """(whole path, clause) of what goes on with a reference: '(c)' after 'Section 4(b)' is its
        sister, '7' another Section; what the document does not have is no reference."""
        starts = range(len(before) - 1, -1, -1) if path[0].isalnum() else ()
        for kept in starts:
            whole = [*before[:kept], *path]
            target = self.resolve(clause, word, whole)
            if target is not None:
                return whole, target
        return before, None

    def _inside(self, own: Clause, rest: list[str], word: str) -> ClauseId | None:
        """An open level that the reference names itself ('Section 7(a)' inside Section 7)."""
        label = own.labels[-1].lower()
        called = label.partition(" ")[0] if " " in label else ""
        if (word in _STRICT or word == "section" or called) and not label.startswith(word):
            return None
        return self._deepest(own.id, rest)

    def _descend(self, parent: ClauseId | None, path: list[str], word: str) -> ClauseId | None:
        child = self._children[parent].get(path[0]) if parent in self._children else None
        if child is None:
            return None
        label = self._by_id[child].labels[-1].lower()
        called = label.partition(" ")[0] if " " in label else ""
        if called != word and (word in _STRICT or called):
            return None
        return self._deepest(child, path[1:])

    def _deepest(self, start: ClauseId, rest: list[str]) -> ClauseId | None:
        found: ClauseId = start
        for part in rest:
            child = self._children[found].get(part.lower()) if found in self._children else None
            child = child or self._below_steps(found, part.lower())
            if child is None:
                return None
            found = child
        return found

    def _below_steps(self, outer: ClauseId, part: str) -> ClauseId | None:
        """'Article 12(b)', printed below 'Step Three' and below no other step."""
        below = {
            found
            for child in (self._children[outer].values() if outer in self._children else ())
            if self._by_id[child].labels[-1].lower().startswith(_STEPS)
            and child in self._children
            and (found := self._children[child].get(part)) is not None
        }
        return below.pop() if len(below) == 1 else None
