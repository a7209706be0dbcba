"""What is only setting: quotes, dashes, spaces and line-end hyphens say nothing about the contract.

Text as printed → folded text, equal for two texts that differ in setting only; and the bare form of
a printed label. Nothing here is ever shown: it decides whether two texts are the same.
"""

from __future__ import annotations

import re
import unicodedata

from analyzer.wording.signs import replace_signs

_QUOTES = dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛′`´", "'")
_DASHES = dict.fromkeys("‐‑‒–—―−", "-")
#: soft hyphen, zero-width signs, byte order mark
_UNSEEN = dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
_FOLD_SIGNS = replace_signs(_QUOTES | _DASHES | _UNSEEN)

#: words that mean something else when 're' is set off by a hyphen: 're-sign' is not 'resign'
_OTHER_WITH_HYPHEN = (
    "sign|form|creat|cover|lease|sent|sort|treat|mark|collect|press|act|call|dress|count|serve|"
    "solve|place|present|pose|prove|view|bound|strain|turn|fund"
)
# 'mini- mum', 'co-operate', but not '10-12' and not 're-sign'
_INNER_HYPHEN = re.compile(
    r"-(?<=[A-Za-z]-)(?<!\b[Rr]e-)\s?(?=[a-z])|"
    rf"-(?<=\b[Rr]e-)\s?(?=[a-z])(?!{_OTHER_WITH_HYPHEN})"
)
# '( a )', 'week , and', '$ 100', 'and / or'
_LOOSE_SPACE = re.compile(r"\s(?:(?<=[(\[/$\"-]\s)\s*|\s*(?=[)\]/,.;:%\"-]))")
# 'ARTICLE XXI', 'Item 29', '§ 12'
_LEVEL_WORD = re.compile(
    r"^\W*(?:(?:article|item|section|sec|paragraph|par|part|clause|rule|chapter)s?\b|§)", re.I
)


def fold_setting(text: str) -> str:
    """The text without what is only setting; letter case is kept."""
    if text.isascii() and "-" not in text and "  " not in text and "\n" not in text:
        return _LOOSE_SPACE.sub("", text.strip())
    text = unicodedata.normalize("NFKC", text)
    text = _FOLD_SIGNS(text).replace("''", '"')
    text = _LOOSE_SPACE.sub("", " ".join(text.split()))
    return _INNER_HYPHEN.sub("", text)


def fold_heading(text: str | None) -> str:
    """A heading without setting: capitals, underlining and the stop at its end are setting too."""
    return fold_setting(text).casefold().strip(" .:-\"'") if text else ""


def bare_label(label: str | None) -> str:
    """'“ARTICLE XXI.' → 'xxi', '(b)' → 'b', '*' → '*'; '' for a placeholder's brackets or None."""
    if not label:
        return ""
    signs = _LEVEL_WORD.sub("", label).lower()
    return "".join(sign for sign in signs if sign.isalnum()) or "".join(
        sign for sign in signs if sign in "*†‡§"
    )
