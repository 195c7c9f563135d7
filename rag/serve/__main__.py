"""The command line of the servers: `python -m rag.serve http`, `python -m rag.serve mcp`."""

import os
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from rag.printed import errors_in_words
from rag.serve.desk import Desk
from rag.serve.http import http_app
from rag.serve.limits import MOST_BODY, TOKEN, Guard, guarded
from rag.serve.mcp import mcp_server

LOOPBACK = "127.0.0.1"
# Connections open at once; of more the server answers 503.
MOST_CONNECTIONS = 200

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Serve an index to other programs."
    f" Beyond this machine only with a token, which callers give as a bearer token: the environment's {TOKEN}.",
)

IndexOption = Annotated[Path, typer.Option("--index", envvar="DOSSIER_INDEX", help="The index folder.")]
HostOption = Annotated[str, typer.Option("--host", help="The address to listen on.")]
PortOption = Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes any that is free.")]


@app.command(epilog="Example: python -m rag.serve http --index .papers")
def http(host: HostOption = LOOPBACK, port: PortOption = 8321, index: IndexOption = Path(".dossier")) -> None:
    """An HTTP API, described at /openapi.json."""
    with errors_in_words():
        _listen(guarded(http_app(Desk(index)), host, os.environ.get(TOKEN)), host, port)


@app.command(epilog="Example: python -m rag.serve mcp --index .papers")
def mcp(
    over_http: Annotated[bool, typer.Option("--http", help="Listen at /mcp instead of standard input.")] = False,
    host: HostOption = LOOPBACK,
    port: PortOption = 8322,
    index: IndexOption = Path(".dossier"),
) -> None:
    """An MCP server for assistants, on standard input and output."""
    server = mcp_server(Desk(index))
    if not over_http:
        server.run("stdio")
        return
    # Who may call is the guard's matter, which knows of tokens too; without a session every call stands alone.
    served = server.streamable_http_app(
        stateless_http=True, json_response=True, max_request_body_size=MOST_BODY, host=host
    )
    with errors_in_words():
        _listen(guarded(served, host, os.environ.get(TOKEN)), host, port)


def _listen(served: Guard, host: str, port: int) -> None:
    # No access log: its lines would hold what was asked about. No proxy's word for who calls: it could be anybody's.
    config = uvicorn.Config(
        served,
        host=host,
        port=port,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=MOST_CONNECTIONS,
    )
    uvicorn.Server(config).run()


if __name__ == "__main__":
    app()
