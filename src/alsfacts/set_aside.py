"""What a calculation left out, and why."""

from __future__ import annotations

import attrs

from alsfacts.frozen import Frozen

__all__ = ["SetAside"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class SetAside(Frozen):
    """A finding that was looked at and does not count, with the reason.

    Attributes
    ----------
    evidence_id : str
        The finding.
    reason : str
        Why it does not count.

    Examples
    --------
    >>> print(SetAside(evidence_id="doe-2020-share", reason="the publication is retracted"))
    doe-2020-share: the publication is retracted
    """

    evidence_id: str
    reason: str

    def __str__(self) -> str:
        return f"{self.evidence_id}: {self.reason}"
