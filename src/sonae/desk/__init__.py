"""What an agency sees across rooms: today, and the page of a company with its timeline."""
