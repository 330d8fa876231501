"""Work that is due: rows with leases that any worker may take and none can lose."""
