"""A premium as a band: a multiplicative schedule calibrated to published examples, beside the technical premium."""
