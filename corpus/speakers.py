"""Who is speaking: the name a text gives with a verb of saying."""

import re

from corpus.names import is_name, name_at, name_in_phrase, people, titled, tokens_of
from corpus.speech import (
    DETERMINERS,
    NAMING_VERBS,
    PERSONAL,
    POSSESSIVE,
    SENT,
    SPEECH_VERBS,
    TRANSITIVE,
)
from corpus.subjects import subject_of

PRONOUN = "he"
_RECORDED_BY = re.compile(r",?\s*\bas \w+ by (?:[A-Z][\w’'-]*,?\s?)+")
_SENDER = r"(?P<name>(?:[A-Z][\w’-]+\s){0,2}[A-Z][\w’-]+)"
_FROM_TO = re.compile(
    rf"[“\"‘\s]*{_SENDER}(?:,\s[^.:;]{{1,60}},?)?\sto\s(?:the|his|her|my|our|all|their)\s"
    r"(?:[a-z-]+\s){0,4}(?:brothers?|sisters?|sons?|friends?|lords?|lady|fathers?|daughters?|people)\b"
)
_TO_FROM = re.compile(
    rf"[“\"‘\s]*To\s(?:the|his|her|my|our|their)\s[^.:;]{{3,120}},\s{_SENDER},\s"
    r"(?:the\s)?(?:bishop|archbishop|pope|servant|king|queen|abbot|general|emperor|priest)\b"
)
_OWN_WORDS = re.compile(r"\bin (?:his|her) own words\b[^.;]*:$")
_GIVEN = re.compile(
    r"(?:^|[.;] )(?:The|His|Her) (?:(?:beginning|end|text|tenor|substance|rest) of "
    r"(?:the|his|her|this|that) )?(?:same )?(?:letter|epistle|message|note|speech|answer|reply)"
    r" (?:was|is|ran|runs|read|reads|went)(?: (?:as follows|thus|in these words))?:$"
)
_TEXTS = (
    "diary|journal|letter|account|story|report|narrative|description|statement|testimony|speech"
    "|telegram|message|answer|reply|words|notes|memoirs"
)
_NAMED = r"(?P<name>(?:[A-Z]\w+\.?\s){0,3}[A-Z]\w+)"
_NO_OTHER = r"(?:(?!\b(?:by|from|who|whom|to which|replied|answered)\b)[^.;:])*:$"
_THEIR_TEXT = re.compile(rf"{_NAMED}[’']s? (?:[a-z]+ ){{0,3}}(?:{_TEXTS})\b{_NO_OTHER}")
_TEXT_FROM = re.compile(rf"\b(?:{_TEXTS}) (?:from|by) {_NAMED}\b{_NO_OTHER}")
_TEXT_OF = re.compile(
    rf"\b(?:[Aa]|[Tt]he|[Tt]his)\s(?:[a-z]+\s){{0,2}}(?:{_TEXTS})\s(?:from|by|of)\s{_NAMED}"
)
_TAKES_UP = re.compile(
    r"\b(?:take|takes|took|pick|picks|picked|continue|continues|continued|resume|resumes|resumed)"
    r"\b[^.;]*\b(?:story|tale|narrative|account)\b"
)
_WORDS_OF = re.compile(
    r"[,\s]*(?:was|were|is|are|came|ran)\s(?:[a-z]+\s){0,2}?(?:(?P<pronoun>his|her)"
    r"|(?P<name>(?:[A-Z]\w+\.?\s){0,3}[A-Z]\w+)[’']s?)\s(?:[a-z]+\s){0,2}(?:words?|reply|answer"
    r"|comment|response|retort|cry|exclamation|question|remark|conclusion|advice)\b"
)
_INSERTION = re.compile(r"\[[^\]]*\]")
_WRITTEN = frozenset({"written", "drafted", "signed", "issued"})
_CALLED_OUT = frozenset({"a", "an", "for", "on", "upon", "off", "in", "out", "together"})
_ARRIVALS = frozenset("came rose stood spoke followed began got jumped stepped next".split())
_FARTHEST_NAMED = 5
_SHORTEST = 3


