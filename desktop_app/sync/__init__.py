"""What leaves a computer for another one and what comes in: keys, packages, files that came from elsewhere, and their merge."""
