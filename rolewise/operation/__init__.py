"""Running Rolewise: what is logged, what is counted, and what `rolewise doctor` looks at. Imports neither Rasa nor sanic."""
