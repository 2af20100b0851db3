"""The database of conversations: its tables, and how it is reached."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import (
    Column,
    Engine,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from qa.errors import AnsweringError

TITLE_LENGTH = 120

metadata = MetaData()

conversations = Table(
    "conversations",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("title", String(TITLE_LENGTH), nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("updated_at", String(32), nullable=False, index=True),
)

# The question as understood and the answer's words stand apart, so that a history is read
# without reading whole answers.
turns = Table(
    "turns",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("conversation", ForeignKey("conversations.number"), nullable=False, index=True),
    Column("asked_at", String(32), nullable=False),
    Column("understood", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("answer", Text, nullable=False),
)


class ConversationsUnavailable(AnsweringError):
    """The database of conversations cannot be opened, read or written."""

    code = "conversations_unavailable"
    by_user = False


def connect(url: str) -> Engine:
    """Open the database at a SQLAlchemy URL and make what tables are missing.

    Parameters
    ----------
    url : str
        ``sqlite:///file``, ``postgresql+psycopg://...`` and the like; the folder of a SQLite
        file is made.

    Raises
    ------
    ConversationsUnavailable
        The URL is malformed, its driver is missing, or the database cannot be opened.
    """
    try:
        engine = _engine(url)
    except (ArgumentError, ImportError) as error:
        raise ConversationsUnavailable(
            f"“{url}” is not a database Opcit can open.",
            "Set OPCIT_DATABASE_URL to a SQLAlchemy URL and install its driver.",
        ) from error
    except OSError as error:
        raise _unavailable(error) from error
    with failing_by_name():
        metadata.create_all(engine)
    return engine


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True)
    if parsed.database in (None, "", ":memory:"):
        # One connection for all threads: each new one would see an empty database.
        return create_engine(
            parsed, poolclass=StaticPool, connect_args={"check_same_thread": False}
        )
    Path(str(parsed.database)).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed)

    @event.listens_for(engine, "connect")
    def write_ahead(connection: object, _: object) -> None:
        # Readers then do not wait for the writer, and the writer does not wait for the disk: when
        # the power fails the last turn may be lost, but never the database.
        connection.execute("PRAGMA journal_mode=WAL")  # type: ignore[attr-defined]  # of SQLite
        connection.execute("PRAGMA synchronous=NORMAL")  # type: ignore[attr-defined]  # of SQLite

    return engine


@contextmanager
def failing_by_name() -> Iterator[None]:
    """Turn whatever the database raises into `ConversationsUnavailable`."""
    try:
        yield
    except SQLAlchemyError as error:
        raise _unavailable(error) from error


def _unavailable(error: Exception) -> ConversationsUnavailable:
    reason = str(getattr(error, "orig", None) or error).splitlines()[0]
    return ConversationsUnavailable(
        f"The database of conversations cannot be used: {reason}.",
        "Check OPCIT_DATABASE_URL, and that the folder can be written to and has room.",
    )
