"""Names in a question, put as the sources spell them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property

from corpus.citations import plain
from corpus.model import Source
from index.lexical import Words, analyse

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_WORD_OR_QUOTED = re.compile(rf"“[^”]*”|\"[^\"]*\"|(?P<word>{_WORD.pattern})")
_POSSESSIVE = re.compile(r"[’']s?$")
_CALENDAR = frozenset(
    "january february march april may june july august september october november december monday"
    " tuesday wednesday thursday friday saturday sunday".split()
)
_LEAST = 2
"""Uses within sentences from which a capital makes a name."""
_SHORTEST = 5
"""Letters from which a name is looked for in another spelling."""
_SPELT_ALIKE = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("ph", "f"),
        ("ae|oe|ai", "e"),
        ("ou", "u"),
        ("sch", "sh"),
        ("t?z", "s"),
        ("ts|tch", "s"),
        ("off?$|ow$", "ov"),
        ("eff?$|ew$", "ev"),
        ("ck|[cq]", "k"),
        ("[yj]", "i"),
        ("w", "v"),
        (r"(.)\1+", r"\1"),
    )
)
"""Spellings of the same sounds, as transliterations and slips confuse them; applied in order."""


class SourceNames:
    """The names that stand in some sources.

    Parameters
    ----------
    sources : iterable of Source
        Read when the first question comes.
    words : Words
        The words of the sources.
    """

    def __init__(self, sources: Iterable[Source], words: Words) -> None:
        self._sources = tuple(sources)
        self._words = words

    def put_right(self, question: str) -> str:
        """Write a question's names as the sources do.

        A word that stands nowhere in them is taken for the one name that it may be a spelling of:
        one that sounds alike ("Kerenski", "Buchannan"), or has two letters in a row exchanged. In
        a question without capitals, words that the sources only write with a capital get it. What
        stands in double quotation marks is left alone.

        Parameters
        ----------
        question : str
            As asked.

        Returns
        -------
        str
            With the same words in the same order.
        """
        small = not any(letter.isupper() for letter in question[1:])
        return _WORD_OR_QUOTED.sub(
            lambda match: self._right(match[0], small) if match["word"] else match[0], question
        )

    def _right(self, word: str, small: bool) -> str:
        end = len(_bare(word))
        key = plain(word[:end])
        never = self._words.idf("")
        if all(self._words.idf(term.stem) < never for term in analyse(word[:end])):
            return self._names.get(key, word[:end]) + word[end:] if small else word
        alike = self._alike[_sound(key)] | self._swapped[_letters(key)]
        near = {name for name in alike if _is_near(key, name)} if len(key) >= _SHORTEST else set()
        return self._names[near.pop()] + word[end:] if len(near) == 1 else word

    @cached_property
    def _alike(self) -> defaultdict[str, set[str]]:
        """Names by how they sound."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for name in self._names:
            found[_sound(name)].add(name)
        return found

    @cached_property
    def _swapped(self) -> defaultdict[str, set[str]]:
        """Names by their letters, in whatever order."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for name in self._names:
            found[_letters(name)].add(name)
        return found

    @cached_property
    def _names(self) -> dict[str, str]:
        """What stands within sentences with a capital and never without, by its plain form."""
        words: Counter[str] = Counter()
        for source in self._sources:
            for passage in source.passages:
                words.update(_WORD.findall(passage.text))
                for sentence in passage.sentences:
                    first = _WORD.search(passage.text, sentence.start, sentence.end)
                    words.subtract([first[0]] if first and first[0][0].isupper() else [])
        small = {plain(_bare(word)) for word in words if word[0].islower()}
        capital = {word: count for word, count in words.items() if word[0].isupper()}
        spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for word, count in capital.items():
            spellings[plain(_bare(word))][_bare(word)] += count
        return {
            key: own.most_common(1)[0][0]
            for key, own in spellings.items()
            if key not in small and key not in _CALENDAR and own.total() >= _LEAST
        }


def _bare(word: str) -> str:
    """Leave out the ending of a possessive."""
    return _POSSESSIVE.sub("", word)


def _sound(key: str) -> str:
    for pattern, sound in _SPELT_ALIKE:
        key = pattern.sub(sound, key)
    return key


def _letters(key: str) -> str:
    return "".join(sorted(key))


def _is_near(key: str, name: str) -> bool:
    """Whether two words sound alike, or differ in two letters that stand side by side."""
    differing = [at for at, (a, b) in enumerate(zip(key, name, strict=False)) if a != b]
    exchanged = len(key) == len(name) and len(differing) == 2 and differing[1] == differing[0] + 1
    return key[0] == name[0] and (exchanged or _sound(key) == _sound(name))
