"""Opening the archives that documents come in, without being filled up by them."""

import io
import zipfile
import zlib

from corpus.errors import UnreadableSource

LARGEST = 512 * 1024 * 1024
_LARGEST_RATIO = 200
_WORTH_ASKING = 16 * 1024 * 1024
_MOST_ENTRIES = 20_000
_CHUNK = 1 << 20


class Archive:
    """The files of a zip archive, each read whole and within bounds.

    Parameters
    ----------
    data : bytes
        The archive.

    Raises
    ------
    UnreadableSource
        If it is cut short or damaged, or would unpack to more than is reasonable.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        # zipfile calls a version that it cannot read not implemented.
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
            raise _damaged() from error
        entries = self._zip.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        too_dense = unpacked > _WORTH_ASKING and unpacked > _LARGEST_RATIO * len(data)
        if unpacked > LARGEST or too_dense or len(entries) > _MOST_ENTRIES:
            raise _bomb()
        self.names = tuple(entry.filename for entry in entries)

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def read(self, name: str) -> bytes:
        """Unpack one file.

        Parameters
        ----------
        name : str
            One of `names`.

        Returns
        -------
        bytes
            All of it.

        Raises
        ------
        UnreadableSource
            If it is missing, damaged, encrypted, or larger than the archive says.
        """
        try:
            info = self._zip.getinfo(name)
            if info.flag_bits & 1:
                raise UnreadableSource(
                    "The file is protected by a password.", "Save it without one and add it again."
                )
            return self._unpack(info)
        # zipfile calls a compression that it cannot read not implemented.
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise _damaged() from error

    def _unpack(self, info: zipfile.ZipInfo) -> bytes:
        parts, size = [], 0
        with self._zip.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > info.file_size:
                    raise _bomb()
                parts.append(chunk)
        return b"".join(parts)


def _damaged() -> UnreadableSource:
    return UnreadableSource(
        "The file is damaged or cut short: it is a zip archive whose parts cannot be unpacked.",
        "Fetch or save it again and add it again.",
    )


def _bomb() -> UnreadableSource:
    return UnreadableSource(
        "The file would unpack to far more than a document holds, so it was not opened.",
        "If it is yours, save it again from the program that wrote it.",
    )
