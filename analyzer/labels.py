"""Printed labels: the start of a line → what may be a label, how it is counted, how it is cited.

The forms are rows of data/enumerators.toml; this module knows only how numerals are counted. A
label may bear several readings ('(i)' is the ninth letter and the first roman): which one holds is
decided by what comes before and after, in `clauses`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

#: opening quotation marks that may stand before a label
OPENING_MARKS = "“\"‘'«"
CLOSING_MARKS = "”\"’'»"

_ROMAN = r"(?=[IVXLC])(?:C{0,2}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))"
_SPELLED = tuple(
    re.findall(
        r"\w+",
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty",
    )
)
_NUMERALS = {
    "ROMAN": _ROMAN,
    "roman": _ROMAN.lower(),
    # 'Three', 'ELEVEN'
    "spelled": "(?:" + "|".join(f"{w.capitalize()}|{w.upper()}" for w in _SPELLED) + ")",
    # [XX], [XX.1], [__], [ ], [##], [XLIX], [21A], [●]
    "blank": r"\[(?:[XVILC]+(?:-?[A-Z]|\.\d+)?|[_ #●•.–-]*|\d+(?:-?[A-Z]|\.\d+)?)\]",
}
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class LabelForm:
    """One row of the data: a way in which labels are printed."""

    name: str
    pattern: re.Pattern[str]
    series: tuple[str, ...]
    rank: int | None
    alone: bool
    salutation: bool
    inside: bool
    titled: bool
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LabelReading:
    """One way to count a label. `shape` tells forms that cannot be siblings apart; `value` grows
    by one from sibling to sibling, a suffixed insertion ('XIIIA') by a hundredth; `prefix` is what
    a decimal number says of its parents ('3.01' of '3.01.2')."""

    form: LabelForm
    shape: str
    value: float | None
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class PrintedLabel:
    """A possible label: text[start:end] is it as printed, without quotation marks before it."""

    start: int
    end: int
    text: str
    readings: tuple[LabelReading, ...]

    @property
    def has_word(self) -> bool:
        """True when the label calls its level by a word ('Article 4')."""
        return self.readings[0].form.rank is not None


@cache
def load_forms() -> tuple[LabelForm, ...]:
    """The forms of data/enumerators.toml, in order."""
    data = tomllib.loads(
        resources.files("analyzer").joinpath("data/enumerators.toml").read_text("utf-8")
    )
    forms = []
    for row in data["form"]:
        pattern = row["pattern"]
        for name, numeral in _NUMERALS.items():
            pattern = pattern.replace("{" + name + "}", numeral)
        forms.append(
            LabelForm(
                name=row["name"],
                pattern=re.compile(pattern),
                series=tuple(row["series"]),
                rank=row.get("rank"),
                alone=row.get("alone", False),
                salutation=row.get("salutation", False),
                inside=row.get("inside", False),
                titled=row.get("titled", False),
                examples=tuple(row["examples"]),
                counterexamples=tuple(row["counterexamples"]),
            )
        )
    return tuple(forms)


# '(a)', '“(4)', '12.', 'XIX.', '[XX]', '§ 4': the first character already tells most lines apart
_MAYBE_BARE = re.compile(r"\(\w{1,6}\)|\w{1,8}\.?\)?|\[[^\]]{0,8}\]|\w\d{3}|[\d.-]+|§")
_WORDS = re.compile(
    r"(?:exhibit|schedule|appendix|attachment|annex|addendum|rider|side ?letter|letter|memorandum|"
    r"supplemental|new |amended |revised |re:|subject:|in re:|dear |step|phase|part|chapter|title|"
    r"division|art|item|proposal|sec|§|¶|paragraph|rule|clause)",
    re.IGNORECASE,
)


@cache
def _forms_by_kind() -> tuple[tuple[LabelForm, ...], tuple[LabelForm, ...]]:
    forms = load_forms()
    return (
        tuple(form for form in forms if form.rank is not None),
        tuple(form for form in forms if form.rank is None),
    )


def read_label(text: str, start: int = 0) -> PrintedLabel | None:
    """The label that may stand at text[start:], with every way to count it; None where none is."""
    first = text[start : start + 1]
    if not first or first in " ,;":
        return None
    worded, bare = _forms_by_kind()
    if (first.isalpha() or first in "§¶") and _WORDS.match(text, start):
        found = _read_forms(text, start, worded)
        if found:
            return found
    # a word of several letters is no bare label: 'The', 'and'
    follows = text[start + 1 : start + 2]
    if first.isalpha() and first.islower() and follows.isalpha() and first not in "ivxl":
        return None
    if not _MAYBE_BARE.match(text, start):
        return None
    return _read_forms(text, start, bare)


def _read_forms(text: str, start: int, forms: tuple[LabelForm, ...]) -> PrintedLabel | None:
    """All readings of the longest label at `start`."""
    best_end = start
    readings: list[LabelReading] = []
    for form in forms:
        match = form.pattern.match(text, start)
        if not match or match.end() == start or match.end() < best_end:
            continue
        found = list(_count(form, match))
        if not found:
            continue
        if match.end() > best_end:
            best_end = match.end()
            readings = []
        readings.extend(found)
    if not readings:
        return None
    return PrintedLabel(start, best_end, text[start:best_end], tuple(readings))


def _count(form: LabelForm, match: re.Match[str]) -> Iterator[LabelReading]:
    """Each series that can count the number, the first of a kind only."""
    groups = match.groupdict()
    number = groups.get("n")
    word = (groups.get("word") or "").lower().replace(" ", "").rstrip(".")
    if number is None:
        yield LabelReading(form, f"{form.name}:{word}", None)
        return
    number = number.strip('"“”‘’ ')
    for series in form.series:
        value, prefix = count_number(number, series)
        if value is None and series not in ("blank", "none"):
            continue
        if series == "blank":
            if not number.startswith("["):
                continue
            # '[XX.1]': what it counts stands after the stop
            inner = re.fullmatch(r"\[[^.\d]+\.(\d+)\]", number)
            value, prefix = (float(inner[1]), "[].") if inner else (None, "")
        name = f"{form.name}:{word}" if form.rank is not None else form.name
        shape = f"{name}/{_depth(series, prefix)}"
        yield LabelReading(form, shape, value, "" if series == "blank" else prefix)
        if form.rank is not None and series in ("decimal", "arabic", "spelled"):
            return


def _depth(series: str, prefix: str) -> str:
    return f"{series}{prefix.count('.') + 1}" if prefix else series


def count_number(number: str, series: str) -> tuple[float | None, str]:
    """(value, prefix) of a number in a series; (None, '') where the series does not count it."""
    if series == "decimal":
        return _count_decimal(number)
    if series == "arabic":
        return _count_arabic(number), ""
    if series == "spelled":
        word = number.lower()
        return (_SPELLED.index(word) + 1.0 if word in _SPELLED else None), ""
    if series == "alpha":
        return _count_letters(number), ""
    if series == "roman":
        return _count_roman(number), ""
    return None, ""


def _count_decimal(number: str) -> tuple[float | None, str]:
    """'3.01.2' → (2, '3.01'); '7-202' → (202, '7'); 'A101' → (101, 'A')."""
    # 'A101': a letter and three figures
    coded = re.fullmatch(r"([A-Z])(\d{3}(?:\.\d+)?)", number)
    parts = [coded[1], *coded[2].split(".")] if coded else re.split(r"[.-]", number)
    if len(parts) < 2 or not parts[-1].isdigit():
        return None, ""
    return float(parts[-1]), ".".join(part.lstrip("0") or "0" for part in parts[:-1])


def _count_arabic(number: str) -> float | None:
    """'11' → 11; '11A' → 11.01."""
    # '11', '11A', '11-A', '11(a)', '14.5', '10.2C,H'
    pattern = r"(\d{1,3})(?:\.(\d+))?(?:[-(]?([A-Za-z])\)?(?:,[A-Z])*)?"
    match = re.fullmatch(pattern, _as_digits(number))
    if not match:
        return None
    suffix = (ord(match[3].lower()) - 96) / 100 if match[3] else 0.0
    return int(match[1]) + int(match[2] or 0) / 10 + suffix


# 'l5', '1O': letters that a typist or a scan has put for figures
_MISREAD = re.compile(r"\b(?:[lO]\d{1,2}|\d[lO]\d?)\b")


def _as_digits(text: str) -> str:
    """A number with the figures for which such letters stand."""
    return _MISREAD.sub(lambda found: found[0].replace("l", "1").replace("O", "0"), text)


def _count_letters(number: str) -> float | None:
    """'a' → 1; 'aa' → 27; 'bbb' → 54."""
    lowered = number.lower()
    if not lowered.isalpha() or not lowered.isascii() or len(set(lowered)) != 1:
        return None
    return float(26 * (len(lowered) - 1) + ord(lowered[0]) - 96)


def _count_roman(number: str) -> float | None:
    """'xiii' → 13; 'XIIIA' → 13.01; letters that spell no numeral → None."""
    # 'XIII', 'XIIIA', 'XXVIII-B'
    match = re.fullmatch(rf"({_ROMAN})(?:-?([ABD-HJKM-UWYZ]))?", number.upper())
    if not match or not match[1]:
        return None
    total, before = 0, 0
    for letter in reversed(match[1].lower()):
        value = _ROMAN_VALUES[letter]
        total += -value if value < before else value
        before = max(before, value)
    return total + ((ord(match[2]) - 64) / 100 if match[2] else 0.0)


def read_labels(text: str) -> tuple[PrintedLabel, ...]:
    """Labels one after the other at the start of a line, after an opening quotation mark."""
    at = 0
    # '### ARTICLE 1': a text that was once marked up
    while at < len(text) and text[at] == "#":
        at += 1
    at += len(text[at:]) - len(text[at:].lstrip())
    while at < len(text) and text[at] in OPENING_MARKS:
        at += 1
        at += len(text[at:]) - len(text[at:].lstrip())
    found: list[PrintedLabel] = []
    while len(found) < 4:
        label = read_label(text, at)
        if label is None or (found and label.has_word and not _is_inside(label, found[-1])):
            break
        found.append(label)
        at = label.end
        while at < len(text) and text[at] in " ,":
            at += 1
    return tuple(found)


def _is_inside(label: PrintedLabel, outer: PrintedLabel) -> bool:
    """'Section 2' after 'ARTICLE 7,' on one line."""
    rank, outer_rank = label.readings[0].form.rank, outer.readings[0].form.rank
    return rank is not None and outer_rank is not None and rank > outer_rank


# ── how a label is written and cited ─────────────────────────────────────────────────────────────
# 'ARTICLE', 'EXHIBIT', 'Section': the word before the number
_LEVEL_WORD = re.compile(r"[A-Za-z§][A-Za-z. ]*(?=[ \"“‘#\[\d]|$)")


# 'Re:', 'SUBJECT:', 'Dear Alma:': a letter is cited as what it is, not by the words that open it
_LETTER = re.compile(r"(?:in re|re|subject):?|dear .*", re.IGNORECASE)


def clean_label(printed: str) -> str:
    """A label as a path bears it: 'ARTICLE II.' → 'Article II'; '“(4)' → '(4)'; 'a.' → 'a'."""
    if _LETTER.fullmatch(printed.strip()):
        return "Sideletter"
    text = re.sub(r"[“”\"«»]", "", printed)
    text = _as_digits(re.sub(r"\s+", " ", text).strip().lstrip("‘'").rstrip("’'"))
    text = text.rstrip(".:").strip() or text
    words = text.split(" ")
    if len(words) > 1 or not re.fullmatch(r"[^A-Za-z]*[A-Za-z]{0,8}[^A-Za-z]*", text):
        words = [_title_case(word) for word in words]
    return " ".join(words)


def _title_case(word: str) -> str:
    letters = word.strip(".")
    if letters == "NO" and word != letters:
        return "No."
    if len(letters) > 2 and letters.isalpha() and not _count_roman_only(letters):
        return word.capitalize() if letters.lower() not in ("and", "the") else word.lower()
    return "of" if letters.lower() == "of" else word


def _count_roman_only(word: str) -> bool:
    return _count_roman(word) is not None and word.isupper()


# '4.1', '9.10.2.6'
_DECIMAL = re.compile(r"\d+(?:\.\d+)+")


def cite(labels: tuple[str, ...]) -> str:
    """A citation as a lawyer writes it: ('Article I', 'Section 1', '(a)') → 'Article I, Section
    1(a)'; ('Item 29', 'a', '[XX]', 'A', '(2)') → 'Item 29.a.[XX].A(2)'."""
    written, outer, before = "", "", ""
    for label in labels:
        if _DECIMAL.fullmatch(label):
            # '4.1' in 'Article 4', '4.1.2' in '4.1': the number names its parents itself
            if label.startswith(f"{before}."):
                written = outer
            elif not written.endswith(label.partition(".")[0]):
                outer = written
                written = f"{written}.{label}" if written else label
                before = label
                continue
            else:
                outer = written
            written = f"{outer}, {label}" if outer else label
            before = label
        elif not written or label.startswith("("):
            written += label
        elif " " in label and label[0].isalpha():
            written += f", {label}"
        else:
            written += f".{label}"
    return written


#: quotation marks of any shape are one
_QUOTES = str.maketrans(dict.fromkeys('“”"‘’', "'"))


def is_cited(heading: str, citation: str) -> bool:
    """True where a citation gives the heading, or the beginning of a long one between quotation
    marks."""
    said = " ".join(heading.casefold().split()).rstrip(" .:").translate(_QUOTES)
    title = citation.casefold().translate(_QUOTES)
    begun = title.partition("'")[2].partition(" …'")
    return said in title or (bool(begun[1]) and said.startswith(begun[0]))


def name_place(citation: str, heading: str | None, *, between: str = " ") -> str:
    """'Article 5 Boats': a citation with the heading, where it does not give it already."""
    said = heading if heading and not is_cited(heading, citation) else ""
    return between.join(part for part in (citation, said) if part)
