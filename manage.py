#!/usr/bin/env python
"""Django's command line. Outside ./run, name the settings and the servers in the environment."""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings.local")

    # Whatever is imported from this package first takes production's settings where none is named.
    from factcheck.local.messages import compile_where_possible

    compile_where_possible(Path(__file__).resolve().parent)
    execute_from_command_line(sys.argv)
