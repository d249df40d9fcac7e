"""The front door: one company's facts in, an assessment out (loss, frequency, cover, measures, premium, sources)."""
