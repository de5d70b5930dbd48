"""From a record to blocks and from blocks to paper. Knows no storage and no screen."""
