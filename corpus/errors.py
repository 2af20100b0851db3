"""What can go wrong while a source is read.

OpcitError
├── CorpusError
│   ├── UnreadableSource     the file is empty, binary, or not text that can be decoded
│   ├── BadProvenance        the provenance beside a source is missing or malformed
│   ├── UnknownSource        no source has this id
│   ├── UnknownPassage       no passage has this id
│   └── UnknownNote          no note has this id or label
├── IndexingError (index.errors)
└── AnsweringError (qa.errors)
"""

from typing import ClassVar


class OpcitError(Exception):
    """A failure with a message for the user and a hint saying what to do.

    Attributes
    ----------
    code : str
        Stable machine-readable name, the same in every interface.
    message : str
        What is wrong, in one sentence.
    hint : str
        What to do about it, in one sentence; may be empty.
    by_user : bool
        Whether the user can mend it (exit code 2, HTTP 4xx) or not (1, 5xx).
    """

    code: ClassVar[str] = "error"
    by_user: ClassVar[bool] = False

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".rstrip()


class CorpusError(OpcitError):
    """Anything wrong with a source."""

    code = "corpus_error"
    by_user = True


class UnreadableSource(CorpusError):
    """The file is empty, binary, or in no encoding that can be recognised."""

    code = "unreadable_source"


class BadProvenance(CorpusError):
    """The provenance file is missing or malformed."""

    code = "bad_provenance"


class UnknownSource(CorpusError):
    """No source has the id asked for."""

    code = "unknown_source"


class UnknownPassage(CorpusError):
    """No passage has the id asked for."""

    code = "unknown_passage"


class UnknownNote(CorpusError):
    """No note has the id or label asked for."""

    code = "unknown_note"
