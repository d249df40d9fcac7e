"""Which security measures are worth a budget, in which order: effects, costs, and the optimum with its proof."""
