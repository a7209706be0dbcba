"""What each way to read a line costs: the whole judgement of the splitter, by name.

Costs are added along a reading of the document; the cheapest reading wins. One unit is about what a
clear sign on the page (a gap above, an indentation) is worth.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Costs:
    """Named costs; see `search` for where each is paid."""

    #: a label where nothing on the page starts a paragraph, per unit of missing evidence
    label_without_break: float = 0.9
    #: of that, what is left where a sentence or a title ends above an unmistakable label
    opening_without_break: float = 0.35
    #: such a label, read as running text
    text_in_spite_of_opening: float = 1.2
    #: a level that opens with such a label, but not with its first number
    unstarted_opening: float = 1.7
    #: a line that looks like a label and a new paragraph, read as running text, per unit
    text_in_spite_of_break: float = 1.0
    text_at_most: float = 3.5
    #: a line that bears a label by its form, read as running text
    text_in_spite_of_form: float = 0.7
    #: the title of the whole document, read as an attachment to it
    title_of_document: float = 12.0
    #: a label called by a word, alone or before a title, read as running text
    text_in_spite_of_word: float = 1.5
    #: a label to which the line before refers
    reference: float = 4.0
    #: 'Article 4 shall govern': a word and its number at the start of running text
    word_before_running_text: float = 5.0
    #: 'a. while': a label with a stop before running text that begins small
    small_after_stop: float = 1.0
    #: '8.5 hours': a number without a stop before running text that begins small
    small_after_number: float = 3.0
    #: a label with nothing after it on its line
    nothing_after: float = 0.4
    #: the next number of a level
    next_number: float = 0.0
    #: the next number right below its sister: a sign for the label
    next_at_edge: float = -0.8
    #: numbers left out: once, and for each of them
    skipped: float = 1.8
    skipped_each: float = 0.25
    skipped_at_most: float = 4.0
    #: a number that is not above the last one of its level
    backward: float = 6.0
    #: the same after a heading of its own: numbering starts anew
    backward_after_heading: float = 3.0
    #: a level opens with its first number
    open_level: float = 0.8
    #: a level opens with another number
    unstarted: float = 3.0
    #: the same outside of everything: the document begins in the middle
    unstarted_document: float = 1.5
    unstarted_initial: float = 4.5
    #: the same as the first label of a quotation, which may quote any part
    unstarted_in_quotation: float = 0.3
    #: a level of the same shape is open farther out
    same_shape_inside: float = 1.4
    #: a level opens as it did under the sister before
    open_as_before: float = 0.1
    #: a placeholder bears no number: no sign for or against
    placeholder: float = 0.5
    #: a decimal number whose beginning names none of the open levels
    foreign_prefix: float = 0.8
    #: a decimal number inside one that is not its beginning
    foreign_parent: float = 4.0
    #: the same where the form demands it
    unknown_parent: float = 5.0
    #: the label stands left or right of its sisters
    off_edge: float = 1.2
    #: a label stands left of the one that it would be inside of
    outdented_child: float = 1.5
    #: a label before a title that is set off, not indented, inside a level of running text
    title_inside_text: float = 1.5
    #: each level that closes without a sister for the label
    closed_level: float = 0.5
    #: a bare label ends an attachment
    attachment_closed: float = 3.0
    #: an attachment, or a level called by a word, opens inside a level that bears a bare label
    attachment_inside: float = 3.0
    article_inside: float = 1.5
    section_inside: float = 0.3
    #: a level opens beside a sister level that was opened by another shape under the same parent
    unlike_sister: float = 2.2
    #: an outer label without anything on its line but an inner label
    stop_before_inner: float = 0.8
    #: a quotation goes on with a paragraph that bears no opening mark
    quotation_without_mark: float = 0.4
    #: a quotation ends without a closing mark
    quotation_unclosed: float = 1.0
    #: a quotation goes on after its closing mark
    quotation_after_close: float = 0.1
    #: a second quotation begins after a closed one
    quotation_anew: float = 0.8
    #: a paragraph in quotation marks that is no quotation
    quotation_ignored: float = 1.2


COSTS = Costs()
