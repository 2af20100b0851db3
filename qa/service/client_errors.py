"""The error a client sees when the service refuses."""

from typing import Self

from qa.errors import AnsweringError
from qa.service.shapes import Fault


class ServiceError(AnsweringError):
    """The service answered with an error; it carries the server's code, message and hint.

    Parameters
    ----------
    status : int
        HTTP status.
    fault : Fault
        What went wrong.
    """

    code = "service_error"

    def __init__(self, status: int, fault: Fault) -> None:
        super().__init__(fault.message, fault.hint)
        self.status = status
        self.code = fault.code  # type: ignore[misc]  # the server's code stands in for our own
        self.by_user = status < 500  # type: ignore[misc]  # so does its status

    @classmethod
    def unexplained(cls, status: int) -> Self:
        """Make the error for an answer that is not in Opcit's shape."""
        message = f"The service answered with HTTP status {status} and no explanation."
        return cls(status, Fault(cls.code, message, "Check the address of the service."))
