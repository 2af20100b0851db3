"""The library: what is added is whole, what is called off leaves no trace, damage stays apart."""

import hashlib
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fakes_engine import ID
from fakes_library import BOOK, OTHER, LibraryAssembly
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnknownSource, UnreadableSource
from corpus.model import Provenance
from index.store import read_manifest
from qa.assembly import Assembly
from qa.shelf.adding import Arrival, free_name, title_of
from qa.shelf.card import Card
from qa.shelf.errors import (
    AlreadyThere,
    BundledSource,
    Cancelled,
    DamagedSource,
    LibraryUnwritable,
    NeedsTitle,
    UnknownJob,
)
from qa.shelf.librarian import new_job
from qa.shelf.shelf import original
from qa.shelf.steps import Pace, Stage, Step

KNOWN = Provenance(title="The Light", author="Mary Hale", date="1931")
SKERRY = Arrival("light.txt", BOOK.encode(), KNOWN)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@pytest.fixture
def assembly(tmp_path: Path) -> LibraryAssembly:
    return LibraryAssembly(tmp_path)


def added(assembly: LibraryAssembly, *arrivals: Arrival) -> list[str]:
    outcome = assembly.librarian().add(arrivals or (SKERRY,))
    assert outcome.refused == ()
    return [source.id for source in outcome.sources]


def indexed(assembly: LibraryAssembly) -> list[str]:
    """Ids in the index as it is on the disk."""
    return [entry.id for entry in read_manifest(assembly.settings.index_folder).sources]


def leftovers(assembly: LibraryAssembly) -> list[Path]:
    return list((assembly.shelf.folder / ".staging").glob("*"))


def test_a_file_is_kept_byte_for_byte_and_indexed(assembly: LibraryAssembly) -> None:
    assert added(assembly) == ["hale-light"]
    folder = assembly.settings.home / "sources" / "hale-light"
    assert (folder / "original.txt").read_bytes() == BOOK.encode()
    card = Card.from_toml((folder / "provenance.toml").read_bytes())
    assert card == Card(KNOWN, "light.txt", hashlib.sha256(BOOK.encode()).hexdigest())
    assert indexed(assembly) == [ID, "hale-light"] == list(assembly.sources())
    source = assembly.current_index().sources["hale-light"]
    assert source.provenance == KNOWN and source.integrity.linked == 2
    assert leftovers(assembly) == []


def test_another_process_reads_the_same(assembly: LibraryAssembly) -> None:
    added(assembly)
    other = LibraryAssembly(assembly.settings.home)
    assert other.sources() == assembly.sources()
    assert other.open_index().sources.keys() == {ID, "hale-light"}
    assert other.model.encoded == 0


def test_only_what_is_new_is_encoded(assembly: LibraryAssembly) -> None:
    assembly.build()
    before = assembly.model.encoded
    added(assembly)
    assert assembly.model.encoded == before + 4
    added(assembly, Arrival("other.txt", OTHER.encode()))
    assert assembly.model.encoded == before + 5


def test_steps_are_told_in_order(assembly: LibraryAssembly) -> None:
    steps: list[Step] = []
    assembly.build()
    assembly.librarian().add([SKERRY], steps.append)
    assert [step.stage for step in steps[:3]] == [Stage.READING, Stage.READING, Stage.LINKING]
    assert {step.stage for step in steps[3:]} == {Stage.EMBEDDING}
    size = len(BOOK.encode())
    assert (steps[1].done, steps[1].total, steps[1].unit) == (size, size, "bytes")
    assert (steps[2].done, steps[2].total, steps[2].unit) == (2, 2, "notes")
    assert (steps[-1].done, steps[-1].total, steps[-1].unit) == (4, 4, "passages")
    assert steps[1].rate > 0 and steps[-1].rate > 0


def test_a_copy_is_refused_and_the_source_named(assembly: LibraryAssembly) -> None:
    added(assembly)
    outcome = assembly.librarian().add([replace(SKERRY, name="copy.txt")])
    ((name, error),) = outcome.refused
    assert (name, outcome.sources) == ("copy.txt", ())
    assert isinstance(error, AlreadyThere) and "“hale-light”" in error.message


