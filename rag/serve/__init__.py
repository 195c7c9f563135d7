"""The same engine for other programs: an HTTP API and an MCP server, `python -m rag.serve`."""
