"""The one formatter: every figure a person reads is written here."""
