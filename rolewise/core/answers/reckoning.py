"""Arithmetic on pay: shares of a range, differences, months and hours, and an estimate of tax. Pure numbers, no words.

Money is gross, a year, in whole units of one currency, unless a name says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from rolewise.core.knowledge.model import Pay, TaxRules

MONTHS = 12
WEEKS = 52
BELOW, LOWER, MIDDLE, UPPER, ABOVE = "below", "lower", "middle", "upper", "above"


@dataclass(frozen=True)
class Standing:
    """Where an amount lies against a row of pay."""

    place: str  # BELOW, LOWER (third of the range), MIDDLE, UPPER or ABOVE; "" where the row has no range
    against_median: float | None  # per cent above (+) or below (-) the row's median; None where it has none
    against_end: float | None  # per cent above the upper or below the lower end; None inside the range


def standing(amount: int, row: Pay) -> Standing:
    """Where the amount lies in the row's range and against its median.

    >>> row = Pay("IN", "INR", 600_000, 900_000, 1_800_000, "stated", "all", 2026, "x")
    >>> standing(1_080_000, row)
    Standing(place='middle', against_median=20.0, against_end=None)
    >>> standing(300_000, row)
    Standing(place='below', against_median=-66.7, against_end=-50.0)
    """
    median = percent(row.median, amount) if row.median else None
    if row.low is not None and row.high is None and amount < row.low:  # "₹35L and more"
        return Standing(BELOW, median, percent(row.low, amount))
    if row.low is None or row.high is None:
        return Standing("", median, None)
    if amount < row.low:
        return Standing(BELOW, median, percent(row.low, amount))
    if amount > row.high:
        return Standing(ABOVE, median, percent(row.high, amount))
    third = (row.high - row.low) / 3
    place = LOWER if amount < row.low + third else MIDDLE if amount <= row.high - third else UPPER
    return Standing(place, median, None)


def percent(base: int, amount: int) -> float | None:
    """How many per cent the amount lies above (+) or below (-) the base, to one decimal; None for a base of 0.

    >>> percent(800_000, 1_000_000), percent(900_000, 600_000), percent(0, 5)
    (25.0, -33.3, None)
    """
    if not base:
        return None
    return float((Decimal(amount - base) * 100 / base).quantize(Decimal("0.1"), ROUND_HALF_UP))


def share(amount: int, parts: int) -> int:
    """One of so many equal parts of a year's amount, in whole units, halves upwards. Raises ZeroDivisionError for none.

    >>> share(1_000_000, 12), share(130_000, 2080)
    (83333, 63)
    """
    return _rounded(Decimal(amount) / parts)


def per_month(amount: int) -> int:
    """A twelfth of a year's amount, in whole units.

    >>> per_month(1_000_000)
    83333
    """
    return share(amount, MONTHS)


def per_hour(amount: int, hours_a_week: int) -> int:
    """A year's amount over 52 weeks of so many paid hours, in whole units. Raises ValueError for no hours.

    >>> per_hour(1_040_000, 40)
    500
    """
    if hours_a_week < 1:
        raise ValueError(f"{hours_a_week} hours a week")
    return _rounded(Decimal(amount) / (WEEKS * hours_a_week))


def income_tax(gross: int, rules: TaxRules) -> int | None:
    """Tax of a year's salary by the slabs, with rebate, relief and cess, and nothing else; None above what they are held for.

    >>> from rolewise.core.knowledge.model import Slab
    >>> rules = TaxRules(
    ...     "IN", "new regime", "2026-27", 75_000, (Slab(0, 0), Slab(400_000, 5), Slab(800_000, 10)), 1_200_000, 4, 5_000_000, "x"
    ... )
    >>> income_tax(1_275_000, rules), income_tax(1_285_000, rules), income_tax(9_000_000, rules)
    (0, 10400, None)
    """
    taxable = max(0, gross - rules.standard_deduction)
    if taxable > rules.most:
        return None
    if taxable <= rules.no_tax_up_to:
        return 0
    # No one has less in hand for earning a little more than what is free of tax.
    tax = min(_by_slabs(taxable, rules), Decimal(taxable - rules.no_tax_up_to))
    return _rounded(tax * (100 + Decimal(str(rules.cess))) / 100)


def _by_slabs(taxable: int, rules: TaxRules) -> Decimal:
    ends = [*(slab.above for slab in rules.slabs[1:]), taxable]
    return sum(
        (
            Decimal(max(0, min(taxable, end) - slab.above)) * Decimal(str(slab.rate)) / 100
            for slab, end in zip(rules.slabs, ends, strict=True)
        ),
        Decimal(0),
    )


def _rounded(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))
