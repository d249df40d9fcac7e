"""Agencies and the walls between them: who belongs where, what a query may see, and what the database refuses."""
