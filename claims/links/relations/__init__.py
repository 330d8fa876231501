"""How one claim stands to another, a module for each thing that tells it."""
