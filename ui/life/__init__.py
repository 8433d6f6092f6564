"""人口变动: one dialog for each event of a life, care of a person, voiding what was a mistake."""
