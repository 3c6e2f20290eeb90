"""Any old file into the register: understood, mended, written at once, taken back."""
