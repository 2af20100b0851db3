"""Names of people and bodies among the words of a sentence."""

import re

from corpus.speech import BODIES, DETERMINERS, LINKS, NO_NAMES, PREPOSITIONS, SPEECH_VERBS

_TITLE = r"(?:Mr|Mrs|Ms|Dr|St|Prof|Gen|Col|Capt|Lt|Rev|Hon)\."
_TOKEN = re.compile(
    _TITLE + r"|(?:[A-Z]\.)+(?=\s)|[^\W\d_][\w’'.-]*[\w’']|[^\W\d_]|\d[\w.,]*\w|\d|[^\w\s]"
)
_TITLES = frozenset(
    """mr mrs miss ms dr prof lord lady sir king queen prince princess pope bishop archbishop
    cardinal general captain colonel major admiral president professor saint st father""".split()
)
_PARTICLES = frozenset({"de", "la", "von", "van", "du", "der"})
_ADJECTIVE_ENDINGS = ("an", "ish", "ch", "ese", "ist", "ian", "ic")


def tokens_of(text: str) -> list[str]:
    """Cut a sentence into words, numbers and punctuation marks."""
    return _TOKEN.findall(text)


def is_name(tokens: list[str], i: int) -> bool:
    """Tell whether a token may be part of a name: a capital, and no common opening word."""
    token = tokens[i].removeprefix("ex-")
    return token[:1].isupper() and token.casefold() not in NO_NAMES


def name_at(tokens: list[str], i: int) -> str | None:
    """Read the name that begins at a token.

    Returns
    -------
    str or None
        None for a possessive ("Lenin’s") and for an adjective before a noun ("Russian soldiers").
    """
    words: list[str] = []
    while i < len(tokens) and (is_name(tokens, i) or words and is_particle(tokens, i)):
        words.append(tokens[i])
        i += 1
    if not words or words[-1].endswith(("’s", "'s", "s’")):
        return None
    following = tokens[i] if i < len(tokens) else ""
    noun_follows = following.islower() and following not in SPEECH_VERBS  # but "Norman said"
    if len(words) == 1 and noun_follows and _is_adjective(words[0]):
        return None
    return " ".join(words)


def is_particle(tokens: list[str], i: int) -> bool:
    """Tell a "von" or "de" that stands before a capital."""
    return tokens[i] in _PARTICLES and i + 1 < len(tokens) and tokens[i + 1][:1].isupper()


def _is_adjective(word: str) -> bool:
    return word.endswith(_ADJECTIVE_ENDINGS) or len(word) == 1


def name_in_phrase(tokens: list[str], i: int) -> str | None:
    """Read the name in "a soldier delegate Ostromoukhov", given the phrase's first word."""
    for at in range(i, min(i + 6, len(tokens))):
        if tokens[at].casefold() in PREPOSITIONS | LINKS or not tokens[at][0].isalpha():
            return None
        if is_name(tokens, at):
            return name_at(tokens, at)
    return None


def people(sentence: str) -> list[tuple[bool, str]]:
    """List the people a sentence names, in order.

    Returns
    -------
    list of (bool, str)
        Whether the name heads a clause, and the name; objects of prepositions are left out.
    """
    tokens = tokens_of(sentence)
    found = []
    for i in range(len(tokens)):
        before = tokens[i - 1].casefold() if i else "."
        if not is_name(tokens, i) or i and is_name(tokens, i - 1):
            continue
        name = name_at(tokens, i)
        if name is None or _is_no_person(name) or before in PREPOSITIONS | DETERMINERS:
            continue
        opens = i == 1 and before in NO_NAMES
        found.append((opens or before in ".,;:–—(" or before in LINKS, name))
    return found


def titled(sentence: str) -> str | None:
    """Name the one person of a sentence who bears a title, be it as an object; None if not one.

    Examples
    --------
    >>> titled("Apparently, it was the business of Miss Nightingale.")
    'Miss Nightingale'
    """
    tokens = tokens_of(sentence)
    named = [
        name_at(tokens, i)
        for i, token in enumerate(tokens[:-1])
        if token.rstrip(".").casefold() in _TITLES and tokens[i + 1][:1].isupper()
    ]
    names = {name for name in named if name and " " in name}
    return names.pop() if len(names) == 1 else None


def _is_no_person(name: str) -> bool:
    words = name.casefold().split()
    single = len(words) == 1 and (
        words[0] in _TITLES | PREPOSITIONS or words[0].endswith(("ly", "ing", "upon", "ever"))
    )
    return single or any(word in BODIES for word in words)
