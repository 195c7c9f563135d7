"""What the screen's components are given."""

from typing import Any

Data = dict[str, Any]
