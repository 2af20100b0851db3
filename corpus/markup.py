"""HTML made ready for pandoc, so that no id and no role is lost on the way."""

import re
from collections.abc import Callable, Container

_UNSEEN = re.compile(
    r"<!--.*?-->|<(script|style|nav|template)\b[^>]*?(?:/>|>.*?</\1\s*>)", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:.-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ID = re.compile(
    r"(?<![\w:-])(?:xml:)?id\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>/]+))", re.IGNORECASE
)
_NAME = re.compile(r"(?<![\w:-])name\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>/]+))", re.IGNORECASE)
_HREF = re.compile(r"(?<![\w:-])href\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_ROLE = re.compile(r"(?<![\w:-])role\s*=", re.IGNORECASE)
_HEADING_GROUP = re.compile(
    r"<hgroup\b[^>]*>\s*<(?P<tag>h[1-6])\b(?P<attributes>[^>]*)>(?P<title>.*?)</(?P=tag)\s*>"
    r"(?P<rest>.*?)</hgroup\s*>",
    re.IGNORECASE | re.DOTALL,
)
_GROUPED = re.compile(r"\s*<(p|h[1-6])\b([^>]*)>(.*?)</\1\s*>", re.IGNORECASE | re.DOTALL)
# Where quotation marks stand around <q>, it adds none of its own.
_QUOTED_TWICE = re.compile(r"[“‘«\"]<q\b")
_BLOCKS = frozenset({"aside", "article", "footer", "main", "section", "header"})
# A footer within one of these is theirs and not the page's, as HTML has it.
_SECTIONING = frozenset("article aside section blockquote figure details td".split())
_OF_NOTES = re.compile(r"<ol\b|\b(?:foot|end)?notes?\b", re.IGNORECASE)
_KEEP_IDS = frozenset(
    "div section span a li h1 h2 h3 h4 h5 h6 html body head meta link img col br hr input "
    "table thead tbody tfoot tr ul ol dl colgroup svg path g use image figure".split()
)
Rename = Callable[[str], str]


def visible(markup: str) -> str:
    """Leave out comments, scripts, styles and navigation."""
    return _UNSEEN.sub(" ", markup)


def without_footer(markup: str) -> str:
    """Leave out the footers of a page itself, but not those that hold notes.

    Parameters
    ----------
    markup : str
        HTML.

    Returns
    -------
    str
        Without what stands below the text on every page of its site.
    """
    markup = visible(markup)
    linked = {_value(match).removeprefix("#") for match in _HREF.finditer(markup)}
    kept: list[str] = []
    at, depth, start = 0, 0, -1
    for tag in _TAG.finditer(markup):
        closes, name = bool(tag[1]), tag[2].casefold()
        if name in _SECTIONING:
            depth += -1 if closes else 1
        elif name == "footer" and not closes and depth == 0:
            start = tag.start()
        elif name == "footer" and closes and start >= at:
            if not _holds_notes(markup[start : tag.start()], linked):
                kept.append(markup[at:start])
                at = tag.end()
            start = -1
    return "".join([*kept, markup[at:]])


def _holds_notes(footer: str, linked: Container[str]) -> bool:
    """Tell a footer that the text links to, or that says that notes are in it."""
    ids = (_value(match) for match in _ID.finditer(footer))
    return bool(_OF_NOTES.search(footer)) or any(id_ in linked for id_ in ids)


def prepare(markup: str, rename: Rename | None = None, relink: Rename | None = None) -> str:
    """Rewrite the tags of a page so that pandoc keeps what tells notes apart.

    Asides become divisions, roles become data, a group of headings becomes one heading, and ids of
    elements that cannot carry one in pandoc's tree are given to an empty span within.

    Parameters
    ----------
    markup : str
        HTML.
    rename : callable or None
        Gives every id its name in the whole book.
    relink : callable or None
        Gives every address the one that it leads to in the whole book.

    Returns
    -------
    str
        HTML again.
    """
    renamed = dict.fromkeys(_BLOCKS, "div")
    if _QUOTED_TWICE.search(markup):
        renamed["q"] = "span"

    def rewritten(match: re.Match[str]) -> str:
        slash, tag, attributes = match[1], match[2], match[3]
        name = tag.casefold()
        tag = renamed.get(name, tag)
        if slash:
            return f"</{tag}>"
        anchor = ""
        id_ = _value(_ID.search(attributes)) or (
            _value(_NAME.search(attributes)) if name == "a" else ""
        )
        if id_:
            id_ = rename(id_) if rename else id_
            attributes = _ID.sub("", attributes)
            if name in _KEEP_IDS or name in _BLOCKS:
                attributes = f' id="{id_}"{attributes}'
            else:
                anchor = f'<span id="{id_}"></span>'
        if name == "a" and relink:
            attributes = _HREF.sub(lambda m: f'href="{relink(_value(m))}"', attributes, count=1)
        return f"<{tag}{_ROLE.sub('data-role=', attributes)}>{anchor}"

    return _TAG.sub(rewritten, _HEADING_GROUP.sub(_one_heading, visible(markup)))


def _one_heading(match: re.Match[str]) -> str:
    """Write a heading and what stands below it in its group as one: "II The Coming Storm"."""
    tag, rest = match["tag"], _GROUPED.sub(r" <span\2>\3</span>", match["rest"])
    return f"<{tag}{match['attributes']}>{match['title'].rstrip()}{rest.rstrip()}</{tag}>"


def _value(match: re.Match[str] | None) -> str:
    return next((group for group in match.groups() if group), "") if match else ""
