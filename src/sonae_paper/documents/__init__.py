"""Papers that are handed over: typst sources, what fills them, and the press that sets them."""
