"""From evidence to a Draft."""
