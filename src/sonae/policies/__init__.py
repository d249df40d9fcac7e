"""What companies have insured: contracts, each for its term, with what brought them."""
