"""One append-only store of what we know of a company: question, value, as of when, by whom, from where."""
