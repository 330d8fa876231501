"""Feeds the newsroom follows: polled in the background, each entry taken in as an article."""