def speaker_before(lead: str, *, ends_sentence: bool) -> str | None:
    """Name the speaker of what follows a lead-in.

    Parameters
    ----------
    lead : str
        The words of the sentence up to the quotation, other quotations blanked out.
    ends_sentence : bool
        Whether the quotation follows as a block of its own: then a verb in a relative clause
        ("who had complained") does not lead it in.

    Returns
    -------
    str or None
        A name; `PRONOUN` when a pronoun without a name before it in the sentence stands for it;
        None when the text does not say.

    Examples
    --------
    >>> speaker_before("General Knox, back in London, told the Cabinet:", ends_sentence=True)
    'General Knox'
    """
    tokens = tokens_of(_RECORDED_BY.sub(", ", _INSERTION.sub(" ", lead)))
    by = _named_by(tokens)
    if by:
        return by
    for i in range(len(tokens) - 1, -1, -1):
        if _begins_clause(tokens, i):
            break
        if not _is_speech(tokens, i) or ends_sentence and _in_relative_clause(tokens, i):
            continue
        subject = subject_of(tokens, i)
        if subject.pronoun:
            return _named_earlier(tokens[:i]) or PRONOUN
        if subject.name:
            return subject.name
        if tokens[i].endswith("ing"):
            break
    told = _written_by(tokens) or _announced(lead) or _told_in(lead)
    return told or (PRONOUN if ends_sentence and _given_whole(lead) else None)


def speaker_after(rest: str) -> str | None:
    """Name the speaker of what went before: "said Knox", "Knox replied", "by General Knox".

    Parameters
    ----------
    rest : str
        The words of the sentence from the quotation on.

    Returns
    -------
    str or None
        As for `speaker_before`.
    """
    tokens = tokens_of(rest)
    while tokens and tokens[0] in ",–—-":
        tokens = tokens[1:]
    if not tokens:
        return None
    owned = _WORDS_OF.match(rest)
    if owned:
        return owned["name"] or PRONOUN
    if tokens[0] == "by":
        return name_at(tokens, 1)
    if tokens[0].casefold() in SPEECH_VERBS - TRANSITIVE:
        pronoun = len(tokens) > 1 and tokens[1].casefold() in PERSONAL
        return PRONOUN if pronoun else name_in_phrase(tokens, 1)
    for verb in range(1, min(8, len(tokens))):
        if tokens[verb] in (",", ";", ":", "–", "—", "("):
            return None
        if tokens[verb].casefold() in SPEECH_VERBS:
            subject = subject_of(tokens, verb)
            return PRONOUN if subject.pronoun else subject.name
    return None


def writer_of(passage: str) -> str | None:
    """Name the one person whose letter, diary or other text a passage tells of.

    Examples
    --------
    >>> writer_of("A letter from Bowers home is the best description of what followed.")
    'Bowers'
    """
    names = {_name_in(match) for match in _TEXT_OF.finditer(passage)} - {None}
    return names.pop() if len(names) == 1 else None


def main_name(sentence: str) -> str | None:
    """Name whom a sentence is about, to stand for "he" or "she" in the next.

    Returns
    -------
    str or None
        The name at the head of a clause, or else the first that is no object, or the only one
        that bears a title; None without one.
    """
    names = people(sentence) if len(tokens_of(sentence)) > _SHORTEST else []
    heads = [name for head, name in names if head] or [name for _, name in names]
    return heads[0] if heads else titled(sentence)


def sender(letter: str) -> str | None:
    """Name who sends a letter, from its salutation.

    Examples
    --------
    >>> sender("“To the lady his daughter, Queen Ethelberg, Boniface, bishop, servant of God.")
    'Boniface'
    >>> sender("Honorius to his most beloved brother Honorius: Among the many good gifts")
    'Honorius'
    """
    match = _FROM_TO.match(letter) or _TO_FROM.match(letter)
    return match["name"] if match else None


def starts_with_pronoun(sentence: str) -> bool:
    """Tell whether "he", "she" or the like is the subject near the start of a sentence."""
    tokens = [token.casefold() for token in tokens_of(sentence)[:3]]
    return any(token in PERSONAL | POSSESSIVE for token in tokens if token != "it")


