"""Frozen nouns and pure functions. Standard library only; nothing here opens a file or a connection."""
