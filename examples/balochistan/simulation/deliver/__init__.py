"""What the institutions hand over: the rows of every dataset, as files with their register."""
