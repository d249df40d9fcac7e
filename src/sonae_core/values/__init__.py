"""Values that every room shares: yen, shares, errors that say how to mend, and the strict document reader."""
