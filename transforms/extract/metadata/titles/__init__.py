"""The title of a page: its displayed headline and other statements, without what sites append to them."""
