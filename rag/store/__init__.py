"""The catalogue: one SQLite file, the only truth the program reads. The only room that speaks SQL."""
