"""Entities, sources, aliases, rating scales and the directive vocabulary."""
