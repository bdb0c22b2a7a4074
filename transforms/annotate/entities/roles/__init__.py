"""What the article says a person is: role, affiliation and place in the text."""
