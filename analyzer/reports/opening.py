"""The first words of a report: how much differs, what is about AI, what is not shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from analyzer.records import (
    REPEATED,
    SIGNATURES,
    Change,
    ChangeKind,
    Comparison,
    Confirmation,
    Confirmed,
    Favors,
    Severity,
)
from analyzer.reports.naming import count_of, name_topic
from analyzer.reports.phrases import NO_REDLINE, Phrases, phrases_of

_VERBS = (
    (ChangeKind.REWORDED, "reworded"),
    (ChangeKind.ADDED, "added"),
    (ChangeKind.REMOVED, "removed"),
    (ChangeKind.MOVED, "moved"),
    (ChangeKind.SPLIT, "split"),
    (ChangeKind.MERGED, "merged"),
)
#: topics named with their counts
_MOST_TOPICS = 5


def tell_opening(
    comparison: Comparison, changes: Sequence[Change], *, not_restated: int
) -> tuple[str, ...]:
    """One sentence each; `changes` are those that count, without what is not restated."""
    if comparison.own_marks == 0:
        return (NO_REDLINE,)
    phrases = phrases_of(comparison)
    sentences = [*_tell_counts(comparison), _tell_topics(changes, phrases)]
    sentences += [*_tell_sides(changes)]
    sentences += [tell_left_out(comparison)] if comparison.left_out else []
    if not_restated:
        sentences.append(tell_not_restated(not_restated))
    return (*sentences, *tell_confirmed(comparison.confirmed))


def tell_left_out(comparison: Comparison) -> str:
    """What a filter left out; '' where nothing was."""
    if not comparison.left_out:
        return ""
    others = count_of(comparison.left_out, "other clause")
    verb = "is" if comparison.left_out == 1 else "are"
    if comparison.topic is None:
        return f"Only what was asked for is shown; {others} {verb} left out."
    only = phrases_of(comparison).only_about
    return f"Only what is about {_name_topic(comparison)} {only}is shown; {others} {verb} left out."


def tell_same(number: int, comparison: Comparison) -> str:
    """How many clauses read as before, of those that a filter kept; '' where it kept none that
    does."""
    same = phrases_of(comparison).same
    if comparison.topic is None:
        return f"{count_of(number, 'clause')} {same}" if number or not comparison.left_out else ""
    about = f"about {_name_topic(comparison)} {same}"
    return f"{count_of(number, 'clause')} {about}" if number else f"None of the clauses {about}"


def _name_topic(comparison: Comparison) -> str:
    return "AI" if comparison.topic == "ai" else name_topic(comparison.topic or "")


def tell_confirmed(confirmed: Sequence[Confirmed], which: str = "that changed") -> tuple[str, ...]:
    """What a second reading of the pages says, where one was asked for."""
    counts = Counter(each.confirmed for each in confirmed)
    if not counts:
        return ()
    same, differs = counts[Confirmation.YES], counts[Confirmation.DIFFERS]
    said = f"A second reading gives the same words of {same:,} of {counts.total():,} clauses"
    told = [f"{said} {which}."]
    if differs:
        told.append(f"Of {count_of(differs, 'clause')} it gives others, listed below.")
    if unchecked := counts[Confirmation.NOT_CHECKED]:
        why = next((each.why for each in confirmed if each.why), "")
        reason = f": {why}" if why else ""
        told.append(f"{count_of(unchecked, 'clause')} could not be checked{reason}.")
    return tuple(told)


def tell_not_restated(number: int) -> str:
    """How many clauses stand in parts that one side leaves out, and why they are no changes."""
    stand, them = ("stands", "it") if number == 1 else ("stand", "them")
    return (
        f"{count_of(number, 'more clause')} {stand} in parts that one of the two does not restate. "
        f"No change is counted there, for silence strikes nothing; the report lists {them} apart."
    )


def _tell_counts(comparison: Comparison) -> list[str]:
    nothing = phrases_of(comparison).nothing
    counts = Counter(comparison.summary)
    told = [f"{count_of(counts[kind], 'clause')} {verb}" for kind, verb in _VERBS if counts[kind]]
    sentences = [_list_words(told) + "." if told else nothing]
    same, only_numbers = counts[ChangeKind.UNCHANGED], counts[ChangeKind.RENUMBERED]
    if same or only_numbers:
        said = [tell_same(same, comparison)] if same else []
        said += [f"{only_numbers:,} only under another number"] if only_numbers else []
        sentences.append(", and ".join(said) + ".")
    if signed := counts[SIGNATURES]:
        verb = "differs" if signed == 1 else "differ"
        sentences.append(f"{count_of(signed, 'block')} of signatures {verb}.")
    if repeated := counts[REPEATED]:
        sentences.append(f"{count_of(repeated, 'note')} only printed once more, or once less.")
    return sentences


def _tell_topics(changes: Sequence[Change], phrases: Phrases) -> str:
    about = [change for change in changes if change.topics]
    differing = [change for change in about if change.kind is not ChangeKind.UNCHANGED]
    if not differing:
        if about:
            return phrases.ai_same
        return phrases.ai_nothing
    topics = Counter(topic for change in differing for topic in change.topics)
    named = [f"{name_topic(slug)} ({n})" for slug, n in topics.most_common(_MOST_TOPICS)]
    return f"{count_of(len(differing), 'change')} about AI: {', '.join(named)}."


def _tell_sides(changes: Sequence[Change]) -> list[str]:
    """'By their words, of 31 changes of high severity 20 favour the worker, 11 the employer.'"""
    sides = Counter(
        _side({effect.favors for effect in heavy})
        for change in changes
        if (heavy := [each for each in change.effects if each.severity is Severity.HIGH])
    )
    if not sides:
        return []
    verb = "favours" if sides[Favors.WORKER] == 1 else "favour"
    told = (
        (sides[Favors.WORKER], f"{verb} the worker"),
        (sides[Favors.EMPLOYER], "the employer"),
        (sides[Favors.BOTH], "both"),
        (sides[Favors.UNCLEAR], "neither plainly"),
    )
    said = ", ".join(f"{number:,} {side}" for number, side in told if number or side == told[0][1])
    return [f"By their words, of {count_of(sides.total(), 'change')} of high severity {said}."]


def _side(favors: Collection[Favors]) -> Favors:
    """Whom a change favours: one side where all its heavy effects that name one name the same."""
    named = {one for one in favors if one is not Favors.UNCLEAR}
    if len(named) > 1:
        return Favors.BOTH
    return next(iter(named), Favors.UNCLEAR)


def _list_words(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
