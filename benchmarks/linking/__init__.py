"""Finding and comparing a claim's like among many: the corpus, the peers and the table."""
