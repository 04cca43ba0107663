"""Makes the second opinion's weights: `python -m rolewise.tuning`. Nothing in use imports this room, nor jax, which comes with
Rasa's TensorFlow."""
