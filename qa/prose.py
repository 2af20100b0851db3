"""The text of an answer: everything in it but numbers and speakers is the source's."""

from collections.abc import Mapping, Sequence

from corpus.model import Source
from qa.model import Quote


def answer_text(quotes: Sequence[Quote], sources: Mapping[str, Source], before: str = "") -> str:
    """Set quotations one under the other, each with its number and whose words it is.

    Parameters
    ----------
    quotes : sequence of Quote
        In order.
    sources : mapping of str to Source
        By id, for the author's name.
    before : str
        What is told before them: a verdict, or where a work is cited.

    Returns
    -------
    str
        One line a quotation, as in ``“...” [1]``, after what is told before them.
    """
    lines = [before] if before else []
    for quote in quotes:
        author = sources[quote.source_id].provenance.author
        said = f" ({quote.speaker}, quoted by {author})" if quote.speaker and author else ""
        lines.append(f"{quoted(quote.text)} [{quote.number}]{said}")
    return "\n".join(lines)


def quoted(text: str) -> str:
    """Enclose words in quotation marks, adding none that the span brings itself.

    Examples
    --------
    >>> quoted("It rose."), quoted("“It rose.”"), quoted("“It rose.")
    ('“It rose.”', '“It rose.”', '“It rose.”')
    """
    within = set('“”"') & set(text[1:-1])
    opened = text[:1] in ("“", '"') and not within
    closed = text[-1:] in ("”", '"') and not within
    return f"{'' if opened else '“'}{text}{'' if closed else '”'}"
