"""The eight kinds of incident: an article each."""
