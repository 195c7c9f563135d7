"""One module per format: a file becomes one text, its pages and its metadata."""
