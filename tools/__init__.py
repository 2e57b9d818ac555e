"""What developers run by hand: reference pages, data files made once."""
