"""What is kept on disk and in databases, without Rasa: conversations, their retention, and where the server runs."""
