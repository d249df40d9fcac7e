"""See ``migrate``."""
