"""Prints how many pages a PDF has: ``page_count FILE.pdf``."""

import sys

import pikepdf

if __name__ == "__main__":
    with pikepdf.open(sys.argv[1]) as pdf:
        print(len(pdf.pages))
