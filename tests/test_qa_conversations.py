"""Conversations in a real database."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes_engine import FakeEngine
from hypothesis import given
from hypothesis import strategies as st

from qa.conversations import Conversations, new_id, shorten
from qa.database import TITLE_LENGTH, ConversationsUnavailable, connect
from qa.errors import UnknownConversation
from qa.model import Answer, Exchange


@pytest.fixture(params=["memory", "file"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return "sqlite://" if request.param == "memory" else f"sqlite:///{tmp_path}/deep/c.db"


@pytest.fixture
def kept(url: str) -> Iterator[Conversations]:
    kept = Conversations.at(url)
    yield kept
    kept.close()


def an_answer(
    conversation_id: str, question: str = "Who asked for boats?", understood: str = ""
) -> Answer:
    return replace(
        FakeEngine().ask(question),
        standalone_question=understood or question,
        conversation_id=conversation_id,
        turn_id=new_id(),
    )


def test_an_answer_comes_back_as_it_was(kept: Conversations) -> None:
    known = kept.begin("Boats")
    answer = an_answer(known)
    turn = kept.add(answer)
    assert turn.id == answer.turn_id
    told = kept.get(known)
    assert (told.title, told.turns) == ("Boats", (turn,))
    assert told.turns[0].answer == answer
    assert told.updated_at == turn.asked_at >= told.created_at


def test_a_conversation_begins_with_its_first_answer(kept: Conversations) -> None:
    answer = an_answer(new_id(), "Who asked\0 for boats?")
    turn = kept.add(answer, begin=True)
    told = kept.get(answer.conversation_id)
    assert told.title == "Who asked for boats?"
    assert told.created_at == told.updated_at == turn.asked_at


def test_history_is_the_last_turns_as_understood_oldest_first(kept: Conversations) -> None:
    known = kept.begin("Boats")
    for number in range(5):
        kept.add(an_answer(known, f"And {number}?", f"Who asked for {number} boats?"))
    said = an_answer("", "And 4?").answer
    assert kept.history(known, last=2) == [
        Exchange("Who asked for 3 boats?", said),
        Exchange("Who asked for 4 boats?", said),
    ]
    assert len(kept.history(known)) == 5


def test_the_one_last_used_is_listed_first_without_turns() -> None:
    moments = (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=n) for n in range(9))
    kept = Conversations(connect("sqlite://"), clock=lambda: next(moments))
    old, new = kept.begin("old"), kept.begin("new")
    assert [c.id for c in kept.all()] == [new, old]
    kept.add(an_answer(old))
    assert [(c.id, c.turns) for c in kept.all()] == [(old, ()), (new, ())]
    assert kept.all()[0].updated_at == "2026-01-01T00:00:02.000+00:00"
    kept.close()


def test_renaming_leaves_the_order_alone(kept: Conversations) -> None:
    first, second = kept.begin("first"), kept.begin("second")
    kept.rename(first, "  another\nname ")
    assert kept.get(first).title == "another name"
    assert {c.id for c in kept.all()} == {first, second}


def test_what_is_deleted_is_gone_with_its_turns(kept: Conversations) -> None:
    known, other = kept.begin("a"), kept.begin("b")
    kept.add(an_answer(known))
    kept.add(an_answer(other))
    kept.delete(known)
    assert [c.id for c in kept.all()] == [other]
    assert len(kept.get(other).turns) == 1


@pytest.mark.parametrize("what", ["get", "delete", "history"])
def test_an_unknown_conversation_is_named(kept: Conversations, what: str) -> None:
    with pytest.raises(UnknownConversation, match="“none”"):
        getattr(kept, what)("none")
    with pytest.raises(UnknownConversation):
        kept.rename("none", "x")
    with pytest.raises(UnknownConversation):
        kept.add(an_answer("none"))


def test_conversations_survive_a_restart(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/c.db"
    first = Conversations.at(url)
    known = first.begin("Boats")
    first.add(an_answer(known))
    first.close()
    second = Conversations.at(url)
    assert len(second.get(known).turns) == 1
    second.close()


def test_threads_and_services_share_a_database(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/c.db"
    services = [Conversations.at(url), Conversations.at(url)]
    known = services[0].begin("Boats")
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda n: services[n % 2].add(an_answer(known)), range(20)))
    turns = services[1].get(known).turns
    assert len({turn.id for turn in turns}) == 20
    for service in services:
        service.close()


def test_a_database_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "bad.db").write_bytes(b"not a database at all" * 100)
    for url in (
        "nonsense",
        "nothing://here",
        "oracle://here/there",
        f"sqlite:///{tmp_path}/file/c.db",
        f"sqlite:///{tmp_path}/bad.db",
    ):
        with pytest.raises(ConversationsUnavailable) as caught:
            Conversations.at(url).close()
        assert caught.value.hint and "\n" not in str(caught.value)
        assert not caught.value.by_user


@given(st.text(max_size=300))
def test_a_title_is_one_line_of_bounded_length(title: str) -> None:
    short = shorten(title)
    assert len(short) <= TITLE_LENGTH
    assert len(short.splitlines()) <= 1 and short == short.strip()
