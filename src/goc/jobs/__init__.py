"""Long work as a row (kind, by, progress, cancel flag, heartbeat) and the worker that runs it."""
