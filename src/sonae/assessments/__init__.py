"""Diagnoses: the sheet that a visitor fills under a secret link, and the answers of the engine, stored whole."""
