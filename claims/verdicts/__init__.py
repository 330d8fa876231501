"""Findings on statements: revisions, evidence, approval."""
