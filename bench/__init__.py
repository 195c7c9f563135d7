"""Figures on data with human answers: `python -m bench NAME --data DIR`. Nothing here is needed to use Dossier."""
