"""Small calculators: duties and their days, the loss while one stands still, a quote for forensics."""
