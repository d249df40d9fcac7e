"""The law of reporting a breach: open days, triage, deadlines, and an answer that explains itself."""
