"""A verdict as the world sees it."""
