"""What is due to be looked at again, and what was found."""
