"""Our NLU pipeline components. May import Rasa; `features`, `model`, `preparing`, `clauses` and `language` do not."""
