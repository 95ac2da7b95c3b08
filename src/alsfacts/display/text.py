"""Plain text for a terminal: verdict, gene, evidence."""

from __future__ import annotations

from collections.abc import Iterator

from alsfacts.display.records import record_text
from alsfacts.display.wrapping import wrap
from alsfacts.evidence_catalog import EvidenceCatalog
from alsfacts.model import Evidence, Gene
from alsfacts.scoring import ClaimAnswer, ClaimStability, Explanation, HypothesisScore, Verdict
from alsfacts.vocabulary import Status

__all__ = ["DISCLAIMER", "evidence_text", "explanation_text", "gene_text", "verdict_text", "wrap"]

DISCLAIMER = "Facts for research and teaching; no medical advice."


def verdict_text(answer: Verdict) -> str:
    """Render a verdict as text that cites.

    Parameters
    ----------
    answer : Verdict
        The verdict.

    Returns
    -------
    str
        Headline, both claims with their grounds, roles, references.

    Examples
    --------
    >>> from alsfacts import verdict
    >>> for line in verdict_text(verdict(disease="huntington-disease")).splitlines()[:2]:
    ...     print(line)
    Is Huntington disease genetic or autoimmune?
    Entirely genetic.
    """
    return "\n".join(_verdict_lines(answer))


def _verdict_lines(answer: Verdict) -> Iterator[str]:
    name = answer.disease_name
    yield f"Is {name} genetic or autoimmune?"
    yield from wrap(headline(answer))
    numbers = dict(answer.citations)
    stable = answer.stability
    for claim, standing in (
        (answer.entirely_genetic, stable.entirely_genetic),
        (answer.purely_autoimmune, stable.purely_autoimmune),
    ):
        yield ""
        yield from _claim_lines(claim, numbers)
        yield from _standing_lines(standing, stable.draws)
    yield ""
    proof = answer.rose_bona
    yield from wrap(f"Kind of proof of autoimmunity (Rose and Bona 1993): {proof.status}.")
    if proof.deciding and proof.rests_on_one_group:
        yield from wrap("It rests on a single laboratory or group.", indent=2)
    yield ""
    yield "Role of each hypothesis, in points"
    yield f"  {'hypothesis':<30}{'role':<15}{'net':>6}{'range':>16}{'support':>9}{'oppose':>8}"
    for result in sorted(answer.scores, key=lambda result: (-result.net, result.hypothesis_id)):
        yield _score_line(result, robust=stable.role_of(result.hypothesis_id).robust)
    yield from wrap(
        f"* robust: the same role in {answer.policy.robust_share:.0%} of {stable.draws:,} drawn policies "
        "or more, and without any one group.",
        indent=2,
    )
    yield from wrap(
        "Each hypothesis is weighed against its own negation; they overlap, so points of "
        "different ones are not to be added. The range is a sensitivity to assumptions, "
        "no confidence interval.",
        indent=2,
    )
    if answer.set_aside:
        yield ""
        yield "Not admitted by the rule"
        for aside in answer.set_aside:
            yield from wrap(f"- {aside.evidence_id}: {aside.reason}", indent=2, hang=2)
    if answer.references:
        yield ""
        yield "References"
        for number, reference in enumerate(answer.references, start=1):
            label = f"[{number}] "
            yield from wrap(label + reference.citation(), indent=2, hang=len(label))
    yield ""
    data = f"data {answer.data_version}, " if answer.data_version else ""
    yield f"Computed from {data}policy {answer.policy_fingerprint[:12]}."
    yield DISCLAIMER


def headline(answer: Verdict) -> str:
    """Say the answer in one or two sentences.

    Parameters
    ----------
    answer : Verdict
        The verdict.

    Returns
    -------
    str
        Such as ``"Neither entirely genetic nor purely autoimmune."``

    Examples
    --------
    >>> from alsfacts import verdict
    >>> headline(verdict(disease="myasthenia-gravis"))
    'Purely autoimmune. That it is entirely genetic is undetermined.'
    """
    genetic, autoimmune = answer.entirely_genetic.status, answer.purely_autoimmune.status
    if answer.neither:
        return (
            "Neither entirely genetic nor purely autoimmune. The rule says nothing about how much "
            "each factor adds; see the roles below."
        )
    supported = [
        words
        for status, words in ((genetic, "entirely genetic"), (autoimmune, "purely autoimmune"))
        if status is Status.SUPPORTED
    ]
    if supported:
        text = f"{' and '.join(supported).capitalize()}."
        if len(supported) == 1 and Status.REFUTED not in (genetic, autoimmune):
            other = "purely autoimmune" if genetic is Status.SUPPORTED else "entirely genetic"
            open_status = autoimmune if genetic is Status.SUPPORTED else genetic
            text += f" That it is {other} is {open_status}."
        return text
    return (
        f"Undetermined: that it is entirely genetic is {genetic}, "
        f"that it is purely autoimmune is {autoimmune}."
    )


def _claim_lines(claim: ClaimAnswer, numbers: dict[str, int]) -> Iterator[str]:
    yield f"{claim.claim.capitalize()}: {claim.status}"
    if claim.conflicting:
        yield "  The admissible evidence both supports and refutes the claim, so it stays open."
    yield from wrap(f"Rule: {claim.criterion}.", indent=2, hang=2)
    for reason in claim.because:
        cited = sorted({numbers[item] for item in reason.evidence_ids if item in numbers})
        marks = f" [{', '.join(map(str, cited))}]" if cited else ""
        yield from wrap(f"- {reason.text}{marks}", indent=2, hang=2)
    flips = claim.flips_if_removed
    # A single source that it rests on is named with the others of its kind, below.
    if claim.status in (Status.SUPPORTED, Status.REFUTED) and (flips is None or len(flips) > 1):
        words = ", ".join(flips) if flips else "no set of sources"
        yield from wrap(f"Would change without: {words}.", indent=2)


