"""Provenance from the TOML file beside a source."""

import tomllib
from dataclasses import fields

from corpus.errors import BadProvenance
from corpus.model import Provenance

_KNOWN = tuple(field.name for field in fields(Provenance))
_REQUIRED = ("title", "author")


def parse_provenance(data: bytes, *, name: str) -> Provenance:
    """Read the provenance of a source.

    Parameters
    ----------
    data : bytes
        A TOML file with at least `title` and `author`.
    name : str
        The file's name, for the error message.

    Returns
    -------
    Provenance
        What it says.

    Raises
    ------
    BadProvenance
        If it is no TOML, or a field is missing, unknown or not text.
    """
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadProvenance(f"{name} is not valid TOML: {error}.", "Mend the file.") from error
    hint = f"Give title and author, and if you like {', '.join(_KNOWN[2:])}, as text."
    for key, value in table.items():
        if key not in _KNOWN:
            raise BadProvenance(f"{name} has an unknown field, {key!r}.", hint)
        if not isinstance(value, str):
            raise BadProvenance(f"In {name}, {key!r} is not text.", hint)
    for key in _REQUIRED:
        if not table.get(key, "").strip():
            raise BadProvenance(f"{name} does not give the {key}.", hint)
    return Provenance(**table)
