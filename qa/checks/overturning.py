"""What a rule sees in a sentence that a reader takes for bearing a claim out."""

from qa.checks.beside import Beside
from qa.checks.compare import Aspect, Parting
from qa.checks.contrasted import set_aside
from qa.checks.differing import Told, partings
from qa.checks.explaining import explained
from qa.checks.misstated import misstated
from qa.checks.played import parts_apart
from qa.model import Difference

_LEAST = {
    Aspect.DATE: 5.0,
    Aspect.POLARITY: 1.6,
    Aspect.WORDING: 4.0,
    Aspect.QUANTITY: 3.0,
    Aspect.COMPARISON: 3.0,
}
"""How sure a difference must be to overturn; one of another aspect, or a denial, never does."""


def overturning(claim: str, told: Told, passage: str) -> Difference | None:
    """Return the difference that makes a claim wrong, however alike the sentence sounds.

    Parameters
    ----------
    claim : str
        Without its framing.
    told : Told
        The sentence that seems to bear it out.
    passage : str
        The text around it.

    Examples
    --------
    >>> told = Told("The rates rose.")
    >>> overturning("The rates fell.", told, told.text).explanation
    'You say “fell”; the source says “rose”.'
    """
    both = Beside(claim, told.text)
    sure = [*misstated(both, passage), *set_aside(both), *parts_apart(both)]
    sure += [each for each in partings(claim, told) if _is_sure(each)]
    first = next(iter(sure), None)
    return explained(first.aspect, first.difference) if first else None


def _is_sure(each: Parting) -> bool:
    least = _LEAST.get(each.aspect)
    return least is not None and each.strength >= least and not each.denies
