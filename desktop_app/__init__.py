"""Sarup (สรุป): activity reports for evaluators of Thai provincial funds, from the form to paper."""

__version__ = "0.1.0"
