"""What to do after an incident: the steps of its kind in their order, and how far one has come."""
