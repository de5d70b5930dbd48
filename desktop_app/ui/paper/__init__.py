"""The way to paper: preview, print, export."""
