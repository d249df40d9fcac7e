"""Dated, sourced facts as YAML: one fact family a folder. No code lives here."""
