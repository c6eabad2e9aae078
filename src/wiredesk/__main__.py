"""`python -m wiredesk`: the command line."""

from wiredesk.cli import main

if __name__ == "__main__":
    main()
