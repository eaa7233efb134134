"""What the journal counts: conversations by period, the funnel by cohort (clarification 38)."""
