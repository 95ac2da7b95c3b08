"""Verdicts, scores and comparisons as small tables for a notebook; all text is escaped."""

from __future__ import annotations

from alsfacts.display.html import page, paragraph, table
from alsfacts.display.text import DISCLAIMER, headline
from alsfacts.scoring import (
    Agreement,
    Calibration,
    ClaimAnswer,
    Comparison,
    Explanation,
    HypothesisScore,
    Verdict,
)

__all__ = ["calibration_html", "comparison_html", "explanation_html", "score_html", "verdict_html"]


def verdict_html(answer: Verdict) -> str:
    """Render a verdict with its grounds, roles and references.

    Parameters
    ----------
    answer : Verdict
        The verdict.

    Returns
    -------
    str
        Headline and tables.

    Examples
    --------
    >>> from alsfacts import verdict
    >>> html = verdict_html(verdict(disease="huntington-disease"))
    >>> "<p>Entirely genetic.</p>" in html, "<table" in html
    (True, True)
    """
    numbers = dict(answer.citations)
    claims = [_claim_row(claim, numbers) for claim in (answer.entirely_genetic, answer.purely_autoimmune)]
    scores = sorted(answer.scores, key=lambda result: (-result.net, result.hypothesis_id))
    references = [(f"[{number}]", item.citation()) for number, item in enumerate(answer.references, start=1)]
    data = f"data {answer.data_version}, " if answer.data_version else ""
    return page(
        f"Is {answer.disease_name} genetic or autoimmune?",
        paragraph(headline(answer)),
        table(("claim", "answer", "because"), claims),
        paragraph(f"Kind of proof of autoimmunity (Rose and Bona 1993): {answer.rose_bona.status}."),
        paragraph("Role of each hypothesis, in points; they overlap and are not to be added."),
        table(
            ("hypothesis", "role", "net", "range", "support", "oppose"),
            [(result.hypothesis_id, str(result.role), *_figures(result)) for result in scores],
        ),
        paragraph("References") if references else "",
        table((), references) if references else "",
        paragraph(f"Computed from {data}policy {answer.policy_fingerprint[:12]}. {DISCLAIMER}"),
    )


def _claim_row(claim: ClaimAnswer, numbers: dict[str, int]) -> tuple[str, str, list[str]]:
    because = []
    for reason in claim.because:
        cited = sorted({numbers[item] for item in reason.evidence_ids if item in numbers})
        because.append(f"{reason.text} [{', '.join(map(str, cited))}]" if cited else reason.text)
    status = f"{claim.status} (conflicting)" if claim.conflicting else str(claim.status)
    return claim.claim, status, because or [f"Rule: {claim.criterion}."]


def _figures(result: HypothesisScore) -> tuple[str, str, str, str]:
    low, high = result.net_range
    return f"{result.net:+.1f}", f"{low:+.1f} to {high:+.1f}", f"{result.support:.1f}", f"{result.oppose:.1f}"


def score_html(result: HypothesisScore) -> str:
    """Render a score with its cells.

    Parameters
    ----------
    result : HypothesisScore
        The score.

    Returns
    -------
    str
        Role and points, then a row a line of evidence and directness.

    Examples
    --------
    >>> from alsfacts import score
    >>> html = score_html(score("multistep"))
    >>> "multistep in als: uncertain" in html, "<table" in html
    (True, True)
    """
    net, span, support, oppose = _figures(result)
    groups = f"{result.groups_support} groups for, {result.groups_oppose} against"
    return page(
        f"{result.hypothesis_id} in {result.disease_id}: {result.role}",
        paragraph(
            f"Net {net} points, range {span} (a sensitivity to assumptions, no confidence interval); "
            f"support {support}, oppose {oppose}; {groups}; {len(result.set_aside)} findings set aside."
        ),
        _cells(result),
    )


