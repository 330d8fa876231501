"""What every part of the API shares: who calls, errors, pages, limits."""
