from __future__ import annotations


class CannotStart(Exception):
    """Why the workbench does not run, in words for the person at the terminal."""
