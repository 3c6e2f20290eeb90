"""The desk: kinds of papers, letterheads, and the way of a paper from draft to signature. Knows no
subject: rooms above register what they write.
"""
