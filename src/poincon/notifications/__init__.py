"""Mails: written in the transaction of what they tell, sent once, kept while the mail server is down."""
