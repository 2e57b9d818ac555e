"""Incidents to what a desk sums over them: totals, dyads, the record of origins, delay, coverage."""
