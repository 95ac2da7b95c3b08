"""The first author of a reference, as printed, taken apart for bibliographies."""

from __future__ import annotations

import attrs

from alsfacts.frozen import Frozen

__all__ = ["AuthorName", "author_name"]

# Words by which a name is that of a group of people, and never to be inverted or abbreviated.
_COLLECTIVE_WORDS = frozenset(
    {
        "association",
        "center",
        "centre",
        "collaboration",
        "collaborative",
        "collaborators",
        "committee",
        "consortium",
        "department",
        "foundation",
        "group",
        "initiative",
        "institute",
        "investigators",
        "network",
        "organisation",
        "organization",
        "project",
        "registry",
        "society",
        "study",
        "team",
        "university",
    }
)
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "2nd", "3rd", "4th"})
_MOST_INITIALS = 2


@attrs.frozen(kw_only=True, eq=False, repr=False)
class AuthorName(Frozen):
    """A name in parts.

    Attributes
    ----------
    family : str
        Family name with its particles, or the whole name where it has no parts.
    given : str
        Given names or initials; empty where none were printed.
    suffix : str
        Such as ``"Jr"``; mostly empty.
    whole : bool
        Whether `family` is a name that has no parts, such as that of a consortium.
    """

    family: str
    given: str = ""
    suffix: str = ""
    whole: bool = False

    @property
    def inverted(self) -> str:
        """The parts with commas between them, family name first, suffix last."""
        return ", ".join(part for part in (self.family, self.given, self.suffix) if part)


def author_name(text: str) -> AuthorName:
    """Take a name apart, as far as that is safe.

    Parameters
    ----------
    text : str
        A name, family name first: ``"Chiò, Adriano"``, ``"Drachman DB"``, ``"Aggarwal"``, or
        that of a group of people.

    Returns
    -------
    AuthorName
        Without parts where the text is no name of a person, or not certainly one.

    Examples
    --------
    >>> author_name("van den Berg, Leonard H.")
    AuthorName(family='van den Berg', given='Leonard H.', suffix='', whole=False)
    >>> author_name("Howard, James F Jr").suffix
    'Jr'
    >>> author_name("International Multiple Sclerosis Genetics Consortium").whole
    True
    """
    words = text.replace(",", " ").split()
    if any(word.strip("().;:").lower() in _COLLECTIVE_WORDS for word in words):
        return AuthorName(family=text, whole=True)
    parts = _with_comma(text) if "," in text else _without_comma(words)
    return parts if parts is not None else AuthorName(family=text, whole=True)


def _with_comma(text: str) -> AuthorName | None:
    family, *rest = (piece.strip() for piece in text.split(","))
    suffixes = [piece for piece in rest if piece.lower() in _SUFFIXES]
    others = [piece for piece in rest if piece and piece not in suffixes]
    # More commas than parts of a name: several people, or no name.
    if not family or len(suffixes) > 1 or len(others) > 1:
        return None
    given = others[0].split() if others else []
    if not suffixes and len(given) > 1 and given[-1].lower() in _SUFFIXES:
        suffixes = [given.pop()]
    return AuthorName(family=family, given=" ".join(given), suffix="".join(suffixes))


def _without_comma(words: list[str]) -> AuthorName | None:
    if len(words) <= 1:
        return AuthorName(family="".join(words))
    *names, last = words
    suffix = ""
    if last.lower() in _SUFFIXES and len(names) > 1:
        suffix = last
        *names, last = names
    *particles, family = names
    # As PubMed prints names: "Drachman DB". Anything else of several words may be in any order.
    initials = last.isalpha() and last.isupper() and len(last) <= _MOST_INITIALS
    named = family[0].isupper() and not family.isupper()
    if initials and named and all(word.islower() for word in particles):
        return AuthorName(family=" ".join(names), given=last, suffix=suffix)
    return None
