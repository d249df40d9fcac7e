"""The companies an agency looks after, and the people there."""
