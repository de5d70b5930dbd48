"""The file on disk: the append-only log, the tables that are its heads, and what is read from both."""
