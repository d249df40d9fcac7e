"""What insurance pays and what not, who does what when, and the card beside the telephone."""
