"""整改: what somebody has to put right by a day, and who saw that it was."""
