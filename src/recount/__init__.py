"""From news reports to a sourced record of conflict events."""
