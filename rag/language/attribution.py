"""Words that leave to a source what is said: *according to the police*."""

import re

_PHRASE = r"\baccording\s+to\s+((?:(?!\b(?:who|what|when|where|why|how|which)\b)[^,?;])+)"
ACCORDING = re.compile(_PHRASE, re.I)
_ALL = re.compile(rf",?\s*{_PHRASE}(?=\W*$)|^\W*{_PHRASE},?\s*|,\s*{_PHRASE},", re.I)


def unattributed(text: str) -> str:
    """The text without "according to …"."""
    return _ALL.sub("", text)
