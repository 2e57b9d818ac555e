"""What the API's answers look like: for its description, and for programs that check what they get."""
