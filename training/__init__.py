"""The recipe of the reader model: how its weights are made. The product never imports this."""
