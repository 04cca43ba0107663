"""The terminal: a card drawn in text, a prompt with completion, slash commands, and a client of a running server.

Nothing here imports Rasa, so that `rolewise chat` starts at once where a server runs.
"""
