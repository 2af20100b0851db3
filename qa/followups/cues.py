"""How a question opens and closes: interjections, a change of subject, "and", "too"."""

import re
from dataclasses import dataclass
from typing import Final

from qa.followups.phrases import tokens

_OPENER: Final = (
    r"(?:ok(?:ay)?|right|alright|all right|sorry|wait|fine|great|cool|nice|good|wow|hm+|ah+|oh"
    r"|thanks|by the way|btw|incidentally|thank you|i see|interesting"
    r"|got it|sure|well|anyway|anyhow|now|no|yes|yeah|hey|listen"
    r"|that's (?:cool|interesting|great|nice|good|helpful)|sounds good)"
)
_INTERJECTION: Final = re.compile(rf"^(?:{_OPENER}\s*[,.!;:…–—-]+\s*)+", re.IGNORECASE)
_NOTHING: Final = re.compile(rf"(?:{_OPENER}\W*)+", re.IGNORECASE)
_SHIFT: Final = re.compile(
    rf"^(?:(?:{_OPENER}|and|but|so)\b\s*[,.!;:…–—-]*\s*)*"
    r"(?:(?:let's|let us|can we|i(?:'d| would) like to|i want to)\s+)?"
    r"(?:(?:talk|ask)\s+about\s+)?"
    r"(?:(?:on|to|for|as for|here's|here is)\s+)?"
    r"(?:something\s+(?:completely |entirely |totally |quite )?(?:else|different|new|unrelated)"
    r"|(?:an?\s+)?(?:completely |entirely |totally )?(?:different|new|unrelated|separate|fresh)"
    r"\s+(?:topic|subject|question|matter|note|thing)"
    r"|(?:another|one more|the next)\s+(?:topic|subject|matter)"
    r"|(?:a\s+)?change\s+(?:of\s+|the\s+)?(?:topic|subject)|changing\s+(?:the\s+)?(?:topic|subject)s?"
    r"|on\s+(?:an?other|a\s+different)\s+note"
    r"|switching\s+(?:topics?|subjects?|gears)|move on|moving on|unrelated(?:ly)?"
    r"|forget (?:that|it|about that)|never ?mind(?: that)?)"
    r"(?:\s+(?:now|then|entirely|altogether))?\s*(?:[,.!;:…–—-]+\s*|$)",
    re.IGNORECASE,
)
_CONTINUES: Final = re.compile(
    r"^(?:ok(?:ay)?\s+)?(?:(?:and|but|so|or|then|plus|also)\b[\s,]+)+(?=\S)", re.IGNORECASE
)
_CORRECTS: Final = re.compile(
    r"^(?:(?:and|but|no|nope|sorry)\s+)?(?:(?:i|we)(?:'m| am| was| were)?\s+"
    r"(?:(?:really|actually|only|just)\s+)?"
    r"(?:mean(?:t)?|meaning|asking (?:about|for)|asked (?:about|for)|thinking of|talking about)\b"
    r"[\s,:]+(?!to\b|by\b|that\b)|not\s+(?!only\b|just\b)[^,?]+?(?:,\s*|\s+)(?:but|rather|no)\s+"
    r"|not\s+(?:\S+\s+){0,3}\S+,\s*)(?=\S)",
    re.IGNORECASE,
)
_NEXT: Final = re.compile(
    r"(?:and |so |what |what happened )*(then|next|after (?:that|this|it|which))\W*", re.IGNORECASE
)
_LINKS: Final = frozenset(
    "too also either though instead afterwards afterward again besides otherwise similarly"
    " likewise anyway beforehand meanwhile thereafter then".split()
)
_REACHES_BACK: Final = re.compile(
    r"\b(?:who|what|where|why|how|when)\s+else\b|\bthe\s+same[?.!]?$"
    r"|^(?:is|was|are|were|did|do|does|has|had)\b.*\bany\w+\s+else\b"
    r"|^(?:what|how)\s+about\b|^how\s+many\s+(?:is|are|was|were|did|do|does|had|have)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Lead:
    """A question without its opening words.

    Attributes
    ----------
    text : str
        The rest; after an interjection it begins with a capital, after "and" as it stood.
    shifted : bool
        Whether the opening said that the subject changes.
    continued : bool
        Whether it opened with "and", "but", "so" or the like.
    corrects : bool
        Whether it opened with "I meant", "not Ann but" or the like.
    """

    text: str
    shifted: bool
    continued: bool
    corrects: bool = False


def lead(question: str) -> Lead:
    """Take interjections, "something else:", "and" and "I meant" off the front of a question.

    What is left of "and then?" is a question in full.

    Examples
    --------
    >>> lead("OK, something else: when was it?").text
    'When was it?'
    """
    whole = question.strip()
    plain = whole.replace("’", "'")
    shift = _SHIFT.match(plain)
    rest = whole[shift.end() :] if shift else whole
    opener = _INTERJECTION.match(rest.replace("’", "'"))
    rest = rest[opener.end() :] if opener and opener.end() < len(rest) else rest
    corrected = None if shift else _CORRECTS.match(rest.replace("’", "'"))
    if corrected:
        return Lead(rest[corrected.end() :].rstrip(" .!"), False, False, True)
    onward = None if shift else _NEXT.fullmatch(rest)
    if onward:
        return Lead(f"What happened {onward[1].lower()}?", False, True)
    more = _CONTINUES.match(rest)
    shorter = rest[more.end() :] if more and not shift else rest
    if not any(c.isalnum() for c in shorter):
        return Lead(whole, False, False)
    if len(rest) < len(whole) and shorter == rest:
        shorter = shorter[0].upper() + shorter[1:]
    return Lead(shorter, bool(shift), bool(more) and not shift)


def is_interjection(question: str) -> bool:
    """Whether nothing is asked: "Thanks!", "OK"."""
    return bool(_NOTHING.fullmatch(question.strip().replace("’", "'")))


def links(question: str) -> bool:
    """Whether a word such as "too", "else" or "instead" ties it to what went before."""
    words = [t.low for t in tokens(question) if t.is_word]
    return bool(words) and (words[-1] in _LINKS or bool(_REACHES_BACK.search(question)))
