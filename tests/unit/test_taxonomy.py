"""The taxonomy's own promises: shape, examples, and no words of a real document."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from analyzer import taxonomy as module
from analyzer.errors import TaxonomyError
from analyzer.taxonomy import (
    Expression,
    Signal,
    Term,
    Topic,
    check_examples,
    check_near,
    compile_pattern,
    load_taxonomy,
)

DATA = Path(module.__file__).parent / "data"
RUN = 8
SLUGS = (
    "ai_definition employment_based_replica independently_created_replica background_replica "
    "voice_and_dubbing real_time_generation synthetic_performer digital_alteration consent "
    "creation_pay use_pay use_limits ownership_and_transfer training worker_notice "
    "union_information impact_bargaining credit_and_authorship employer_ai_policy data_security "
    "staffing_counts displacement surveillance enforcement term_and_reopener human_oversight "
    "sensitive_uses strike_protection"
)
TERMS = (
    "def.kind def.examples carveout.traditional carveout.past_practice future_proof replica.type "
    "participation_required includes_no_scan icdr.consent icdr.min_rate icdr.residuals icdr.PH "
    "exempt.expression bg.notice_hours bg.creation_pay bg.reuse_floor bg.upgrade_trigger "
    "bg.tiling_exempt dub.consent dub.effective prompt_name.consent voice.human_only "
    "rt.separate_consent rt.multiplier rt.unit syn.allowed syn.test syn.notice_days syn.bargain "
    "syn.payee syn.remedy alter.consent alter.safe_harbor consent.required consent.form "
    "consent.timing consent.specificity consent.condition_of_job consent.after_death "
    "consent.withdrawal consent.exceptions consent.copy_to_union create.basis create.floor "
    "create.exempt use.basis use.who_counts use.residuals use.PH use.floor scope.project "
    "scope.medium duration territory sensitive_excluded owner transfer.allowed "
    "transfer.union_approval transfer.response_days transferor_liable train.rule "
    "train.in_house_covered train.affiliates_covered train.pay notice.hours notice.fallback "
    "notice.to disclose.ai_material meet.frequency meet.level meet.NDA meet.max_reps report.usage "
    "bargain.trigger bargain.subject notice.days ai_person credit.effect byline.withhold "
    "use.compelled refusal_right policy.copy_to_union indemnity security.standard retention.limit "
    "delete.trigger biometric.limit count.protected count.n count.unit layoff.ban pay_cut.ban "
    "severance retrain pilot_exempt monitor.notice discipline.sole_basis_banned human_review "
    "data.access arb.available remedy.cap joint_liability effective expires reopener.months "
    "grandfathering human.review_stage human.reviewer override reader.label sensitive.list "
    "sensitive.rule strike.rule strike.covers"
)


def test_the_topics_are_those_of_the_interface() -> None:
    assert set(load_taxonomy().slugs) >= set(SLUGS.split())


def test_the_terms_are_those_of_the_interface() -> None:
    assert {term.name for term in load_taxonomy().terms} >= set(TERMS.split())


@pytest.mark.parametrize("term", load_taxonomy().terms, ids=lambda term: term.name)
def test_every_pattern_of_a_term_matches_an_example(term: Term) -> None:
    check_examples(term)
    check_near(term)


def test_a_pattern_without_an_example_is_refused() -> None:
    term = load_taxonomy().term("owner")
    strange = replace(term.choices[0], patterns=(Expression((r"\bunseen\b",), {}),))
    with pytest.raises(TaxonomyError, match="matches no example"):
        check_examples(replace(term, choices=(strange,)))


def test_a_keyword_stands_in_every_example() -> None:
    with pytest.raises(TaxonomyError, match="No keyword"):
        check_examples(replace(load_taxonomy().term("owner"), keywords=("unseen",)))


def test_the_parts_of_an_expression_stand_in_any_order() -> None:
    both = Expression((r"\bscan\b", r"\bpaid\b"), {})
    assert [m.group() for m in next(both.matches_in("Paid is the scan."))] == ["scan", "Paid"]
    assert not list(both.matches_in("The scan is free."))


@pytest.mark.parametrize("topic", load_taxonomy().topics, ids=lambda topic: topic.slug)
def test_a_topic_says_what_it_is(topic: Topic) -> None:
    assert topic.name and topic.description.endswith(".")
    name, question, definition = topic.query
    assert len(name) < len(definition) and question.endswith("?")
    assert len(set(topic.examples)) >= 12
    assert len(set(topic.counterexamples)) >= 8


@pytest.mark.parametrize("topic", load_taxonomy().topics, ids=lambda topic: topic.slug)
def test_every_cue_matches_its_example(topic: Topic) -> None:
    for cue in topic.cues:
        assert cue.pattern.search(cue.example), cue.pattern.pattern


@pytest.mark.parametrize("signal", load_taxonomy().signals, ids=lambda signal: signal.name)
def test_every_signal_of_the_gate_matches_its_examples(signal: Signal) -> None:
    for example in signal.examples:
        assert signal.pattern.search(example), example


def test_names_of_topics_and_terms() -> None:
    taxonomy = load_taxonomy()
    assert taxonomy.topic_name("consent") == "Consent"
    assert taxonomy.topic_name("not_yet_known") == "not yet known"
    assert taxonomy.term_name("owner").startswith("Who owns")
    assert taxonomy.term_name("use.ceiling") == "use ceiling"


def test_no_example_is_a_counterexample_of_its_topic() -> None:
    for topic in load_taxonomy().topics:
        assert not set(topic.examples) & set(topic.counterexamples)


def test_a_pattern_with_unknown_words_is_refused() -> None:
    with pytest.raises(TaxonomyError, match=r"words\.toml"):
        compile_pattern(r"\b{workmen}\b", {"worker": "x"})


def test_a_pattern_that_is_none_is_refused() -> None:
    with pytest.raises(TaxonomyError, match="no regular expression"):
        compile_pattern("(open", {})


def broken_copy(folder: Path, name: str, old: str, new: str) -> Path:
    """A folder like the package's with one data file changed."""
    (folder / "data").mkdir()
    for path in DATA.glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        if path.name == name:
            assert old in text
            text = text.replace(old, new, 1)
        (folder / "data" / path.name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("topics.toml", 'slug = "consent"', 'slug = "training"', "stands twice"),
        ("topics.toml", 'slug = "consent"', 'slug = "consent"\ncolour = "red"', "shape"),
        ("topics.toml", 'example = "The scan is deleted at wrap."', 'example = "x"', "example"),
        ("terms.toml", 'name = "owner"', 'name = "duration"', "stands twice"),
        ("terms.toml", 'topics = ["creation_pay"]', 'topics = ["pay_day"]', "nobody knows"),
        ("terms.toml", '"Travel is work time.",', "", "shape"),
        ("gate.toml", "schema = 1", "schema = 2", "shape"),
    ],
)
def test_a_broken_file_is_refused(
    name: str, old: str, new: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = broken_copy(tmp_path, name, old, new)
    if name == "terms.toml" and not new:
        path = folder / "data" / name
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('"A scan is not work time.",', ""), encoding="utf-8")
    monkeypatch.setattr(module, "files", lambda _: folder)
    load_taxonomy.cache_clear()
    try:
        with pytest.raises(TaxonomyError, match=says):
            load_taxonomy()
    finally:
        load_taxonomy.cache_clear()


