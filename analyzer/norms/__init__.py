"""Who must, may, must not or will endeavor to do what: clauses → norms, one row each.

Input: the clauses of one document in reading order. Output: `Norm`s in that order, each with its
party, its modality, its act, its exceptions and notes, and the words that say so.
"""

from analyzer.norms.reading import read_norms

__all__ = ["read_norms"]
