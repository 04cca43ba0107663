"""What `rolewise doctor` looks at: a module a subject; each check turns a Place into findings and raises nothing."""

from rolewise.doctor.examination import examine
from rolewise.operation.finding import FAULT, SOUND, WARNING, Finding, Place

__all__ = ["FAULT", "SOUND", "WARNING", "Finding", "Place", "examine"]
