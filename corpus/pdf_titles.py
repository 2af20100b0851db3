"""The title of a PDF: what its metadata says where that is one, or the largest heading."""

import re
from collections.abc import Sequence

from corpus.pieces import Piece

_EXTENSIONS = (
    r"pdf|docx?|dotx?|rtf|odt|pages|txt|md|tex|dvi|ps|eps|indd|qxd|qxp|p65|fm|html?|php|aspx?|xml"
    r"|epub|pptx?|xlsx?|wpd|pub|ai|cdr|jpe?g|png|tiff?|djvu"
)
_ADDRESS = re.compile(r"(?:about|file|https?|ftp|data|blob|chrome):\S*|www\.\S+|[a-z]:\\.*", re.I)
_FILE = re.compile(rf".*\.(?:{_EXTENSIONS})(?:\s?\(\d+\))?|\w*_\w*|[\w-]*\d{{3}}[\w-]*", re.I)
_PROGRAM = re.compile(
    r"(?:microsoft )?(?:word|powerpoint|excel|publisher) - .*|powerpoint presentation|slide \d+"
    r"|\(?(?:untitled|anonymous|unknown|unnamed|(?:no|new|blank) (?:title|document|page)"
    r"|document|layout|print|page|scan|scanned document|title)\)?[ -]?\d*",
    re.I,
)
_LONGEST = 200


def told_title(title: str) -> str:
    """Give the title in a PDF's metadata; empty where a program or a file's name stands there.

    Examples
    --------
    >>> told_title("A Short History"), told_title("about:blank"), told_title("ch_02 final.docx")
    ('A Short History', '', '')
    """
    title = " ".join(title.replace("\0", "").split())
    forms = (_ADDRESS, _FILE, _PROGRAM)
    named = any(c.isalpha() for c in title) and not any(form.fullmatch(title) for form in forms)
    return title if named else ""


def heading_as_title(pieces: Sequence[Piece]) -> str:
    """Give the largest heading of the document where it stands on the first page with text."""
    first = pieces[0].page if pieces else 0
    largest = (piece.text for piece in pieces if piece.page == first and piece.level == 1)
    return next(largest, "")[:_LONGEST]
