"""The product: commands now, pages later."""
