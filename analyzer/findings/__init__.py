"""Which clauses are about AI, about which topics, with which terms, and on what a text is silent.

Input: the clauses of one document, the taxonomy and, for the second stage, the clauses' vectors
with the encoder that made them. Output: `Findings`: findings with evidence and terms, and silences.
A text is judged only behind the gate (`gate`): it, its lead-in, its article or a defined term that
it uses is about AI.
"""

from analyzer.findings.finder import find, find_by_cues, judged_clauses

__all__ = ["find", "find_by_cues", "judged_clauses"]
