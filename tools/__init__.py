"""What `make` runs: the environment, the app beside its corpus, the checks, the lock."""
