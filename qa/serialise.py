"""Values to JSON and back, by their own dataclass definitions."""

from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


@cache
def adapter(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401 - a type form such as tuple[Hit, ...]
    """Return the adapter of a type, made once."""
    return TypeAdapter(kind)


def to_json(value: object, kind: Any = None, *, indent: int | None = None) -> str:  # noqa: ANN401 - any type form
    """Write a value as JSON, every character as itself.

    Parameters
    ----------
    value : object
        A dataclass, or a list or tuple of them.
    kind : type, optional
        What `value` is; its class when left out. Lists must say what they hold.
    indent : int, optional
        Spaces a level; one line when left out.
    """
    form: Any = kind or type(value)
    return adapter(form).dump_json(value, indent=indent).decode()


def from_json(kind: type[T], data: str | bytes) -> T:
    """Read a value from JSON.

    Raises
    ------
    pydantic.ValidationError
        The JSON does not describe a `kind`.
    """
    form: Any = kind
    value: T = adapter(form).validate_json(data)
    return value
