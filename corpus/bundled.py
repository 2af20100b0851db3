"""The sources that come with Opcit, and folders of others like them."""

from functools import cache
from pathlib import Path

from corpus.errors import BadProvenance, UnreadableSource
from corpus.model import Source
from corpus.provenance import parse_provenance
from corpus.reader import read_text

TEXTS = Path(__file__).parent / "texts"


@cache
def load_bundled() -> tuple[Source, ...]:
    """Read the bundled sources; the second call costs nothing.

    Returns
    -------
    tuple of Source
        By id.
    """
    return load_folder(TEXTS)


def load_folder(folder: Path) -> tuple[Source, ...]:
    """Read every text file of a folder, with the provenance beside it.

    Parameters
    ----------
    folder : Path
        Holds ``<id>.txt`` and ``<id>.toml`` for each source.

    Returns
    -------
    tuple of Source
        By id.

    Raises
    ------
    BadProvenance
        If a text has no provenance beside it, or a malformed one.
    UnreadableSource
        If the folder or a text cannot be read.
    """
    if not folder.is_dir():
        raise UnreadableSource(f"There is no folder {folder}.", "Name one that holds .txt files.")
    return tuple(_load(path) for path in sorted(folder.glob("*.txt")))


def _load(path: Path) -> Source:
    beside = path.with_suffix(".toml")
    if not beside.is_file():
        raise BadProvenance(
            f"{path.name} has no provenance beside it.",
            f"Write {beside.name} with title and author.",
        )
    provenance = parse_provenance(beside.read_bytes(), name=beside.name)
    try:
        return read_text(path.read_bytes(), source_id=path.stem, provenance=provenance)
    except UnreadableSource as error:
        raise UnreadableSource(f"{path.name}: {error.message}", error.hint) from error
