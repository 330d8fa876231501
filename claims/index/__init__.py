"""Which keys share rare terms. This stage knows numbers and strings, not what a claim is."""