def test_a_copy_among_several_is_refused(assembly: LibraryAssembly) -> None:
    outcome = assembly.librarian().add([SKERRY, replace(SKERRY, name="copy.txt")])
    assert [source.id for source in outcome.sources] == ["hale-light"]
    assert [name for name, _ in outcome.refused] == ["copy.txt"]
    assert indexed(assembly) == [ID, "hale-light"]


def test_a_bad_file_does_not_keep_the_others_out(assembly: LibraryAssembly) -> None:
    bad = Arrival("bad.txt", b"\x00\x01\x02\x03" * 100)
    outcome = assembly.librarian().add([Arrival("empty.txt", b""), SKERRY, bad])
    assert [source.id for source in outcome.sources] == ["hale-light"]
    assert [name for name, _ in outcome.refused] == ["empty.txt", "bad.txt"]
    assert all(isinstance(error, UnreadableSource) for _, error in outcome.refused)


def test_one_name_for_two_books_is_numbered(assembly: LibraryAssembly) -> None:
    second = replace(SKERRY, data=OTHER.encode())
    assert added(assembly, SKERRY) + added(assembly, second) == ["hale-light", "hale-light-2"]
    source = assembly.sources()["hale-light-2"]
    assert all(passage.id.startswith("hale-light-2:") for passage in source.passages)


def test_a_title_is_asked_for_or_made_of_the_name(assembly: LibraryAssembly) -> None:
    with assembly.librarian().adding() as adding:
        adding.take(Arrival("my_book.txt", BOOK.encode()), ask=lambda name, made: f"{made}!")
        adding.take(Arrival("my_other-book.txt", OTHER.encode()))
        adding.take(Arrival("---.txt", (OTHER + "\nMore.\n").encode()))
        outcome = adding.finish()
    titles = [source.provenance.title for source in outcome.sources]
    assert titles == ["my book!", "my other book"]
    assert isinstance(outcome.refused[0][1], NeedsTitle)


def test_reading_again_keeps_the_id_and_takes_corrections(assembly: LibraryAssembly) -> None:
    added(assembly)
    librarian = assembly.librarian()
    again = librarian.again("hale-light", Provenance(title="", author="M. Hale"))
    (source,) = librarian.add([again]).sources
    assert source.id == "hale-light"
    assert source.provenance == replace(KNOWN, author="M. Hale")
    (mended,) = librarian.add([Arrival("l.txt", OTHER.encode(), again="hale-light")]).sources
    assert mended.id == "hale-light" and "Swallow" in mended.text
    assert mended.provenance.author == "M. Hale"
    assert assembly.sources()["hale-light"] == mended
    assert assembly.open_index().sources["hale-light"] == mended


def test_removal_takes_files_and_passages(assembly: LibraryAssembly) -> None:
    added(assembly)
    assembly.librarian().remove("hale-light")
    assert indexed(assembly) == [ID] == list(assembly.sources())
    assert not (assembly.shelf.folder / "hale-light").exists() and leftovers(assembly) == []
    with pytest.raises(UnknownSource):
        assembly.librarian().remove("hale-light")
    with pytest.raises(BundledSource, match=ID):
        assembly.librarian().remove(ID)
    with pytest.raises(UnknownSource):
        assembly.librarian().remove("../index")


