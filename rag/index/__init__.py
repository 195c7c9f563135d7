"""Search indexes derived from the catalogue. They are handed rows and never read the store."""
