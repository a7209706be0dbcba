"""Trees of real clauses to edit: the clauses of an agreement → articles with labels made anew.

Only the words and the scheme of numbering are kept, so that the labels of any edited tree run on.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from analyzer import read
from analyzer.records import Clause, ClauseKind
from benchmarks.documents import real_data

#: the words of a clause that may stand in a tree: fewest and most
SHORTEST, LONGEST = 5, 110
#: levels below the article
DEEPEST = 3
# 'Employees shall be paid', no ‘(a) and’, no '{', '__', '^' that the setter would take for a sign
_CLEAN = re.compile(r"[A-Z“\"a-z][A-Za-z0-9 ,.;:’'“”\"()/$%&*\-–—]*[.;:,]")
# '(a)', 'A.', '1.' at the beginning
_LABELLED = re.compile(r"\W*(?:[A-Za-z0-9]{1,4}[.)]|article|section)\s", re.I)
_KINDS = frozenset({ClauseKind.ARTICLE, ClauseKind.SECTION, ClauseKind.CLAUSE, ClauseKind.HEADING})
FORMS = ("Section {n}.", "({a})", "({n})", "({i})", "({A})", "{A}.", "{n}.")


@dataclass(slots=True, eq=False)
class Node:
    """A clause of a tree under way; `number` names it for good, `form` its children's labels."""

    number: int
    text: str
    label: str | None = None
    form: str | None = None
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    path: tuple[str, ...] = ()
    titled: bool = False

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Agreement:
    """Where the clauses come from and how its articles are numbered."""

    key: str
    file: str
    article: str


AGREEMENTS = (
    Agreement("nba2023", "nba/2023-NBA-NBPA-Collective-Bargaining-Agreement.pdf", "ARTICLE {I}"),
    Agreement("iatse2018", "guild/IATSE_2018-2021_Basic_Agreement.pdf", "ARTICLE {I}"),
    Agreement(
        "oregon",
        "oregon/state-afscme-department-of-land-conservation-and-development-2023-2025.txt",
        "ARTICLE {n}",
    ),
)


@cache
def clauses_of(file: str) -> tuple[Clause, ...]:
    """The clauses of a real document. Raises FileNotFoundError without the real data."""
    folder = real_data()
    if folder is None:
        raise FileNotFoundError("ANALYZER_REAL_DATA names no folder of real documents")
    return tuple(read(folder / file).clauses)


def plant(agreement: Agreement, chance: random.Random, size: int) -> Node:
    """About `size` clauses of whole articles, drawn by chance, in the order of the agreement."""
    clauses = clauses_of(agreement.file)
    below: dict[str | None, list[Clause]] = {}
    for clause in clauses:
        below.setdefault(clause.parent, []).append(clause)
    numbers = iter(range(1, 1 << 20))
    articles = [
        tree
        for clause in clauses
        if clause.label and len(clause.labels) == 1 and (clause.heading or clause.text)
        if (tree := _grow(clause, below, numbers, 0)) and sum(1 for _ in tree.walk()) > 5
    ]
    order = list(range(len(articles)))
    chance.shuffle(order)
    chosen: list[int] = []
    held = 0
    for at in order:
        if held >= size:
            break
        nodes = sum(1 for _ in articles[at].walk())
        if held + nodes <= size * 1.3:
            chosen.append(at)
            held += nodes
    root = Node(0, "", form=agreement.article)
    for at in sorted(chosen):
        adopt(root, articles[at])
    unique(root)
    return root


def _grow(
    clause: Clause, below: Mapping[str | None, Sequence[Clause]], numbers: Iterator[int], depth: int
) -> Node | None:
    heading = " ".join((clause.heading or "").split())
    text = heading if heading and not clause.text else " ".join(clause.text.split())
    if not depth:
        text = heading or text
    if (depth or not heading) and not _fits(text, titled=bool(heading)):
        return None
    titled = bool(heading) and not clause.text
    node = Node(next(numbers), text if depth else text.upper(), titled=titled)
    if depth < DEEPEST and clause.kind in _KINDS:
        for child in below.get(clause.id, ()):
            labelled = child.label is not None
            if child.kind in _KINDS and labelled:
                grown = _grow(child, below, numbers, depth + 1)
                if grown is not None:
                    node.form = node.form or _form_of(str(child.label))
                    adopt(node, grown)
    return node if node.children or not titled or not depth else None


def _fits(text: str, *, titled: bool) -> bool:
    if titled:
        return len(text.split()) <= 10 and bool(re.fullmatch(r"[A-Z][A-Za-z ,.’'&-]+", text))
    return (
        SHORTEST <= len(text.split()) <= LONGEST
        and bool(_CLEAN.fullmatch(text))
        and not _LABELLED.match(text)
        and "--" not in text
    )


def _form_of(label: str) -> str:
    bare = label.strip("()., ")
    brackets = label.startswith("(")
    if label.lower().startswith("section"):
        return "Section {n}."
    if bare.isdigit():
        return "({n})" if brackets else "{n}."
    if bare.isupper():
        return "({A})" if brackets else "{A}."
    return "({i})" if bare in ("i", "ii", "iii") else "({a})"


def adopt(parent: Node, child: Node, at: int | None = None) -> None:
    """Put a node below another, last or at a place."""
    child.parent = parent
    parent.children.insert(len(parent.children) if at is None else at, child)


def unique(root: Node) -> None:
    """Drop clauses whose words stand in the tree already: nobody could tell which is which."""
    seen: set[str] = set()
    for node in list(root.walk()):
        words = " ".join(re.findall(r"[a-z0-9]+", node.text.lower()))
        if words and words in seen and not node.children and node.parent:
            node.parent.children.remove(node)
        seen.add(words)


def number(root: Node) -> None:
    """Labels from first to last, each level in its parent's form; no form twice on a path."""
    _number(root, ())


def _number(node: Node, used: tuple[str, ...]) -> None:
    if not node.children:
        return
    form = node.form or "({a})"
    if form in used:
        form = next(each for each in FORMS[1:] if each not in used)
    for at, child in enumerate(node.children, 1):
        child.label = form.format(
            n=at, a=_letter(at), A=_letter(at).upper(), i=roman(at), I=roman(at).upper()
        )
        child.path = (*node.path, child.label)
        _number(child, (*used, form))


def _letter(at: int) -> str:
    """1 → a, 27 → aa."""
    return chr(96 + (at - 1) % 26 + 1) * ((at - 1) // 26 + 1)


def roman(at: int) -> str:
    """14 → xiv."""
    said = ""
    steps = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    for value, sign in steps:
        said += sign * (at // value)
        at %= value
    return said


def copy_tree(node: Node) -> Node:
    """The same numbers and words, other objects."""
    twin = Node(node.number, node.text, node.label, node.form, path=node.path, titled=node.titled)
    for child in node.children:
        adopt(twin, copy_tree(child))
    return twin


def truth_of(root: Node) -> dict[str, dict[str, Any]]:
    """The nodes as the scorer wants them."""
    return {
        str(node.number): {
            "path": "".join(node.path),
            "label": node.label or "",
            "heading": "",
            "text": node.text,
        }
        for node in root.walk()
        if node.number
    }
