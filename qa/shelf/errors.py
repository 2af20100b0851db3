"""What can go wrong while sources are added or removed.

LibraryError
├── AlreadyThere       a source with the same content is in the library
├── NeedsTitle         the file gives no title, nor does its name
├── BundledSource      a source that comes with Opcit cannot be changed
├── DamagedSource      the files of an added source are missing or altered
├── BadUpload          a request to add sources carries no file, or details for several
├── LibraryUnwritable  the folder of the library cannot be written to
├── LibraryBusy        another process has been changing the library for too long
├── ReadOnlyLibrary    no library that it may change was handed to the service
├── OtherSite          a page of another site tried to add sources
├── UnknownJob         nothing with this id is being added
└── Cancelled          adding was called off; nothing of it was kept
"""

from corpus.errors import OpcitError


class LibraryError(OpcitError):
    """Anything wrong with adding or removing sources."""

    code = "library_error"
    by_user = True


class AlreadyThere(LibraryError):
    """A source with the same content is in the library."""

    code = "already_there"


class NeedsTitle(LibraryError):
    """Neither the file nor its name gives a title."""

    code = "needs_title"


class BundledSource(LibraryError):
    """A source that comes with Opcit cannot be removed or read again."""

    code = "bundled_source"


class DamagedSource(LibraryError):
    """The files of an added source are missing or altered."""

    code = "damaged_source"


class BadUpload(LibraryError):
    """A request to add sources cannot be understood."""

    code = "bad_upload"


class LibraryUnwritable(LibraryError):
    """The folder of the library cannot be written to."""

    code = "library_unwritable"
    by_user = False


class LibraryBusy(LibraryError):
    """Another process has been changing the library for too long."""

    code = "library_busy"
    by_user = False


class ReadOnlyLibrary(LibraryError):
    """No library that it may change was handed to the service."""

    code = "read_only_library"


class OtherSite(LibraryError):
    """A page of another site tried to add sources."""

    code = "other_site"


class UnknownJob(LibraryError):
    """Nothing with this id is being added."""

    code = "unknown_job"


class Cancelled(LibraryError):
    """Adding was called off; nothing of it was kept."""

    code = "cancelled"
