"""The authors of a work as a note names them: by initials, by first names, or surname first."""

import re
from collections.abc import Iterator, Sequence

from corpus.given_names import GIVEN_NAMES
from corpus.speech import BODIES, MONTHS, NO_NAMES

CAP = r"[A-ZÀ-ÖØ-Þ]"
_LETTER = r"(?:[\w’-]|'(?=\w))"
SURNAME = rf"{CAP}{_LETTER}*[a-zà-ÿ]{_LETTER}*"
_PARTICLES = "de|du|des|von|van|der|den|zu|la|le|di|da|del|della|dos|ten|ter"
_PARTICLE = rf"(?:{_PARTICLES})"
_BY_INITIALS = (
    rf"(?:{CAP}\.?\s?){{1,3}}(?<=[\s.])(?:{_PARTICLE}\s){{0,3}}{SURNAME}"
    rf"(?:\s{CAP}{_LETTER}+){{0,2}}"
)
_HONORIFICS = "Sir|Lord|Lady|Dame|Mrs?|Miss|Dr|Prof|Professor|Rev|Canon|Gen|Col|Capt"
_BY_NAME = (
    rf"(?:(?:{_HONORIFICS})\.?\s)?{SURNAME}(?:\s(?:(?:{CAP}\.)+|{CAP}(?=\s)|{_PARTICLE}|{SURNAME}))"
    rf"{{0,4}}(?<!\.)"
)
_ONE = rf"(?:(?:(?:{_HONORIFICS})\.?\s)?{_BY_INITIALS}|{_BY_NAME})"
_AND = r"(?:and|&)"
PERSONS = rf"{_ONE}(?:(?:,\s{_ONE}){{0,3}},?\s{_AND}\s{_ONE})?"
_ROLE = r"(?:\s\((?:eds?|comps?|trans|tr|hrsg|hg|dir)\.?\))"
_GIVEN = rf"(?:{SURNAME}|(?:{CAP}\.\s?)+|{CAP}(?=[\s,]))"
_SURNAME_FIRST = rf"(?:{_PARTICLE}\s)*{SURNAME},\s(?P<given>{_GIVEN}(?:\s{_GIVEN}){{0,2}})"
_SHARED = rf"(?P<first>{SURNAME}|(?:{CAP}\.\s?)*{CAP}\.?)\s{_AND}\s(?P<last>{_ONE})"
_ENDS = rf"(?={_ROLE}?[,:]|\set al\b)"
_BY_INITIALS_ONLY = re.compile(
    rf"(?<![\w&’]){_BY_INITIALS}(?:(?:,| and|, and| &)\s{_BY_INITIALS})*"
    rf"(?={_ROLE}?[,:]|\set al\b|\sin (?:his|her|their)\b)"
)
_SHAPES = tuple(re.compile(shape + _ENDS) for shape in (_SURNAME_FIRST, _SHARED, PERSONS, _ONE))
TO_TITLE = re.compile(
    rf"(?:\set al\b\.?)?{_ROLE}?[,:]\s(?:eds?\.?,\s)?(?:in\s(?=[A-Z“‘\"]))?|\sin \w+ book\s"
)
_LEADS = re.compile(
    r"\b(?:[Ii]n|[Bb]y|[Ff]rom|[Ss]ee|[Cc]f|[Aa]lso|[Cc]ompare|[Cc]onsult)\.?:?\s|[:;(]\s*"
)
_PART = re.compile(rf",?\s{_AND}\s|,\s")
_INITIAL = re.compile(rf"(?:{CAP}\.)*{CAP}\.?")
_LONG_WORD = re.compile(r"(?:\w[’'])?[\w-]{3,}")

