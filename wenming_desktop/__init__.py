"""What the office does: rules, use cases, documents. No Qt below `app`."""

__version__ = "0.1.0"
