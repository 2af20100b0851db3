from corpus.bundled import load_bundled
from corpus.lookup import find_note
from corpus.report import Work


def work(title: str) -> Work:
    (source,) = load_bundled()
    (found,) = [w for w in source.works if w.title.startswith(title)]
    return found


def uses(title: str) -> list[str]:
    return [use.label for use in work(title).uses]


def test_every_use_counts_back_references_too() -> None:
    assert uses("With the Russian Army") == ["iii", "xxvii", "liv"]
    assert uses("The Soviets of Workers") == ["xviii", "xx", "xlviii", "lv", "lvi"]
    assert uses("La Russie des Tsars") == ["vii", "ix", "xi", "xlv"]
    assert uses("Collected Works")[:3] == ["xxv", "xxxii", "xxxiv"]
    assert uses("War Cabinet Minutes")[:2] == ["v", "xxi"]


def test_author_and_title_are_told_apart() -> None:
    assert work("Outlines of the History").author == "M N Pokrovsky"
    assert work("Collected Works").author == "V I Lenin"
    assert work("Russian Year Book").author == ""


def test_the_index_is_verbatim_and_points_to_passages() -> None:
    (source,) = load_bundled()
    assert [w.id for w in source.works[:2]] == ["rothstein-1917:w1", "rothstein-1917:w2"]
    passages = {p.id for p in source.passages}
    for cited in source.works:
        assert cited.reference in find_note(source, cited.uses[0].label).text
        for use in cited.uses:
            note = find_note(source, use.label)
            assert use.surface in note.text
            assert use.passage_id == (note.anchor.passage_id if note.anchor else None)
            assert use.passage_id is None or use.passage_id in passages
