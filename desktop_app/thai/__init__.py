"""The Thai language: words, clusters, dates, numerals. Knows no record, no screen and no page."""
