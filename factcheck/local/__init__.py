"""One machine, no installed servers: PostgreSQL, Valkey and the workbench as one command.

``./run`` ends up in :mod:`factcheck.local.__main__`. The servers come from pinned wheels and
listen on unix sockets in folders of mode 0700. ``DATABASE_URL`` and ``REDIS_URL`` replace them.
Linux only: what keeps a killed supervisor from leaving orphans is a Linux call.
"""
