"""The fonts of the papers, with their licences beside them."""
