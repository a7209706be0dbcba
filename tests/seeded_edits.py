"""Invented agreements of any size and seeded edits to them, with the truth of what was edited.

seed → an old clause tree, a new one, and the list of (kind, old ids, new ids) of every edit.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

from analyzer.records import Clause, ClauseId, ClauseKind, Comparison, DocumentId
from tests.clause_trees import compare_clauses


def _read(line: str) -> list[str]:
    return line.split()


def _phrases(line: str) -> list[str]:
    return line.split("|")


_SUBJECTS = _read(
    "producer guild performer steward committee trustee director assistant apprentice understudy "
    "stand-in choreographer puppeteer narrator engineer"
)
_VERBS = _read(
    "pay notify furnish maintain credit reimburse schedule release assign record deliver inspect "
    "withhold transfer retain destroy disclose negotiate arbitrate waive"
)
_OBJECTS = _read(
    "wardrobe mileage overtime rehearsal meal lodging pension holiday severance footage likeness "
    "voice script residual rate deposit bond grievance roster manifest dressing-room harness "
    "stunt fitting audition callback loop scan recording costume wig prosthetic vehicle passport"
)
_ADVERBS = _read(
    "promptly weekly jointly separately conspicuously electronically annually quarterly verbally "
    "confidentially"
)
_PLACES = _phrases(
    "on location|at the studio|within thirty miles|outside the zone|before principal photography|"
    "after wrap|during turnaround|on a forced call|in the second week|upon written request|"
    "by certified mail|without deduction|in good faith|at straight time|at double time"
)
_WORDS = (*_SUBJECTS, *_VERBS, *_OBJECTS, *_ADVERBS)


@dataclass(slots=True)
class Node:
    """A clause being edited; `origin` is the old node that it came from."""

    key: int
    label: str
    heading: str | None
    words: list[str]
    children: list[Node] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(self.words) + "." if self.words else ""


@dataclass(frozen=True, slots=True)
class Edited:
    """Both versions and what was done between them."""

    old: tuple[Clause, ...]
    new: tuple[Clause, ...]
    #: (kind, old ids, new ids)
    truth: tuple[tuple[str, frozenset[ClauseId], frozenset[ClauseId]], ...]


class Writer:
    """Writes sentences that no agreement holds."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self._key = 0

    def sentence(self, least: int, most: int) -> list[str]:
        pick = self.random.choice
        goal = self.random.randint(least, most)
        words = ["The", pick(_SUBJECTS), pick(("shall", "may", "must")), pick(_ADVERBS)]
        while len(words) < goal:
            words += [pick(_VERBS), "the", pick(_OBJECTS), *pick(_PLACES).split()]
            if self.random.random() < 0.3:
                words += [str(self.random.randint(2, 90)), "days"]
            words.append("and")
        return words[:goal]

    def node(self, label: str, words: list[str], heading: str | None = None) -> Node:
        self._key += 1
        return Node(self._key, label, heading, words)

    def agreement(self, articles: int) -> list[Node]:
        """Articles of sections of paragraphs; a seventh of the paragraphs have a near twin."""
        pick = self.random.choice
        tops = []
        for n in range(1, articles + 1):
            heading = f"{pick(_OBJECTS)} and {pick(_OBJECTS)} {pick(_VERBS)}".title()
            article = self.node(f"Article {n}", [], heading)
            for m in range(1, self.random.randint(3, 7)):
                section = self.node(f"{n}.{m}", self.sentence(8, 60))
                for k in range(self.random.randint(0, 5)):
                    words = self.sentence(8, 15) if k % 2 else self.sentence(15, 90)
                    if section.children and self.random.random() < 0.14:
                        words = list(section.children[-1].words)
                        words[-3:] = self.sentence(4, 5)[-3:]
                    section.children.append(self.node(f"({chr(97 + k)})", words))
                article.children.append(section)
            tops.append(article)
        return tops