# Words that end the names of papers, archives and bodies, and hardly ever a person's.
_NO_SURNAMES = frozenset(
    """society library museum review history club trust company office committee commission papers
    archive archives minutes records register collection collections proceedings transactions
    observer gazette chronicle journal magazine quarterly bulletin times news telegraph express
    advertiser courier tribune examiner inquirer dispatch sentinel intelligencer correspondence
    letters diary diaries memoirs works report reports survey yearbook year annual manuscript
    manuscripts mss ms calendar series university college institute institution academy school
    department ministry council conference congress association federation foundation fund
    assembly tribunal embassy admiralty treasury hospital cathedral county corporation dictionary
    encyclopaedia encyclopedia bible statutes debates hansard census roll rolls ledger ledgers
    file box zeitung testament""".split()
)
# A name without a known first name may hold none of these either.
_NO_NAME_WORDS = (
    _NO_SURNAMES
    | BODIES
    | NO_NAMES
    | frozenset(
        """post star sun mail herald globe world standard saint argus mercury echo press record book
        books daily weekly monthly evening morning sunday public national royal imperial central
        western eastern northern southern north south east west great new old british english
        scottish irish welsh french german russian italian spanish american foreign colonial
        general supreme high lord king queen prince bishop minister president sir letter life
        lives story tales poems essays studies notes memorandum statement evidence""".split()
    )
)
_LEAD_WORDS = frozenset("see cf compare consult quoted cited printed also thus so".split())
_NO_TITLE = (
    MONTHS
    | frozenset("vol vols part book no nos chap chapter preface appendix introduction".split())
    | frozenset("monday tuesday wednesday thursday friday saturday sunday interview".split())
)
_OF_PLACES = frozenset({"New", "St", "San"})
_OFFICES = re.compile(
    r"(?:[\w-]+\s)?(?:bishop|archbishop|earl|duke|marquess|viscount|baron|count|lord|king|queen|"
    r"minister|president|secretary|chairman|member|professor|master|captain|governor|mayor|"
    r"sheriff|leader|founder|editor|author|son|daughter|wife|widow|brother|sister|vicar|rector|"
    r"clerk|keeper|missionary|advocate|ambassador|commander|director|commissar|deputy|chief)"
    r"(?:\s\w+)?\s(?:of|to|for|in|at)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    rf"[“‘\"«](?=\w)|(?P<words>{CAP}[\w’'-]+[^,(;:.]*|(?:A|I)\s[^,(;:.]+)(?P<after>[,:.]\s|\s\(|[.,]?$)"
)
_DATED = re.compile(rf"(?:\d{{1,2}}\s)?(?:(?:{'|'.join(m.title() for m in MONTHS)})\s)?\d{{4}}\b")
_IMPRINT = re.compile(r"[^()]*\b(?:1[5-9]|20)\d\d\)")
LIFE = re.compile(r"\(\d{4}\s?[–-]\s?\d{2,4}\)")
_IN_TITLES = re.compile(r"\b(?:of|the|in|on|to|a|an|for|from|with|under|de|la|le|der|des)\b")
_PUBLISHERS = re.compile(r"&|\b(?:Press|Sons|Co|Bros|Company|Verlag|Publish\w+)\b")
_TITLE_WORDS = 3


def find_author(stretch: str) -> tuple[int, int] | None:
    """Find the author of a reference by first names, where a title follows.

    A name with a known first name, a title of honour or an initial is a person's when something
    that may be a title follows; two or three other words with capitals only when it cannot be
    mistaken for a publisher, a place or a date, and when none of them is common in the names of
    papers, archives and bodies.

    Parameters
    ----------
    stretch : str
        The reference, with what leads in to it.

    Returns
    -------
    tuple of (int, int) or None
        Span of the name or names.

    Examples
    --------
    >>> find_author("See Eric Hobsbawm, The Age of Revolution (London, 1962), p. 5")
    (4, 17)
    >>> find_author("Manchester Guardian, 3 May 1912") is None
    True
    """
    for start in (0, *(lead.end() for lead in _LEADS.finditer(stretch))):
        for shape in _SHAPES:
            match = shape.match(stretch, start)
            if match and _is_author(match, stretch[match.end() :]):
                return match.span()
    return None


def by_initials(stretch: str) -> re.Match[str] | None:
    """Find the first author or authors with initials: "A. Knox", "J. L. and B. Hammond"."""
    return _BY_INITIALS_ONLY.search(stretch)


def surnames(authors: str) -> Iterator[str]:
    """Give the words of the authors by which a back-reference may call them.

    Examples
    --------
    >>> list(surnames("R Page Arnot and Mary Ann Smith"))
    ['Page', 'Arnot', 'Smith']
    >>> list(surnames("Hobsbawm, Eric")), list(surnames("Beatrice and Sidney Webb"))
    (['Hobsbawm'], ['Webb'])
    """
    shared = re.fullmatch(_SHARED, authors)
    if shared and _is_shared(shared):
        authors = shared["last"]
    for i, person in enumerate(_PART.split(authors)):
        words = person.split()
        if i and all(_is_given(word) for word in words):
            continue
        if words and not _INITIAL.fullmatch(words[0]):
            words = words[-1:]
        yield from _LONG_WORD.findall(" ".join(words))


def initials(authors: str, surname: str) -> str:
    """Give the letters that the names of an author before the surname begin with; empty if none.

    Examples
    --------
    >>> initials("Eric Hobsbawm and George F. Rudé", "Rudé"), initials("Lord Morley", "Morley")
    ('GF', '')
    """
    before, found, after = authors.partition(surname)
    first = _PART.match(after)
    named = after[first.end() :] if first and not _PART.split(before)[-1] else ""
    words = _PART.split(before)[-1].split() or named.split()[:1]
    if not found or not words or named and not _is_given(words[0]):
        return ""
    return "".join(word[0] for word in words if not re.fullmatch(_HONORIFICS, word.rstrip(".")))


def first_initial(before: str) -> str:
    """Give the letter that the first names right before a surname begin with; empty if none is.

    Examples
    --------
    >>> first_initial("See Mary Ann "), first_initial("See J. R. "), first_initial("See ")
    ('M', 'J', '')
    """
    initial = ""
    for word in reversed(before.split()):
        if not _is_given(word):
            break
        initial = word[0]
    return initial


def _is_given(word: str) -> bool:
    return bool(_INITIAL.fullmatch(word)) or word.split("-")[0].casefold() in GIVEN_NAMES


def _is_shared(match: re.Match[str]) -> bool:
    """Tell "Beatrice and Sidney Webb", two of one surname."""
    first = all(_is_given(word) for word in match["first"].split())
    return first and _is_known_person(match["last"])


def _is_author(match: re.Match[str], rest: str) -> bool:
    if "first" in match.re.groupindex:
        return _is_shared(match) and _title_follows(rest)
    given = match.groupdict().get("given")
    if given:
        sure = all(_is_given(word) for word in given.split())
        return sure and _first_word(match[0]) not in NO_NAMES | BODIES and _title_follows(rest)
    people = _PART.split(match[0])
    if all(_is_known_person(person) for person in people):
        return _title_follows(rest)
    may_be = all(_is_known_person(person) or _may_be_person(person) for person in people)
    return may_be and _title_follows(rest, sure=False)


def _first_word(words: str) -> str:
    return re.split(r"\W", words, maxsplit=1)[0].casefold()


def _is_known_person(name: str) -> bool:
    words = name.split()
    if len(words) < 2 or _is_no_name(words):  # noqa: PLR2004 - a first name and one more
        return False
    low = [word.casefold().rstrip(".") for word in words]
    if low[-1] in _NO_SURNAMES and low[-2] not in _PARTICLES.split("|"):
        return False
    if NO_NAMES.intersection(low) - MONTHS - {"a", "i"}:  # "A. Pell" has an initial.
        return False
    honoured = re.fullmatch(_HONORIFICS, words[0].rstrip(".")) is not None
    if honoured and len(words) == 2:  # noqa: PLR2004 - "Lord Morley", not "Lord Mayor"
        return low[1] not in _NO_NAME_WORDS and not _OFFICES.match(f"{words[1]} of")
    known = _is_given(words[honoured])
    middle = any(_INITIAL.fullmatch(word) for word in words[1:-1])
    return known or middle and low[0] not in _NO_NAME_WORDS


def _may_be_person(name: str) -> bool:
    words = name.split()
    return (
        len(words) in (2, 3)
        and not _is_no_name(words)
        and not any(word.islower() or word.casefold() in _NO_NAME_WORDS for word in words)
    )


def _is_no_name(words: Sequence[str]) -> bool:
    """Tell "See Wood" and "Wood’s Tales"."""
    return words[0].casefold() in _LEAD_WORDS or any(w.endswith(("’s", "'s")) for w in words)


def _title_follows(rest: str, *, sure: bool = True) -> bool:
    """Tell whether a title follows a name, and not an office, a place or a date."""
    rest = LIFE.sub("", rest)
    lead = TO_TITLE.match(rest)
    title = _TITLE.match(rest, lead.end()) if lead else None
    if title is None or title["words"] is None:
        return title is not None
    words, after = title["words"].split(), rest[title.end() :]
    if _first_word(title["words"]) in _NO_TITLE or _OFFICES.match(title["words"]):
        return False
    opens_imprint = title["after"] == " (" and _IMPRINT.match(after)
    if opens_imprint:
        return True
    place = [word for word in words if word not in _OF_PLACES]
    if len(place) == 1 and _DATED.match(after):
        return False
    if len(words[1:]) == 1 and re.fullmatch(_HONORIFICS, words[0].rstrip(".")):
        return False  # "by Henry Home, Lord Kames, vol. i"
    return sure or _is_surely_title(title["words"])


def _is_surely_title(words: str) -> bool:
    """Tell a title, by its length or a preposition, from a publisher and from a sentence."""
    large = _IN_TITLES.sub(" ", words)
    told = len(words.split()) >= _TITLE_WORDS or large != words
    in_capitals = all(word[0].isupper() or word == "and" for word in large.split())
    return told and in_capitals and not _PUBLISHERS.search(words)
