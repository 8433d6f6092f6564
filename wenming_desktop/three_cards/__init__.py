"""三卡: registration, contact and feedback cards as one life, and letters to the employers."""
