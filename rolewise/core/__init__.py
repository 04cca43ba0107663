"""Text + state -> reply + state. Pure: no Rasa, no server, no database; it outlives all three."""
