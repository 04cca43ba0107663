"""Where Rolewise meets Rasa: training, the running assistant, the server, and the seams in Rasa that they need.

`actions_in_process`, `action_schema`, `conversations`, `guard`, `locks`, `parses`, `rows`, `seams` and `shortcuts` import
Rasa as they load; `assistant`, `server` and `stores` only when they are used, the others never.
"""
