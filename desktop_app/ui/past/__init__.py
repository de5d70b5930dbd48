"""Back in time: histories, what became of a value, deleted reports."""
