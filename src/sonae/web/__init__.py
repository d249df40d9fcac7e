"""Web furniture that knows no room: forms and their tokens, headers, errors, limits, the gallery of components."""
