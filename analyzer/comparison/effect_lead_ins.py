"""An item of a list under the words that open it → the sentence that both make.

'hand in the list' under 'The Guild shall not be required to:' is what the Guild need not do; alone
it says nothing of who does it, nor whether it must. Input: the item, and what it stands under.
Output: the lead-in that the item ends, or the sentence of both; nothing where it is a rule already.
"""

from __future__ import annotations

import re

from analyzer.comparison.effect_asides import without_brackets
from analyzer.comparison.effect_limits import points_back
from analyzer.comparison.effect_pairs import SentencePair
from analyzer.comparison.effect_plain import has_rule
from analyzer.comparison.effect_sentences import first_sentence
from analyzer.comparison.effect_verbs import main_clause, verbs_of
from analyzer.wording.plain import plain_text
from analyzer.wording.sentences import list_sentences

# " not be required to:", " also -", " do any of the following:"
_OPEN = re.compile(
    r"(?:,? (?:\w+ly|also|not|never|either|neither|both|be|to|continue|have|the|right|"
    r"(?:required|obliged|obligated|permitted|allowed|entitled|authorized|asked|expected) to|"
    r"do (?:(?:any|all|one|each|either|none) of )?the following)|, [^,;:]{2,60}(?=,|:))*"
    r",?\s*[:—–-]+\s*$",
    re.IGNORECASE,
)
# "The ", "for each ", "If the ": no verb, which the lead-in asks for
_NO_VERB = re.compile(
    r"\W*(?:(?:the|an?|each|every|any|all|no|such|this|that|these|those|its|their|his|her|one|two|"
    r"if|when|where|unless|for|in|on|at|by|with|of|from|under|upon|as|who|which|and|or|not|to|it|"
    r"he|she|they|there)\b|[\W\d])",
    re.IGNORECASE,
)
# "to reduce the bonus", "to: reduce it": what may or must be done under the words above
_TO = re.compile(r"\W*to:? (?:\w+ly )?[a-z]+\b", re.IGNORECASE)
_ENDS = (":", "—", "–", "-")
_SIGNS = " \t:—–-"


def lead_in_of(above: str) -> str:
    """The last sentence of a text above a list, where that opens it; else the whole text."""
    sentences = list_sentences(plain_text(above))
    return sentences[-1] if sentences and sentences[-1].rstrip().endswith((":", "-")) else above


def open_lead_in(item: str, above: str) -> str:
    """The beginning of the sentence that an item ends; '' where the item is none such."""
    if not item or not above.rstrip().endswith(_ENDS) or _NO_VERB.match(item):
        return ""
    lead = lead_in_of(above)
    is_open = any(_OPEN.match(lead, verb.end) for verb in verbs_of(lead))
    return f"{lead.rstrip(_SIGNS)} " if is_open and not has_rule(main_clause(item)) else ""


def is_infinitive(item: str) -> bool:
    """True of 'in such a case, to reduce the bonus': an act, and no rule about it."""
    main = main_clause(without_brackets(item))
    return _TO.match(main) is not None and not (has_rule(main) or item.rstrip().endswith(":"))


def under_lead_in(pair: SentencePair, old: str, new: str) -> SentencePair:
    """The pair with its lead-in before both sentences, where they end what that begins; `old` and
    `new`: the texts that they stand in."""
    above = above_of(pair)
    if (pair.old, pair.new) != (first_sentence(old), first_sentence(new)):
        return pair
    lead = open_lead_in(pair.new, above)
    return pair.behind(lead) if lead and open_lead_in(pair.old, above) else pair


def whole_item(pair: SentencePair, own: str) -> str | None:
    """The sentence that an item which came or went makes with its lead-in; None of any other;
    `own`: the text that it stands in."""
    words = pair.new or pair.old
    lead = open_lead_in(words, above_of(pair)) if first_sentence(own) == words else ""
    return lead + words[:1].lower() + words[1:] if lead else None


def above_of(pair: SentencePair) -> str:
    """The text right above a pair; '' where the pair points back to what stands before it."""
    held = pair.setting and not points_back(pair.new or pair.old)
    return pair.setting[-1] if held else ""
