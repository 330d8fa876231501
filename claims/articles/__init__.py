"""Fetch, keep and clean what is held as evidence."""
