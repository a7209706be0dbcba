"""One screen a file, each with `show()`; the router calls it."""
