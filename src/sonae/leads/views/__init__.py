"""Pages of the visitor's side."""
