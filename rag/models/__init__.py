"""Models: loaded once, their files' hashes checked."""
