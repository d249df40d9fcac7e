"""The public site: the first page, what to do when it has happened, where figures come from, what is kept."""
