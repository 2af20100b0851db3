"""Conversations kept in a database: any that SQLAlchemy speaks to, SQLite by default."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Self

from sqlalchemy import Connection, Engine, delete, insert, select, update

from qa.database import TITLE_LENGTH, connect, conversations, failing_by_name, turns
from qa.errors import UnknownConversation
from qa.model import Answer, Conversation, Exchange, Turn
from qa.serialise import from_json, to_json


def now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


class Conversations:
    """Keeps questions and answers; safe to share by threads and by several services.

    Parameters
    ----------
    engine : sqlalchemy.Engine
        The database, with its tables: see `qa.database.connect`.
    clock : callable, optional
        Gives the time in UTC.
    """

    def __init__(self, engine: Engine, *, clock: Callable[[], datetime] = now) -> None:
        self._engine = engine
        self._clock = clock

    @classmethod
    def at(cls, url: str) -> Self:
        """Open the database at a SQLAlchemy URL.

        Raises
        ------
        ConversationsUnavailable
            It cannot be opened.
        """
        return cls(connect(url))

    def close(self) -> None:
        """Let the connections go."""
        self._engine.dispose()

    def begin(self, title: str) -> str:
        """Start a conversation without turns and return its id; an overlong title is cut."""
        conversation_id = new_id()
        with self._transaction() as connection:
            _insert(connection, conversation_id, title, self._now())
        return conversation_id

    def add(self, answer: Answer, *, begin: bool = False) -> Turn:
        """Keep an answer as the next turn of the conversation it names.

        Parameters
        ----------
        answer : Answer
            With the ids of its conversation and turn.
        begin : bool
            Whether to start the conversation with it, named for its question.

        Raises
        ------
        UnknownConversation
            No conversation has this id.
        """
        turn = Turn(answer.turn_id, self._now(), answer)
        with self._transaction() as connection:
            if begin:
                _insert(connection, answer.conversation_id, answer.question, turn.asked_at)
            number = _number(connection, answer.conversation_id)
            connection.execute(
                insert(turns).values(
                    id=turn.id,
                    conversation=number,
                    asked_at=turn.asked_at,
                    understood=storable(answer.standalone_question),
                    said=storable(_said(answer)),
                    answer=to_json(answer),
                )
            )
            connection.execute(
                update(conversations)
                .where(conversations.c.number == number)
                .values(updated_at=turn.asked_at)
            )
        return turn

    def history(self, conversation_id: str, *, last: int = 12) -> list[Exchange]:
        """Return the last turns, oldest first, each question as it was understood.

        Raises
        ------
        UnknownConversation
            No conversation has this id.
        """
        with self._transaction() as connection:
            number = _number(connection, conversation_id)
            rows = connection.execute(
                select(turns.c.understood, turns.c.said)
                .where(turns.c.conversation == number)
                .order_by(turns.c.number.desc())
                .limit(last)
            ).all()
        return [Exchange(row.understood, row.said) for row in reversed(rows)]

    def all(self) -> list[Conversation]:
        """Return every conversation without its turns, the one last used first."""
        newest = (conversations.c.updated_at.desc(), conversations.c.number.desc())
        with self._transaction() as connection:
            rows = connection.execute(select(conversations).order_by(*newest)).all()
        return [Conversation(r.id, r.title, r.created_at, r.updated_at) for r in rows]

    def get(self, conversation_id: str) -> Conversation:
        """Return one conversation with its turns.

        Raises
        ------
        UnknownConversation
            No conversation has this id.
        """
        with self._transaction() as connection:
            number = _number(connection, conversation_id)
            row = connection.execute(
                select(conversations).where(conversations.c.number == number)
            ).one()
            kept = connection.execute(
                select(turns).where(turns.c.conversation == number).order_by(turns.c.number)
            ).all()
        told = tuple(Turn(t.id, t.asked_at, from_json(Answer, t.answer)) for t in kept)
        return Conversation(row.id, row.title, row.created_at, row.updated_at, told)

    def rename(self, conversation_id: str, title: str) -> None:
        """Give a conversation another title.

        Raises
        ------
        UnknownConversation
            No conversation has this id.
        """
        with self._transaction() as connection:
            number = _number(connection, conversation_id)
            connection.execute(
                update(conversations)
                .where(conversations.c.number == number)
                .values(title=shorten(title))
            )

    def delete(self, conversation_id: str) -> None:
        """Forget a conversation and its turns.

        Raises
        ------
        UnknownConversation
            No conversation has this id.
        """
        with self._transaction() as connection:
            number = _number(connection, conversation_id)
            connection.execute(delete(turns).where(turns.c.conversation == number))
            connection.execute(delete(conversations).where(conversations.c.number == number))

    def _now(self) -> str:
        return self._clock().isoformat(timespec="milliseconds")

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with failing_by_name(), self._engine.begin() as connection:
            yield connection


def shorten(title: str) -> str:
    """Put a title on one line of at most `TITLE_LENGTH` characters."""
    line = " ".join(storable(title).split())
    return line if len(line) <= TITLE_LENGTH else line[: TITLE_LENGTH - 1].rstrip() + "…"


def storable(text: str) -> str:
    """Take out NUL, which PostgreSQL keeps in no text."""
    return text.replace("\0", "")


def new_id() -> str:
    """Make an id for a conversation or a turn."""
    return uuid.uuid4().hex


def _insert(connection: Connection, conversation_id: str, title: str, moment: str) -> None:
    connection.execute(
        insert(conversations).values(
            id=conversation_id, title=shorten(title), created_at=moment, updated_at=moment
        )
    )


def _number(connection: Connection, conversation_id: str) -> int:
    found = select(conversations.c.number).where(conversations.c.id == conversation_id)
    number: int | None = connection.execute(found).scalar()
    if number is None:
        raise UnknownConversation(
            f"No conversation has the id “{conversation_id[:64]}”.",
            "It may have been deleted; GET /v1/conversations lists those there are.",
        )
    return number


def _said(answer: Answer) -> str:
    """Put the words asked for first: a follow-up most likely leans on them."""
    if answer.short_answer is None:
        return answer.answer
    return f"{answer.short_answer.text}. {answer.answer}"
