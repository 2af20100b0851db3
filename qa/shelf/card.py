"""The card of an added source: where it comes from and which file it is, as ``provenance.toml``.

Title, author and the rest may be changed by hand; the next `opcit index` takes the change up.
"""

import json
import tomllib
from dataclasses import asdict, dataclass, fields

from corpus.model import Provenance
from qa.shelf.errors import DamagedSource

_KNOWN = tuple(field.name for field in fields(Provenance))


@dataclass(frozen=True, slots=True)
class Card:
    """What is kept beside the file of a source.

    Attributes
    ----------
    provenance : Provenance
        Where the source comes from.
    file : str
        The name its file came under.
    sha256 : str
        Of the file, in hexadecimal.
    """

    provenance: Provenance
    file: str
    sha256: str

    def to_toml(self) -> str:
        """Write as TOML: the provenance, then a table for the file."""
        lines = [f"{key} = {_quoted(value)}" for key, value in asdict(self.provenance).items()]
        lines += ["", "[file]", f"name = {_quoted(self.file)}", f"sha256 = {_quoted(self.sha256)}"]
        return "\n".join(lines) + "\n"

    @classmethod
    def from_toml(cls, data: bytes) -> "Card":
        """Read what `to_toml` wrote, or a reader changed.

        Raises
        ------
        DamagedSource
            It is no TOML, or a field is missing, unknown or not text.
        """
        try:
            table = tomllib.loads(data.decode("utf-8-sig"))
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise _malformed(f"is not valid TOML ({error})") from error
        file = table.pop("file", None)
        if not isinstance(file, dict) or not {"name", "sha256"} <= file.keys():
            raise _malformed("does not say which file it belongs to")
        for key, value in table.items():
            if key not in _KNOWN or not isinstance(value, str):
                raise _malformed(f"gives “{key}” in a way that cannot be used")
        if not table.get("title", "").strip():
            raise _malformed("gives no title")
        return cls(Provenance(**{"author": "", **table}), str(file["name"]), str(file["sha256"]))


def _quoted(value: object) -> str:
    # A JSON string is a TOML string, but for the one control character that JSON lets stand.
    text = str(value).encode("utf-8", "replace").decode()
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _malformed(what: str) -> DamagedSource:
    return DamagedSource(
        f"Its provenance.toml {what}.", "Mend the file, or remove the source and add it again."
    )
