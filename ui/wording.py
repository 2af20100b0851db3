"""How the pages put things into words."""

from collections import Counter
from collections.abc import Iterable

from corpus.model import Provenance, Voice
from qa.model import Quote
from qa.service.shapes import SourceSummary

_CONFIDENCE = (
    (0.8, "Strong evidence"),
    (0.6, "Good evidence"),
    (0.35, "Some evidence"),
    (0.0, "Thin evidence"),
)
_MARKDOWN = frozenset("\\`*_{}[]()<>#+-.!|~$:")


def plain(text: str) -> str:
    r"""Escape text for a label that Streamlit reads as Markdown.

    Examples
    --------
    >>> plain("costs $5 *now*")
    'costs \\$5 \\*now\\*'
    """
    return "".join(f"\\{sign}" if sign in _MARKDOWN else sign for sign in text)


def confidence(value: float) -> str:
    """Say how sure an answer is, in words and as a figure.

    Examples
    --------
    >>> confidence(0.7)
    'Good evidence · 70%'
    """
    words = next(words for floor, words in _CONFIDENCE if value >= floor)
    return f"{words} · {value:.0%}"


def sureness(value: float) -> str:
    """Say how sure a verdict is.

    Examples
    --------
    >>> sureness(0.88)
    '88% sure'
    """
    return f"{value:.0%} sure"


def whose(quote: Quote, author: str) -> str:
    """Say whose words a quotation is."""
    if quote.voice is Voice.QUOTED:
        by = f" by {author}" if author else ""
        return f"{quote.speaker or 'Someone'}, quoted{by}"
    if quote.voice is Voice.NOTE:
        return "From a note"
    if quote.voice is Voice.EDITOR:
        return "The editor"
    return author or "The author"


def place(section: str, paragraph: int) -> str:
    """Name a place in a source: its section and paragraph.

    Examples
    --------
    >>> place("War Aims", 12)
    'War Aims, paragraph 12'
    """
    where = f"paragraph {paragraph}" if paragraph else "place of the mark unknown"
    return f"{section}, {where}" if section else where.capitalize()


def imprint(provenance: Provenance) -> str:
    """Say where a source first appeared.

    Examples
    --------
    >>> imprint(Provenance("T", "A", "May 1967", "Labour Monthly"))
    'Labour Monthly, May 1967'
    """
    return ", ".join(
        part
        for part in (provenance.publication, provenance.date)
        if part and not (part == provenance.date and part in provenance.publication)
    )


def titles(sources: Iterable[SourceSummary]) -> dict[str, str]:
    """Name sources by their titles, and by their ids too where two share one."""
    found = {source.id: source.provenance.title for source in sources}
    shared = [title for title, times in Counter(found.values()).items() if times > 1]
    return {
        each: f"{title} ({each})" if title in shared else title for each, title in found.items()
    }


def count(number: int, noun: str) -> str:
    """Count things.

    Examples
    --------
    >>> count(1, "note"), count(1234, "note")
    ('1 note', '1,234 notes')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
