"""Figures on accuracy and speed, each with the command that gives it."""
