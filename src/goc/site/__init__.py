"""The pages of the site itself: its log, its long work, its users and their rights."""
