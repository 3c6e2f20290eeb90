"""A paper of a round that comes back from Word: read, compared with what was exported, asked about,
taken back.
"""
