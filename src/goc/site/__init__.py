"""The pages of the site itself: its log, its long work, its users. They read, and change nothing."""
