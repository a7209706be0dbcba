"""When two clauses are held to be the same one: the thresholds, in one place.

A pair, its place and its lead over rivals → yes or no. In its place a pair needs some likeness;
elsewhere it would be called a move, and must be beyond doubt.
"""

from __future__ import annotations

from analyzer.comparison.candidates import Pair
from analyzer.comparison.letters import is_stray, may_stray
from analyzer.comparison.pairing import Pairing, Place
from analyzer.comparison.sides import Side
from analyzer.comparison.untitled import are_strangers

#: an exact text of this many words, once on each side, needs no further proof
TELLING = 6
#: an exact text left over once on each side, of several or out of its place
_TELLING_LEFTOVER = 10
#: least likeness of a pair that keeps its place; of a few words without a label; with the same
#: heading
IN_PLACE, _SHORT, _SAME_HEADING = 0.40, 0.60, 0.15
#: with the same labels from the article down: alone, and where the vectors agree
_SAME_PLACE, _HARDLY, _SAME_MEANING = 0.30, 0.12, 0.55
#: a pair of which no more than the labels and the meaning agree may be so much less alike than
#: another of its place
_BEHIND = 0.03
#: how near in meaning the texts with which one section opens are, and two texts of one section that
#: share fewer words than others in their place
_OPENS, _REWRITTEN = 0.40, 0.70
#: least words and likeness of a text that moves, and its lead over the next best
_MOVING_WORDS, _MOVED, _LEAD, SURE = 6, 0.60, 0.10, 0.85
#: share of the words of a clause that stays whole in a longer one
_WHOLE = 0.80
#: words at the beginning that tell a clause under its labels
_OPENING = 10
#: words of a clause and what stands below it that must go along with a clause that moves
_ALONG = 10


def is_credible(
    pairing: Pairing, pair: Pair, place: Place, *, lead: float, home: float = 0.0
) -> bool:
    """True when the pair may be matched where it stands; `lead` over all rivals, `home` over those
    that would stay in their place too."""
    if is_stray(pairing, pair) and not may_stray(pairing, pair, lead=lead):
        return False
    if not place.is_kept:
        return goes_sure(pairing, pair, lead=lead)
    likeness = pairing.likeness(*pair)
    if not pairing.old.words[pair[0]] and not pairing.new.words[pair[1]]:
        return place.label and not are_strangers(pairing, pair)
    if place.path and likeness >= _SAME_PLACE:
        return True
    hardly = place.path and likeness >= _HARDLY and (place.heading or home > -_BEHIND)
    if hardly and pairing.closeness(*pair) >= _SAME_MEANING:
        return True
    if place.heading:
        return likeness >= _SAME_HEADING
    if is_rewritten(pairing, pair):
        return True
    telling = place.label or _shortest(pairing, pair) >= TELLING
    return likeness >= (IN_PLACE if telling else _SHORT)


def is_rewritten(pairing: Pairing, pair: Pair) -> bool:
    """True of two texts of one section that mean the same in other words, where one print numbers
    them and the other does not, and of those with which it opens: what stands first under a label
    and a heading is the section's own text, as if it bore the label."""
    i, j = pair
    old, new = pairing.old, pairing.new
    likeness = pairing.likeness(i, j)
    above_old, above_new = old.parent[i], new.parent[j]
    if min(above_old, above_new) < 0 or pairing.partner[above_old] != above_new:
        return False
    if not old.paths[above_old] or old.paths[above_old] != new.paths[above_new]:
        return False
    numbered = bool(old.labels[i]) + bool(new.labels[j])
    if numbered < 2 and likeness >= _SAME_PLACE and pairing.closeness(i, j) >= _REWRITTEN:
        return True
    if likeness < _HARDLY or not (_opens(old, i) and _opens(new, j)):
        return False
    return pairing.vectors is None or pairing.closeness(i, j) >= _OPENS