def flatten(tops: list[Node], document: str) -> tuple[Clause, ...]:
    """The clause tree of the nodes, in reading order."""
    clauses: list[Clause] = []

    def walk(node: Node, parent: ClauseId | None, path: tuple[str, ...]) -> None:
        labels = (*path, node.label)
        clause = Clause(
            id=node_id(document, node),
            document=DocumentId(document),
            parent=parent,
            order=len(clauses),
            kind=ClauseKind.ARTICLE if parent is None else ClauseKind.CLAUSE,
            text=node.text,
            label=node.label,
            labels=labels,
            citation=" ".join(labels),
            heading=node.heading,
            pages=(1 + len(clauses) // 12,),
            page_labels=(f"-{1 + len(clauses) // 12}-",),
        )
        clauses.append(clause)
        for child in node.children:
            walk(child, clause.id, labels)

    for top in tops:
        walk(top, None, ())
    return tuple(clauses)


def node_id(document: str, node: Node) -> ClauseId:
    return ClauseId(f"{document}#{node.key}")


def copy_tree(tops: list[Node]) -> list[Node]:
    return [
        replace(node, words=list(node.words), children=copy_tree(node.children)) for node in tops
    ]


def edit_agreement(seed: int, *, articles: int = 20, each: int = 4) -> Edited:
    """Edit an invented agreement: `each` of every kind, no clause twice."""
    writer = Writer(seed)
    old = writer.agreement(articles)
    new = copy_tree(old)
    editor = _Editor(writer, new)
    for _ in range(each):
        for edit in (
            editor.reword,
            editor.remove,
            editor.add,
            editor.move,
            editor.move_reworded,
            editor.renumber,
        ):
            edit()
    return Edited(flatten(old, "old"), flatten(new, "new"), tuple(editor.truth))


class _Editor:
    def __init__(self, writer: Writer, tops: list[Node]) -> None:
        self.writer, self.random, self.tops = writer, writer.random, tops
        self.truth: list[tuple[str, frozenset[ClauseId], frozenset[ClauseId]]] = []
        self._touched: set[int] = set()

    def _note(self, kind: str, old: Node | None, new: Node | None) -> None:
        self._touched.update(node.key for node in (old, new) if node)
        self.truth.append(
            (
                kind,
                frozenset([node_id("old", old)] if old else ()),
                frozenset([node_id("new", new)] if new else ()),
            )
        )

    def _leaf(self) -> tuple[Node, int]:
        """An untouched paragraph without children, as (its section, its place)."""
        while True:
            article = self.random.choice(self.tops)
            section = self.random.choice(article.children)
            if section.children:
                at = self.random.randrange(len(section.children))
                if section.children[at].key not in self._touched:
                    return section, at

    def _change_words(self, node: Node) -> None:
        """Half of the rewordings touch three words or fewer."""
        few = self.random.random() < 0.5
        count = self.random.randint(1, 3) if few else max(2, len(node.words) // 4)
        for at in self.random.sample(range(len(node.words)), count):
            choices = [word for word in _WORDS if word != node.words[at]]
            node.words[at] = self.random.choice(choices)

    def reword(self) -> None:
        section, at = self._leaf()
        self._change_words(section.children[at])
        self._note("reworded", section.children[at], section.children[at])

    def remove(self) -> None:
        section, at = self._leaf()
        self._note("removed", section.children.pop(at), None)

    def add(self) -> None:
        section, at = self._leaf()
        node = self.writer.node("(x)", self.writer.sentence(8, 50))
        section.children.insert(at, node)
        self._note("added", None, node)

    def _carry(self) -> Node:
        section, at = self._leaf()
        node = section.children.pop(at)
        while True:
            there = self.random.choice(self.random.choice(self.tops).children)
            if there is not section:
                there.children.insert(self.random.randint(0, len(there.children)), node)
                return node

    def move(self) -> None:
        node = self._carry()
        self._note("moved", node, node)

    def move_reworded(self) -> None:
        node = self._carry()
        self._change_words(node)
        self._note("moved+reworded", node, node)

    def renumber(self) -> None:
        section, at = self._leaf()
        node = section.children[at]
        node.label = f"({self.random.randint(10, 99)})"
        self._note("renumbered", node, node)


def compare_edits(edited: Edited) -> Comparison:
    """Both versions compared, without findings."""
    return compare_clauses(edited.old, edited.new)
