"""The look and the voice of every page: base templates, components, tokens, icons, typography."""
