"""A real library, index and all, around a fake encoder and a fake engine."""

import threading
from collections.abc import Sequence
from pathlib import Path

from fakes import FakeEncoder
from fakes_engine import FakeEngine, make_source

from corpus.model import Source
from index.encoder import Encoded
from index.search import Index
from qa.assembly import Assembly
from qa.settings import Settings

BOOK = """\
In 1871 the harbour board asked Thomas Wren to build a light on the Point.i The keeper, Ann \
Doyle, lived there for twenty-two years.

The Storm

On 4 March 1882 the brig Halcyon struck the reef below the Point.ii Ann Doyle rowed out twice.

Notes

i J Pell, A History of the Northern Lights, Harbour Press, London, 1921, p 40.

ii Pell, op cit, p 77.
"""
OTHER = BOOK.replace("Halcyon", "Swallow").replace("1882", "1884")


class SlowEncoder(FakeEncoder):
    """Encodes as fast as the fake one, but only while it may."""

    def __init__(self) -> None:
        self.may = threading.Event()
        self.may.set()
        self.begun = threading.Event()
        self.encoded = 0

    def encode(self, texts: Sequence[str]) -> list[Encoded]:
        self.begun.set()
        assert self.may.wait(20)
        self.encoded += len(texts)
        return super().encode(texts)


class LibraryAssembly(Assembly):
    """The real assembly of one small bundled source."""

    def __init__(self, home: Path) -> None:
        super().__init__(Settings(home=home))
        self.model = SlowEncoder()

    def bundled(self) -> tuple[Source, ...]:
        return (make_source(),)

    def encoder(self) -> SlowEncoder:
        return self.model

    def engine(self, index: Index) -> FakeEngine:  # type: ignore[override]
        return FakeEngine(*index.sources.values())
