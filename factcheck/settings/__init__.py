"""Settings by how the workbench runs: ``local`` (./run), ``production`` and ``testing``."""
