"""One company: its facts, its answers, and what they mean for the loss model."""