def _standing_lines(claim: ClaimStability, draws: int) -> Iterator[str]:
    if claim.changed_without:
        alone = ", ".join(name for name, _ in claim.changed_without)
        text = f"Would change without any one of: {alone}."
    else:
        text = "Stands without any one source."
    if draws:
        text += f" The same in {claim.share_unchanged:.0%} of {draws:,} drawn policies."
    yield from wrap(text, indent=2)
    if claim.margins:
        yield from wrap(f"Stands for {'; '.join(map(str, claim.margins))}.", indent=2, hang=2)


def _score_line(result: HypothesisScore, *, robust: bool) -> str:
    low, high = result.net_range
    role = f"{result.role}{' *' * robust}"
    span = f"{low:+.1f} to {high:+.1f}"
    return (
        f"  {result.hypothesis_id:<30}{role:<15}{result.net:>+6.1f}{span:>16}"
        f"{result.support:>9.1f}{result.oppose:>8.1f}"
    )


def explanation_text(explanation: Explanation) -> str:
    """Render an explanation as text.

    Parameters
    ----------
    explanation : Explanation
        The explanation.

    Returns
    -------
    str
        The score, its terms with every tier step, and what was set aside.

    Examples
    --------
    >>> from alsfacts import explain
    >>> text = explanation_text(explain("multistep"))
    >>> "Terms: what each group adds to the net, largest first" in text
    True
    >>> "+2 starts as registry-incidence" in text
    True
    """
    return "\n".join(_explanation_lines(explanation))


def _explanation_lines(explanation: Explanation) -> Iterator[str]:
    result = explanation.score
    yield from wrap(str(result))
    yield from wrap(explanation.statement)
    yield ""
    yield "Cells: ceiling * (support - oppose) / (ceiling + support + oppose)"
    for cell in result.cells:
        yield (
            f"  {cell.line:<20}{cell.directness:<16}ceiling {cell.ceiling:>5.1f}  "
            f"support {cell.support:>6.2f}  oppose {cell.oppose:>6.2f}  net {cell.net:>+6.2f}"
        )
    yield ""
    yield "Terms: what each group adds to the net, largest first"
    for term in explanation.terms:
        head = f"{term.net:+.2f}  {term.consortium} {term.direction} ({term.line}, {term.directness})"
        yield from wrap(head, indent=2, hang=7)
        for finding in term.findings:
            text = f"- {finding.evidence_id} ({finding.citation}): {finding.statement}"
            yield from wrap(text, indent=9, hang=2)
            steps = "; ".join(str(step) for step in finding.steps)
            points = f"tier {finding.tier}, {finding.points:g} points, {finding.counted:g} counted"
            yield from wrap(f"{points}: {steps}", indent=11)
    if explanation.set_aside:
        yield ""
        yield "Set aside"
        for aside in explanation.set_aside:
            yield from wrap(f"- {aside.evidence_id}: {aside.reason}", indent=2, hang=2)


def gene_text(gene: Gene) -> str:
    """Render a gene as text.

    Parameters
    ----------
    gene : Gene
        The gene, from a knowledge base.

    Returns
    -------
    str
        What `Gene.describe` says, and how to see the evidence.

    Examples
    --------
    >>> from alsfacts import genes
    >>> print(gene_text(genes["FUS"]).splitlines()[-1].strip())
    `alsfacts evidence --about FUS` shows its evidence in full.
    """
    hint = f"`alsfacts evidence --about {gene.id}` shows its evidence in full."
    return "\n".join([record_text(gene), *wrap(hint, indent=2)])


def evidence_text(evidence: EvidenceCatalog, hypothesis_id: str | None = None) -> str:
    """Render evidence as text, each finding with its publication.

    Parameters
    ----------
    evidence : EvidenceCatalog
        The findings, from a knowledge base.
    hypothesis_id : str, optional
        Show only the bearing on this hypothesis.

    Returns
    -------
    str
        One block a finding.

    Examples
    --------
    >>> from alsfacts import evidence
    >>> lines = evidence_text(evidence.where(id="miller-2022-tofersen-valor")).splitlines()
    >>> lines[0], lines[-1]
    ('miller-2022-tofersen-valor', '1 finding')
    """
    blocks = ["\n".join(_evidence_lines(item, hypothesis_id)) for item in evidence]
    count = f"{len(blocks)} finding{'' if len(blocks) == 1 else 's'}"
    return "\n\n".join([*blocks, count])


def _evidence_lines(item: Evidence, hypothesis_id: str | None) -> Iterator[str]:
    yield item.id
    yield from wrap(item.statement, indent=2)
    facts: list[str] = [str(item.design)]
    if item.n_cases is not None:
        facts.append(f"{item.n_cases:,} cases")
    if item.n_controls is not None:
        facts.append(f"{item.n_controls:,} controls")
    facts.extend(filter(None, (item.population, f"{item.basis} read", f"risk of bias {item.risk_of_bias}")))
    yield from wrap("; ".join(facts), indent=2)
    if item.measure is not None:
        yield from wrap(str(item.measure), indent=2)
    for bearing in item.bearings:
        if hypothesis_id in (None, bearing.hypothesis_id):
            text = f"{bearing.direction} {bearing.hypothesis_id} ({bearing.directness}): {bearing.why}"
            yield from wrap(f"- {text}", indent=2, hang=2)
    yield from wrap(item.reference.citation(), indent=2)
