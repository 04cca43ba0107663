"""The Web API of the chat widget."""
