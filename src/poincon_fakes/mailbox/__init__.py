"""The practice mailbox: takes every mail the shop sends, delivers none, and shows them on a page."""
