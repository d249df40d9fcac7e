"""What was observed and what it cost: the NICTER series, the published cases."""
