"""What several steps read in a text: folding, sentences, numbers, negation."""
