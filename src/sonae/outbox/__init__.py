"""What leaves: mail written in the same transaction as its cause, checked at one gate, sent later."""
