"""The version of Opcit."""

from importlib import metadata


def version() -> str:
    """Return the version of the installed package."""
    return metadata.version("opcit")
