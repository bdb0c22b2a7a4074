"""What a quote has besides its words and its speaker: its printed form, role, addressee and confidence."""