def _is_speech(tokens: list[str], i: int) -> bool:
    word = tokens[i].casefold()
    if word not in SPEECH_VERBS or i and tokens[i - 1] == "to":
        return False
    after = [token.casefold() for token in tokens[i + 1 :]]
    if word in NAMING_VERBS and not word.endswith("ing"):
        if after and after[0] in _CALLED_OUT:
            return False
        return len(after) <= _FARTHEST_NAMED or after[0] == "it"
    if word in ("put", "puts"):
        return bool(after) and after[0] in ("it", "this", "that")
    if word == "sent":
        return any(token in SENT for token in after[:4])
    return True


def _begins_clause(tokens: list[str], i: int) -> bool:
    """Tell where another clause than the quotation's ends."""
    if tokens[i] == ";":
        return True
    return tokens[i] == "and" and i > 0 and tokens[i - 1] == "," and _is_new_subject(tokens, i + 1)


def _is_new_subject(tokens: list[str], i: int) -> bool:
    if i < len(tokens) and tokens[i].casefold() in DETERMINERS:
        i += 1
    return i < len(tokens) and is_name(tokens, i)


def _in_relative_clause(tokens: list[str], verb: int) -> bool:
    for i in range(verb - 1, 0, -1):
        if tokens[i] in (",", ";", ")", "–", "—"):
            return False
        if tokens[i].casefold() in ("who", "which", "whom"):
            return tokens[i - 1] in (",", "(")
    return False


def _named_earlier(tokens: list[str]) -> str | None:
    """Name whom a pronoun late in a sentence stands for: the last person before it."""
    names = people(" ".join(tokens)) or []
    by = [i + 1 for i, token in enumerate(tokens[:-1]) if token == "by"]
    if by and (name := name_at(tokens, by[-1])):
        return name
    return names[-1][1] if names else None


def _named_by(tokens: list[str]) -> str | None:
    """Read "… by Lenin as", "in the words of Reed," and "according to Reed" before a quotation."""
    tail = [token.casefold() for token in tokens]
    end = len(tail)
    while end and tail[end - 1] in ("as", ",", ":", "the", "a"):
        end -= 1
    start = end
    while start and is_name(tokens, start - 1):
        start -= 1
    if start in (0, end):
        return None
    before = tail[max(0, start - 2) : start]
    as_named = before[-1] == "by" and "as" in tail[end:]
    if as_named or before in (["words", "of"], ["according", "to"], ["phrase", "of"]):
        return name_at(tokens[:end], start)
    return None


def _announced(lead: str) -> str | None:
    """Read "Then came Petrovsky, slow-voiced:": the one person of a clause that ends so."""
    clause = re.split(r"[.;!?]\s", lead.rstrip())[-1]
    if not clause.endswith(":"):
        return None
    names = people(clause)
    came = any(token.casefold() in _ARRIVALS for token in tokens_of(clause))
    came = came or bool(_TAKES_UP.search(clause))
    return names[0][1] if came and len(names) == 1 else None


def _told_in(lead: str) -> str | None:
    """Read "I give Wilson’s account:" and "here is a letter from Wilson:"."""
    match = _THEIR_TEXT.search(lead.rstrip()) or _TEXT_FROM.search(lead.rstrip())
    return _name_in(match) if match else None


def _name_in(match: re.Match[str]) -> str | None:
    return name_at([*tokens_of(match["name"].replace(".", "")), ":"], 0)


def _given_whole(lead: str) -> bool:
    """Read "The substance, in his own words, I give here:" and "The epistle was as follows:"."""
    return bool(_OWN_WORDS.search(lead.rstrip()) or _GIVEN.search(lead.rstrip()))


def _written_by(tokens: list[str]) -> str | None:
    """Read "a proclamation written by Lenin" where nobody is said to speak."""
    for i in range(len(tokens) - 2, 0, -1):
        if tokens[i] == "by" and tokens[i - 1] in _WRITTEN:
            return name_at(tokens, i + 1)
    return None
