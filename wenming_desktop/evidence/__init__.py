"""照片证据: pictures before and after, stripped, sealed beside the data file, found by hash."""
