"""Epidemiological quantities, each with a type of its own."""

from alsfacts.epidemiology.intervals import wilson_interval
from alsfacts.epidemiology.shares import CaseShare, case_share

__all__ = ["CaseShare", "case_share", "wilson_interval"]
