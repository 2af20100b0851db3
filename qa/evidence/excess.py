"""The reader's own judgement: by how much the sentences found outdo what is no answer."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from qa.evidence.asked import Asked
from qa.evidence.matching import Match, nearest
from qa.evidence.pool import Pool


@dataclass(frozen=True, slots=True, eq=False)
class JudgeHead:
    """What the reader learned about when a text answers.

    Attributes
    ----------
    importance : ndarray of float32, shape (d,)
    power : float
        What makes a token of the question count, as `read_question` says.
    parts : ndarray of float32, shape (5,)
        Weights of late interaction with the sentence and with its passage, of resemblance, and of
        the words shared with the sentence and with its passage.
    null : ndarray of float32, shape (2,)
        What the best must score to answer: so much, and so much of what the sentences score on
        average.
    """

    importance: Vectors
    power: float
    parts: NDArray[np.float32]
    null: NDArray[np.float32]

    def excess(self, asked: Asked, pool: Pool, match: Match) -> float:
        """Return by how much the best sentences outdo what is no answer.

        Parameters
        ----------
        asked : Asked
            The question, of judging states.
        pool : Pool
            The sentences, of judging states.
        match : Match
            How they meet otherwise.
        """
        near, resemblance = nearest(asked, pool)
        passage = np.maximum.reduceat(near, pool.firsts, axis=1)[:, pool.owners]
        late, late_passage = asked.weights @ near, asked.weights @ passage
        columns = (late, late_passage, resemblance, match.shared, match.shared_passage)
        scores = self.parts @ np.stack(columns)
        most = scores.max()
        best = most + np.log(np.exp(scores - most).sum())
        return float(best - self.null[0] - self.null[1] * scores.mean())
