"""Writing server-sent events."""

from qa.serialise import to_json

EVENT_STREAM = "text/event-stream"
STILL_HERE = ": still here\n\n"
"""A comment that keeps a connection from being taken for dead."""


def event(name: str, value: object) -> str:
    """Write a value as a server-sent event."""
    data = to_json(value)
    # Many readers take these for the end of a line, though the format does not.
    for separator in ("\x85", "\u2028", "\u2029"):
        data = data.replace(separator, f"\\u{ord(separator):04x}")
    return f"event: {name}\ndata: {data}\n\n"
