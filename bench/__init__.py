"""Speed, error and memory beside the peers, in one command: ``python -m bench`` (docs/explanation/performance.md)."""
