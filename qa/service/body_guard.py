"""Refusing request bodies that are too large, announced or not, or hold no proper text."""

import json

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.service.faults import UploadTooLarge, failure, fault_of, refusal

UPLOADS = "/v1/sources"
"""Where sources are uploaded."""


class BodyLimit:
    """Middleware that stops reading at a limit.

    Parameters
    ----------
    app : ASGI application
        What is guarded.
    largest : int
        Largest body, in bytes.
    largest_upload : int
        Largest body of an upload, in bytes.
    """

    def __init__(self, app: ASGIApp, largest: int, largest_upload: int) -> None:
        self._app = app
        self._largest = largest
        self._largest_upload = largest_upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless its body is too large."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        upload = scope["method"] == "POST" and scope["path"] == UPLOADS
        largest = self._largest_upload if upload else self._largest
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if announced.isdigit() and int(announced) > largest:
            fault = fault_of(self._too_large()) if upload else refusal(413)
            await failure(413, fault)(scope, receive, send)
            return
        read = 0

        async def counting() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > largest:
                raise self._too_large() if upload else HTTPException(413)
            return message

        await self._app(scope, counting, send)

    def _too_large(self) -> UploadTooLarge:
        return UploadTooLarge(
            f"The upload is larger than {self._largest_upload / 1e6:g} MB.",
            "Send fewer files at a time, use `opcit add`, or raise OPCIT_MAX_UPLOAD_BYTES.",
        )


async def well_formed(request: Request) -> None:
    """Refuse JSON that spells half a character, which no answer could repeat in UTF-8."""
    body = await request.body()
    if b"\\u" not in body:
        return
    try:
        json.dumps(json.loads(body), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise HTTPException(400) from None
    except ValueError:
        return  # What is not JSON at all is refused where it is read.
