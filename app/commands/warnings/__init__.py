"""Commands on early warnings: the rules' own run, what people do, where the thresholds lie."""
