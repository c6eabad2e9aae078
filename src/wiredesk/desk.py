"""One store, one engine and the flow: the only place where they meet."""
