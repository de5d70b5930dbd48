"""What leaves a computer for another one and what comes in: keys, packages, and files that came from elsewhere."""
