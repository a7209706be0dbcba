"""A document → the risks that it triggers, each with what mitigates it.

A check looks at clauses about AI only. Before it fires, its mitigators are looked for in the same
article and its footnotes, in grievance articles and in sideletters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer.checks.checklist import Check, Detector, SilentDetector
from analyzer.checks.texts import Text, detect, passage
from analyzer.records import Clause, Passage, Risk, Searched


def assess(
    text: Text, checks: Sequence[Check], *, sideletters: Sequence[Text] = ()
) -> tuple[Risk, ...]:
    """The risks of one document, in the order of the checks; one for each article in which a check
    is triggered. `sideletters` are documents of their own that amend it."""
    return tuple(risk for check in checks for risk in _assess_check(text, check, sideletters))


def _assess_check(text: Text, check: Check, sideletters: Sequence[Text]) -> Iterator[Risk]:
    articles = set()
    for trigger in _triggers(text, check):
        article = text.article_of(trigger.clause)
        if article in articles:
            continue
        articles.add(article)
        mitigated = _mitigate(text, check, trigger, sideletters=sideletters)
        yield _risk(check, trigger, mitigated_by=mitigated)
    if not articles and check.silence:
        yield from _silent(text, check, check.silence, sideletters)


def _triggers(text: Text, check: Check) -> Iterator[Passage]:
    clauses = [
        text.by_id[name]
        for name in text.held
        if name in text.by_id and (not check.topics or check.topics & text.topics_of(name))
    ]
    for trigger in detect(text, clauses, check.detector):
        if check.also is None or _first(text, text.of_article(trigger.clause), check.also):
            yield trigger


def _first(
    text: Text, clauses: Sequence[Clause], detector: Detector, *, but: Passage | None = None
) -> Passage | None:
    """The first place that the detector finds and that does not overlap `but`."""
    for found in detect(text, clauses, detector):
        apart = but is None or found.clause != but.clause
        if apart or (but and (found.end <= but.start or found.start >= but.end)):
            return found
    return None


def _mitigate(
    text: Text, check: Check, trigger: Passage, *, sideletters: Sequence[Text]
) -> Passage | None:
    """The nearest words that mitigate: same article, then grievance articles and sideletters."""
    places = [(text, text.of_article(trigger.clause)), (text, text.elsewhere)]
    places += [(letter, letter.clauses) for letter in sideletters]
    for where, clauses in places:
        for mitigator in check.mitigators:
            found = _first(where, clauses, mitigator, but=trigger)
            if found:
                return found
    return None


def _silent(
    text: Text, check: Check, silence: SilentDetector, sideletters: Sequence[Text]
) -> Iterator[Risk]:
    """The risk of a document that regulates a topic and leaves out what belongs to it; none where a
    clause may say it in words that nobody reads."""
    about = [name for name in text.held if silence.topics & text.topics_of(name)]
    if not about:
        return
    searched = [text.by_id[name] for name in text.held if name in text.by_id]
    own = [*searched, *text.elsewhere]
    places = [(text, own), *((letter, letter.clauses) for letter in sideletters)]
    if any(_first(where, clauses, silence.breaks) for where, clauses in places):
        return
    if any(text.may_say(name) for name, _ in silence.breaks.terms):
        return
    # the clause that is surest about it; among equals the first
    held = [f for name in about for f in text.held[name] if f.topic in silence.topics]
    finding = max(held, key=lambda each: each.score)
    anchor = text.by_id[finding.clause_id]
    span = finding.evidence[0] if finding.evidence else None
    looked_in = tuple(clause.id for _, clauses in places for clause in clauses)
    yield _risk(
        check,
        passage(anchor, span.start, span.end) if span else passage(anchor, 0, len(anchor.text)),
        silence=Searched(tuple(dict.fromkeys(looked_in)), silence.looks_for),
    )


def _risk(
    check: Check,
    trigger: Passage,
    *,
    mitigated_by: Passage | None = None,
    silence: Searched | None = None,
) -> Risk:
    severity = check.silence.severity if silence and check.silence else check.severity
    return Risk(
        check=check.id,
        number=check.number,
        name=check.name,
        why=check.why,
        document=trigger.document,
        direction=check.direction,
        severity=severity,
        triggered_by=trigger,
        mitigated_by=mitigated_by,
        silence=silence,
    )
