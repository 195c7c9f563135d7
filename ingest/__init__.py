"""From files to the catalogue: read, split, embed, commit."""
