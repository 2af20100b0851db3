"""A short invented source with endnotes, for tests that need one."""

from corpus.model import Provenance, Source
from corpus.reader import read_text

TEXT = """\
The Light at Skerry Point

Mary Hale

In 1871 the harbour board asked Thomas Wren to build a light on the Point.i The keeper, Ann Doyle, \
lived there for twenty-two years and trimmed the lamp every night.

The Storm

On 4 March 1882 the brig Halcyon struck the reef below the Point.ii Ann Doyle rowed out twice and \
brought nine sailors ashore. The Wreckersiii waited in vain for the cargo, because the hull did \
not break up.

The captain wrote to the board:

“No man on this coast would have put to sea that night. We owe our lives to the keeper.”iv

The Inquiry

The board held an inquiry in May. Wren told it that the lamp had burned without fault, and the \
board voted by 7 to 2 to raise the keeper’s wages.v

Notes

i J Pell, A History of the Northern Lights, Harbour Press, London, 1921, p 40.

ii Pell, op cit, p 77.

iii A band of smugglers from Cray, long feared along the coast.

iv Ibid, p 81.

v R Stone, Minutes of the Harbour Board, Vol II, 1890, p 12.
"""


def small_source() -> Source:
    """Read the invented source."""
    provenance = Provenance(title="The Light at Skerry Point", author="Mary Hale", date="1931")
    return read_text(TEXT.encode(), source_id="skerry", provenance=provenance)
