#!/usr/bin/env python
"""Django's command line. Outside ./run, name the settings and the servers in the environment."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings.local")
    execute_from_command_line(sys.argv)
