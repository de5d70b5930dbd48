"""The windows of working together: what comes from other computers, what contradicts itself then, what is sent."""
