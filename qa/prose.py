"""The sentences Opcit says itself: everything else it shows is the source's."""

from collections.abc import Mapping, Sequence

from corpus.model import Source
from qa.model import Quote


def answer_text(quotes: Sequence[Quote], sources: Mapping[str, Source]) -> str:
    """Set quotations one under the other, each with its number and whose words it is.

    Parameters
    ----------
    quotes : sequence of Quote
        In order.
    sources : mapping of str to Source
        By id, for the author's name.

    Returns
    -------
    str
        One line a quotation, as in ``“...” [1]``.
    """
    lines = []
    for quote in quotes:
        author = sources[quote.source_id].provenance.author
        said = f" ({quote.speaker}, quoted by {author})" if quote.speaker and author else ""
        lines.append(f"{_in_quotation_marks(quote.text)} [{quote.number}]{said}")
    return "\n".join(lines)


def silence_text(titles: Sequence[str], unknown_words: Sequence[str]) -> str:
    """Say that the sources do not answer, and which of the question's words they never use.

    Examples
    --------
    >>> silence_text(["1917"], ["Rasputin"])
    'The source does not answer this question: it never mentions “Rasputin”.'
    """
    many = len(titles) > 1
    said = f"The source{'s do' if many else ' does'} not answer this question"
    if not unknown_words:
        return said + "."
    words = ", ".join(f"“{word}”" for word in unknown_words)
    return f"{said}: {'they never mention' if many else 'it never mentions'} {words}."


def _in_quotation_marks(text: str) -> str:
    """Enclose in quotation marks, unless the span brings both of its own."""
    if text[:1] in '“"' and text[-1:] in '”"' and not set('“”"') & set(text[1:-1]):
        return text
    return f"“{text}”"