def _opens(side: Side, position: int) -> bool:
    """True of the first paragraph below a clause that has a label and a heading and no text."""
    above = side.parent[position]
    first = side.children[above][0] == position and not side.labels[position]
    only_heading = len(side.words[above]) == len(side.headings[above]) > 0
    return first and only_heading and bool(side.labels[above]) and not side.headings[position]


def goes_sure(pairing: Pairing, pair: Pair, *, lead: float) -> bool:
    """True when a pair that left its place has words enough, and no rival."""
    likeness = pairing.likeness(*pair)
    if _shortest(pairing, pair) < _MOVING_WORDS or likeness < _MOVED:
        return False
    return lead >= _LEAD or (likeness >= SURE and lead > 0)


def is_at_home(pairing: Pairing, pair: Pair, place: Place) -> bool:
    """True when the clauses stand under the same label in the same place and could well be one:
    alike, or the shorter one kept whole in what was added to it."""
    if not (place.is_kept and place.label):
        return False
    return pairing.likeness(*pair) >= IN_PLACE or _is_kept_whole(pairing, pair)


def _is_kept_whole(pairing: Pairing, pair: Pair) -> bool:
    """True when the other holds nearly all of its words with a meaning, and those are several."""
    shared, least = pairing.shared_content(*pair)
    return least >= TELLING and shared >= _WHOLE * least


def is_same_node(pairing: Pairing, pair: Pair, place: Place) -> bool:
    """Clauses with few or no words of their own are known by label and heading in their place."""
    i, j = pair
    few = max(len(pairing.old.words[i]), len(pairing.new.words[j])) < TELLING
    return few and place.is_kept and place.label and (place.heading or pairing.likeness(i, j) > 0.5)


def opens_alike(pairing: Pairing, pair: Pair) -> bool:
    """True when the first words of both texts are the same, too many for a set phrase."""
    ours, theirs = pairing.old.words[pair[0]], pairing.new.words[pair[1]]
    return ours[:_OPENING] == theirs[:_OPENING] and len(ours) >= _OPENING <= len(theirs)


def tells_alone(pairing: Pairing, pair: Pair) -> bool:
    """An exact text, wherever it stands, that is long enough or bears a heading and its label."""
    i, j = pair
    named = pairing.old.labels[i] == pairing.new.labels[j] != "" and pairing.old.headings[i]
    return bool(named) or len(pairing.old.words[i]) >= _TELLING_LEFTOVER


def may_be_parents(pairing: Pairing, pair: Pair) -> bool:
    """Own words must not speak against it: another long text, or a heading over other clauses, be
    it against another heading or against a text."""
    i, j = pair
    a, b = pairing.old.words[i], pairing.new.words[j]
    if pairing.place(i, j).heading:
        return True
    if min(len(a), len(b)) >= 2 * TELLING:
        return pairing.likeness(i, j) >= IN_PLACE
    named = bool(pairing.old.headings[i]) + bool(pairing.new.headings[j])
    if named == 2 or (named == 1 and max(len(a), len(b)) >= 2 * TELLING):
        below = max(pairing.old.weight[i] - len(a), pairing.new.weight[j] - len(b))
        return pairing.likeness(i, j) >= IN_PLACE or 2 * went_along(pairing, pair) > below
    return True


def went_along(pairing: Pairing, pair: Pair) -> int:
    """Words of the children, with all below them, that are matched across the pair."""
    i, j = pair
    children = [(child, pairing.partner[child]) for child in pairing.old.children[i]]
    return sum(
        min(pairing.old.weight[child], pairing.new.weight[partner])
        for child, partner in children
        if partner >= 0 and pairing.new.parent[partner] == j
    )


def moved_with_children(pairing: Pairing, pair: Pair) -> bool:
    """True when enough words below went along with the clause."""
    return went_along(pairing, pair) >= _ALONG


def _shortest(pairing: Pairing, pair: Pair) -> int:
    return min(len(pairing.old.words[pair[0]]), len(pairing.new.words[pair[1]]))
