"""Pages of the desk of requests."""
