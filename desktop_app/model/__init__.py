"""Records, their fields, their checks, and their form as JSON. Knows no storage, no screen and no page."""
