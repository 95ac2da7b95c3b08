"""Text for BibTeX: LaTeX's special characters, and capitals that styles must keep.

The commands are those of LaTeX itself (https://ctan.org/pkg/encguide): no package is needed.
Only an ogonek and the letters đ, ð and þ ask for the font encoding T1.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NoReturn
from urllib.parse import quote

from alsfacts.errors import InvalidValueError

__all__ = ["latex", "latex_address", "latex_title"]

# Chosen by trial with BibTeX, Biber, pdfTeX, Pandoc and pylatexenc. A brace is never \{: BibTeX counts
# it all the same, and an entry with one more than the other never ends; nor is it \textbraceleft,
# which Biber turns into {. The braces around a command keep the blank that follows it.
_SPECIAL = {
    "\\": r"{\textbackslash}",
    "{": r"{$\lbrace$}",
    "}": r"{$\rbrace$}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "<": "{$<$}",
    ">": "{$>$}",
    "|": "{$|$}",
    **{character: f"\\{character}" for character in "%&$#_"},
}

_ACCENTS = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u",
    "\u0307": ".",
    "\u0308": '"',
    "\u030a": "r",
    "\u030b": "H",
    "\u030c": "v",
    "\u0323": "d",
    "\u0327": "c",
    "\u0328": "k",
    "\u0331": "b",
}

_LETTERS = {
    "\u00df": r"{\ss}",
    "\u00e6": r"{\ae}",
    "\u00c6": r"{\AE}",
    "\u0153": r"{\oe}",
    "\u0152": r"{\OE}",
    "\u00f8": r"{\o}",
    "\u00d8": r"{\O}",
    "\u0142": r"{\l}",
    "\u0141": r"{\L}",
    "\u0131": r"{\i}",
    "\u0111": r"{\dj}",
    "\u0110": r"{\DJ}",
    "\u00f0": r"{\dh}",
    "\u00d0": r"{\DH}",
    "\u00fe": r"{\th}",
    "\u00de": r"{\TH}",
    "\u00a0": "~",
    "\u2010": "-",
    "\u2011": "-",
    "\u2013": "{--}",
    "\u2014": "{---}",
    "\u2018": r"{\textquoteleft}",
    "\u2019": r"{\textquoteright}",
    "\u201c": r"{\textquotedblleft}",
    "\u201d": r"{\textquotedblright}",
    "\u2026": r"{\ldots}",
    "\u00b0": r"{$^\circ$}",
    "\u00b1": r"{$\pm$}",
    "\u00b5": r"{$\mu$}",
    "\u00b7": r"{$\cdot$}",
    "\u00d7": r"{$\times$}",
    "\u2192": r"{$\to$}",
    "\u2212": "{$-$}",
    "\u2264": r"{$\leq$}",
    "\u2265": r"{$\geq$}",
}

# Greek letters that TeX has under their own names. It has no capital that looks like a Latin one.
_GREEK_SMALL = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon "
    "phi chi psi omega"
)
_GREEK_CAPITAL = "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
# Unicode spells the letter otherwise.
_UNICODE_SPELLING = {"lambda": "lamda"}

_LETTERS |= {
    unicodedata.lookup(f"GREEK {size} LETTER {_UNICODE_SPELLING.get(name.lower(), name)}"): f"{{$\\{name}$}}"
    for size, names in (("SMALL", _GREEK_SMALL), ("CAPITAL", _GREEK_CAPITAL))
    for name in names.split()
}

_IS_LATIN = re.compile(r"\{\\[A-Za-z]{1,2}\}")
_LAST_ASCII = "\x7f"

# Letters and digits with the accents that follow them; a hyphen or an apostrophe divides words.
_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
_LONG_WORD = 4
_SHOUT_WORDS = 3


def latex(text: str, *, ascii_only: bool = False) -> str:
    r"""Return text in which LaTeX reads every character as itself.

    Parameters
    ----------
    text : str
        Text of one line.
    ascii_only : bool
        Whether letters beyond ASCII become commands, for LaTeX that does not read UTF-8.

    Returns
    -------
    str
        With as many braces opened as closed.

    Raises
    ------
    InvalidValueError
        If only ASCII is wanted, and a character has no command here.

    Examples
    --------
    >>> print(latex("Neurology, 5% & {more"))
    Neurology, 5\% \& {$\lbrace$}more
    >>> print(latex("Chiò, NF-κB", ascii_only=True))
    Chi{\`o}, NF-{$\kappa$}B
    """
    if not ascii_only:
        return "".join(_SPECIAL.get(character, character) for character in text)
    return "".join(_clusters(text))


def _clusters(text: str) -> Iterator[str]:
    """Yield each character with the accents on it."""
    base, accents = "", ""
    # The first pass parts letters from their accents.
    for character in unicodedata.normalize("NFD", text):
        if base and character in _ACCENTS:
            accents += character
            continue
        if base:
            yield _accented(base, accents)
        base, accents = character, ""
    if base:
        yield _accented(base, accents)


def _refuse(cluster: str) -> NoReturn:
    codes = " ".join(f"U+{ord(character):04X}" for character in cluster)
    msg = f"{cluster!r} ({codes}) has no LaTeX command here; UTF-8 holds it"
    raise InvalidValueError(msg)


def _accented(base: str, accents: str) -> str:
    if base in _SPECIAL:
        letter = _SPECIAL[base]
    elif base <= _LAST_ASCII:
        letter = base
    elif base in _LETTERS:
        letter = _LETTERS[base]
    else:
        _refuse(base)
    if not accents:
        return letter
    # Biber cannot put a second accent on a letter, and TeX none on a sign.
    is_letter = (base.isascii() and base.isalpha()) or _IS_LATIN.fullmatch(letter)
    if len(accents) > 1 or not is_letter:
        _refuse(base + accents)
    command = _ACCENTS[accents]
    # A command that is a word would run into the letter.
    gap = " " if command.isalpha() and letter == base else ""
    return f"{{\\{command}{gap}{letter}}}"


def latex_title(title: str, *, ascii_only: bool = False) -> str:
    r"""Return a title in which braces keep the capitals that a style must not lower.

    Words with a capital inside, or beside a digit, are protected, and capitals that stand
    alone: gene symbols, acronyms, numerals. In a title that is written as a sentence so is every
    capital that does not begin one: it is a proper noun. Where All Words Are Capital, proper
    nouns cannot be told and stay unprotected; a title all in capitals is left alone.

    Parameters
    ----------
    title : str
        Title, as one line.
    ascii_only : bool
        As in `latex`.

    Returns
    -------
    str
        With as many braces opened as closed.

    Raises
    ------
    InvalidValueError
        As in `latex`.

    Examples
    --------
    >>> print(latex_title("TDP-43 loss in Danish carriers of C9orf72: A study"))
    {TDP}-43 loss in {Danish} carriers of {C9orf72}: A study
    >>> print(latex_title("Trial of Antisense Oligonucleotide Tofersen for SOD1 ALS"))
    Trial of Antisense Oligonucleotide Tofersen for {SOD1} {ALS}
    """
    words = list(_WORD.finditer(title))
    # Styles leave the first letter of a title as it is, and the first after a colon.
    begins = [word.start() == 0 or title.endswith(": ", 0, word.start()) for word in words]
    shouted = title.isupper() and len(words) > _SHOUT_WORDS
    as_sentence = _is_sentence([word.group() for word, first in zip(words, begins, strict=True) if not first])
    pieces = []
    end = 0
    for word, first in zip(words, begins, strict=True):
        text = latex(word.group(), ascii_only=ascii_only)
        proper = as_sentence and not first and word.group()[0].isupper()
        keep = not shouted and (proper or _is_symbol(word.group()))
        pieces += [latex(title[end : word.start()], ascii_only=ascii_only), f"{{{text}}}" if keep else text]
        end = word.end()
    return "".join([*pieces, latex(title[end:], ascii_only=ascii_only)])


def _is_symbol(word: str) -> bool:
    """Say whether a word has capitals that belong to it wherever it stands."""
    if len(word) == 1:
        # A single A is an article more often than a symbol.
        return word.isupper() and word != "A"
    has_digit = any(character.isdigit() for character in word)
    return any(character.isupper() for character in (word if has_digit else word[1:]))


def _is_sentence(words: list[str]) -> bool:
    """Say whether most long words within sentences begin small, so that a capital means something."""
    long = [word for word in words if len(word) >= _LONG_WORD and not _is_symbol(word)]
    return sum(word[0].islower() for word in long) > len(long) / 2


def latex_address(address: str, *, ascii_only: bool = False) -> str:
    """Return an address, or a DOI, as styles take it: verbatim.

    Parameters
    ----------
    address : str
        Web address or DOI.
    ascii_only : bool
        Whether letters beyond ASCII are written in per cent codes too.

    Returns
    -------
    str
        The same, with braces and backslashes in per cent codes: they would break the entry.

    Examples
    --------
    >>> latex_address("https://example.org/a_b?c=50%25&d={e}")
    'https://example.org/a_b?c=50%25&d=%7Be%7D'
    """
    return "".join(
        quote(character, safe="")
        if character in "{}\\" or (ascii_only and character > _LAST_ASCII)
        else character
        for character in address
    )
