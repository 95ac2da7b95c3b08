"""Smaller parts of records: sources, grades, approvals, disease terms."""

import attrs

from alsfacts.model.base import Value

__all__ = ["FieldSource"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class FieldSource(Value):
    """Where the values of some fields were read.

    Attributes
    ----------
    fields : tuple of str
        Names of the fields; empty means the whole record.
    address : str
        A page, or a file inside a public repository or package, with its version.
    """

    fields: tuple[str, ...] = ()
    address: str
