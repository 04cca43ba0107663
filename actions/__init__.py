"""The Rasa edge: tracker -> turn -> answer -> message, and the slot to remember."""
