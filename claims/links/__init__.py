"""Claim to claim: candidates, comparison, proposals, decisions, origins, matters."""
