"""What happened: an append-only log for each agency, as sentences, chained by hashes."""
