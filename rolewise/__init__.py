"""Rolewise: questions about job roles, answered from a knowledge base with sources."""
