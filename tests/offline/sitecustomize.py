"""Refuses every connection that leaves the machine, in each Python process that has this folder on its path.

Python loads a module of this name at start-up. What was refused is also written to the file that OFFLINE_REFUSED
names: code that swallows the error is seen all the same.
"""

import contextlib
import ipaddress
import os
import socket
import sys
from pathlib import Path

EVENTS = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"}


def stays_here(host: object) -> bool:
    if host is None or host in ("", "localhost", socket.gethostname()):
        return True
    text = host.decode() if isinstance(host, bytes) else str(host)
    try:
        return ipaddress.ip_address(text.split("%")[0]).is_loopback
    except ValueError:
        return text == "localhost" or text.endswith(".localhost")


def refuse(event: str, args: tuple) -> None:
    if event not in EVENTS:
        return
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = args[0]
    elif args[0].family in (socket.AF_INET, socket.AF_INET6) and args[1]:
        host = args[1][0]
    else:
        return
    if stays_here(host):
        return
    if path := os.environ.get("OFFLINE_REFUSED"):
        with contextlib.suppress(OSError), Path(path).open("a") as file:
            file.write(f"{event} {host!r} in {' '.join(sys.orig_argv)[:200]}\n")
    raise ConnectionRefusedError(f"{event} to {host!r}: tests run offline")


sys.addaudithook(refuse)
