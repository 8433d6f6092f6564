"""人生大事: birth, death, marriage, moves, split, change of head; what each of them touches."""
