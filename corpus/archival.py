"""References to what lies in archives: newspapers, letters, minutes, interviews, manuscripts."""

import re

from corpus.authors import CAP
from corpus.speech import MONTHS

_MONTHS = "|".join(f"{month.title()}|{month[:3].title()}\\." for month in sorted(MONTHS))
_DATE = (
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s)?(?:{_MONTHS})|(?:{_MONTHS})\s\d{{1,2}}),?\s"
    r"(?:1[5-9]|20)\d\d"
)
_WORD = rf"(?:{CAP}[\w’'.-]*|de|la|of|the|and|van|von)"
_PAPERS = (
    "News|Times|Mercury|Guardian|Telegraph|Herald|Post|Gazette|Chronicle|Journal|Observer|Mail|"
    "Express|Star|Sun|Standard|Advertiser|Courier|Echo|Argus|Tribune|Examiner|Inquirer|Enquirer|"
    "Dispatch|Despatch|Sentinel|Press|Record|Globe|Independent|Leader|Citizen|Worker|Reporter|"
    "Intelligencer|Spectator|Punch|Review|Magazine|Weekly|Figaro|Temps|Monde|Zeitung|Tageblatt|"
    "Pravda|Izvestia|Izvestiya"
)
_PERSON = rf"(?:{CAP}[\w’'.-]*\s){{0,4}}(?:(?:de|la|van|von|der)\s){{0,2}}{CAP}[\w’'-]+"
_DOCUMENTS = (
    "Minutes|Papers|Records|Register|Rolls?|Letter[ -]?[Bb]ooks?|Archives?|Diary|Diaries|Census"
)
_SIGNS = (
    rf"(?:{_WORD}\s){{0,5}}(?:{_PAPERS})(?:\s+\([\w\s]+\))?\s*,\s(?:\w+day,?\s)?{_DATE}",
    rf"(?:(?:Unsigned|Undated|Draft)\s)?(?:[Ll]etter|Postcard|Telegram|Cable|Despatch)s?\s"
    rf"(?:(?:from|to|of)\s{CAP}|of\s\d)",
    rf"(?!(?:\w+ed|Went|Came|Sent)\s){_PERSON},?\sto\s(?:the\s)?{_PERSON},\s(?:{_DATE}|undated)",
    rf"(?:{_PERSON},\s)?(?:[Ii]nterview(?:ed)?|[Rr]ecorded|[Cc]onversation)\s(?:with|by)\s\w",
    rf"(?:{_WORD}\s){{0,4}}(?:{_DOCUMENTS})(?:\s(?:of|for)\s[^,]+)?(?:,\s|\.?$)",
)
_LED_IN = r"(?:(?:[Qq]uoted|[Cc]ited|[Pp]rinted)\s(?:in|by|from)\s|[Ss]ee\s(?:also\s)?|[Ii]n\s)?"
_OPENS = re.compile(rf"(?:^|[;.,]\s){_LED_IN}(?:the\s)?(?:{'|'.join(_SIGNS)})")
_CALLED_FOR = re.compile(
    r"\b(?:MSS?|Add\. MSS?|[Bb]ox|[Ff]ile|[Ff]older|[Bb]undle|[Ff]ols?\.|[Ff]f?\.|GT|CAB|PRO|"
    r"FO|HO|WO|ADM|TNA)\s?[A-Z]{0,3}\s?\d|\b[A-Z]{2,4}\s\d+/\d+"
    r"|\b(?:Vict|Geo|Edw|Eliz|Will|Hen|Car|Jac)\.,?\s(?:[IVX]+\s?,?\s?)?c(?:ap|h)?\.\s?\d"
)
_OF_ARCHIVES = frozenset(
    """and in of the from by also see to a on for with at de la van von der du st nd rd th
    box file folder bundle item fol folio ff dated undated letter letters interview interviewed
    conversation recorded record records minutes papers manuscript typescript copy draft cutting
    private privately held personal collection possession hands family author author’s archive
    archives register diary journal entry entries deposition evidence statement testimony enclosed
    encl enclosure printed quoted cited vol vols no nos day passim communication cap ch""".split()
)
_WORDS = re.compile(
    rf"(?P<after>\b{CAP}[\w’'-]*\s|\b(?:he|she|it|they|we|who|which|that)\s)?"
    r"\b(?P<word>[a-z][a-z’'-]+)"
)
_MOST_STRANGE = 1


def is_archival(told: str) -> bool:
    """Tell whether words only name something in an archive or a newspaper, and where it is.

    They open as such a reference does, or give the number it is called for by; of the words of
    the language they hold hardly any but those of papers and boxes, and none that may be a verb:
    none after a name, and none ending in "ed".

    Parameters
    ----------
    told : str
        A sentence or a note, without what it quotes or brackets.

    Examples
    --------
    >>> is_archival("Letter to Sheila Rowan, 3 November 1930. Tierney Papers, Galway.")
    True
    >>> is_archival("The Western Morning News, a Liberal paper founded in 1860.")
    False
    """
    if not _OPENS.search(told) and not _CALLED_FOR.search(told):
        return False
    strange = [
        (match["after"], match["word"])
        for match in _WORDS.finditer(told)
        if match["word"] not in _OF_ARCHIVES
    ]
    return len(strange) <= _MOST_STRANGE and not any(
        after or word.endswith("ed") for after, word in strange
    )
