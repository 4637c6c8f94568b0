"""How long the shop takes to answer, beside what this machine takes for the least that could be done."""
