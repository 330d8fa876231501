"""Measurements: one command each, with a peer in the same run. Never a timed test."""
