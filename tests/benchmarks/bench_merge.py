"""Laptops' files merged into an office's, beside what the database alone needs to copy the same rows.

``python -m tests.benchmarks.bench_merge`` prints a table of medians for 30 laptops of 40 reports; ``--laptops N`` and ``--rounds N``
take other numbers, ``--postgres`` merges into a server's database, ``--long`` prints the cost of a version up to 1,000,000 of
them or as many as are said. As in the program itself, the module that other processes load again is small.
"""

if __name__ == "__main__":
    from .beside_bare import main

    main()
