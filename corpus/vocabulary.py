"""The words of a text, as a measure of what a word is."""

import re
from collections import Counter
from functools import cached_property

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_ENDING = 12


class Vocabulary:
    """What a text's own words say about how ordinary a word or an ending is.

    Attributes
    ----------
    words : Counter of str
        How often each word stands in the text, case folded.
    """

    def __init__(self, text: str) -> None:
        self.words = Counter(_WORD.findall(text.casefold()))

    @cached_property
    def endings(self) -> Counter[str]:
        """How many different words have each ending of 2 to 12 letters."""
        return Counter(
            word[-length:]
            for word in self.words
            for length in range(2, min(len(word), _LONGEST_ENDING) + 1)
        )
