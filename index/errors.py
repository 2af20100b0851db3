"""What can go wrong while passages are indexed or searched.

IndexingError
├── MissingIndex       no index has been built in this folder
├── DamagedIndex       a file of the index is missing or its checksum is wrong
├── MismatchedIndex    the index was built with another model, format or source text
└── ModelError         the model cannot be found, or its hash is not the one expected
"""

from corpus.errors import OpcitError


class IndexingError(OpcitError):
    """Anything wrong with the index or its model."""

    code = "index_error"


class MissingIndex(IndexingError):
    """No index has been built in the folder."""

    code = "missing_index"


class DamagedIndex(IndexingError):
    """A file of the index is missing, truncated or altered."""

    code = "damaged_index"


class MismatchedIndex(IndexingError):
    """The index was built with another model, format or source text."""

    code = "mismatched_index"


class ModelError(IndexingError):
    """The embedding model cannot be found, or is not the one expected."""

    code = "model_error"
