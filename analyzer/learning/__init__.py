"""Training of the heads that `findings` uses, from examples that are written for it.

Input: the taxonomy's examples and counterexamples, the passages of passages.toml and an encoder.
Output: the weights as data (topic_head.npz) and the figures of the run beside them
(topic_head.json). `make learn`, or `python -m analyzer.learning`, writes both.
"""
