"""The static pages: values in, HTML out."""
