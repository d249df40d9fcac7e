"""Document requests and questions from the public site: taken once, kept, answered, and where they came from."""
