"""The ten directives for managers: a short self check."""
