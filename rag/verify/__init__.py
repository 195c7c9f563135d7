"""From a Draft to an Answer: nothing unchecked is shown."""
