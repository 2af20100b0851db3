"""Pictures of pages: telling a scan, and having its text recognised by Tesseract where it is."""

import os
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2

from corpus.errors import UnreadableSource
from corpus.pdf_lines import Line

RECOGNISED = (
    "The file is a scan: its text was recognised from pictures of pages. "
    "Check quotations against them."
)
_LETTERS_PER_PAGE, _LETTERS = 20, 1000
_DOTS_PER_INCH, _POINTS_PER_INCH = 300, 72
_UNSTEADY = 0.15
_MOST_PAGES, _SECONDS_PER_PAGE = 1000, 60
_ALONE = {**os.environ, "OMP_THREAD_LIMIT": "1"}
"""Tesseract's threads wait for each other more than they work."""
_NO_LANGUAGES = frozenset({"osd", "equ"})


def is_scan(pages: Sequence[Sequence[Line]]) -> bool:
    """Say whether pages hold next to no text."""
    total = sum(len(line.text) for page in pages for line in page)
    return total < _LETTERS_PER_PAGE * len(pages) and total < _LETTERS


def recognise(document: pypdfium2.PdfDocument) -> bytes:
    """Recognise the text of a scan.

    Parameters
    ----------
    document : PdfDocument
        Open.

    Returns
    -------
    bytes
        A PDF of the same pages with nothing but their text, each word where it stands.

    Raises
    ------
    UnreadableSource
        If there is no Tesseract, if it fails or takes far too long, or if there are too many pages.
    """
    tesseract = shutil.which("tesseract")
    if tesseract is None:
        raise UnreadableSource(
            "The PDF holds pictures of pages and no text: it is a scan.",
            "Install Tesseract and add the file again, or have its text recognised elsewhere, for "
            "example with `ocrmypdf`, and add the result.",
        )
    if len(document) > _MOST_PAGES:
        raise UnreadableSource(
            f"The scan has {len(document):,} pages.",
            f"Split it into files of at most {_MOST_PAGES:,} pages and add those.",
        )
    with tempfile.TemporaryDirectory() as folder:
        pictures = [_draw(document, n, Path(folder)) for n in range(len(document))]
        listed = Path(folder) / "pages.txt"
        listed.write_text("".join(f"{picture}\n" for picture in pictures), encoding="utf-8")
        _run(
            [tesseract, str(listed), str(listed.with_suffix("")), "-l", _languages(tesseract)]
            + ["--dpi", str(_DOTS_PER_INCH), "-c", "textonly_pdf=1", "pdf"],
            _SECONDS_PER_PAGE * len(pictures),
        )
        return listed.with_suffix(".pdf").read_bytes()


def steadied(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Give lines of nearly the most common size that size: recognised ones vary by a point."""
    sizes = Counter(line.size for page in pages for line in page for _ in line.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    return [
        [
            replace(line, size=body) if abs(line.size - body) <= _UNSTEADY * body else line
            for line in page
        ]
        for page in pages
    ]


def _draw(document: pypdfium2.PdfDocument, number: int, folder: Path) -> Path:
    """Draw a page in grey, as a portable graymap."""
    page = document[number]
    drawn = page.render(scale=_DOTS_PER_INCH / _POINTS_PER_INCH, grayscale=True)
    pixels = np.ascontiguousarray(drawn.to_numpy()).reshape(drawn.height, drawn.width)
    path = folder / f"{number:04}.pgm"
    path.write_bytes(f"P5 {drawn.width} {drawn.height} 255\n".encode() + pixels.tobytes())
    page.close()
    return path


def _languages(tesseract: str) -> str:
    """Name the languages that Tesseract can read, as it wants them."""
    listed = _run([tesseract, "--list-langs"], _SECONDS_PER_PAGE).splitlines()[1:]
    return "+".join(sorted(set(listed) - _NO_LANGUAGES)) or "eng"


def _run(command: Sequence[str], seconds: int) -> str:
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, env=_ALONE)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _unrecognised("Tesseract did not finish") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise _unrecognised(said[-1][:200].rstrip(".") if said else "Tesseract gives no reason")
    return done.stdout.decode("utf-8", "replace")


def _unrecognised(reason: str) -> UnreadableSource:
    return UnreadableSource(
        f"The PDF is a scan, and its text could not be recognised: {reason}.",
        "Have its text recognised elsewhere, for example with `ocrmypdf`, and add the result.",
    )
