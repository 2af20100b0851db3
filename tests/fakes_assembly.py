"""An assembly that needs no model and no index."""

from collections.abc import Mapping
from pathlib import Path

from fakes_engine import FakeEngine

from corpus.model import Source
from index.build import BuildReport
from qa.assembly import Progress
from qa.conversations import Conversations
from qa.settings import Settings
from qa.shelf.shelf import Damage


class FakeAssembly:
    """Makes a fake engine, and a real database in the home folder."""

    def __init__(self, home: Path, *sources: Source, unbuilt: bool = False) -> None:
        self.settings = Settings(home=home)
        self.engine = FakeEngine(*sources)
        self.unbuilt = unbuilt

    def sources(self) -> Mapping[str, Source]:
        return self.engine.sources

    def added(self) -> tuple[str, ...]:
        return ()

    def damaged(self) -> tuple[Damage, ...]:
        return ()

    def librarian(self) -> None:
        return None

    def index_stamp(self) -> None:
        return None

    def conversations(self) -> Conversations:
        return Conversations.at(self.settings.database)

    def build(self, progress: Progress | None = None) -> BuildReport:
        if progress is not None:
            progress(8, 8)
        return BuildReport(embedded=8, reused=0, removed=0, seconds=0.1)

    def open_engine(self, progress: Progress | None = None) -> tuple[FakeEngine, str]:
        if self.unbuilt:
            self.build(progress)
        return self.engine, "fake"
