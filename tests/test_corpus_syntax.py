"""Any tree, however its links and ids lie, gives a source whose spans hold."""

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.assembly import assemble
from corpus.linked import link_notes
from corpus.model import PassageKind, Provenance
from corpus.pieces import Piece, cut
from corpus.syntax import flatten
from corpus.typed_notes import link_typed

NAMES = st.sampled_from(["", "fn1", "fn2", "fn3", "r1", "c1"])
KINDS = st.sampled_from([[], ["noteref"], ["backlink"], ["footnote"], ["footnotes"]])
WORDS = st.sampled_from(
    ["word", "1", "2", "[1]", "*", "↩", " ", "He said: “no.”", "ibid", "\u00a0"]
)


def word(text: str) -> dict:
    return {"t": "Str", "c": text}


def inlines(blocks: st.SearchStrategy) -> st.SearchStrategy:
    leaf = st.one_of(WORDS.map(word), st.sampled_from([{"t": "Space"}, {"t": "LineBreak"}]))
    lists = st.deferred(lambda: st.lists(node, max_size=3))
    node = st.one_of(
        leaf,
        st.builds(lambda c: {"t": "Superscript", "c": c}, lists),
        st.builds(lambda n, c: {"t": "Span", "c": [[n, [], []], c]}, NAMES, lists),
        st.builds(
            lambda n, k, c, to: {"t": "Link", "c": [[n, k, []], c, ["#" + to, ""]]},
            NAMES,
            KINDS,
            lists,
            NAMES,
        ),
        st.builds(lambda c: {"t": "Note", "c": c}, blocks),
    )
    return st.lists(node, max_size=5)


def trees() -> st.SearchStrategy:
    blocks = st.deferred(lambda: st.lists(block, max_size=3))
    line = inlines(blocks)
    block = st.one_of(
        st.builds(lambda c: {"t": "Para", "c": c}, line),
        st.builds(lambda n, c: {"t": "Header", "c": [1, [n, [], []], c]}, NAMES, line),
        st.builds(lambda n, k, c: {"t": "Div", "c": [[n, k, []], c]}, NAMES, KINDS, blocks),
        st.builds(lambda c: {"t": "BlockQuote", "c": c}, blocks),
        st.builds(
            lambda c: {"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": "Period"}], c]},
            st.lists(blocks, max_size=3),
        ),
        st.builds(lambda t, d: {"t": "DefinitionList", "c": [[t, [d]]]}, line, blocks),
    )
    return st.lists(block, min_size=1, max_size=5)


@settings(max_examples=150, deadline=None)
@given(trees())
def test_every_span_of_any_tree_holds(tree: list[dict]) -> None:
    draft = link_typed(link_notes(flatten(tree)), Provenance("", ""))
    if not any(piece.text and not piece.level for piece in draft.pieces):
        return
    source = assemble(draft, source_id="s", provenance=Provenance("T", "A"), sha256="")
    running = [p for p in source.passages if p.kind is not PassageKind.NOTE]
    assert len({p.id for p in source.passages}) == len(source.passages)
    assert sum(s.last_paragraph - s.first_paragraph + 1 for s in source.sections) == len(running)
    by_id = {passage.id: passage for passage in source.passages}
    for passage in source.passages:
        assert source.text[passage.source_start : passage.source_end] == passage.text
        assert all(0 <= ref.position <= len(passage.text) for ref in passage.notes)
    for number, note in enumerate(source.notes, start=1):
        assert note.number == number
        assert source.text[note.source_start : note.source_end] == note.text
        if note.anchor:
            assert any(ref.id == note.id for ref in by_id[note.anchor.passage_id].notes)
    assert len(source.integrity.lost_marks) == sum(n.anchor is None for n in source.notes)


@given(st.text("ab []()1,", max_size=30), st.data())
def test_cutting_keeps_every_other_character(text: str, data: st.DataObject) -> None:
    ends = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    spans = [(a, b, i) for i, (a, b) in enumerate(zip(ends[::2], ends[1::2], strict=False))]
    piece = cut(Piece(text), spans)
    left = "".join(c for i, c in enumerate(text) if not any(a <= i < b for a, b, _ in spans))
    assert [c for c in piece.text if c in "ab1,"] == [c for c in left if c in "ab1,"]
    assert [note for _, note in piece.marks] == [note for _, _, note in spans]
    assert all(0 <= at <= len(piece.text) for at, _ in piece.marks)
