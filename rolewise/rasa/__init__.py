"""Where Rolewise meets Rasa: training, the running assistant, the server, stores, and the patches that they need.

The components of config.yml and the stores of endpoints.yml import Rasa as they load, as `patches` and `action_endpoint` do;
`assistant` and `server` only when they are used, the others never.
"""
