"""Edits seeded into a tree of real clauses: old tree, chance → new tree and what was done to it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.edit_trees import Node, adopt, copy_tree, number

#: edits of each kind in a pair
EACH = 12
#: near-twins that are set beside their originals before anything is edited
TWINS = 8
#: words put in the place of others: short ones of every agreement, none a party's name
SPARE = (
    "may",
    "must",
    "will",
    "should",
    "promptly",
    "jointly",
    "annual",
    "weekly",
    "thirty",
    "ninety",
    "forty",
    "sixteen",
    "written",
    "oral",
    "prior",
    "further",
    "special",
    "regular",
    "local",
    "full",
    "reasonable",
    "final",
    "partial",
    "first",
    "second",
)
Listed = tuple[str, list[int], list[int]]


@dataclass(slots=True)
class Editor:
    """One pair under way: which nodes were touched, and the list of edits."""

    new: Node
    chance: random.Random
    strange: Sequence[str]
    listed: list[Listed] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)
    last: int = 0
    #: halves that must stay behind the node before them
    second_halves: set[int] = field(default_factory=set)

    def leaves(self, fits: Callable[[Node], bool] = lambda node: True) -> list[Node]:
        """Untouched clauses without children below an article, in an order of chance."""
        found = [
            node
            for node in self.new.walk()
            if node.number not in self.touched
            and not node.children
            and not node.titled
            and len(node.path) > 1
            and len(node.text.split()) >= 6
            and fits(node)
        ]
        self.chance.shuffle(found)
        return found

    def note(self, kind: str, old: Iterable[Node], new: Iterable[Node]) -> None:
        """List an edit; its nodes are left alone from now on."""
        before, after = [node.number for node in old], [node.number for node in new]
        self.listed.append((kind, before, after))
        self.touched |= {*before, *after}

    def next_number(self) -> int:
        """A number that no node has."""
        self.last += 1
        return self.last


def plant_twins(root: Node, chance: random.Random) -> None:
    """Clauses that differ from one another by a word or two, under different parents."""
    last = max(node.number for node in root.walk())
    leaves = [node for node in root.walk() if not node.children and len(node.text.split()) > 7]
    chance.shuffle(leaves)
    homes = [node for node in root.walk() if len(node.children) > 2 and node.path]
    for at, node in enumerate(leaves[:TWINS]):
        home = chance.choice([h for h in homes if h is not node.parent] or homes)
        twin = Node(last + 1 + at, _swap(node.text, chance, 1 + at % 2))
        adopt(home, twin, chance.randrange(1, len(home.children)))


def edit(old: Node, chance: random.Random, strange: Sequence[str]) -> tuple[Node, list[Listed]]:
    """The edited tree, numbered, and every edit; renumbered clauses are listed last."""
    new = copy_tree(old)
    editor = Editor(new, chance, strange, last=10_000)
    for work in (_merge, _split, _move, _move_and_reword, _reword, _remove, _add, _reorder):
        work(editor)
    number(new)
    before = {node.number: node.label for node in old.walk()}
    shifted = [
        node
        for node in new.walk()
        if node.number in before
        and node.number not in editor.touched
        and node.label != before[node.number]
        and len(node.path) > 1
    ]
    chance.shuffle(shifted)
    for node in shifted[: 2 * EACH]:
        editor.listed.append(("renumbered", [node.number], [node.number]))
    return new, editor.listed


def _place(node: Node) -> tuple[Node, int]:
    """Its parent and its place there."""
    parent = node.parent
    if parent is None:
        raise ValueError("the root has no place")
    return parent, next(at for at, child in enumerate(parent.children) if child is node)


def _merge(editor: Editor) -> None:
    for node in editor.leaves():
        if sum(row[0] == "merged" for row in editor.listed) >= EACH:
            return
        if node.number in editor.touched:
            continue
        parent, at = _place(node)
        after = parent.children[at + 1] if at + 1 < len(parent.children) else None
        if after is None or after.children or after.number in editor.touched:
            continue
        if len(after.text.split()) < 6:
            continue
        joined = Node(editor.next_number(), f"{node.text} {after.text}", form=node.form)
        parent.children[at : at + 2] = [joined]
        joined.parent = parent
        joined.path = node.path
        editor.note("merged", [node, after], [joined])


def _split(editor: Editor) -> None:
    # 'of the day. The'
    joints = re.compile(r"(?<=[a-z]{3}[.;]) (?=[A-Z][a-z]+ )")
    for node in editor.leaves(lambda each: bool(joints.search(each.text))):
        if sum(row[0] == "split" for row in editor.listed) >= EACH:
            return
        cuts = [match.start() for match in joints.finditer(node.text)]
        cut = min(cuts, key=lambda at: abs(at - len(node.text) / 2))
        halves = [node.text[:cut], node.text[cut + 1 :]]
        if min(len(half.split()) for half in halves) < 6:
            continue
        parent, at = _place(node)
        parts = [Node(editor.next_number(), half) for half in halves]
        parent.children[at : at + 1] = parts
        for part in parts:
            part.parent, part.path = parent, node.path
        editor.second_halves.add(parts[1].number)
        editor.note("split", [node], parts)


def _move(editor: Editor) -> None:
    """Two thirds of the moves: under another parent."""
    for node in editor.leaves()[: EACH * 2 // 3]:
        _carry(editor, node)
        editor.note("moved", [node], [node])


def _reorder(editor: Editor) -> None:
    """One third, at last: past three siblings or more that were siblings before; where
    there are too few, under another parent."""
    shuffled: set[int] = set()
    for node in editor.leaves():
        if sum(row[0] == "moved" for row in editor.listed) >= EACH:
            return
        parent, at = _place(node)
        if parent.number in shuffled:
            continue
        stayed = [child.number not in editor.touched for child in parent.children]
        if sum(stayed[:at]) >= 3:
            to = 0
        elif sum(stayed[at + 1 :]) >= 3:
            to = len(parent.children) - 1
        else:
            continue
        parent.children.remove(node)
        parent.children.insert(to, node)
        shuffled.add(parent.number)
        editor.note("moved", [node], [node])
    missing = EACH - sum(row[0] == "moved" for row in editor.listed)
    for node in editor.leaves()[:missing]:
        _carry(editor, node)
        editor.note("moved", [node], [node])


def _gap(editor: Editor, home: Node) -> int:
    """A place among the children that parts no clause from its other half."""
    places = [
        at
        for at in range(1, len(home.children) + 1)
        if at == len(home.children) or home.children[at].number not in editor.second_halves
    ]
    return editor.chance.choice(places)


def _carry(editor: Editor, node: Node) -> None:
    """Under another parent, at any place."""
    parent, _ = _place(node)
    homes = [
        home
        for home in editor.new.walk()
        if len(home.children) > 2
        and home.path
        and home is not parent
        and home.number not in editor.touched
        and not any(child.children for child in home.children)
    ]
    home = editor.chance.choice(homes)
    parent.children.remove(node)
    adopt(home, node, _gap(editor, home))


def _move_and_reword(editor: Editor) -> None:
    for node in editor.leaves(lambda each: len(each.text.split()) >= 15)[:EACH]:
        _carry(editor, node)
        node.text = _swap(node.text, editor.chance, max(2, len(node.text.split()) // 8))
        editor.note("moved+reworded", [node], [node])


def _reword(editor: Editor) -> None:
    """Half by three words or fewer, a third of these in clauses of eight to fifteen words."""
    short = editor.leaves(lambda each: 8 <= len(each.text.split()) <= 15)[: EACH // 2]
    rest = [node for node in editor.leaves() if node not in short]
    for at, node in enumerate([*short, *rest[: EACH * 2 - len(short)]]):
        if at < EACH:
            node.text = _swap(node.text, editor.chance, 1 + at % 3)
        else:
            node.text = _graft(node.text, editor)
        editor.note("reworded", [node], [node])


def _remove(editor: Editor) -> None:
    for node in editor.leaves():
        if sum(row[0] == "removed" for row in editor.listed) >= EACH:
            return
        parent, _ = _place(node)
        if len(parent.children) > 2:
            parent.children.remove(node)
            editor.note("removed", [node], [])


def _add(editor: Editor) -> None:
    texts = editor.chance.sample(list(editor.strange), EACH)
    for text in texts:
        homes = [n for n in editor.new.walk() if len(n.children) > 1 and n.path]
        home = editor.chance.choice(homes)
        node = Node(editor.next_number(), text)
        adopt(home, node, _gap(editor, home))
        editor.note("added", [], [node])


def _swap(text: str, chance: random.Random, count: int) -> str:
    """So many words of a clause, never its first or last, put out for others."""
    words = text.split()
    places = [at for at in range(1, len(words) - 1) if re.fullmatch(r"[a-z]+|\d+", words[at])]
    for at in chance.sample(places, min(count, len(places))):
        words[at] = chance.choice([word for word in SPARE if word != words[at]])
    return " ".join(words)


def _graft(text: str, editor: Editor) -> str:
    """A run of about a third of the words put out for one of another agreement."""
    words = text.split()
    length = max(4, len(words) // 3)
    at = editor.chance.randrange(1, max(2, len(words) - length))
    other = [w for w in editor.chance.choice(editor.strange).split() if re.fullmatch("[a-z]+", w)]
    return " ".join([*words[:at], *other[:length], *words[at + length :]])
