"""What people ask and we cannot answer, from the kept conversations: reading, grouping, proposing, counting, forgetting.

Imports nothing of Rasa: the conversations are read from the table that Rasa's SQL tracker store writes.
"""
