"""Every setting of the program, read from the environment where the program is put together."""

import os
import sys
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from qa.errors import AnsweringError


def default_home() -> Path:
    """Return the folder where this platform keeps a user's data, with ``opcit`` in it."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "opcit"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "opcit"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "opcit"


class Settings(BaseSettings):
    """What can be set, each by an environment variable ``OPCIT_<NAME>``."""

    model_config = SettingsConfigDict(env_prefix="OPCIT_", frozen=True, extra="ignore")

    home: Path = Field(
        default_factory=default_home,
        description="Folder of the library: index, database, added sources, logs.",
    )
    host: str = Field(
        default="127.0.0.1", description="Address the service and the pages listen on."
    )
    port: int = Field(default=8000, ge=1, le=65535, description="Port of the service.")
    ui_port: int = Field(default=8501, ge=1, le=65535, description="Port of the pages.")
    service_url: str = Field(
        default="",
        description="Address at which the pages find the service; made of host and port if empty.",
    )
    encoder: str = Field(
        default="embedded",
        min_length=1,
        description="“embedded”, or the name of a sentence-transformers model.",
    )
    cross_encoder: str = Field(
        default="embedded",
        min_length=1,
        description="“embedded”, or a cross-encoder that says how well sentences answer.",
    )
    reader: str = Field(
        default="embedded",
        min_length=1,
        description="“embedded”, or a question-answering model that finds the short answer.",
    )
    nli: str = Field(
        default="embedded",
        min_length=1,
        description="“embedded”, or a natural-language-inference model that judges claims.",
    )
    precision: Literal["auto", "float32", "bfloat16"] = Field(
        default="auto",
        description="Arithmetic of the models; “auto” takes the fastest that agrees.",
    )
    vector_store: str = Field(
        default="faiss", min_length=1, description="“faiss”, or the URI of a Milvus server or file."
    )
    database_url: str = Field(
        default="",
        description="SQLAlchemy URL of the conversations; SQLite in the home folder if empty.",
    )
    max_question_length: int = Field(
        default=2000, ge=1, le=8000, description="Longest question, in characters."
    )
    max_quotes: int = Field(default=3, ge=1, le=10, description="Most quotations in an answer.")
    hits: int = Field(default=8, ge=1, le=100, description="Passages looked at for a question.")
    max_body_bytes: int = Field(
        default=1_000_000, ge=1000, description="Largest request body the service reads, in bytes."
    )
    max_upload_bytes: int = Field(
        default=50_000_000, ge=1000, description="Largest upload of sources, in bytes."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="warning", description="How much is logged; “debug” shows tracebacks."
    )

    @field_validator("home")
    @classmethod
    def _absolute(cls, home: Path) -> Path:
        return home.expanduser().absolute()

    @property
    def index_folder(self) -> Path:
        """Where the index is."""
        return self.home / "index"

    @property
    def sources_folder(self) -> Path:
        """Where the sources that the reader added are."""
        return self.home / "sources"

    @property
    def database(self) -> str:
        """The SQLAlchemy URL of the conversations."""
        return self.database_url or f"sqlite:///{(self.home / 'conversations.db').as_posix()}"

    @property
    def service(self) -> str:
        """The address at which the pages find the service."""
        return self.service_url or f"http://{reachable(self.host)}:{self.port}"


def reachable(host: str) -> str:
    """Return the name by which a browser here reaches what listens on `host`."""
    if host in ("0.0.0.0", "::", ""):
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


class BadSettings(AnsweringError):
    """A setting has a value that cannot be used."""

    code = "bad_settings"


def read_settings() -> Settings:
    """Read the settings from the environment.

    Raises
    ------
    BadSettings
        A setting has a value that cannot be used.
    """
    try:
        return Settings()
    except ValidationError as error:
        problem = error.errors()[0]
        name = f"OPCIT_{'_'.join(str(part) for part in problem['loc']).upper()}"
        reason = problem["msg"][:1].lower() + problem["msg"][1:]
        raise BadSettings(
            f"{name} cannot be used: {reason}.", "Change or unset this environment variable."
        ) from error
