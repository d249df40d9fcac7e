"""What insurance pays: policy terms, the payout of a cost ledger, and the same function over simulated events."""
