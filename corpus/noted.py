"""Notes with what surrounds them, as other notes may speak of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.passages import Running, calling_sentences
from corpus.places import Place, calling_places


@dataclass(frozen=True, slots=True)
class Noted:
    """A note as other notes may speak of it.

    Attributes
    ----------
    text, label : str
        Its words and its label as printed.
    context : str
        The sentence it hangs on, up to its mark.
    place : Place or None
        Where its mark stands.
    """

    text: str
    label: str = ""
    context: str = ""
    place: Place | None = None


def as_noted(
    running: Running, numbers: Sequence[int], texts: Sequence[str], labels: Sequence[str]
) -> list[Noted]:
    """Put together what is known of each note.

    Parameters
    ----------
    running : Running
        The running text.
    numbers : sequence of int
        The notes, by the numbers their anchors go by.
    texts, labels : sequence of str
        Their words, and their labels as printed.

    Returns
    -------
    list of Noted
        In the same order.
    """
    contexts, places = calling_sentences(running, numbers), calling_places(running, numbers)
    return [Noted(*each) for each in zip(texts, labels, contexts, places, strict=True)]