def _cells(result: HypothesisScore) -> str:
    rows = [
        (
            str(cell.line),
            str(cell.directness),
            f"{cell.ceiling:.1f}",
            f"{cell.support:.2f}",
            f"{cell.oppose:.2f}",
            f"{cell.net:+.2f}",
        )
        for cell in result.cells
    ]
    return table(("line", "directness", "ceiling", "support", "oppose", "net"), rows) if rows else ""


def explanation_html(explanation: Explanation) -> str:
    """Render an explanation: the score, its terms, and what was set aside.

    Parameters
    ----------
    explanation : Explanation
        The explanation.

    Returns
    -------
    str
        Tables of terms and of findings that do not count.

    Examples
    --------
    >>> from alsfacts import explain
    >>> html = explanation_html(explain("multistep"))
    >>> "+2 starts as registry-incidence" in html, "Set aside" in html
    (True, True)
    """
    terms = [
        (
            f"{term.net:+.2f}",
            term.consortium,
            f"{term.direction} ({term.line}, {term.directness})",
            [
                f"{found.evidence_id} ({found.citation}): {found.statement} "
                f"Tier {found.tier}, {found.counted:g} of {found.points:g} points counted: "
                f"{'; '.join(str(step) for step in found.steps)}."
                for found in term.findings
            ],
        )
        for term in explanation.terms
    ]
    aside = [(item.evidence_id, item.reason) for item in explanation.set_aside]
    return page(
        str(explanation.score),
        paragraph(explanation.statement),
        table(("net", "group", "side", "findings"), terms) if terms else "",
        paragraph("Set aside") if aside else "",
        table(("finding", "reason"), aside) if aside else "",
    )


def comparison_html(comparison: Comparison) -> str:
    """Render frameworks side by side.

    Parameters
    ----------
    comparison : Comparison
        The comparison.

    Returns
    -------
    str
        Of one hypothesis the questions and answers; of several the answers that apply.

    Examples
    --------
    >>> from alsfacts import compare
    >>> html = comparison_html(compare("multistep"))
    >>> "How large is an effect that comparable studies measured?" in html, "<table" in html
    (True, True)
    """
    names = comparison.hypothesis_ids
    title = f"Frameworks side by side, {comparison.disease_id}"
    note = paragraph("Each answers a question of its own, so there is no average.")
    if len(names) == 1:
        rows = [(str(row.framework), row.question, row.result) for row in comparison.rows]
        body = table(("framework", "question", "answer"), rows)
        return page(f"{title}: {names[0]}", note, body, paragraph(comparison.agreement(names[0])))
    answers = []
    for name in names:
        said = [
            f"{row.framework}: {row.result}"
            for row in comparison.rows
            if row.hypothesis_id == name and row.applies
        ]
        answers.append((name, said, comparison.agreement(name)))
    return page(title, note, table(("hypothesis", "answers", "direction"), answers))


def calibration_html(calibration: Calibration) -> str:
    """Render known answers beside derived ones.

    Parameters
    ----------
    calibration : Calibration
        The calibration.

    Returns
    -------
    str
        One row a disease, then what points say of ClinGen's classes.

    Examples
    --------
    >>> from alsfacts import calibration
    >>> html = calibration_html(calibration())
    >>> "Huntington disease" in html, "<table" in html
    (True, True)
    """
    rows = [
        (
            entry.disease_name,
            str(entry.known or "asked"),
            str(entry.verdict.entirely_genetic.status),
            str(entry.verdict.purely_autoimmune.status),
            "" if entry.agreement is Agreement.NOT_KNOWN else str(entry.agreement),
        )
        for entry in calibration.diseases
    ]
    found = calibration.curations
    return page(
        "One rule, every disease: known answer beside derived answer",
        table(("disease", "known", "entirely genetic", "purely autoimmune", "answer"), rows),
        paragraph(
            "The contrast diseases were at hand when the rule was written, so agreement is a fit and no "
            "validation."
        ),
        paragraph(
            f"ClinGen points against the experts' class: {found.curations} published curations; the class "
            f"by points computed again as printed in {found.reproduced} of {found.printed}."
        ),
    )