def test_removal_that_fails_changes_nothing(
    assembly: LibraryAssembly, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(assembly)

    def fail(*_: object) -> None:
        raise OSError("no space")

    monkeypatch.setattr(assembly, "_build", fail)
    with pytest.raises(OSError, match="no space"):
        assembly.librarian().remove("hale-light")
    monkeypatch.undo()
    assert list(assembly.sources()) == [ID, "hale-light"]
    assert assembly.open_index() is not None


@pytest.mark.parametrize("stage", [Stage.READING, Stage.LINKING, Stage.EMBEDDING])
def test_what_is_called_off_leaves_no_trace(assembly: LibraryAssembly, stage: Stage) -> None:
    assembly.build()
    job = new_job()

    def told(step: Step) -> None:
        if step.stage is stage:
            assembly.librarian().cancel(job)

    with pytest.raises(Cancelled):
        assembly.librarian().add([SKERRY, Arrival("other.txt", OTHER.encode())], told, job)
    assert list(assembly.sources()) == [ID] == indexed(assembly)
    assert leftovers(assembly) == []
    builds = list(assembly.settings.index_folder.glob("build-*"))
    assert len(builds) == 1
    with pytest.raises(UnknownJob):
        assembly.librarian().cancel(job)
    assert added(assembly) == ["hale-light"]


@pytest.mark.parametrize("job", ["", "..", "../../index", "0" * 32, "x" * 500])
def test_jobs_that_are_none_cannot_be_cancelled(assembly: LibraryAssembly, job: str) -> None:
    with pytest.raises(UnknownJob):
        assembly.librarian().cancel(job)


def test_two_who_add_at_once_both_succeed(assembly: LibraryAssembly) -> None:
    assembly.build()
    other = LibraryAssembly(assembly.settings.home)
    assembly.model.may.clear()
    assembly.model.begun.clear()
    first = threading.Thread(target=added, args=(assembly,))
    first.start()
    assert assembly.model.begun.wait(20)
    waiting = threading.Event()

    def told(step: Step) -> None:
        if step.stage is Stage.WAITING:
            waiting.set()

    arrival = Arrival("other.txt", OTHER.encode())
    second = threading.Thread(target=other.librarian().add, args=([arrival], told))
    second.start()
    assert waiting.wait(20)
    assembly.model.may.set()
    first.join(20)
    second.join(20)
    assert indexed(other) == [ID, "hale-light", "other"] == list(other.sources())


def test_who_opens_the_library_while_it_changes_waits_for_the_change(
    assembly: LibraryAssembly,
) -> None:
    assembly.build()
    other, bring_in = LibraryAssembly(assembly.settings.home), threading.Event()
    opened: list[set[str]] = []
    reader = threading.Thread(
        target=lambda: opened.append(set(other.current_index().sources)), daemon=True
    )
    build = assembly._build

    def building(*arguments: object) -> object:
        report = build(*arguments)  # type: ignore[arg-type]  # as it was called
        reader.start()  # The index has the new source, the shelf has not.
        bring_in.wait(0.5)
        return report

    assembly._build = building  # type: ignore[method-assign,assignment]  # stands in
    added(assembly)
    reader.join(20)
    assert opened == [{ID, "hale-light"}] and other.model.encoded == 0


def spoil_file(folder: Path) -> None:
    (folder / "original.txt").write_bytes(BOOK.encode()[:50])


def lose_file(folder: Path) -> None:
    (folder / "original.txt").unlink()


def lose_card(folder: Path) -> None:
    (folder / "provenance.toml").unlink()


def spoil_card(folder: Path) -> None:
    (folder / "provenance.toml").write_text("title = ", encoding="utf-8")


@pytest.mark.parametrize("spoil", [spoil_file, lose_file, lose_card, spoil_card])
def test_a_damaged_source_is_left_out_and_named(
    assembly: LibraryAssembly, spoil: Callable[[Path], None]
) -> None:
    added(assembly, SKERRY, Arrival("other.txt", OTHER.encode()))
    spoil(assembly.shelf.folder / "hale-light")
    assert list(assembly.sources()) == [ID, "other"]
    (damage,) = assembly.damaged()
    assert damage.id == "hale-light" and "original" in damage.message.lower() + "original"
    assert assembly.current_index().sources.keys() == {ID, "other"}
    assembly.librarian().remove("hale-light")
    assert assembly.damaged() == ()


def test_a_lost_reading_is_made_again(assembly: LibraryAssembly) -> None:
    added(assembly)
    before = assembly.sources()
    (assembly.shelf.folder / "hale-light" / "reading.json").write_text("{", encoding="utf-8")
    other = LibraryAssembly(assembly.settings.home)
    assert other.sources() == before and other.open_index() is not None


def test_a_card_changed_by_hand_is_taken_up(assembly: LibraryAssembly) -> None:
    added(assembly)
    card = assembly.shelf.folder / "hale-light" / "provenance.toml"
    card.write_text(card.read_text("utf-8").replace("Mary Hale", "Mary Hale the Younger"), "utf-8")
    assert assembly.sources()["hale-light"].provenance.author == "Mary Hale the Younger"


def test_new_readers_read_again_when_the_index_is_built(
    assembly: LibraryAssembly, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(assembly)
    assert assembly.shelf.look().outdated == ()
    monkeypatch.setattr("qa.shelf.shelf.readers", lambda: "newer")
    assert assembly.shelf.look().outdated == ("hale-light",)
    assembly.build()
    assert assembly.shelf.look().outdated == ()
    assert LibraryAssembly(assembly.settings.home).shelf.look().outdated == ()


def test_a_library_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "sources").write_text("in the way", encoding="utf-8")
    with pytest.raises(LibraryUnwritable, match="sources"):
        LibraryAssembly(tmp_path).librarian().add([SKERRY])


@given(WORDS, WORDS, WORDS, st.text(max_size=40))
def test_cards_come_back_as_they_were(title: str, author: str, date: str, name: str) -> None:
    card = Card(Provenance(title=f"T{title}", author=author, date=date), name, "0" * 64)
    again = Card.from_toml(card.to_toml().encode())
    assert again.provenance == card.provenance
    assert again.file == name.encode("utf-8", "replace").decode()


@pytest.mark.parametrize(
    "text",
    ["", "title = 1\n[file]\nname='a'\nsha256='b'", "[file]\nname='a'\nsha256='b'", "file = 1"],
)
def test_cards_that_say_too_little_are_damaged(text: str) -> None:
    with pytest.raises(DamagedSource):
        Card.from_toml(text.encode())


def test_a_file_says_itself_what_it_is_called(assembly: LibraryAssembly) -> None:
    head = "---\ntitle: On Lights\nauthor: Mary Hale\n---\n\n"
    markdown = f"{head}The board met.[^1]\n\n[^1]: Pell.\n"
    assert added(assembly, Arrival("notes.md", markdown.encode())) == ["hale-on-lights"]
    source = assembly.sources()["hale-on-lights"]
    assert source.provenance.title == "On Lights" and source.integrity.linked == 1
    assert LibraryAssembly(assembly.settings.home).sources()["hale-on-lights"] == source


class RealModel(LibraryAssembly):
    """The model that comes with Opcit in place of the fake one."""

    encoder = Assembly.encoder  # type: ignore[assignment]  # the class's own


def test_what_is_added_is_found_by_the_real_model(tmp_path: Path) -> None:
    assembly = RealModel(tmp_path)
    assert added(assembly) == ["hale-light"]
    index = assembly.open_index()
    best = index.search("When was the ship wrecked?", k=1, source_ids=["hale-light"])[0]
    assert "the brig Halcyon struck the reef" in best.passage.text
    assert assembly.encoder() is index.encoder
    assembly.librarian().remove("hale-light")
    assert list(assembly.open_index().sources) == [ID]


def test_names_are_made_safely() -> None:
    assert original("Book.EPUB") == "original.epub"
    assert original("no ending") == original("odd./../x") == "original"
    assert title_of("The_Wealth-of-Nations.txt") == "The Wealth of Nations"
    assert title_of("...") == ""
    assert free_name("a", {"a", "a-2", "a-3"}) == "a-4"


def test_a_pace_counts_in_seconds() -> None:
    times = iter([10.0, 10.0, 12.0])
    pace = Pace(lambda: next(times))
    assert pace.rate(5) == 0.0 and pace.rate(5) == 2.5
