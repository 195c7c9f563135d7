"""Who may call, and how often: the address, the token and the rate, looked at before anything else is."""

import ipaddress
import math
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from rag.serve.errors import Unguarded

TOKEN = "DOSSIER_TOKEN"
MOST_BODY = 64 * 1024
A_MINUTE = 120
# Of more callers the one that was silent longest is forgotten.
MOST_CALLERS = 10_000


class Rate:
    """A token bucket for each caller: so many calls a minute, and no more than that at once."""

    def __init__(self, a_minute: int = A_MINUTE, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = float(a_minute)
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, caller: str) -> float:
        """Seconds until the caller may call; 0 lets this call through and counts it."""
        now = self._clock()
        left, since = self._left.pop(caller, (self._most, now))
        left = min(self._most, left + (now - since) * self._most / 60)
        self._left[caller] = (left - 1 if left >= 1 else left, now)
        if len(self._left) > MOST_CALLERS:
            self._left.popitem(last=False)
        return 0.0 if left >= 1 else (1 - left) * 60 / self._most


@dataclass(frozen=True, slots=True)
class Guard:
    """An ASGI application behind its limits. `hosts` are the names that it answers to, None for any: on loopback a web
    page of elsewhere could otherwise reach it under a name of its own (DNS rebinding)."""

    app: ASGIApp
    hosts: frozenset[str] | None
    token: str | None
    rate: Rate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self._refusal(scope) if scope["type"] == "http" else None
        await (answer or self.app)(scope, receive, send)

    def _refusal(self, scope: Scope) -> JSONResponse | None:
        headers = Headers(scope=scope)
        if self.hosts is not None:
            if _host(f"//{headers.get('host', '')}") not in self.hosts:
                return _refused(421, "this server answers to this machine alone: call it as 127.0.0.1 or localhost")
            if "origin" in headers and _host(headers["origin"]) not in self.hosts:
                return _refused(403, "web pages of other sites may not call this server")
        caller = scope["client"][0] if scope.get("client") else ""
        if wait := self.rate.wait(caller):
            return _refused(429, "too many calls: see Retry-After", {"Retry-After": str(math.ceil(wait))})
        if self.token is not None and not _same(headers.get("authorization", ""), f"Bearer {self.token}"):
            return _refused(
                401, f"give the token: Authorization: Bearer, then what {TOKEN} is", {"WWW-Authenticate": "Bearer"}
            )
        if int(headers.get("content-length", "0")) > MOST_BODY:
            return _refused(413, f"at most {MOST_BODY} bytes are read")
        return None


def guarded(app: ASGIApp, host: str, token: str | None, rate: Rate | None = None) -> Guard:
    """The application as it may listen on `host`. Raises Unguarded where others reach it and there is no token."""
    local = is_loopback(host)
    if not local and not token:
        raise Unguarded(f"others can reach {host}: set {TOKEN} to a long secret, or listen on 127.0.0.1")
    hosts = frozenset({"127.0.0.1", "::1", "localhost", host}) if local else None
    return Guard(app, hosts, token or None, rate or Rate())


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches what listens there."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _same(given: str, wanted: str) -> bool:
    return secrets.compare_digest(given.encode(), wanted.encode())


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _refused(status: int, error: str, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"error": error}, status, headers)
