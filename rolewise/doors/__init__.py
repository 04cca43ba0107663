"""Channel connectors: what comes in over HTTP -> a turn -> what the channel shows."""
