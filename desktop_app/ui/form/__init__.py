"""The form of a report: tabs, fields and lists, where every key is in the record at once."""
