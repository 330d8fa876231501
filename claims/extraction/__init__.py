"""From a snapshot to its claims."""
