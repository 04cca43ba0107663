"""Where Rolewise meets Rasa: training, the running assistant, the server, and the seams in Rasa that they need.

`actions_in_process`, `action_schema`, `conversations`, `guard` and `seams` import Rasa as they load; `assistant` and
`server` only when they are used, the others never.
"""
