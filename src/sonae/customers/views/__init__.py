"""Pages of companies: each finds its company among those that the person may see."""
