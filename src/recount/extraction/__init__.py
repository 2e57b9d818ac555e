"""Sentence to Claim: events, actors, counts, place, time, attribution, status."""