# ── no words of a real document ──────────────────────────────────────────────────────────────────
def strings_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings_in(inner)


def runs_of(text: str) -> set[str]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def pdf_text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return " ".join(page.get_textpage().get_text_range() for page in pdf)


def real_texts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".pdf" and path.parent.name in ("guild", "nba"):
            yield pdf_text(path)
        elif path.suffix in (".txt", ".tsv", ".jsonl"):
            yield path.read_text(encoding="utf-8", errors="replace")
        elif path.suffix == ".json" and path.parent.name == "gold":
            yield from strings_in(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.slow
def test_no_eight_words_in_a_row_stand_in_a_real_document() -> None:
    folder = os.environ.get("ANALYZER_REAL_DATA")
    if not folder or not Path(folder).is_dir():
        pytest.skip("ANALYZER_REAL_DATA names no folder of real documents")
    ours: dict[str, str] = {}
    for path in DATA.glob("*.toml"):
        for text in strings_in(tomllib.loads(path.read_text(encoding="utf-8"))):
            ours |= dict.fromkeys(runs_of(text), path.name)
    borrowed: dict[str, str] = {}
    read = 0
    for text in real_texts(Path(folder)):
        read += 1
        borrowed |= {run: ours[run] for run in ours.keys() & runs_of(text)}
    assert read > 0, f"{folder} holds no document that this test reads"
    assert borrowed == {}
