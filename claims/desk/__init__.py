"""The reviewers' web interface over the stages."""
