"""Sets the plain-text sources of the sample agreements as PDFs that look like real ones."""
