"""Dossier: questions about actors and events, answered from a person's own documents, with proof."""
