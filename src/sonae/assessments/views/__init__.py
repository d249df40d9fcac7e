"""Pages: the sheet under its secret link, and its results."""
