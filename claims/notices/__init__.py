"""Who hears of what: watchers, notices at the desk, mail, webhooks and digests."""
