"""Every figure of this commit: `python -m benchmarks` prints them and writes RESULTS.md.

Accuracy is scored by `benchmarks/score`, speed is CPU time and ratios side by side in one run.
The real documents are found through ANALYZER_REAL_DATA; what needs them is left out without it.
"""
