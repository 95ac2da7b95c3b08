"""Ways to show records and results."""
