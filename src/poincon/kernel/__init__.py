"""Plain Python that everything else stands on: money, flows, refusals, references, the calendar."""
