"""Guild contract clause analyzer: reads agreements and proposals, finds and compares their clauses
about artificial intelligence. The front door: every name loads on first use.
"""
