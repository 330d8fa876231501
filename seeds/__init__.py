"""The demonstration newsroom: articles of our own, and the plan that brings them in."""
