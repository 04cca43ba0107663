"""What is measured of the assistant, and the pages that show it. Imports nothing of Rasa."""
